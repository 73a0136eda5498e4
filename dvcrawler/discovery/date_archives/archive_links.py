"""Archives of a listing: links to its months, days or initial letters, instead of a pager."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from dvcrawler.discovery.date_archives.archive_addresses import (
    MONTH,
    SMALL,
    is_of_listing,
    read_added,
    read_date,
)
from dvcrawler.discovery.date_archives.archive_forms import month_forms
from dvcrawler.discovery.date_archives.scripted_dates import OTHER_CALENDARS, read_anywhere, unfolded_months
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.choice_links import list_choices
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.normalize.url_form import host_of
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.patterns import lazy_regex

_DAY = lazy_regex(r"(?:ngay )?(?:0?[1-9]|[12][0-9]|3[01])(?: (?:0?[1-9]|1[0-2])(?: (?:19|20)[0-9]{2})?)?")
_LETTER = lazy_regex(r"[a-z]")
#: Fewer links of one kind are not an archive.
_FEWEST_LINKS, _MOST_LINKS = 2, 400
_LONGEST_LABEL = 30
#: Kinds of parts: what an arrow of a calendar leads to comes after its days.
_DAYS, _EARLIER, _MONTHLY, _LETTERS = "days", "earlier", "months", "letters"
#: "«", "« Th10", "‹ 10/2026", "Tháng trước".
_BACK = lazy_regex(
    r"[«‹<←◄◀❮]{1,2} ?[\w./-]{0,10}(?: [\w./-]{1,10}){0,3}|(?:tháng )?trước(?: đó)?|prev(?:ious)?(?: month)?",
    re.I,
)


class _Part(NamedTuple):
    """`order`: year, month and day, or the letter."""

    kind: str
    order: tuple[int, ...]
    url: str


def archive_links(page: Page, latest: date = date.max) -> list[str]:
    """The parts of the listing that the page links to or offers in a form, the newest first; letters in their
    order. `latest`: forms also offer the months after that of this day.
    """
    found = {part.url: part for part in _read_parts(page, latest)}
    counts = Counter(part.kind for part in found.values())
    kept = [part for part in found.values() if max(_count_like(part, counts)) >= _FEWEST_LINKS]
    kept.sort(key=lambda part: (part.kind, tuple(-number for number in part.order)))
    return [part.url for part in kept[:_MOST_LINKS]]


def _count_like(part: _Part, counts: Counter[str]) -> tuple[int, int]:
    """How many links are of the kind of the part; one month beside the days of another is of a calendar."""
    is_of_calendar = part.kind in (_EARLIER, _MONTHLY)
    return 0 if part.kind == _EARLIER else counts[part.kind], counts[_DAYS] if is_of_calendar else 0


def other_archive(page: Page) -> list[str]:
    """The months of an archive that is not below the listing, as that of all sections, newest first."""
    own, months = urlsplit(page.url), dict[tuple[int, ...], str]()
    for url, label in _list_labels(page):
        is_month = MONTH.fullmatch(fold(label)) and not OTHER_CALENDARS.search(url)
        if not is_month or read_added(own, urlsplit(url)):
            continue
        part = _read_part(label, read_anywhere(url), url)
        if part is not None and len(part.order) == 2:
            months[part.order] = url
    return [months[each] for each in sorted(months, reverse=True)] if len(months) >= _FEWEST_LINKS else []


def is_by_days(page: Page) -> bool:
    return any(part.kind == _DAYS for part in _read_parts(page))


def is_by_letters(page: Page) -> bool:
    """Whether the parts of the listing are letters, and not days or months."""
    kinds = {part.kind for part in _read_parts(page)}
    return _LETTERS in kinds and not kinds & {_DAYS, _MONTHLY}


def is_letter(page: Page) -> bool:
    """Whether the page is itself one letter of an archive by letters."""
    own = urlsplit(page.url)
    values = [own.path.rstrip("/").rpartition("/")[2], *(value for _, value in parse_qsl(own.query))]
    return any(_LETTER.fullmatch(fold(value)) for value in values) and is_by_letters(page)


def _read_parts(page: Page, latest: date = date.max) -> Iterator[_Part]:
    last = (latest.year, latest.month)
    yield from (each for each in _read_links(page) if each.kind != _EARLIER or each.order[:2] <= last)
    yield from _read_unfolded(page)
    for url, month in month_forms(page):
        if month <= last and is_of_listing(urlsplit(page.url), urlsplit(url)):
            yield _Part(_MONTHLY, month, url)


def _read_unfolded(page: Page) -> Iterator[_Part]:
    """The months that a script unfolds, from addresses of any form on the same host."""
    for url, element in unfolded_months(page):
        part = _read_part(clean_text(text_of(element))[:_LONGEST_LABEL], read_anywhere(url), url)
        if part is not None and part.kind == _MONTHLY and host_of(url) == host_of(page.url):
            yield part


def _read_links(page: Page) -> Iterator[_Part]:
    """The parts to which links lead by what they add to the page's own address; of a calendar, by dates
    anywhere in theirs.
    """
    own = urlsplit(page.url)
    is_front = not own.path.strip("/")
    for url, label in _list_labels(page):
        added = read_added(own, urlsplit(url))
        if SMALL.fullmatch(label) and (is_front or not added) and not OTHER_CALENDARS.search(url):
            added = read_anywhere(url)
        part = _read_part(label, added, url) if added else None
        if part is not None:
            yield part


def _list_labels(page: Page) -> Iterator[tuple[str, str]]:
    """The other pages on the host that the page leads to, with the short texts that do; of an arrow that a
    style draws, none.
    """
    host, listing = host_of(page.url), canonical_url(page.url)
    chosen = list_choices(page) if b"<select" in page.data else ()
    for url, anchor in chain(page.links, chosen):
        label = (clean_text(text_of(anchor)) or _read_name(anchor))[: _LONGEST_LABEL + 1]
        if len(label) <= _LONGEST_LABEL and host_of(url) == host and canonical_url(url) != listing:
            yield url, label


def _read_name(anchor: Element) -> str:
    """What a link without a text is called, such as a picture of an arrow."""
    names = (anchor.get("title"), anchor.get("aria-label"), *(each.get("alt") for each in anchor.iter("img")))
    return clean_text(next(filter(None, names), ""))


def _read_part(label: str, added: list[str], url: str) -> _Part | None:
    name = fold(label)
    if len(added) == 1 and _LETTER.fullmatch(name) and fold(added[0]) == name:
        return _Part(_LETTERS, (-ord(name),), url)
    order = read_date(added)
    if order is None:
        return None
    if _BACK.fullmatch(label) or (not label and len(order) == 2):
        return _Part(_EARLIER, order, url)
    if len(order) == 3:
        return _read_day(name, order, url)
    return _Part(_MONTHLY, order, url) if MONTH.fullmatch(name) else None


def _read_day(name: str, order: tuple[int, ...], url: str) -> _Part | None:
    day = int(re.findall("[0-9]+", name)[0]) if _DAY.fullmatch(name) else None
    if day is None or day not in order[1:]:
        return None
    return _Part(_DAYS, (order[0], sum(order[1:]) - day, day), url)
