"""Initials and abbreviations: those of persons, and those of offices and bodies."""

from dvcrawler.normalize.bylines.name_lists import ABBREVIATIONS, UNITS
from dvcrawler.patterns import lazy_regex

UNIT = "(?:Ng|Nh|Tr|Th|Ch|Kh|Ph|Qu|Gi|[A-ZĐ])"
_INITIALS = lazy_regex(rf"{UNIT}(?:\.\s?(?:{UNIT}|Ư)){{1,3}}\.?|[A-ZĐ]{{2,4}}")
_VOWEL = "[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]"
SYLLABLE = lazy_regex(
    r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|qu|r|s|th|tr|t|v|x|p)?"
    rf"{_VOWEL}{{1,3}}(?:ch|c|m|ng|nh|n|p|t)?"
)
_ABBREVIATIONS = frozenset(ABBREVIATIONS.split())
_UNIT_OF_BODY = UNITS.replace(" ", "|")
_OF_UNITS = lazy_regex(rf"(?:{_UNIT_OF_BODY}){{2,4}}X?|(?:{_UNIT_OF_BODY})X")
_HAS_VOWEL = lazy_regex(_VOWEL)
_MOST_INITIALS = 4


def is_initials(text: str) -> bool:
    """Whether the text is initials, such as "M.A", "P.V." or "MQ"; "LAN" is a name in capitals."""
    if not _INITIALS.fullmatch(text) or text in _ABBREVIATIONS:
        return False
    return "." in text or not SYLLABLE.fullmatch(text.lower())


def is_abbreviation(word: str) -> bool:
    """Whether the word is an office or a body in short: it is known, is put together of such, or has more
    capitals than initials have and no vowel.
    """
    if "-" in word:
        return any(map(is_abbreviation, word.split("-")))
    if word in _ABBREVIATIONS or not word.isupper():
        return word in _ABBREVIATIONS
    if _OF_UNITS.fullmatch(word):
        return not SYLLABLE.fullmatch(word.lower())
    return len(word) > _MOST_INITIALS and not _HAS_VOWEL.search(word.lower())
