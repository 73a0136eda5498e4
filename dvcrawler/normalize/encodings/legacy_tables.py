"""Letters of encodings before Unicode, as they appear when their bytes are decoded as Windows-1252.

The tables are those of the standards TCVN 5712:1993 (VN3) and RFC 1456 (VISCII, whose six letters below
32 are never seen in pages), of VNI-Windows, of VPS and of windows-1258.
"""

import re
from collections.abc import Callable
from unicodedata import normalize

from dvcrawler.normalize.encodings.charsets import WINDOWS_1252_BYTES
from dvcrawler.patterns import lazy_regex

TCVN3_CODES = (
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
)  # fmt: skip
TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)  # fmt: skip
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
)  # fmt: skip
VISCII = {ord(character): _VISCII_LETTERS[byte - 0x80] for character, byte in WINDOWS_1252_BYTES.items()}
#: From 0x80 on. A space stands for no letter; some capitals share their code with the small letter.
_VPS_LETTERS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ  ỀỂỄỐỒỔỖýỷỵỚỜỞ ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ àáâãảạă èéêẽìí ĩẴĐòóôõ Ơụùúủ ỶẼỳ"
)  # fmt: skip
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
