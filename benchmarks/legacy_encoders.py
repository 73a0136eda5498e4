"""Vietnamese text as it was written before Unicode: the inverse of what is read back."""

from unicodedata import normalize

from dvcrawler.normalize.encodings.legacy_conversion import TABLES

#: The letters of Vietnamese beyond ASCII.
LETTERS = sorted(
    {
        normalize("NFC", base + mark)
        for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯYđĐ"
        for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
        if base not in "đĐ" or not mark
    }
    - set("aeiouyAEIOUY")
)
_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def write_small(text: str, table: str = "TCVN3") -> str:
    """The words with capitals that have no code of their own, in small letters."""
    codes = set(_codes(table))
    words = text.split(" ")
    return " ".join(word if all(c.isascii() or c in codes for c in word) else word.lower() for word in words)


def to_tcvn3(text: str) -> str:
    return _invert("TCVN3", text)


def to_vni(text: str) -> str:
    return _invert("VNI", text)


def to_viscii(text: str) -> str:
    return _invert("VISCII", text)


def to_vps(text: str) -> str:
    return _invert("VPS", text)


def to_cp1258(text: str) -> bytes:
    """Bytes: a letter and its tone mark are two, circumflex, breve and horn belong to the letter."""
    return "".join(map(_split_tone, normalize("NFC", text))).encode("cp1258", "replace")


def _split_tone(letter: str) -> str:
    plain = normalize("NFD", letter)
    tone = "".join(mark for mark in plain if mark in _MARKS)
    rest = normalize("NFC", "".join(mark for mark in plain if mark not in _MARKS))
    return rest + tone


def _invert(table: str, text: str) -> str:
    codes = _codes(table)
    return "".join(codes.get(letter, letter) for letter in text)


def _codes(table: str) -> dict[str, str]:
    """Letter -> what stands for it: one character of Latin-1 or Windows-1252, or two of VNI."""
    singles = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)]
    pairs = [base + mark for base in "aeoôuöyAEOÔUÖY" for mark in "ùøûõïâêáàåãäéèúüëÙØÛÕÏÂÊÁÀÅÃÄÉÈÚÜË"]
    given = singles if table != "VNI" else pairs + singles
    found: dict[str, str] = {}
    for code in given:
        letter = TABLES[table](code)
        if letter in LETTERS and letter != code:
            found.setdefault(letter, code)
    return found
