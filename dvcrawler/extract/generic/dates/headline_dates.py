"""The date that a page prints in the line of its headline: "Tiêu úng vụ mùa (12/06/2023)"."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.normalize.dates import find_date, read_date
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: Necessary for a date at either end of the line; most headlines fail the first of these tests.
_FIRST, _LAST = frozenset("([0123456789NnTtCc"), frozenset("0123456789)]hzmAHM'’")
#: Begins with a single digit, which is found ten times as fast as one of two forms.
_MAY_HOLD = lazy_regex(r"\d(?: ?[/.–-] ?\d{1,2} ?[/.–-] ?\d|(?:(?<=\b1)9|(?<=\b2)0)\d\d\b)")
_DIGIT = lazy_regex(r"\d")
_OPENING, _CLOSING = "([", ")]"
_THIS_CENTURY = lazy_regex(r"\b20\d\d\b")
_MARKS = "-–—|•·:,;/ \u00a0"
_PARTING = lazy_regex(r"[|•·]|\s[-–—]|[-–—]\s")
#: A line of fewer words and a date may be the section of another article: "Chính sách mới 22/01/2026 11:02".
_MOST_PIECES, _LEAST_WORDS = 20, 5


class DatedHeadline(NamedTuple):
    """`is_apart`: the date has an element of its own or a time of day, as the date of an event rarely has."""

    text: str
    date: str
    is_apart: bool


def part_date(text: str, element: Element, titles: Sequence[str]) -> DatedHeadline | None:
    """The headline and its date; None if there is none at an end, or if it belongs to the headline.

    `titles`: those that the page states elsewhere. A date that they have too belongs to the headline.
    """
    if not _may_hold_date(text):
        return None
    found = _cut_date(text, element)
    if found is None or len(found.text.split()) < _LEAST_WORDS:
        return None
    if found.is_apart:
        return found
    is_possible = _is_before(found, text) or _is_stated(found.text, titles)
    return found if is_possible and not _is_stated(text, titles) else None


def _may_hold_date(text: str) -> bool:
    if text[:1] not in _FIRST and text[-1:] not in _LAST:
        return False
    return _DIGIT.search(text) is not None and _MAY_HOLD.search(text) is not None


def _is_before(found: DatedHeadline, text: str) -> bool:
    """Whether the date is in brackets before the headline, where no event has its date; of these years."""
    is_closed = text[:1] in _OPENING and found.date[-1:] in _CLOSING and text.startswith(found.date)
    return is_closed and names_this_century(found.date)


def names_this_century(text: str) -> bool:
    return _THIS_CENTURY.search(text) is not None


def without_bracketed_date(text: str) -> str:
    """The headline without the date in brackets after or before it."""
    found = find_date(text) if text.startswith(("(", "[")) or text.endswith((")", "]")) else None
    if found is None:
        return text
    start, end = found
    if start == 0:
        return _cut_bracketed(text, end)
    return text[:start].rstrip() if end == len(text) and text[start] in _OPENING else text


def _cut_bracketed(text: str, end: int) -> str:
    """The text with a date of these years in brackets at its end, without it."""
    is_closed = text[end - 1] in _CLOSING and names_this_century(text)
    return (is_closed and text[end:].lstrip(" -–:")) or text


def _is_stated(text: str, titles: Sequence[str]) -> bool:
    return any(fold(text) in fold(title) for title in titles)


def _cut_date(text: str, element: Element) -> DatedHeadline | None:
    """The headline and the date at an end of its text: in its own element, in brackets, or after a mark."""
    span = find_date(text)
    if span is None or (span[0] > 0 and span[1] < len(text)):
        return None
    date = text[slice(*span)]
    rest = text[: span[0]] if span[0] > 0 else text[span[1] :]
    headline, beside = rest.strip(_MARKS), rest[-2:] if span[0] > 0 else rest[:2]
    if _has_own_element(element, date):
        return DatedHeadline(headline, date, is_apart=True)
    if date[:1] not in _OPENING and not _PARTING.search(beside):
        return None
    return DatedHeadline(headline, date, is_apart=read_date(date).at is not None)


def _has_own_element(element: Element, date: str) -> bool:
    texts = (text.strip(_OPENING + _CLOSING + _MARKS) for text in _list_pieces(element))
    return any(text in date and find_date(text) is not None for text in texts)


def _list_pieces(element: Element) -> list[str]:
    pieces = islice(element.iterdescendants("span", "small", "i", "em", "time", "font", "sup"), _MOST_PIECES)
    return [clean_text(text_of(piece)) for piece in pieces]
