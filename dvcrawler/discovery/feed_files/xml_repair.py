"""Repairs errors in feeds and sitemaps that would cost a parser addresses, while they are streamed.

Portals print PHP notices, blank lines and byte order marks before the document, and addresses with `&`
where `&amp;` belongs.
"""

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from dvcrawler.patterns import lazy_regex

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BLANK = b" \t\r\n\x0b\x0c\x00"
#: Caps the bytes that are searched for the beginning of the document; PHP notices take some hundred each.
_LONGEST_PREAMBLE = 32 * 1024
_DECLARATION = lazy_regex(rb"<\?xml\s+version")
_BEGINNING = lazy_regex(
    rb"<\?xml\s+version|<(?:[\w.-]{1,40}:)?(?:rss|urlset|sitemapindex|feed|rdf)[\s>]", re.I
)
#: The charset that a document declares. .NET declares "utf-16" when it writes to a string, and templates keep
#: the "us-ascii" or "gb2312" of another site: the parser would stop at the first other byte.
_DECLARED = lazy_regex(rb"<\?xml\s[^>]{0,100}?encoding\s*=\s*(['\"])(?P<name>[^'\">]{0,40})\1", re.I)
#: The end of a document and the beginning of another after it, which a plugin and a theme may both write: the
#: parser would stop between them.
_SEAM = (
    rb"(?P<seam></(?:[\w.-]{1,20}:)?(?:rss|urlset|sitemapindex|feed|rdf)[ \t\r\n]{0,9}>)"
    rb"(?:\xef\xbb\xbf|[ \t\r\n\x00]){0,99}(?:<\?xml[ \t\r\n][^>]{0,120}\?>[ \t\r\n]{0,99})?"
    rb"(?=<(?:[\w.-]{1,20}:)?(?:rss|urlset|sitemapindex|feed|rdf)[ \t\r\n>])"
)
_HTML = lazy_regex(rb"<(?:!doctype|html)\b", re.I)
#: The characters that may follow `&` in a reference; a bare one is followed by others. References by number
#: may be to no character: scripts write an emoji as the two halves that UTF-16 has for it.
_TOKEN = lazy_regex(
    rb"<!\[CDATA\[|\]\]>|&#(?P<decimal>[0-9]{1,7});|&#[xX](?P<hex>[0-9A-Fa-f]{1,6});"
    rb"|&(?![A-Za-z_][A-Za-z0-9_.-]{0,30};)|(?i:" + _SEAM + rb")"
)
_CONTROLS = frozenset(range(32)) - {9, 10, 13}
#: Longer than any of these tokens; a possible beginning of one waits for the next chunk.
_LOOKAHEAD = 500


def repair_xml(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The document in chunks, at least one for each chunk of input; UTF-16 passes unchanged."""
    head = b""
    for more in chunks:
        head += more
        if len(head) >= _LONGEST_PREAMBLE:
            break
        yield b""
    if head.startswith(_UTF16) or b"\x00" in head[:4].strip(_BLANK):
        yield head
        yield from chunks
        return
    yield from _escape_ampersands(_to_utf8(_drop_preamble(head), chunks))


def _to_utf8(head: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The document in UTF-8, and declared so, whatever single bytes it consists of. The parser would stop at
    a byte that the declared charset does not have.
    """
    found = _DECLARED.match(head)
    if found is None:
        yield head
        yield from chunks
        return
    decoder = None if _is_utf8(head) else _find_decoder(found["name"])
    head = head[: found.start("name")] + b"utf-8" + head[found.end("name") :]
    for chunk in chain([head], chunks):
        yield chunk if decoder is None else decoder.decode(chunk).encode("utf-8")


def _is_utf8(head: bytes) -> bool:
    """Whether the beginning is UTF-8; its last character may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _find_decoder(charset: bytes) -> codecs.IncrementalDecoder | None:
    """The decoder of a charset that writes markup with single bytes; None for any other, and for UTF-8, whose
    faults the parser corrects.
    """
    name = charset.decode("ascii", "replace").strip()
    try:
        if "<?xml".encode(name) == b"<?xml" and codecs.lookup(name).name != "utf-8":
            return codecs.getincrementaldecoder(name)("replace")
    except (LookupError, UnicodeError):
        pass
    return None


def _drop_preamble(head: bytes) -> bytes:
    """Cuts text before the document; leaves HTML, which the parser recognises."""
    text = head
    while text.startswith((_BOM, *(bytes([each]) for each in _BLANK))):
        text = text.removeprefix(_BOM).lstrip(_BLANK)
    if _HTML.match(text):
        return text
    pattern = _DECLARATION if text.startswith(b"<!") else _BEGINNING
    found = pattern.search(text, 0, _LONGEST_PREAMBLE)
    return text[found.start() :] if found else text


def _escape_ampersands(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Writes each bare `&` as a reference, outside CDATA sections."""
    rest, is_cdata = b"", False
    for chunk in chunks:
        rest += chunk
        done, rest, is_cdata = _escape_to(rest, max(0, len(rest) - _LOOKAHEAD), is_cdata)
        yield done
    yield _escape_to(rest, len(rest), is_cdata)[0]


def _escape_to(text: bytes, end: int, is_cdata: bool) -> tuple[bytes, bytes, bool]:
    """The text up to `end` with its tokens replaced, the text after it, and whether that is in CDATA."""
    pieces, place = [], 0
    for token in _TOKEN.finditer(text):
        if token.start() >= end:
            break
        pieces.append(text[place : token.start()])
        place = token.end()
        is_cdata, written = _replace(token, is_cdata)
        pieces.append(written)
    end = max(end, place)
    return b"".join((*pieces, text[place:end])), text[end:], is_cdata


def _replace(token: re.Match[bytes], is_cdata: bool) -> tuple[bool, bytes]:
    written = token[0]
    if written == b"&":
        return is_cdata, written if is_cdata else b"&amp;"
    if token["seam"]:
        return is_cdata, written if is_cdata else b""
    if written.startswith(b"&#"):
        return is_cdata, written if is_cdata or _is_character(token) else b"&#xFFFD;"
    return written != b"]]>", written


def _is_character(reference: re.Match[bytes]) -> bool:
    """Whether the number is that of a character which XML allows."""
    code = int(reference["decimal"]) if reference["decimal"] else int(reference["hex"], 16)
    return (
        code <= 0x10FFFF
        and code not in _CONTROLS
        and not (0xD800 <= code <= 0xDFFF or 0xFFFE <= code <= 0xFFFF)
    )
