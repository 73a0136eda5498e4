"""Text typed for fonts that predate Unicode: TCVN3 (ABC, ".VnTime") and VNI, displayed as Latin-1.

Pages of communes (truccuong.namdinh.gov.vn, 2021) were pasted from such documents. The tables are
those of the standards TCVN 5712:1993 (VN3) and VNI-Windows. A paragraph is converted only if that turns
words that are not Vietnamese syllables into ones that are.
"""

import re
from collections.abc import Callable
from html import unescape
from string import punctuation
from unicodedata import normalize

from dvcrawler.normalize.syllables import is_syllable

_TCVN3_CODES = (
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
)  # fmt: skip
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)  # fmt: skip
_TCVN3 = str.maketrans(dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True)))

#: Cleaning has turned the code of "é", an eth, into "Đ", which never follows a letter.
_E_ACUTE = re.compile(r"(?<=[^\W\d_])Đ|Đ(?=p(?!\w))")

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
_VNI = {
    **_VNI_SINGLE,
    **{code.upper(): letter.upper() for code, letter in _VNI_SINGLE.items()},
    **{
        each(base + mark): each(letter)
        for base, marks in _VNI_MARKS.items()
        for mark, letter in marks.items()
        for each in (str.lower, str.upper)
    },
}
_VNI_CODE = re.compile("|".join(map(re.escape, sorted(_VNI, key=len, reverse=True))))

#: Any sentence of such text contains at least one of these characters; most proper sentences have none.
_TELLTALE_CHARACTERS = "®µ¸×§ñöÑ¶Öäøï"
#: Rimes that no Vietnamese syllable has: the soft hyphen before them, the letter ư, was lost.
_LOST_U = re.compile(r"(?<![ưƯ])([ơờớởỡợ])(?=(?:ng|c|u)(?!\w))")
_EDGES = punctuation + "“”‘’…–—"
#: Share of syllables among the words that are not ASCII, before and after the conversion.
_MAX_SHARE_BEFORE, _MIN_SHARE_AFTER = 0.5, 0.8
#: Characters above which a text with a single such word is not converted.
_MAX_LENGTH_WITH_ONE_WORD = 20
#: TCVN3 encodes the letter ư as the soft hyphen, which browsers hide and cleaning removes.
_SOFT_HYPHEN = re.compile("\u00ad|&shy;|&#0*173;|&#x0*ad;", re.I)
_RUN = re.compile(r"(?<=>)[^<>]+(?=<)")


def _from_tcvn3(text: str) -> str:
    return _E_ACUTE.sub("Ð", text).translate(_TCVN3)


def _from_vni(text: str) -> str:
    return _VNI_CODE.sub(lambda found: _VNI[found[0]], text)


_TABLES: dict[str, Callable[[str], str]] = {"TCVN3": _from_tcvn3, "VNI": _from_vni}


def convert_legacy(text: str) -> tuple[str, str] | None:
    """Returns (the text in Unicode, "TCVN3" or "VNI"); None if it is already proper text."""
    if not may_be_legacy(text):
        return None
    words = [word for part in text.split() if not (word := part.strip(_EDGES)).isascii()]
    if not words:
        return None
    best = max(_TABLES, key=lambda name: _share_after(words, name))
    if _share(words) > _MAX_SHARE_BEFORE or _share_after(words, best) < _MIN_SHARE_AFTER:
        return None
    if len(words) < 2 and len(text) > _MAX_LENGTH_WITH_ONE_WORD:
        return None
    return _convert(text, best), best


def may_be_legacy(text: str) -> bool:
    """Quickly checks for characters that the legacy tables produce."""
    return any(character in text for character in _TELLTALE_CHARACTERS)


def keep_horned_u(markup: str) -> str:
    """Replaces soft hyphens by the letter ư in markup wherever the text around them is TCVN3."""
    if "\u00ad" not in markup and not _SOFT_HYPHEN.search(markup):
        return markup
    return _RUN.sub(_with_horned_u, markup)


def _with_horned_u(found: re.Match[str]) -> str:
    text = found[0]
    if not _SOFT_HYPHEN.search(text):
        return text
    plain = unescape(text)
    if not may_be_legacy(plain) or convert_legacy(plain) is None:
        return text
    return _SOFT_HYPHEN.sub("ư", text)


def _convert(text: str, table: str) -> str:
    converted = " ".join(_one_case(_TABLES[table](part)) for part in text.split(" "))
    if table == "TCVN3":
        converted = _LOST_U.sub(r"ư\1", converted)
    return normalize("NFC", converted)


def _share_after(words: list[str], table: str) -> float:
    return _share([_TABLES[table](word) for word in words])


def _share(words: list[str]) -> float:
    """Returns the share of words that are Vietnamese syllables."""
    return sum(is_syllable(word) for word in words) / len(words)


def _one_case(word: str) -> str:
    """Capital fonts (".VnTimeH") display lower-case codes as capitals: "TØNH" is typed "Tønh" or "TønH"."""
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return word.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else word
