"""Letters that a page writes as a base letter and combining marks, as text typed on macOS is (NFD)."""

import unicodedata

#: The first bytes of combining marks in UTF-8, U+0300 to U+036F. Few other characters of a page begin so.
_FIRST_BYTES = (b"\xcc", b"\xcd")
_SCRIPT = b"<script"


def compose_letters(data: bytes) -> bytes:
    """The page with the letters of its text composed (NFC).

    Patterns take a combining mark for the end of a word, and lengths count it. Attributes and scripts keep
    theirs: the name of a file is another one when it is composed.
    """
    parts: list[bytes] = []
    done = 0
    while (place := _find_mark(data, done)) >= 0:
        end = _find_end(data, place)
        start = max(done, data.rfind(b">", done, place) + 1)
        parts += (data[done:start], _compose(data, start, end))
        done = end
    return b"".join((*parts, data[done:])) if parts else data


def _find_mark(data: bytes, start: int) -> int:
    found = [place for each in _FIRST_BYTES if (place := data.find(each, start)) >= 0]
    return min(found, default=-1)


def _find_end(data: bytes, place: int) -> int:
    """Where the text or the tag with this byte ends."""
    found = [end for each in (b"<", b">") if (end := data.find(each, place)) >= 0]
    return min(found, default=len(data))


def _compose(data: bytes, start: int, end: int) -> bytes:
    tag = data.rfind(b"<", 0, end)
    is_text = data[end : end + 1] != b">" and data[tag : tag + len(_SCRIPT)].lower() != _SCRIPT
    text = data[start:end]
    if not is_text or start == 0:
        return text
    composed = unicodedata.normalize("NFC", text.decode("utf-8", "surrogateescape"))
    return composed.encode("utf-8", "surrogateescape")
