"""The day that a listing prints beside a link to an article."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from lxml.etree import _Element as Element

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import is_date_line, read_date, read_machine_date

#: Characters of the longest date line: "Cập nhật lúc 08:05, Thứ Sáu, ngày 03/09/2021 (GMT+7)".
_LONGEST = 80
#: Between the date of an item and what else stands on its line, such as a number of readers.
_PARTS = re.compile(r"\s?[|•·]\s?")
#: Texts and links of the largest item of a list; an element with more is a page around a single item.
_MOST_TEXTS, _MOST_LINKS = 60, 10

#: The article that an element belongs to; None for several.
_Owners = dict[Element, str | None]


def with_days(
    page: Page, found: list[ArticleLink], read_id: Callable[[str], str | None]
) -> list[ArticleLink]:
    """The links with the day that is printed in their item of the list, where it is certain.

    `read_id` gives the native id of an article's URL, None for other pages.
    """
    anchors = [(id_, anchor) for url, anchor in page.links if (id_ := read_id(url)) is not None]
    owners = _find_owners(anchors)
    items: dict[str, list[Element]] = {}
    for id_, anchor in anchors:
        item = _find_item(anchor, id_, owners)
        if item not in items.setdefault(id_, []):
            items[id_].append(item)
    beside = _days_beside([item for each in items.values() for item in each], owners)
    return [each.on(_only_day(_days_of(items.get(each.address.native_id, ()), beside))) for each in found]


def _find_owners(anchors: list[tuple[str, Element]]) -> _Owners:
    """The article of each element that holds links to one article alone; None if it holds several."""
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
    """The largest element that holds nothing but this article."""
    item = anchor
    while True:
        above = item.getparent()
        if above is None or owners.get(above) != id_ or above.tag in ("body", "html") or _is_large(above):
            return item
        item = above


def _is_large(element: Element) -> bool:
    for number, _ in enumerate(element.iter("a"), 1):
        if number > _MOST_LINKS:
            return True
    return any(number > _MOST_TEXTS for number, _ in enumerate(element.itertext(), 1))


def _days_of(items: Iterable[Element], beside: dict[Element, set[date]]) -> set[date]:
    return {day for item in items for day in (set(_days_in(item)) or beside.get(item, set()))}


def _days_in(element: Element) -> Iterator[date]:
    for each in element.iter("time"):
        yield from _read(each.get("datetime") or "", is_machine=True)
    for text in element.itertext():
        yield from _read(str(text))


def _read(text: str, *, is_machine: bool = False) -> Iterator[date]:
    """The day of a text that is nothing but a date; a lead that mentions one says nothing."""
    text = text.strip()
    if not 8 <= len(text) <= _LONGEST or not any(map(str.isdigit, text)):
        return
    if is_machine:
        read = read_machine_date(text)
    else:
        dates = [text] if is_date_line(text) else list(filter(is_date_line, _PARTS.split(text)))
        if len(dates) != 1:
            return
        read = read_date(dates[0])
    if read.day is not None and read.problem is None:
        yield read.day


def _days_beside(items: list[Element], owners: _Owners) -> dict[Element, set[date]]:
    """For items without tags around them: the days between one item and the next, below one parent."""
    found: dict[Element, set[date]] = {}
    for parent in dict.fromkeys(item.getparent() for item in items):
        if parent is None or set(_read(parent.text or "")):
            continue
        last: Element | None = None
        for child in parent:
            if owners.get(child, "") is None:  # several articles
                last = None
            elif child in owners:
                last = child
            elif last is None and set(_days_in(child)):
                break  # days come before their titles here, or belong to the page
            elif last is not None:
                found.setdefault(last, set()).update(_days_in(child))
            if last is not None:
                found.setdefault(last, set()).update(_read(child.tail or ""))
    return found


def _only_day(days: set[date]) -> date | None:
    return next(iter(days)) if len(days) == 1 else None
