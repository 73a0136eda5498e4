"""The day in a page's address. Not a date of publication by itself, but it shows which printed one may be."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from dvcrawler.patterns import lazy_regex

_DAYS = (
    lazy_regex(r"/(?P<y>20\d\d)[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?=/)"),
    lazy_regex(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=\d{6}|\d{9}|\D|$)"),
    # Numbers of 15 digits begin with a year of two: "-260310073012345.html".
    lazy_regex(r"(?<!\d)(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=[0-2]\d[0-5]\d[0-5]\d\d{3}(?!\d))"),
)
_CENTURY = 2000
_NEAR = timedelta(days=1)


def find_address_day(url: str) -> date | None:
    path = urlsplit(url).path
    found = next((match for pattern in _DAYS if (match := pattern.search(path))), None)
    if found is None:
        return None
    year = int(found["y"])
    try:
        return date(year if year >= _CENTURY else _CENTURY + year, int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def is_near(day: date | None, other: date | None) -> bool:
    """Whether the days may be of one event; True where one of them is not known."""
    return day is None or other is None or abs(day - other) <= _NEAR
