"""Parses a search: words, "phrases", -exclusions and field:value filters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from dvcrawler.derived.folding import fold_marks, has_marks, indexed_words
from dvcrawler.errors import QueryError
from dvcrawler.normalize.periods import read_period
from dvcrawler.normalize.text import clean_text

#: Filters and the fields they are matched against; `since` and `until` are days.
FILTERS = ("site", "section", "author", "source", "kind")
DAYS = ("since", "until")
#: Long enough for a pasted paragraph; anything longer is a mistake.
_MAX_LENGTH = 2000
_MAX_TERMS = 64
#: Characters that an error quotes.
_SHOWN = 40
#: A word, phrase or filter. Phones and word processors put “ ” and – where " and - are typed.
_QUOTE, _MINUS = '"“”„‟«»', "-\u2010\u2011\u2012\u2013\u2212"
_WITHOUT_QUOTES = str.maketrans(dict.fromkeys(_QUOTE, " "))
TOKEN = re.compile(
    rf"(?P<minus>[{_MINUS}])?(?:(?P<field>[^\W\d_]+):)?"
    rf"(?:[{_QUOTE}](?P<phrase>[^{_QUOTE}]*)[{_QUOTE}]?|(?P<word>[^\s{_QUOTE}]+))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or the words of a phrase in their order. `typed` has the marks as typed."""

    words: tuple[str, ...]
    typed: str

    @property
    def is_marked(self) -> bool:
        """Whether it was typed with diacritics, so that texts with the same diacritics come first."""
        return has_marks(self.typed)


@dataclass(frozen=True, slots=True)
class Query:
    """All of `terms`, none of `excluded`; `filters` by name, each matched without marks and case.

    `exact` are filters whose value is the whole name as stored, as a facet gives it.
    """

    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    filters: dict[str, str] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    exact: dict[str, str] = field(default_factory=dict)


def parse_query(text: str) -> Query:
    """Raises QueryError for a bad day, an empty query or one that is too long.

    `word:` before a value is a filter only if a filter has that name: "10:30" is two words.
    """
    if len(text) > _MAX_LENGTH:
        message = f"the search has {len(text)} characters; {_MAX_LENGTH} is the limit"
        raise QueryError(message, "too_long", len(text), _MAX_LENGTH)
    terms: list[Term] = []
    excluded: list[Term] = []
    filters: dict[str, str] = {}
    days: dict[str, str] = {}
    for token in TOKEN.finditer(clean_text(text)):
        value = token["phrase"] if token["phrase"] is not None else token["word"]
        name = name_filter(token["field"])
        _refuse_misread_filter(token)
        if name in FILTERS and value:
            _take(filters, name, value)
        elif name in DAYS and value:
            _take(days, name, read_day(value, name))
        else:
            whole = f"{token['field']}:{value}" if token["field"] else value
            (excluded if token["minus"] else terms).extend(_split_terms(whole))
    query = Query(tuple(terms), tuple(excluded), filters, days.get("since"), days.get("until"))
    return _check(query, text.strip())


def name_filter(typed: str | None) -> str | None:
    """The filter's name in small letters, as a phone writes the first word with a capital; else None."""
    name = (typed or "").lower()
    return name if name in (*FILTERS, *DAYS) else None


def exclude_typed(value: str) -> str:
    """`-"VALUE"` for a word or phrase, in quotes or not. A filter stays one, which `parse_query` refuses."""
    is_filter = name_filter(value.partition(":")[0]) is not None
    return f"-{value}" if is_filter else f'-"{value.translate(_WITHOUT_QUOTES)}"'


def _take(taken: dict[str, str], name: str, value: str) -> None:
    """Refuses a second value, which could mean "and" as well as "or"."""
    if taken.setdefault(name, value) != value:
        message = f"{name}: is given twice; a search takes one value of each filter"
        raise QueryError(message, "given_twice", name)


def _refuse_misread_filter(token: re.Match[str]) -> None:
    """Refuses what would be searched for as words: filters without a value or negated, `section: Kinh tế`."""
    word = token["word"] or ""
    name = name_filter(token["field"] or (word[:-1] if word.endswith(":") else ""))
    if name is None:
        return
    if token["minus"]:
        message = f"-{name}: a filter cannot be excluded; a minus is for words"
        raise QueryError(message, "excluded_filter", name)
    if not token["field"] or not (token["phrase"] or word):
        message = f"{name}: has no value; write {name}:VALUE without a space"
        raise QueryError(message, "no_value", name)


def words_of_terms(terms: Sequence[Term], prefix: str = "") -> list[str]:
    """All words of the terms, each after the prefix that the index gives to those of titles or leads."""
    return [prefix + word for word in dict.fromkeys(word for term in terms for word in term.words)]


def read_day(text: str, bound: str) -> str:
    """The first day of a period for "since", the last for "until". Raises QueryError."""
    try:
        return read_period(text, bound)
    except ValueError as error:
        raise QueryError(str(error), "not_a_day", bound, text[:40]) from None


def _split_terms(text: str) -> list[Term]:
    """The terms; a word divided by punctuation, such as "10:30" or "QĐ-UBND", is a phrase of its parts."""
    words = tuple(indexed_words(fold_marks(text)))
    return [Term(words, text.strip())] if words else []


def _check(query: Query, typed: str) -> Query:
    if not (query.terms or query.filters or query.since or query.until):
        _refuse_empty(query, typed)
    if len(query.terms) + len(query.excluded) > _MAX_TERMS:
        raise QueryError(f"the search has more than {_MAX_TERMS} words", "too_many_words", _MAX_TERMS)
    if query.since and query.until and query.since > query.until:
        message = f"since:{query.since} is later than until:{query.until}"
        raise QueryError(message, "reversed", query.since, query.until)
    return query


def _refuse_empty(query: Query, typed: str) -> NoReturn:
    if query.excluded:
        message = "the search only excludes words; add a word or a filter to search for"
        raise QueryError(message, "only_excluded")
    if typed:
        shown = typed[:_SHOWN]
        raise QueryError(f"{shown!r} has neither letters nor digits; give a word", "no_letters", shown)
    message = 'nothing to search for: give words, a "phrase" or a filter as site:baonamdinh'
    raise QueryError(message, "nothing_asked")
