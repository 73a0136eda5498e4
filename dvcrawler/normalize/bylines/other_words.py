"""Words that are not the name of a person although they look like one: places, bodies, headings, mottoes."""

from collections.abc import Sequence

from dvcrawler.normalize.bylines.accounts import is_account
from dvcrawler.normalize.bylines.initials import SYLLABLE, is_abbreviation, is_initials
from dvcrawler.normalize.bylines.name_lists import (
    BODY_BEGINNINGS,
    BODY_SYLLABLES,
    CLOSINGS,
    DELEGATIONS,
    FAR_PLACES,
    FIRM_ENDINGS,
    FIRM_WORDS,
    INTERFACE_WORDS,
    NO_PERSONS,
    PAPERS,
    PICTURE_WORDS,
    PLACES,
)
from dvcrawler.normalize.dates.lunar import CYCLE
from dvcrawler.patterns import lazy_regex

ROMAN = lazy_regex(r"[IVXLC]{2,}")
#: "Bính Ngọ", "Xuân Ất Tỵ": no parents name a child after the year in full.
_LUNAR_YEAR = lazy_regex(rf"(?:xuân |tết )?{CYCLE}")
_BODY_SYLLABLES = frozenset(BODY_SYLLABLES.split())
_NO_FIRST_WORDS = _BODY_SYLLABLES.union(PICTURE_WORDS.split())
_BODY_BEGINNINGS = frozenset(BODY_BEGINNINGS.split("|"))
_DELEGATION = lazy_regex(rf"đoàn (?:{DELEGATIONS})\b")
_NO_PERSONS = frozenset(
    (PLACES + "|" + FAR_PLACES + "|" + NO_PERSONS + "|" + CLOSINGS + "|" + PAPERS).split("|")
)
#: Of the small words that join others, those that never belong to a name.
_NO_NAME_WORDS = frozenset(("cùng", "với", "của", "những", "các", "về"))
_INTERFACE_WORDS = frozenset(INTERFACE_WORDS.split())
_FIRM_WORDS = frozenset(FIRM_WORDS.split())
_FIRM_ENDING = lazy_regex(rf"\w{{2,12}}(?:{FIRM_ENDINGS})")


def names_other_than_person(bare: str) -> bool:
    lowered = bare.lower().rstrip(".")
    words = bare.split()
    return (
        lowered in _NO_PERSONS
        or _is_of_page(lowered.split())
        or words[0].lower() in _NO_FIRST_WORDS
        or " ".join(words[:2]).lower() in _BODY_BEGINNINGS
        or _DELEGATION.match(lowered) is not None
        or is_account(bare)
        or _LUNAR_YEAR.fullmatch(lowered) is not None
        or any(map(is_abbreviation, words))
        or (len(words) > 1 and any(map(ROMAN.fullmatch, words)))
    )


def may_be_firm(text: str) -> bool:
    """Whether the text may be the name of a firm as well as of a person: "Sun Group", "Viettel Nam Định", or
    one word that is not a Vietnamese syllable.
    """
    words = text.lower().split()
    if not words or is_initials(text) or not words[0].isalpha():
        return False
    if not _FIRM_WORDS.isdisjoint(words) or any(map(_FIRM_ENDING.fullmatch, words)):
        return True
    is_foreign = SYLLABLE.fullmatch(words[0]) is None
    return is_foreign and (len(words) == 1 or " ".join(words[1:]) in _NO_PERSONS)


def _is_of_page(syllables: Sequence[str]) -> bool:
    """Whether the words are a heading, a section or a motto."""
    return not _INTERFACE_WORDS.isdisjoint(syllables) or (len(syllables) > 2 and _is_phrase(syllables))


def _is_phrase(syllables: Sequence[str]) -> bool:
    """Whether words with capitals are a section or a motto: "Văn Hóa Xã Hội", "Đồng Hành Cùng Nông Dân"."""
    if not _NO_NAME_WORDS.isdisjoint(syllables):
        return True
    pairs = {f"{first} {second}" for first, second in zip(syllables[::2], syllables[1::2], strict=False)}
    return len(syllables) % 2 == 0 and pairs <= _NO_PERSONS
