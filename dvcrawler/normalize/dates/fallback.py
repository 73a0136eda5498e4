"""dateparser for what the strict grammar leaves, believed only where it used every number."""

import re
from collections import Counter
from datetime import datetime

from dvcrawler.normalize.dates.reading import Parts

_NUMBER = re.compile(r"\d+", re.ASCII)
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST = 60
# Lunar dates: dateparser takes them for days of our calendar.
_LUNAR = re.compile(r"âm lịch|chạp|mồng|mùng|nguyên đán")


def parse_freely(folded: str, *, month_first: bool = False) -> Parts | None:
    """What dateparser makes of a short text with a four-digit year; None where it is in doubt.

    It costs fifty times the grammar and passes over what it does not know (the "thứ 2" before a
    Sunday's date), so a number of the text that is not in the result, or the reverse, makes the
    reading void. So does a zone that moves the clock.
    """
    if len(folded) > _LONGEST or not _FULL_YEAR.search(folded) or _LUNAR.search(folded):
        return None
    numbers = Counter(map(int, _NUMBER.findall(folded)))
    if numbers.total() < 2:
        return None
    found = _ask_dateparser(folded, "MDY" if month_first else "DMY")
    if found is None:
        return None
    clock = (found.hour, found.minute, found.second)
    for hands in ((), clock[:2], clock):
        for month in ((), (found.month,)):
            if numbers == Counter((found.year, found.day, *month, *hands)):
                return Parts(found.year, found.month, found.day, clock if hands else None)
    return None


def _ask_dateparser(text: str, order: str) -> datetime | None:
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
        return None  # it is known to fall over junk
