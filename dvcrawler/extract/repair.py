"""Broken documents put right before they are parsed: an early end, a wrong charset, hidden letters."""

import re

from dvcrawler.normalize.legacy_fonts import keep_horned_u

_HIDDEN_LETTER = re.compile(rb"\xc2\xad|&shy;|&#0*173;|&#x0*ad;", re.I)

#: White space and a counter's comment stand behind many a rightful end.
_TAIL = 40


def repair_markup(data: bytes) -> bytes:
    """The document without ends that stand too early: a parser drops what comes after `</html>`.

    baotayninh.vn writes it before the head (corpus, seen 2021). A second `<html>` inside the first does
    no harm, parsers pass over it.
    """
    first = data.find(b"</html>")
    if first < 0 or len(data) - first < _TAIL:
        return data
    return data.replace(b"</html>", b"").replace(b"</body>", b"")


def with_hidden_letters(data: bytes) -> bytes | None:
    """The document with the letter ư where TCVN3 text has a soft hyphen; None where it has none.

    Browsers hide soft hyphens and cleaning removes them, so they are put right in the markup.
    """
    if not _HIDDEN_LETTER.search(data):
        return None
    return keep_horned_u(data.decode("utf-8", "replace")).encode("utf-8")


def guess_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 text, by its mark or by where its zeros stand; None for other text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    zeros = data[:64].count(0)
    if zeros <= 8:
        return None
    return "utf-16-be" if data[:64:2].count(0) > data[1:64:2].count(0) else "utf-16-le"
