"""Archives of a listing: links to its months, days or initial letters, instead of a pager."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlsplit

from dvcrawler.discovery.pagers.number_rows import host_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.normalize.url_form import canonical_path
from dvcrawler.normalize.urls import canonical_url

_MONTHS = "january february march april may june july august september october november december".split()
_M, _Y = r"(?:0?[1-9]|1[0-2])", r"(?:19|20)[0-9]{2}"
#: Folded: "Tháng 11/2024", "11-2024 (12)", "Tháng 11 năm 2024", "Tháng 11", "Năm 2024", "2024/11",
#: "November 2024", with or without a count.
_MONTH = re.compile(
    rf"(?:(?:thang )?{_M} (?:nam )?{_Y}|thang {_M}|(?:nam )?{_Y}|{_Y} {_M}|(?:{'|'.join(_MONTHS)}) {_Y})"
    r"(?: [0-9]{1,6})?"
)
_DAY = re.compile(rf"(?:ngay )?(?:0?[1-9]|[12][0-9]|3[01])(?: {_M}(?: {_Y})?)?")
_LETTER = re.compile(r"[a-z]")
#: A day, month or year in an address: `2024-11-28`, `28/11/2024`, `20241128`, `11-2024`, `2024`.
_DATES = (
    re.compile(rf"(?P<y>{_Y})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])?"),
    re.compile(rf"(?P<y>{_Y})[/._-](?P<m>{_M})(?:[/._-](?P<d>[0-3]?[0-9]))?"),
    re.compile(rf"(?:(?P<d>[0-3]?[0-9])[/._-])?(?P<m>{_M})[/._-](?P<y>{_Y})"),
    re.compile(rf"(?P<d>[0-3][0-9])?(?P<m>0[1-9]|1[0-2])(?P<y>{_Y})"),
    re.compile(rf"(?P<y>{_Y})"),
)
_SMALL = re.compile(r"[0-9]{1,2}")
#: Fewer links of one kind are not an archive.
_FEWEST_LINKS, _MOST_LINKS = 2, 400
_LONGEST_LABEL = 30
#: Kinds of parts: what an arrow of a calendar leads to comes after its days.
_DAYS, _EARLIER, _MONTHLY, _LETTERS = "days", "earlier", "months", "letters"
_BACK = re.compile(r"[«‹<←◄◀]{1,2}|(?:« ?)?(?:tháng trước|trước|prev(?:ious)?(?: month)?)", re.I)


class _Part(NamedTuple):
    """`order`: year, month and day, or the letter."""

    kind: str
    order: tuple[int, ...]
    url: str


def archive_links(page: Page) -> list[str]:
    """The parts of the listing that the page links to, the newest first; letters in their order."""
    found = {part.url: part for part in _read_parts(page)}
    counts = Counter(part.kind for part in found.values())
    kept = [
        part
        for part in found.values()
        if counts[_DAYS if part.kind == _EARLIER else part.kind] >= _FEWEST_LINKS
    ]
    kept.sort(key=lambda part: (part.kind, tuple(-number for number in part.order)))
    return [part.url for part in kept[:_MOST_LINKS]]


def is_by_letters(page: Page) -> bool:
    """Whether the parts of the listing are letters, and not days or months."""
    kinds = {part.kind for part in _read_parts(page)}
    return _LETTERS in kinds and not kinds & {_DAYS, _MONTHLY}


def is_letter(page: Page) -> bool:
    """Whether the page is itself one letter of an archive by letters."""
    own = urlsplit(page.url)
    values = [own.path.rstrip("/").rpartition("/")[2], *(value for _, value in parse_qsl(own.query))]
    return any(_LETTER.fullmatch(fold(value)) for value in values) and is_by_letters(page)


def _read_parts(page: Page) -> Iterator[_Part]:
    own, host, listing = urlsplit(page.url), host_of(page.url), canonical_url(page.url)
    for url, anchor in page.links:
        label = clean_text(text_of(anchor))[: _LONGEST_LABEL + 1]
        if not 0 < len(label) <= _LONGEST_LABEL or host_of(url) != host or canonical_url(url) == listing:
            continue
        added = _read_added(own, urlsplit(url))
        part = _read_part(label, added, url) if added else None
        if part is not None:
            yield part


def _read_added(own: SplitResult, other: SplitResult) -> list[str]:
    """What the address has beside that of the listing: values of its query, or folders below its path."""
    path, below = canonical_path(own.path).rstrip("/"), canonical_path(other.path).rstrip("/")
    pairs = [pair for pair in parse_qsl(other.query) if pair not in parse_qsl(own.query)]
    if path == below:
        return [value for _, value in pairs] if _keeps_names(own, other) else []
    base = _without_date(path)
    if other.query != own.query or not below.startswith(base + "/"):
        return []
    return [below[len(base) + 1 :]]


def _without_date(path: str) -> str:
    """The path of the listing itself, if it is that of one of its days or months."""
    folders = path.split("/")
    while len(folders) > 1 and (_SMALL.fullmatch(folders[-1]) or _read_date([folders[-1]])):
        folders.pop()
    return "/".join(folders)


def _keeps_names(own: SplitResult, other: SplitResult) -> bool:
    """Whether the other address has each parameter of the listing's but for dates."""
    names = {name for name, _ in parse_qsl(other.query)}
    return all(name in names or _read_date([value]) for name, value in parse_qsl(own.query))


def _read_part(label: str, added: list[str], url: str) -> _Part | None:
    name = fold(label)
    if len(added) == 1 and _LETTER.fullmatch(name) and fold(added[0]) == name:
        return _Part(_LETTERS, (-ord(name),), url)
    date = _read_date(added)
    if date is None:
        return None
    if _BACK.fullmatch(label):
        return _Part(_EARLIER, date, url)
    if len(date) == 3:
        return _read_day(name, date, url)
    return _Part(_MONTHLY, date, url) if _MONTH.fullmatch(name) else None


def _read_day(name: str, date: tuple[int, ...], url: str) -> _Part | None:
    day = int(re.findall("[0-9]+", name)[0]) if _DAY.fullmatch(name) else None
    return (
        _Part(_DAYS, (date[0], sum(date[1:]) - day, day), url)
        if day is not None and day in date[1:]
        else None
    )


def _read_date(values: list[str]) -> tuple[int, ...] | None:
    """The year, month and day of the values; of several parameters the year and the smaller numbers, of which
    either may be the month.
    """
    if len(values) == 1:
        return _read_one(values[0])
    years = [value for value in values if _DATES[-1].fullmatch(value)]
    others = [int(value) for value in values if _SMALL.fullmatch(value)]
    is_whole = len(years) == 1 and len(others) == len(values) - 1 and len(others) < 3
    return (int(years[0]), *sorted(others)) if is_whole else None


def _read_one(value: str) -> tuple[int, ...] | None:
    for form in _DATES:
        found = form.fullmatch(value)
        if found is not None:
            groups = found.groupdict()
            return tuple(int(groups[name]) for name in "ymd" if groups.get(name))
    return None
