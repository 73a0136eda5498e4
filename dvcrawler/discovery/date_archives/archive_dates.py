"""Days, months and years in addresses, in the values of forms and in the labels of archives."""

import re

from dvcrawler.patterns import lazy_regex

_MONTHS = "january february march april may june july august september october november december".split()
_M, _Y = r"(?:0?[1-9]|1[0-2])", r"(?:19|20)[0-9]{2}"
#: Folded: "Tháng 11/2024", "11-2024 (12)", "Tháng 11 năm 2024", "Tháng 11", "Năm 2024", "2024/11",
#: "November 2024", with or without a count.
MONTH = lazy_regex(
    rf"(?:(?:thang )?{_M} (?:nam )?{_Y}|thang {_M}|(?:nam )?{_Y}|{_Y} {_M}|(?:{'|'.join(_MONTHS)}) {_Y})"
    r"(?: [0-9]{1,6})?"
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
