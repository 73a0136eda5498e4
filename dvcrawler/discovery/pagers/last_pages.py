"""The next page of a list whose pager links to the first and last page alone: "Đầu | Trang 2/7 | Cuối"."""

from dvcrawler.discovery.pagers.next_words import find_position, names_last_page
from dvcrawler.discovery.pagers.page_addresses import is_same_listing, page_number, with_number
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page


def count_to_last(page: Page, number: int) -> str | None:
    """The address of page `number + 1`, made of that of the last page; None if it cannot be told."""
    for url, anchor in page.links:
        if names_last_page(anchor) and is_same_listing(page.url, url):
            following = _count_on(page, anchor, number, page_number(url) or 0)
            return with_number(url, following) if following is not None else None
    return None


def _count_on(page: Page, anchor: Element, number: int, last: int) -> int | None:
    """The number in the address of the next page: that of a page, from 1 or 0, or that of its first entry."""
    own, pages = find_position(anchor) or (number, None)
    if pages is None:
        has_zero = any(page_number(url) == 0 and is_same_listing(page.url, url) for url, _ in page.links)
        following = number if has_zero else number + 1
        return following if following <= last else None
    if own != number or not 1 <= number < pages:
        return None
    if last == pages:
        return number + 1
    return last // (pages - 1) * number if last % (pages - 1) == 0 else None
