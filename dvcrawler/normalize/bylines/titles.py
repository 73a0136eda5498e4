"""Academic, medical, religious and artists' titles: part of a name, as printed."""

import re

_DEGREE = (
    r"(?:TSKH|PGS|GS|TS|Th\.?S|(?:BS)?CK\s?(?:I{1,2}|[12])|BSNT|BS|KTS|LS|KS|DS|CN|NSƯT|NSND|NGƯT|NGND|NSNA"
    r"|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|dược sĩ|luật sư|luật gia|kiến trúc sư|kỹ sư|cử nhân"
    r"|giáo sư"
    r"|phó giáo sư|linh mục|đại đức|thượng tọa|thượng toạ|hòa thượng|hoà thượng)"
)
_TITLE = re.compile(rf"(?:{_DEGREE}(?:\s?\.\s?|\s?[/–-]\s?(?={_DEGREE}(?!\w))|\s+))+", re.IGNORECASE)
#: "PGS, TS Lê Hà" is one person.
_TITLES_APART = re.compile(rf"(?<!\w)({_DEGREE})\s?,\s?(?={_DEGREE}(?!\w))", re.IGNORECASE)


def title_of(name: str) -> str:
    """Returns the titles that `name` begins with, with the space behind them; empty if there is none."""
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
