"""Text typed for the fonts of before Unicode: TCVN3 (ABC, ".VnTime") and VNI, shown as Latin-1.

Pages of communes (truccuong.namdinh.gov.vn, 2021) were pasted out of such documents. The tables are
those of the standards TCVN 5712:1993 (VN3) and VNI-Windows. A paragraph is converted only where its
words become Vietnamese syllables that they were not before.
"""

import re
from collections.abc import Callable
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

#: At least one of them stands in any sentence of such text, and none in most proper ones.
_SIGNS = "®µ¸×§ñöÑ¶Öäøï"
#: Rimes that no Vietnamese syllable has: a soft hyphen, the letter ư, was lost before them.
_LOST_U = re.compile(r"(?<![ưƯ])([ơờớởỡợ])(?=(?:ng|c|u)(?!\w))")
_EDGES = punctuation + "“”‘’…–—"
_MOST_BEFORE, _LEAST_AFTER = 0.5, 0.8
#: The letter ư of TCVN3 is the soft hyphen, which browsers hide and cleaning removes.
_SOFT_HYPHEN = re.compile("\u00ad|&shy;|&#173;|&#x0*ad;", re.I)
_RUN = re.compile(r"(?<=>)[^<>]+(?=<)")


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str:
    return _VNI_CODE.sub(lambda found: _VNI[found[0]], text)


_TABLES: dict[str, Callable[[str], str]] = {"TCVN3": _from_tcvn3, "VNI": _from_vni}


def convert_legacy(text: str) -> tuple[str, str] | None:
    """(the text in Unicode, "TCVN3" or "VNI"), or None where it is proper text already."""
    if not may_be_legacy(text):
        return None
    words = [word for part in text.split() if (word := part.strip(_EDGES)) and not word.isascii()]
    if not words:
        return None
    before = _share(words)
    best = max(_TABLES, key=lambda name: _share([_TABLES[name](word) for word in words]))
    after = _share([_TABLES[best](word) for word in words])
    if before > _MOST_BEFORE or after < _LEAST_AFTER or (len(words) < 2 and len(text) > 20):
        return None
    converted = " ".join(_one_case(_TABLES[best](part)) for part in text.split(" "))
    if best == "TCVN3":
        converted = _LOST_U.sub(r"ư\1", converted)
    return normalize("NFC", converted), best


def may_be_legacy(text: str) -> bool:
    """A quick look for letters of the old tables."""
    return any(sign in text for sign in _SIGNS)


def keep_horned_u(markup: str) -> str:
    """Markup whose soft hyphens are the letter ư, where the text about them is TCVN3."""
    if "\u00ad" not in markup and not _SOFT_HYPHEN.search(markup):
        return markup
    return _RUN.sub(_with_horned_u, markup)


def _with_horned_u(found: re.Match[str]) -> str:
    text = found[0]
    if not _SOFT_HYPHEN.search(text) or not may_be_legacy(text) or convert_legacy(text) is None:
        return text
    return _SOFT_HYPHEN.sub("ư", text)


def _share(words: list[str]) -> float:
    """The share of words that are Vietnamese syllables."""
    return sum(is_syllable(word) for word in words) / len(words)


def _one_case(word: str) -> str:
    """Capital fonts (".VnTimeH") show small codes as capitals: "TØNH" is typed "Tønh" or "TønH"."""
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return word.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else word
