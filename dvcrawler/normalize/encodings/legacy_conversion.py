"""Converts text of a known table to Unicode, except for the formulas in it."""

import re
from collections.abc import Callable
from string import punctuation
from unicodedata import normalize

from dvcrawler.normalize.encodings.charsets import WINDOWS_1252_BYTES
from dvcrawler.normalize.encodings.syllables import is_syllable
from dvcrawler.patterns import lazy_regex

#: These tables are of TCVN 5712:1993 (VN3), VNI-Windows, RFC 1456 (VISCII, whose six letters below 32 are
#: never seen in pages), windows-1258 and VPS, as their bytes appear when they are decoded as Windows-1252.
TCVN3_CODES = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = str.maketrans(dict(zip(TCVN3_CODES, TCVN3_LETTERS, strict=True)))
#: Cleaning has turned the code of "é", an eth, into "Đ", which never follows a letter.
_E_ACUTE = lazy_regex(r"(?<=[^\W\d_])Đ|Đ(?=p(?!\w))")
#: As above, the code of "Ư" in VPS: "Đ§c" is "Ước".
_U_HORN = lazy_regex("Đ(?=[§©ª«®])")
_VNI_MARKS = {
    "a": dict(zip("ùøûõïâêáàåãäéèúüë", "áàảãạâăấầẩẫậắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
_VNI_SINGLE = dict(zip("ôöæóòîñ", "ơưỉĩịỵđ", strict=True))
VNI = {
    **_VNI_SINGLE,
    **{code.upper(): letter.upper() for code, letter in _VNI_SINGLE.items()},
    **{
        each(base + mark): each(letter)
        for base, marks in _VNI_MARKS.items()
        for mark, letter in marks.items()
        for each in (str.lower, str.upper)
    },
}
_VNI_CODE = lazy_regex("|".join(map(re.escape, sorted(VNI, key=len, reverse=True))))
_VISCII_LETTERS = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
VISCII = {ord(character): _VISCII_LETTERS[byte - 0x80] for character, byte in WINDOWS_1252_BYTES.items()}
#: From 0x80 on. A space means that there is no letter; some capitals share their code with the small letter.
_VPS_LETTERS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ  ỀỂỄỐỒỔỖýỷỵỚỜỞ ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ àáâãảạă èéêẽìí ĩẴĐòóôõ Ơụùúủ ỶẼỳ"
)
VPS = {
    ord(character): letter
    for character, byte in WINDOWS_1252_BYTES.items()
    if (letter := _VPS_LETTERS[byte - 0x80]) != " "
}
_CP1258 = {
    ord(character): letter
    for character, byte in WINDOWS_1252_BYTES.items()
    if (letter := bytes([byte]).decode("cp1258", "ignore")) and letter != character
}
#: Name -> function that converts a word to Unicode.
TABLES: dict[str, Callable[[str], str]] = {
    "TCVN3": lambda text: _E_ACUTE.sub("Ð", text).translate(_TCVN3),
    "VNI": lambda text: _VNI_CODE.sub(lambda found: VNI[found[0]], text),
    "VISCII": lambda text: text.translate(VISCII),
    "windows-1258": lambda text: normalize("NFC", text.translate(_CP1258)),
    "VPS": lambda text: _U_HORN.sub("Ð", text).translate(VPS),
}
#: What may be around a word.
EDGES = punctuation + "“”‘’…–—"
#: Rimes that no Vietnamese syllable has, because the soft hyphen before them, the letter ư, was lost.
_LOST_U = lazy_regex(r"(?<![ưƯ])([ơờớởỡợ])(?=(?:ng|c|u)(?!\w))")
#: What stays as it is in a text that is converted: a measure, an operator between numbers or variables.
_MEASURE = lazy_regex(
    r"((?<![^\W\d_])(?:[kcdmn]?m[²³]|°[CFK]|µ[mgl])(?!\w)|(?<=\d)[²³¼½¾°]|(?<!\S)[¼½¾](?!\S)|±(?=\d)"
    r"|(?:(?<=\d)|(?<=\d )|(?<=[\s=][A-Za-z] ))[×÷](?!\w)|(?<!\w)[×÷](?= ?\d)"
    r"|(?<=\d[a-z])×(?=\d)|(?<=\d)×(?=\d))"
)
_WITH_CAPITAL_FONTS = ("TCVN3", "VNI")


def convert(text: str, table: str) -> str:
    pieces = _MEASURE.split(text)
    converted = "".join(
        piece if place % 2 else " ".join(_convert_word(word, table) for word in piece.split(" "))
        for place, piece in enumerate(pieces)
    )
    if table in _WITH_CAPITAL_FONTS:
        converted = " ".join(map(_unify_case, converted.split(" ")))
    if table == "TCVN3":
        converted = _LOST_U.sub(r"ư\1", converted)
    return normalize("NFC", converted)


def _convert_word(word: str, table: str) -> str:
    """Converts without the quotation marks around the word, unless they are letters: VISCII has "ố" for “."""
    whole, core = TABLES[table](word), word.strip(EDGES)
    if not core:
        return word
    if core == word or is_syllable(whole.strip(punctuation)):
        return whole
    before, _, after = word.partition(core)
    return before + TABLES[table](core) + after


def _unify_case(word: str) -> str:
    """Capital fonts (".VnTimeH") display lower-case codes as capitals: "TØNH" is typed "Tønh" or "TønH"."""
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return word.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else word
