"""Days, months and years in the addresses, forms and labels of archives, and other parts of an address."""

import re
from urllib.parse import SplitResult, parse_qsl

from dvcrawler.normalize.dates.machine import MONTH_WORDS
from dvcrawler.normalize.text import fold
from dvcrawler.normalize.url_form import canonical_path
from dvcrawler.patterns import lazy_regex

_MONTHS = "january february march april may june july august september october november december".split()
_M, _Y = r"(?:0?[1-9]|1[0-2])", r"(?:19|20)[0-9]{2}"
#: Folded: "Tháng 11/2024", "11-2024 (12)", "Tháng 11 năm 2024", "Tháng 11", "Năm 2024", "2024/11",
#: "November 2024", "Tháng Tư 2024", with or without a count.
MONTH = lazy_regex(
    rf"(?:(?:thang )?{_M} (?:nam )?{_Y}|thang {_M}|(?:nam )?{_Y}|{_Y} {_M}|(?:{'|'.join(_MONTHS)}) {_Y}"
    rf"|thang (?:{'|'.join(sorted(map(fold, MONTH_WORDS), reverse=True))}) (?:nam )?{_Y})(?: [0-9]{{1,6}})?"
)
#: A day, month or year in an address: `2024-11-28`, `28/11/2024`, `20241128`, `11-2024`, `2024`.
_DATES = (
    lazy_regex(rf"(?P<y>{_Y})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])?"),
    lazy_regex(rf"(?P<y>{_Y})[/._-](?P<m>{_M})(?:[/._-](?P<d>[0-3]?[0-9]))?"),
    lazy_regex(rf"(?:(?P<d>[0-3]?[0-9])[/._-])?(?P<m>{_M})[/._-](?P<y>{_Y})"),
    lazy_regex(rf"(?P<d>[0-3][0-9])?(?P<m>0[1-9]|1[0-2])(?P<y>{_Y})"),
    lazy_regex(rf"(?P<y>{_Y})"),
)
SMALL = lazy_regex(r"[0-9]{1,2}")
#: What addresses call the numbers: `nam-2026/thang-11`.
_NAMES = lazy_regex(r"(?<![a-z])(?:ngay|thang|nam|day|month|year)[-_/]?(?=[0-9])", re.I)
#: Parameters of a day, month or year.
_DATE_NAME = lazy_regex(r"(?:ngay|thang|nam|day|month|year|date|d|m|y)", re.I)


def read_date(values: list[str]) -> tuple[int, ...] | None:
    """The year, month and day of the values; of several parameters the year and the smaller numbers, of which
    either may be the month.
    """
    if len(values) == 1:
        return _read_one(values[0])
    years = [value for value in values if _DATES[-1].fullmatch(value)]
    others = [int(value) for value in values if SMALL.fullmatch(value)]
    is_whole = len(years) == 1 and len(others) == len(values) - 1 and len(others) < 3
    return (int(years[0]), *sorted(others)) if is_whole else None


def _read_one(value: str) -> tuple[int, ...] | None:
    numbers = _NAMES.sub("", value)
    for form in _DATES:
        found = form.fullmatch(numbers)
        if found is not None:
            groups = found.groupdict()
            return tuple(int(groups[name]) for name in "ymd" if groups.get(name))
    return None


def is_of_listing(own: SplitResult, other: SplitResult) -> bool:
    """Whether a form keeps the address of the listing except for dates."""
    if canonical_path(own.path).rstrip("/") != canonical_path(other.path).rstrip("/"):
        return False
    kept = dict(parse_qsl(other.query))
    pairs = parse_qsl(own.query)
    return all(kept.get(name) == value or (name in kept and _is_date(value)) for name, value in pairs)


def _is_date(value: str) -> bool:
    return SMALL.fullmatch(value) is not None or read_date([value]) is not None


def without_day(key: str) -> str:
    """The key of a listing without its day, month or year: each day of an archive has its own."""
    path, _, query = key.partition("?")
    pairs = [pair for pair in query.split("&") if pair and not _names_date(*pair.partition("=")[::2])]
    return "?".join(filter(None, (_without_date(path), "&".join(pairs))))


def _names_date(name: str, value: str) -> bool:
    is_small = SMALL.fullmatch(value) is not None and _DATE_NAME.fullmatch(name) is not None
    return is_small or read_date([value]) is not None


def read_added(own: SplitResult, other: SplitResult) -> list[str]:
    """What the address has beside that of the listing: values of its query, or folders below its path."""
    path, below = canonical_path(own.path).rstrip("/"), canonical_path(other.path).rstrip("/")
    if path == below:
        return _read_values(own, other) if _keeps_names(own, other) else []
    base = _without_date(path)
    if other.query != own.query or not below.startswith(base + "/"):
        return []
    return [below[len(base) + 1 :]]


def _read_values(own: SplitResult, other: SplitResult) -> list[str]:
    """The values that differ, with the others of the date: `day=5` and the `month=10&year=2026` of both."""
    same = parse_qsl(own.query)
    pairs = parse_qsl(other.query)
    if all(pair in same for pair in pairs):
        return []
    return [value for name, value in pairs if (name, value) not in same or _DATE_NAME.fullmatch(name)]


def _without_date(path: str) -> str:
    """The path of the listing itself, if it is that of one of its days or months."""
    folders = path.split("/")
    while len(folders) > 1 and (SMALL.fullmatch(folders[-1]) or read_date([folders[-1]])):
        folders.pop()
    return "/".join(folders)


def _keeps_names(own: SplitResult, other: SplitResult) -> bool:
    """Whether the other address has each parameter of the listing except for dates."""
    names = {name for name, _ in parse_qsl(other.query)}
    return all(name in names or read_date([value]) for name, value in parse_qsl(own.query))
