"""Falls back to dateparser for what the strict grammar does not match, if it used every number."""

import re
from collections import Counter
from datetime import datetime

from dvcrawler.normalize.dates.lunar import MASK, mask_lunar
from dvcrawler.normalize.dates.reading import Parts
from dvcrawler.patterns import lazy_regex

_NUMBER = lazy_regex(r"\d+", re.ASCII)
_FULL_YEAR = lazy_regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTH_WORD = lazy_regex(r"tháng|thg")
#: "6/2" is day-first wherever the year is.
_DAY_FIRST = lazy_regex(r"ngày|/")
_MAX_LENGTH = 60
#: In texts about lunar days, which dateparser mistakes for Gregorian ones.
_LUNAR_WORDS = lazy_regex(r"âm lịch|chạp|mồng|mùng|nguyên đán")


def parse_freely(folded: str, *, month_first: bool = False) -> Parts | None:
    """Parses a short text with a four-digit year by dateparser; None if the result is in doubt.

    dateparser is fifty times slower than the grammar and skips what it does not know (the "thứ 2" before
    a Sunday's date). The result is therefore discarded if its numbers differ from those of the text, even if
    only because a zone shifts the time.
    """
    if len(folded) > _MAX_LENGTH or not _FULL_YEAR.search(folded):
        return None
    if _LUNAR_WORDS.search(folded) or MASK in mask_lunar(folded):
        return None
    numbers = Counter(map(int, _NUMBER.findall(folded)))
    found = _run_dateparser(folded, "MDY" if month_first else "DMY") if numbers.total() > 1 else None
    if found is None or not _is_in_order(folded, found, month_first=month_first):
        return None
    return _match_numbers(found, numbers)


def _match_numbers(found: datetime, numbers: Counter[int]) -> Parts | None:
    """The date, with the time if it is among the numbers; None if others are. A month may be a word."""
    clock = (found.hour, found.minute, found.second)
    for hands in ((), clock[:2], clock):
        for month in ((), (found.month,)):
            if numbers == Counter((found.year, found.day, *month, *hands)):
                return Parts(found.year, found.month, found.day, clock if hands else None)
    return None


def _is_in_order(folded: str, found: datetime, *, month_first: bool) -> bool:
    """Whether day and month were read in the order in which they are printed: after a year dateparser takes
    the first number for the month, "năm 2024, ngày 6/2" too.
    """
    numbers = [int(number) for number in _NUMBER.findall(folded)]
    is_year_first = numbers[0] == found.year
    first, second, *_ = [number for number in numbers if number != found.year] + [0, 0]
    if _MONTH_WORD.search(folded) or second == 0:
        return True
    swapped = not _DAY_FIRST.search(folded) if is_year_first else second > 12
    month_first = month_first or swapped
    return (found.month, found.day) == ((first, second) if month_first else (second, first))


def _run_dateparser(text: str, order: str) -> datetime | None:
    import dateparser  # 0.2 s and 20 MB that most runs never need

    try:
        return dateparser.parse(
            text,
            languages=["vi"],
            settings={
                "DATE_ORDER": order,
                "TIMEZONE": "Asia/Ho_Chi_Minh",
                "REQUIRE_PARTS": ["day", "month", "year"],
                "PARSERS": ["absolute-time"],
            },
        )
    except (ValueError, OverflowError, TypeError, IndexError, AttributeError):
        return None  # dateparser is known to raise these on junk
