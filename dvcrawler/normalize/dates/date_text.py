"""Dates in a printed line: read, found and told from those of updates and drafts."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import filterfalse

from dvcrawler.items import ProblemCode
from dvcrawler.normalize.dates.fallback import parse_freely
from dvcrawler.normalize.dates.folding import MAX_LENGTH, fold, fold_with_spans
from dvcrawler.normalize.dates.machine import parse_machine
from dvcrawler.normalize.dates.printed import Printed, find_printed
from dvcrawler.normalize.dates.reading import DateReading, judge, quote, refuse
from dvcrawler.normalize.dates.relative import is_relative, read_relative
from dvcrawler.patterns import lazy_regex

#: Separates the parts of a line; a hyphen within a word does not.
_SEPARATOR = lazy_regex(r"[|•·●»>]|\s[-–—/]\s")
_POSTED = lazy_regex(
    r"\b(?:bởi|by|đăng|gửi)\b.{0,80}?(?:,\s?|\s)"
    r"(?P<time>(?:(?:\d{1,3}|một|hai|ba|vài|an?) \w+ (?:trước|ago)|vừa xong|just now|hôm (?:nay|qua))"
    r"(?: \d\d?[:h]\d\d)?)$",
    re.I,
)


def read_date(text: str, *, reference: datetime | None = None, month_first: bool = False) -> DateReading:
    """Parses the date in `text`, printed in Vietnamese or English or in a machine format.

    Day first, unless `month_first` (feeds of .NET sites: "9/5/2026 1:30:00 PM"). `reference` is
    the capture time (ValueError if it has no zone): relative times count from it, and a date more
    than a day after it is refused; None disables both. Of several dates the one that is not an
    update, nor of the draft, counts; if several days remain, the text is refused.
    """
    return _read_date(text, reference, month_first)


@lru_cache(maxsize=32)  # the date of an article is read for each statement that it is compared with
def _read_date(text: str, reference: datetime | None, month_first: bool) -> DateReading:
    folded = fold(text)
    parts = parse_machine(folded)
    if parts is not None:
        return judge(parts, reference)
    found = find_printed(folded, month_first=month_first)
    if found:
        chosen = _choose(found)
        if chosen is None:
            return refuse(ProblemCode.AMBIGUOUS_DATE, f"more than one date in {quote(text)}")
        return judge(chosen.parts, reference)
    relative = read_relative(folded, reference)
    if relative is not None:
        return relative
    parts = parse_freely(folded, month_first=month_first)
    if parts:
        return judge(parts, reference)
    return refuse(ProblemCode.UNREADABLE_DATE, f"no date in {quote(text)}")


def find_date(text: str) -> tuple[int, int] | None:
    """Returns the `(start, end)` of the first printed date in `text`; None if there is none.

    Label, weekday, time, zone and the brackets around them are included, so that the rest of
    "Vũ Công 14:27, 20/02/2024" is the author. Searches the first 200 characters.
    """
    folded, spans = fold_with_spans(text)
    found = next(iter(find_printed(folded)), None)
    return _place_of(found, spans) if found else None


def find_update(text: str) -> str | None:
    """The part of `text` that says when the article was last changed: "Cập nhật lần cuối: 15/03/2024"."""
    folded, spans = fold_with_spans(text)
    updates = [one for one in find_printed(folded) if one.is_update]
    found = max(updates, key=_day_of, default=None)
    return text[slice(*_place_of(found, spans))] if found else None


def _place_of(found: Printed, spans: Sequence[tuple[int, int]] | None) -> tuple[int, int]:
    """The (start, end) in the text of a date in its folded form; `spans` is None if both are equally long."""
    if spans is None:
        return found.start, found.end
    return spans[found.start][0], spans[found.end - 1][1]


@lru_cache(maxsize=32)  # a line is judged once for each thing that it may be a part of
def is_date_line(text: str) -> bool:
    """Whether `text` consists of a publication date with its label, weekday and zone."""
    folded = fold(text) if len(text) <= MAX_LENGTH else ""
    found = find_printed(folded)
    if not found:
        return is_relative(folded)
    if _choose(found) is None:
        return False
    for one in reversed(found):
        folded = folded[: one.start] + folded[one.end :]
    return not any(map(str.isalnum, folded))


def find_relative(text: str) -> str | None:
    """The relative time of a line whose other parts are a section or a name: "10 phút trước - Thời sự", or
    that ends with it after who posted it: "Đăng bởi Lê Thử 3 giờ trước".
    """
    parts = _SEPARATOR.split(text)
    if len(parts) > 1:
        return next((part.strip() for part in parts if is_relative(fold(part))), None)
    found = _POSTED.search(text)
    return found["time"] if found is not None and is_relative(fold(found["time"])) else None


#: Dates that only count where there is no other, in the order in which they are left out.
_OF_OTHERS: tuple[Callable[[Printed], bool], ...] = (
    lambda one: one.is_update,
    lambda one: one.is_other,
    lambda one: one.is_made,
)


def _choose(found: Sequence[Printed]) -> Printed | None:
    """Returns the first date that is neither an update, nor of the draft, nor of another thing, or else the
    first; None if the days differ and none of them is labelled as that of publication.
    """
    if len(found) == 1:
        return found[0]
    if all(one.is_update for one in found):
        return min(found, key=_day_of)  # an article is published before it is changed
    for is_of_other in _OF_OTHERS:
        found = list(filterfalse(is_of_other, found)) or found
    return _take_common(found) or _take_common([one for one in found if one.is_published])


def _take_common(found: Sequence[Printed]) -> Printed | None:
    """The first date if all are of the same day."""
    return found[0] if len(set(map(_day_of, found))) == 1 else None


def _day_of(one: Printed) -> tuple[int, int, int]:
    return one.parts.year, one.parts.month, one.parts.day
