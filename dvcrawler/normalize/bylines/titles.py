"""Parts of names as printed: academic, medical, religious and artists' titles; initials, and the
abbreviations of offices and bodies that look like them.
"""

import re

from dvcrawler.normalize.bylines.name_lists import ABBREVIATIONS, UNITS
from dvcrawler.patterns import lazy_regex

_DEGREE = (
    r"(?:TSKH|PGS|GS|TS|Th\.?S|(?:BS|DS)?CK\s?(?:I{1,2}|[12])|BSNT|NCS|BS|KTS|LS|KS|DS|CN|(?:CN)?ĐD|KTV|NHS|NSƯT|NSND"
    r"|NGƯT|NGND|NSNA"
    r"|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|dược sĩ|điều dưỡng|luật sư|luật gia|kiến trúc sư|kỹ sư"
    r"|cử nhân|giáo sư"
    r"|phó giáo sư|linh mục|lm|(?:nt|sr|sơ)(?=\.)"
    r"|(?:tổng )?giám mục|đức (?:giám mục|cha|ông)|mục sư|nữ tu|tu sĩ|đại đức"
    r"|thượng tọa|thượng toạ|(?:đại lão )?hòa thượng|hoà thượng|ni (?:sư|trưởng|cô)|sư (?:cô|thầy|bà)|sa di)"
)
#: Christians write the saint's name before their own: "Giuse Trần Văn Khoa".
_SAINT = (
    r"(?:Giuse|Maria|Phêrô|Phê-rô|Phaolô|Phao-lô|Gioan|Antôn|An-tôn|Tôma|Đaminh|Đa-minh|Vinh Sơn|Vinhsơn"
    r"|Micae|Têrêsa|Phanxicô|Phanxicô Xaviê|Gioan Baotixita|Gioakim|Giacôbê|Anrê|Mátthêu|Matthêu|Luca|Marcô"
    r"|Augustinô|Inhaxiô|Stêphanô|Batôlômêô|Laurensô|Martinô|Catarina|Agata|Cecilia|Cêcilia|Rosa|Lucia|Monica"
    r"|Mađalêna|Isave|Simon|Bênađô|Biển Đức|Anna|Giêrônimô|Clêmentê|Philipphê|Alphongsô|Louis|Faustina)"
)
_TITLE = lazy_regex(
    rf"(?:{_DEGREE}(?:\s?\.\s?|\s?[/,–-]\s?(?={_DEGREE}(?!\w))|\s+))+(?:{_SAINT}\s(?=\w+\s)){{0,2}}"
    rf"|(?:{_SAINT}\s(?=\w+\s)){{1,2}}",
    re.IGNORECASE,
)
#: "PGS, TS Lê Hà" is one person.
_TITLES_APART = lazy_regex(rf"(?<!\w)({_DEGREE})\s?,\s?(?={_DEGREE}(?!\w))", re.IGNORECASE)
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
_UNIT_NAMES = frozenset(UNITS.split())
#: Abbreviations of two letters may be somebody's initials.
_LONGEST_UNSURE = 2
#: What a person is, and papers.
_NO_BODIES = frozenset("BBT BTV CTV LTS NXB PGS SGGP TCCS TTXVN VOV VTC VTV CAND QĐND TTX".split())
_HAS_VOWEL = lazy_regex(_VOWEL)
_MOST_INITIALS = 4


def title_of(name: str) -> str:
    """Returns the titles that `name` begins with, with the space after them; empty if there is none."""
    found = _TITLE.match(name)
    return found[0] if found else ""


def without_title(name: str) -> str:
    return name[len(title_of(name)) :].strip()


def is_title(text: str) -> bool:
    """Whether the text is titles alone, without a name."""
    return _TITLE.fullmatch(text + " ") is not None


def join_titles(text: str) -> str:
    """Joins titles that a comma separates, so that it does not separate two persons."""
    return _TITLES_APART.sub(r"\1.", text)


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
    return len(word.replace(".", "")) > _MOST_INITIALS and not _HAS_VOWEL.search(word.lower())


def is_body_in_short(word: str) -> bool:
    """Whether the word is the body of the person named before it: "BTG", "VPTU", "TT-TH"."""
    if len(word) <= _LONGEST_UNSURE or word in _NO_BODIES:
        return False
    parts = word.replace("&", "-").split("-")
    return all(part.isalpha() and (part in _UNIT_NAMES or is_abbreviation(part)) for part in parts)
