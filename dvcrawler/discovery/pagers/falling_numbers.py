"""Pagers that count from the oldest page: the first page of the list is the last number, and leads to 1."""

from collections.abc import Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from dvcrawler.discovery.pagers.number_rows import printed_number, read_row
from dvcrawler.discovery.pagers.page_addresses import is_same_listing, page_number
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page

#: What the number of the page itself is called where it is a link.
_CURRENT = frozenset(("active", "current", "selected", "on", "act", "is-active", "page-current"))


class _Numbered(NamedTuple):
    url: str
    anchor: Element


def find_lower_page(page: Page) -> str | None:
    """The page after this one in a list whose pager counts down: `?page=27` of page 28. The page is the first
    one, or one to which this led.
    """
    linked = _find_numbered(page)
    own = page_number(page.url) or _find_own(linked)
    lower = linked.get(own - 1) if own is not None else None
    if own is None or lower is None:
        return None
    boxes = islice(lower.anchor.iterancestors(), 3)
    return lower.url if any(_counts_down(read_row(box), own) for box in boxes) else None


def _find_numbered(page: Page) -> dict[int, _Numbered]:
    """The numbered pages of the list to which the page links, by the number that text and address show."""
    found: dict[int, _Numbered] = {}
    for url, anchor in page.links:
        label = printed_number(anchor)
        if label is not None and page_number(url) == label and is_same_listing(page.url, url):
            found.setdefault(label, _Numbered(url, anchor))
    return found


def _find_own(linked: dict[int, _Numbered]) -> int | None:
    """The number of the first page: above all that are linked, or that of the link to the page itself."""
    if not linked:
        return None
    highest = max(linked)
    return highest if _is_current(linked[highest].anchor) else highest + 1


def _is_current(anchor: Element) -> bool:
    around = (anchor, *islice(anchor.iterancestors(), 1))
    return any(
        each.get("aria-current") or _CURRENT.intersection((each.get("class") or "").lower().split())
        for each in around
    )


def _counts_down(numbers: Sequence[int], own: int) -> bool:
    """Whether the row goes from the highest number to the lowest, past that of the page."""
    return (own, own - 1) in pairwise(numbers) and all(one > other for one, other in pairwise(numbers))
