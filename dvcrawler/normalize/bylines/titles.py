"""Academic, medical, religious and artists' titles: part of a name, as printed."""

import re

from dvcrawler.patterns import lazy_regex

_DEGREE = (
    r"(?:TSKH|PGS|GS|TS|Th\.?S|(?:BS|DS)?CK\s?(?:I{1,2}|[12])|BSNT|NCS|BS|KTS|LS|KS|DS|CN|NSƯT|NSND|NGƯT|NGND|NSNA"
    r"|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|dược sĩ|luật sư|luật gia|kiến trúc sư|kỹ sư|cử nhân"
    r"|giáo sư"
    r"|phó giáo sư|linh mục|lm|(?:nt|sr)(?=\.)"
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
    rf"(?:{_DEGREE}(?:\s?\.\s?|\s?[/–-]\s?(?={_DEGREE}(?!\w))|\s+))+(?:{_SAINT}\s(?=\w+\s)){{0,2}}"
    rf"|(?:{_SAINT}\s(?=\w+\s)){{1,2}}",
    re.IGNORECASE,
)
#: "PGS, TS Lê Hà" is one person.
_TITLES_APART = lazy_regex(rf"(?<!\w)({_DEGREE})\s?,\s?(?={_DEGREE}(?!\w))", re.IGNORECASE)


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
