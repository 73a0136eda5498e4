"""Names of Vietnamese persons: what can be one, and how it is written.

Pen names are short and have no family name ("Hoa Quyên"), so their shape does not distinguish them
from a place or a heading in title case. Without a role label before it, a name is accepted only if all
its syllables are used in names.
"""

import re

from dvcrawler.normalize.bylines.name_lists import (
    ABBREVIATIONS,
    BODY_SYLLABLES,
    FAMILY_NAMES,
    GIVEN_NAMES,
    NO_PERSONS,
    PLACES,
    STAFF,
)

#: Academic, medical and artists' titles: part of the name, as printed.
_TITLE = re.compile(
    r"(?:(?:TSKH|PGS|GS|TS|Th\.?S|BSCK\s?(?:I{1,2}|[12])|BS|KTS|LS|KS|DS|NSƯT|NSND|NGƯT|NGND"
    r"|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|dược sĩ|luật sư|kiến trúc sư|kỹ sư|giáo sư"
    r"|phó giáo sư)(?:\s?\.\s?|\s+))+",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-ZĐ](?:\.\s?[A-ZĐƯ]){1,3}\.?|[A-ZĐ]{2,4}")
_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|qu|r|s|th|tr|t|v|x|p)?"
    r"[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]{1,3}"
    r"(?:ch|c|m|ng|nh|n|p|t)?"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
_ROMAN = re.compile(r"[IVXLC]{2,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_NAME_SYLLABLES = frozenset((FAMILY_NAMES + " " + GIVEN_NAMES).lower().split())
_FAMILY_SYLLABLES = frozenset(FAMILY_NAMES.lower().split())
_BODY_SYLLABLES = frozenset(BODY_SYLLABLES.split())
_ABBREVIATIONS = frozenset(ABBREVIATIONS.split())
_NO_PERSONS = frozenset((PLACES + "|" + NO_PERSONS).split("|"))
_STAFF = frozenset(STAFF.split("|"))


def is_sure_name(text: str) -> bool:
    """Whether the text is a name even without a label: "Hoa Quyên", "THỦY HÀ", "BS Đoàn Văn Hải", "M.A".

    Two to five syllables, initials, or "PV"; never one of the listed places and headings.
    """
    if not is_possible_name(text):
        return False
    if is_reporters(text) or _are_sure_initials(text):
        return True
    words = _bare(text).split()
    if len(words) < 2:
        return False
    syllables = [word.lower() for word in words]
    if not all(map(_SYLLABLE.fullmatch, syllables)):
        return False
    known = sum(syllable in _NAME_SYLLABLES for syllable in syllables)
    family = syllables[0] in _FAMILY_SYLLABLES and len(words) > 2
    return known == len(words) or (family and known >= len(words) - 1)


def is_possible_name(text: str) -> bool:
    """Whether the text may be a name if the page labels it as one: "Lan", "John Smith", "MQ"."""
    if is_reporters(text):
        return True
    bare = _bare(text)
    words = bare.split()
    if not 1 <= len(words) <= 5 or len(text) > 60 or _is_no_person(bare):
        return False
    if is_initials(bare):
        return True
    if len(words) > 3 and words[0].lower() not in _FAMILY_SYLLABLES:
        return False
    return all(_WORD.fullmatch(w) and w[0].isupper() for w in words) and _is_one_case(words)


def is_initials(text: str) -> bool:
    """Whether the text is initials, such as "M.A", "P.V." or "MQ"; "LAN" is a name in capitals."""
    if not _INITIALS.fullmatch(text) or text in _ABBREVIATIONS:
        return False
    return "." in text or not _SYLLABLE.fullmatch(text.lower())


def _are_sure_initials(text: str) -> bool:
    """Whether initials are surely a person's: three capitals without stops are more likely a body (FTSE)."""
    if not is_initials(text) or _ROMAN.fullmatch(text):
        return False
    return "." in text or (len(text) == 2 and not _TITLE.match(text + " "))


def is_reporters(text: str) -> bool:
    """Whether the text means the paper's own staff, unnamed: "PV", "Nhóm phóng viên"."""
    return text.lower().rstrip(".") in _STAFF


def tidy_name(text: str) -> str:
    """Converts a name in capitals to title case; academic titles and initials stay as printed."""
    if is_initials(text) or is_reporters(text):
        return text
    text = text.strip(' .,;:-–—*|"“”')
    title = _title(text)
    name = text[len(title) :]
    if name != name.upper():
        return text
    words = (word if is_initials(word) else _in_title_case(word) for word in name.split())
    return title + " ".join(words)


def _title(text: str) -> str:
    found = _TITLE.match(text)
    return found[0] if found else ""


def _bare(text: str) -> str:
    return text[len(_title(text)) :].strip()


def _is_no_person(bare: str) -> bool:
    lowered = bare.lower().rstrip(".")
    words = bare.split()
    return (
        lowered in _NO_PERSONS
        or words[0].lower() in _BODY_SYLLABLES
        or not _ABBREVIATIONS.isdisjoint(words)
        or (len(words) > 1 and any(map(_ROMAN.fullmatch, words)))
    )


def _is_one_case(words: list[str]) -> bool:
    """Whether all words are in capitals or none is, so that a heading is not taken as part of a name."""
    in_capitals = {word == word.upper() for word in words if len(word.rstrip(".")) > 1}
    return len(in_capitals) <= 1


def _in_title_case(word: str) -> str:
    return _LETTERS.sub(lambda found: found[0].capitalize(), word)
