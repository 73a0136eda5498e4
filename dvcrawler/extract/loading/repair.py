"""Repairs broken documents before they are parsed: an early end, a wrong charset."""

import html
import re
from itertools import islice

from dvcrawler.normalize.encodings.charsets import decode_windows_1252, is_utf8
from dvcrawler.normalize.encodings.legacy_fonts import convert_legacy
from dvcrawler.normalize.encodings.mojibake import is_proper, repair_all, repair_mojibake, undo_further
from dvcrawler.patterns import lazy_regex

#: A correct end is often followed by white space and a counter's comment, or by longer ones of a cache.
_TAIL = 40
#: End tags that may have to be repaired, all found at once.
_ENDS = lazy_regex(rb"</(?:br|BR|HTML>|html>)")
_COMMENTS = lazy_regex(rb"</html>\s*(?:<!--[^<>]*-->\s*)*")
_END_OF_BREAK = lazy_regex(rb"</[bB][rR]\s{0,9}/?>")

#: Between two tags.
_TEXT = lazy_regex(r"(?<=>)[^<>]{1,2000}(?=<)")
#: Text or the value of an attribute.
_VALUE = lazy_regex(r"[^<>\"\n]{2,5000}")
#: The first bytes of most letters with marks, encoded twice, "áº" and "á»", or more often, "Ã¡Â" and "ÃƒÂ";
#: and, encoded twice, a combining mark after a letter, "Ì£".
_DOUBLY_ENCODED = lazy_regex(
    rb"\xc3(?:\xa1\xc2[\xba\xbb]|\x83\xc2[\xa1\x83]\xc3\x82|(?<=\xc6\x92\xc3)\x82\xc2"
    rb"|(?<=[A-Za-z\xa0-\xbf]\xc3)\x8c\xc2[\x81\xa3])"
)
#: The bytes before a `\xc2` in any of them; few other texts have these two.
_BEFORE_C2 = frozenset((b"\xc3\xa1", b"\xc3\x83", b"\xc3\x82", b"\xc3\x8c"))
#: The same two, escaped: PHP's `htmlentities` took UTF-8 for Latin-1.
_ESCAPED = lazy_regex(rb"&(?:aacute|#225|#x[eE]1);&(?:ordm|raquo|#18[67]|#x[bB][aAbB]);")
_MARKUP = lazy_regex(rb"(<[^<>]*>|\n)")
#: Letters beyond ASCII from which a text that decodes as UTF-8 is UTF-8.
_LEAST_LETTERS = 20
_LETTER_BYTE = lazy_regex(rb"[\xa0-\xff]")
_ENTITY = lazy_regex(r"&(?:#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,4}|[A-Za-z]{2,8}[0-9]{0,2});")
#: Pieces of text, and characters of them, that reveal the encoding of a page.
_SAMPLED_RUNS, _SAMPLE = 100, 4000


def repair_markup(data: bytes) -> bytes:
    """The document with `<br>` for `</br>`, and without early ends: parsers drop what comes after `</html>`.

    baotayninh.vn writes it before the head (seen 2021). A second `<html>` inside the first does
    no harm, parsers pass over it.
    """
    ends = _ENDS.findall(data)
    if b"</br" in ends or b"</BR" in ends:
        data = data.replace(b"<br></br>", b"<br>").replace(b"<BR></BR>", b"<br>")
        data = _END_OF_BREAK.sub(b"<br>", data)
    if b"</HTML>" in ends:
        data = data.replace(b"</HTML>", b"</html>").replace(b"</BODY>", b"</body>")
    number = ends.count(b"</html>") + ends.count(b"</HTML>")
    if number == data.count(b"</html>", max(0, len(data) - _TAIL + 1)):
        return data
    if number == 1 and _COMMENTS.fullmatch(data, data.rfind(b"</html>")):
        return data
    return data.replace(b"</html>", b"").replace(b"</body>", b"")


def decode_legacy(data: bytes, declared: str) -> str | None:
    """The page decoded as Windows-1252, as browsers do, if its text is Vietnamese in an encoding before
    Unicode.

    None for other bytes, and for windows-1258 that is declared. Such pages rarely declare a charset that
    exists, and often the one that their editor was set to.
    """
    text = decode_windows_1252(data)
    sample = " ".join(islice((run for run in _TEXT.findall(text) if not run.isascii()), _SAMPLED_RUNS))
    converted = convert_legacy(sample[:_SAMPLE])
    return None if converted is None or (declared, converted[1]) == ("cp1258", "windows-1258") else text


def decode_mixed(data: bytes) -> str | None:
    """The page, each text decoded as UTF-8 or else as Windows-1252: a server may put it together from files.

    None if there is little UTF-8.
    """
    texts = [_decode_text(piece) for piece in _MARKUP.split(data)]
    letters = sum(len(text) - sum(map(str.isascii, text)) for text, is_unicode in texts if is_unicode)
    return "".join(text for text, _ in texts) if letters >= _LEAST_LETTERS else None


def _decode_text(piece: bytes) -> tuple[str, bool]:
    try:
        return piece.decode("utf-8"), True
    except UnicodeDecodeError:
        return decode_windows_1252(piece), False


def repair_double_encoding(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The page with UTF-8 that was decoded as Windows-1252 repaired, and each repaired piece of text.

    Works on the markup, since cleaning drops controls that are part of a letter.
    """
    if not _may_be_doubly_encoded(data) or not _DOUBLY_ENCODED.search(data):
        return data, ()
    pieces: list[str] = []
    text = data.decode("utf-8", "replace")
    undone = undo_further(text)
    is_all_damaged = not is_proper(undone)
    text = undone if is_all_damaged else text

    def repair(found: re.Match[str]) -> str:
        repaired = repair_mojibake(found[0])
        if repaired is not None:
            pieces.append(repaired)
        elif is_all_damaged and not found[0].isascii():  # a name too short to show it by itself
            return repair_all(found[0])
        return repaired or found[0]

    repaired = _VALUE.sub(repair, text)
    return (repaired.encode("utf-8", "replace"), tuple(pieces)) if pieces else (data, ())


def _may_be_doubly_encoded(data: bytes) -> bool:
    """Looks at each `\\xc2`, the first byte of no-break spaces and few other characters.

    `find` of one byte takes a twentieth of the time of any pattern.
    """
    place = data.find(b"\xc2")
    while place >= 0:
        if data[max(0, place - 2) : place] in _BEFORE_C2:
            return True
        place = data.find(b"\xc2", place + 1)
    return False


def unescape_bytes(data: bytes) -> bytes:
    """The page with letters where UTF-8 was escaped byte by byte: `Ti&aacute;&ordm;&iquest;ng`.

    The bytes that no entity names, 0x80 to 0x9F, may be as they were or in UTF-8 themselves.
    """
    if not _ESCAPED.search(data):
        return data
    if is_utf8(data):
        text = data.decode("utf-8")
    elif _LETTER_BYTE.search(data) is None:
        text = data.decode("latin-1")
    else:
        return data
    return _ENTITY.sub(_unescape, text).encode("utf-8", "replace")


def _unescape(found: re.Match[str]) -> str:
    letters = html.unescape(found[0])
    return found[0] if letters.isascii() else letters


def guess_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 text, by its mark or by the position of its zeros; None for other text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    zeros = data[:64].count(0)
    if zeros <= 8:
        return None
    return "utf-16-be" if data[:64:2].count(0) > data[1:64:2].count(0) else "utf-16-le"
