"""What the address of an archive's part has beside that of the listing."""

import re
from urllib.parse import SplitResult, parse_qsl

from dvcrawler.discovery.date_archives.archive_dates import SMALL, read_date
from dvcrawler.normalize.url_form import canonical_path
from dvcrawler.patterns import lazy_regex

#: Parameters of a day, month or year.
_DATE_NAME = lazy_regex(r"(?:ngay|thang|nam|day|month|year|date|d|m|y)", re.I)


def is_of_listing(own: SplitResult, other: SplitResult) -> bool:
    """Whether a form keeps the address of the listing except for dates."""
    if canonical_path(own.path).rstrip("/") != canonical_path(other.path).rstrip("/"):
        return False
    kept = dict(parse_qsl(other.query))
    pairs = parse_qsl(own.query)
    return all(kept.get(name) == value or (name in kept and _is_date(value)) for name, value in pairs)


def _is_date(value: str) -> bool:
    return SMALL.fullmatch(value) is not None or read_date([value]) is not None


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
