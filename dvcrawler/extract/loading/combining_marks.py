"""Letters that a page writes as a base letter and combining marks, as text typed on macOS is (NFD)."""

import re
import unicodedata

#: The first bytes of combining marks in UTF-8, U+0300 to U+036F. Few other characters of a page begin so.
_FIRST_BYTES = (b"\xcc", b"\xcd")
_ENTITY = re.compile(rb"&#(?:76[89]|7[7-9]\d|8[0-7]\d|x0?3[0-6][0-9a-f]);", re.IGNORECASE)
_TEXT = re.compile(r">[^<>]+")
_SCRIPT = "<script"


def compose_letters(data: bytes) -> bytes:
    """The page with the letters of its text composed (NFC).

    Patterns take a combining mark for the end of a word, and lengths count it. Attributes and scripts keep
    theirs: the name of a file is another one when it is composed.
    """
    if b"&#" in data:
        data = _ENTITY.sub(lambda entity: _read_entity(entity[0]), data)
    if not any(map(data.__contains__, _FIRST_BYTES)):
        return data
    return _TEXT.sub(_compose, data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _read_entity(entity: bytes) -> bytes:
    digits = entity[2:-1].lower()
    return chr(int(digits[1:], 16) if digits.startswith(b"x") else int(digits)).encode()


def _compose(found: re.Match[str]) -> str:
    text = found[0]
    tag = found.string.rfind("<", 0, found.start())
    if text.isascii() or found.string[tag : tag + len(_SCRIPT)].lower() == _SCRIPT:
        return text
    return unicodedata.normalize("NFC", text)
