"""Broken documents put right before they are parsed: an early end, a wrong charset, hidden letters."""

from dvcrawler.normalize.legacy_fonts import keep_horned_u

_HIDDEN_LETTERS = (b"\xc2\xad", b"&shy;", b"&#173;")


def repair_markup(data: bytes) -> bytes:
    """The document without ends that stand too early, and with the letters that markup hides.

    baotayninh.vn writes `</html>` before the head (corpus, seen 2021): a parser stops there. Later
    ones do no harm, parsers pass over them, and over a second `<html>` inside the first.
    """
    first = data.find(b"</html>")
    if 0 <= first < data.find(b"<body"):
        data = data.replace(b"</html>", b"").replace(b"</body>", b"")
    if any(sign in data for sign in _HIDDEN_LETTERS):
        data = keep_horned_u(data.decode("utf-8", "replace")).encode("utf-8")
    return data


def guess_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 text, by its mark or by where its zeros stand; None for other text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    zeros = data[:64].count(0)
    if zeros <= 8:
        return None
    return "utf-16-be" if data[:64:2].count(0) > data[1:64:2].count(0) else "utf-16-le"
