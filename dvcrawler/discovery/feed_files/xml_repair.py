"""Repairs errors in feeds and sitemaps that would cost a parser addresses, while they are streamed.

Portals print PHP notices, blank lines and byte order marks before the document, and addresses with `&`
where `&amp;` belongs.
"""

import re
from collections.abc import Iterator
from itertools import chain

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BLANK = b" \t\r\n\x0b\x0c\x00"
#: Caps the bytes that are searched for the beginning of the document; PHP notices take some hundred each.
_LONGEST_PREAMBLE = 32 * 1024
_DECLARATION = re.compile(rb"<\?xml\s+version")
_BEGINNING = re.compile(
    rb"<\?xml\s+version|<(?:[\w.-]{1,40}:)?(?:rss|urlset|sitemapindex|feed|rdf)[\s>]", re.I
)
#: Matches a wrong declaration in a document of single bytes: .NET declares "utf-16" when it writes to a
#: string.
_SAYS_UTF16 = re.compile(rb"<\?xml\s[^>]{0,100}?encoding\s*=\s*(['\"])(?P<name>utf-?16(?:le|be)?)\1", re.I)
_HTML = re.compile(rb"<(?:!doctype|html)\b", re.I)
#: The characters that may follow `&` in a reference; a bare one is followed by others.
_TOKEN = re.compile(
    rb"<!\[CDATA\[|\]\]>|&(?!#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z_][A-Za-z0-9_.-]{0,30};)"
)
#: Longer than any of these tokens; a possible beginning of one waits for the next chunk.
_LOOKAHEAD = 40


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
    yield from _escape_ampersands(chain([_declare_utf8(_drop_preamble(head))], chunks))


def _declare_utf8(head: bytes) -> bytes:
    """Corrects a declaration of UTF-16 that cannot be true to UTF-8."""
    found = _SAYS_UTF16.match(head)
    if found is None:
        return head
    return head[: found.start("name")] + b"utf-8" + head[found.end("name") :]


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
        is_cdata, written = _replace(token[0], is_cdata)
        pieces.append(written)
    end = max(end, place)
    return b"".join((*pieces, text[place:end])), text[end:], is_cdata


def _replace(token: bytes, is_cdata: bool) -> tuple[bool, bytes]:
    if token == b"&":
        return is_cdata, token if is_cdata else b"&amp;"
    return token != b"]]>", token
