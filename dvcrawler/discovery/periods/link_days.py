"""Reads the day that a listing prints next to a link to an article."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TypeVar

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.extract.elements import Element, has_at_least
from dvcrawler.extract.page import Page
from dvcrawler.families.lists.data_links import data_links
from dvcrawler.normalize.dates import (
    YearlessDay,
    find_latest,
    is_date_line,
    read_date,
    read_machine_date,
    read_yearless,
)
from dvcrawler.normalize.dates.calendar_leaf import LEAF_SIZES, join_leaf, may_be_part
from dvcrawler.patterns import lazy_regex

#: Characters of the longest date line: "Cập nhật lúc 08:05, Thứ Sáu, ngày 03/09/2021 (GMT+7)".
_LONGEST_DATE_LINE = 80
#: Separates the date of an item from the rest of its line, such as a number of readers or a name.
_PARTS = lazy_regex(r"\s?[|•·]\s?|\s(?:bởi|by)\s")
#: Numbers of readers, and the account that published the page.
_COUNTS = lazy_regex(
    r"\b(?:(?:số )?lượt (?:xem|đọc)|đã xem|views?|hits|bình luận|phản hồi)\s?:?\s?[\d.,]{1,9}(?!\S)"
    r"|(?<!\S)[\d.,]{1,9}\s{1,3}(?:lượt (?:xem|đọc)|views?|bình luận|comments?)|^(?:by )?admin\b",
    re.I,
)
#: The first box of a calendar's leaf: "11", or "11/06" above the year.
_LONGEST_DAY = 5
#: Most texts and links in one item of a list; an element with more is the page around a single item.
_MOST_TEXTS, _MOST_LINKS = 60, 10

#: The article that an element belongs to; None if it holds several.
_Owners = dict[Element, str | None]
#: A day, with or without its year.
_Day = TypeVar("_Day")
#: (text, whether it is machine-readable) -> its day.
_Read = Callable[[str, bool], Iterator[_Day]]


def with_days(
    page: Page, found: list[ArticleLink], read_id: Callable[[str], str | None], today: date | None = None
) -> list[ArticleLink]:
    """Adds to each link the day that is printed in its item of the list, if it is certain.

    `read_id` gives the native id of an article's URL, None for other pages. With `today`, a day without a
    year gives the latest day on which its article may have been published.
    """
    links = chain(page.links, data_links(page))
    anchors = [(id_, anchor) for url, anchor in links if (id_ := read_id(url)) is not None]
    owners = _find_owners(anchors)
    items = _find_items(anchors, owners)
    ids = [each.address.native_id for each in found]
    days = _find_days(items, owners, ids, _read)
    dated = [replace(each, day=day) for each, day in zip(found, days, strict=True)]
    if today is None or None not in days:
        return dated
    yearless = _find_days(items, owners, ids, _read_without_year)
    printed = [each if day is None else None for each, day in zip(yearless, days, strict=True)]
    return [each.until(last) for each, last in zip(dated, find_latest(printed, today), strict=True)]


def _find_items(anchors: Iterable[tuple[str, Element]], owners: _Owners) -> dict[str, list[Element]]:
    """The items of the list that hold an article's links, by article."""
    items: dict[str, list[Element]] = {}
    for id_, anchor in anchors:
        item = _find_item(anchor, id_, owners)
        if item not in items.setdefault(id_, []):
            items[id_].append(item)
    return items


def _find_days(
    items: dict[str, list[Element]], owners: _Owners, ids: Iterable[str], read: _Read[_Day]
) -> list[_Day | None]:
    """The day of each article whose items print exactly one."""
    beside = _find_days_beside([item for each in items.values() for item in each], owners, read)
    return [_select_only_day(_collect_days(items.get(id_, ()), beside, read)) for id_ in ids]


def _find_owners(anchors: list[tuple[str, Element]]) -> _Owners:
    """Maps each element with links to articles to its article; to None if it holds several."""
    owners: _Owners = {}
    for id_, anchor in anchors:
        element: Element | None = anchor
        while element is not None:
            owner = owners.setdefault(element, id_)
            if owner is None:
                break
            if owner != id_:
                owners[element] = None
            element = element.getparent()
    return owners


def _find_item(anchor: Element, id_: str, owners: _Owners) -> Element:
    """The largest element that holds only this article."""
    item = anchor
    while True:
        above = item.getparent()
        if above is None or owners.get(above) != id_ or above.tag in ("body", "html") or _is_large(above):
            return item
        item = above


def _is_large(element: Element) -> bool:
    has_many_links = has_at_least(element.iter("a"), _MOST_LINKS + 1)
    return has_many_links or has_at_least(element.itertext(), _MOST_TEXTS + 1)


def _collect_days(items: Iterable[Element], beside: dict[Element, set[_Day]], read: _Read[_Day]) -> set[_Day]:
    return {
        day
        for item in items
        for day in set(_find_days_in(item, read))
        or set(_find_leaves_in(item, read))
        or beside.get(item, set())
    }


def _find_leaves_in(element: Element, read: _Read[_Day]) -> Iterator[_Day]:
    texts = [text for each in element.itertext() if (text := str(each).strip())]
    for place, text in enumerate(texts):
        if not text[0].isdigit() or len(text) > _LONGEST_DAY:
            continue
        for parts in (texts[place : place + size] for size in LEAF_SIZES):
            if all(map(may_be_part, parts)):
                yield from read(join_leaf(parts), False)


def _find_days_in(element: Element, read: _Read[_Day]) -> Iterator[_Day]:
    for each in element.iter("time"):
        yield from read(each.get("datetime") or "", True)
    for text in element.itertext():
        yield from read(str(text), False)


def _read_without_year(text: str, is_machine: bool) -> Iterator[YearlessDay]:
    """The day of a text, or of a part of it, that consists of a day without a year."""
    if is_machine or len(text) > _LONGEST_DATE_LINE or not any(map(str.isdigit, text)):
        return
    whole = read_yearless(text)
    read = [whole] if whole is not None else [*filter(None, map(read_yearless, _PARTS.split(text.strip())))]
    if len(read) == 1:
        yield from read


def _read(text: str, is_machine: bool) -> Iterator[date]:
    """The day of a text that consists of a date; a date within a lead does not count."""
    text = text.strip()
    if not 8 <= len(text) <= _LONGEST_DATE_LINE or not any(map(str.isdigit, text)):
        return
    if is_machine:
        read = read_machine_date(text)
    else:
        dates = [text] if is_date_line(text) else list(filter(is_date_line, _split_parts(text)))
        if len(dates) != 1:
            return
        read = read_date(dates[0])
    if read.day is not None and read.problem is None:
        yield read.day


def _split_parts(text: str) -> Iterator[str]:
    return (part.strip(" -–—/,") for part in _PARTS.split(_COUNTS.sub("|", text)))


def _find_days_beside(items: list[Element], owners: _Owners, read: _Read[_Day]) -> dict[Element, set[_Day]]:
    """The days of items that no element encloses: those between one item and the next in the same parent."""
    found: dict[Element, set[_Day]] = {}
    for parent in dict.fromkeys(item.getparent() for item in items):
        if parent is not None and not set(read(parent.text or "", False)):
            for item, days in _find_days_between(parent, owners, read):
                found.setdefault(item, set()).update(days)
    return found


def _find_days_between(
    parent: Element, owners: _Owners, read: _Read[_Day]
) -> Iterator[tuple[Element, Iterable[_Day]]]:
    """Each item in the parent, with days between it and the next one."""
    last: Element | None = None
    for child in parent:
        if owners.get(child, "") is None:  # several articles
            last = None
        elif child in owners:
            last = child
        elif last is not None:
            yield last, _find_days_in(child, read)
        elif set(_find_days_in(child, read)):
            return  # days come before their titles here, or belong to the page
        if last is not None:
            yield last, read(child.tail or "", False)


def _select_only_day(days: set[_Day]) -> _Day | None:
    return next(iter(days)) if len(days) == 1 else None
