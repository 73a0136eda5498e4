"""Days without a year, as listings of papers print them: "26/11", "12:30 26/11", "26 tháng 11"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from dvcrawler.normalize.dates.folding import fold
from dvcrawler.normalize.dates.grammar import WEEKDAY
from dvcrawler.patterns import lazy_regex

_CLOCK = r"\d{1,2}(?: ?[:hg] ?| giờ )\d{2}(?::\d{2})?(?: ?(?:phút|[ap]\.?m\.?))?"
_WEEKDAY = rf"(?:{WEEKDAY}|cn|t[2-7])"
_BETWEEN = r"[ ,|•·()-]{0,5}"
_LABEL = r"(?:(?:đã )?(?:đăng|cập nhật)(?: lúc| ngày)?|ngày|lúc)"
_LINE = lazy_regex(
    rf"(?P<before>(?:(?:{_LABEL}|{_WEEKDAY}|{_CLOCK}){_BETWEEN}){{0,4}})[( ]{{0,2}}"
    r"(?P<day>\d{1,2})(?: ?(?P<sign>[/.-]) ?| ?(?:tháng|thg|th) ?)(?P<month>\d{1,2})"
    rf"[) ]{{0,2}}(?P<after>{_BETWEEN}(?:lúc )?{_CLOCK}[) ]{{0,2}})?"
)
_LONGEST_DAY = 40
#: A list needs at least this many such days, and this share of neighbours that are newest first.
_LEAST_DAYS, _ORDERED = 3, 0.8
#: A paper's clock may be a day ahead; days further ahead, up to this many, are those of events.
_AHEAD, _EVENTS = timedelta(days=1), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class YearlessDay:
    """`is_certain`: nothing else has this form; "26/11" alone might be a fraction."""

    day: int
    month: int
    is_certain: bool = field(default=True, compare=False)

    def last_until(self, last: date) -> date | None:
        """The last such day up to that one; None if no year has it."""
        years = range(last.year, last.year - 9, -1)  # 29 February
        days = (found for year in years if (found := self._choose_year(year)) is not None)
        return next((found for found in days if found <= last), None)

    def _choose_year(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def read_yearless(text: str) -> YearlessDay | None:
    """The day of a text that consists of a day without a year, with its time and weekday."""
    text = text.strip()
    if not 4 <= len(text) <= _LONGEST_DAY:
        return None
    found = _LINE.fullmatch(fold(text))
    if found is None:
        return None
    is_told = bool(found["before"] or found["after"]) or found["sign"] is None
    if not is_told and found["sign"] != "/":
        return None  # a score, a price
    is_padded = "0" in (found["day"][0], found["month"][0])
    return YearlessDay(int(found["day"]), int(found["month"]), is_told or is_padded)


def find_latest(printed: Sequence[YearlessDay | None], today: date) -> list[date | None]:
    """The last day on which each article of a list may have been published.

    The year is unknown, but the day is past: it is the last such day or one of an earlier year. None for all
    unless the list has its days newest first; None for a day that may be an event's.
    """
    last = today + _AHEAD
    days = [each for each in printed if each is not None]
    if not _are_newest_first(days, last):
        return [None] * len(printed)
    return [None if each is None or _may_be_ahead(each, last) else each.last_until(last) for each in printed]


def _are_newest_first(days: Sequence[YearlessDay], last: date) -> bool:
    """Whether these are enough days of publication, newest first, with the day before the month."""
    dates = [each for each in (day.last_until(last) for day in days) if each is not None]
    if len(days) < _LEAST_DAYS or len(dates) < len(days) or not _are_days(days):
        return False
    return _is_newest_first(dates) and not _reads_month_first(days, max(dates), last)


def _are_days(days: Sequence[YearlessDay]) -> bool:
    """Whether these can be days: a fraction or a mark ("4/5") never exceeds its whole."""
    return any(each.is_certain or each.day > each.month for each in days)


def _is_newest_first(days: Sequence[date]) -> bool:
    ordered = sum(later <= earlier for earlier, later in pairwise(days))
    return ordered >= (len(days) - 1) * _ORDERED


def _reads_month_first(days: Sequence[YearlessDay], newest: date, last: date) -> bool:
    """Whether the list may print months first: then it is in order too, and newer."""
    swapped = [YearlessDay(each.month, each.day).last_until(last) for each in days]
    dates = [each for each in swapped if each is not None]
    return len(dates) == len(days) and _is_newest_first(dates) and max(dates) > newest


def _may_be_ahead(each: YearlessDay, last: date) -> bool:
    return (each.last_until(last + _EVENTS) or last) > last
