"""The next page of a list whose pager links to the first and last page alone: "Đầu | Trang 2/7 | Cuối"."""

import re
from urllib.parse import urlsplit

from dvcrawler.discovery.pagers.next_words import find_position, names_last_page
from dvcrawler.discovery.pagers.page_addresses import is_same_listing, page_number, with_number
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.normalize.url_form import host_of
from dvcrawler.patterns import lazy_regex

#: Entries on a page: a larger step is that of the numbers of articles.
_MOST_ENTRIES = 200
#: The number at the end of a query or a path.
_END = lazy_regex(r"(?<![0-9])([0-9]{1,6})(?:\.[a-z]{2,5})?/?$", re.I)


def count_to_last(page: Page, number: int) -> str | None:
    """The address of page `number + 1`, made of that of the last page; None if that is not certain."""
    for url, anchor in page.links:
        if names_last_page(anchor) and is_same_listing(page.url, url):
            following = _count_on(page, anchor, number, page_number(url) or 0)
            return with_number(url, following) if following is not None else None
        if names_last_page(anchor) and find_position(anchor) and host_of(page.url) == host_of(url):
            return _count_to_end(page, url, anchor, number)
    return None


def _count_to_end(page: Page, url: str, anchor: Element, number: int) -> str | None:
    """The same for an address of an unusual form that ends in the number: `/thoi-su,4.html`, `?so=4`."""
    parts, own = urlsplit(url), urlsplit(page.url)
    for name, text in (("query", parts.query), ("path", parts.path)):
        found = _END.search(text) if text != getattr(own, name) else None
        if found is not None:
            following = _count_on(page, anchor, number, int(found[1]))
            made = f"{text[: found.start(1)]}{following}{text[found.end(1) :]}"
            return parts._replace(**{name: made}).geturl() if following is not None else None
    return None


def _count_on(page: Page, anchor: Element, number: int, last: int) -> int | None:
    """The number in the address of the next page: that of a page, from 1 or 0, or that of its first entry."""
    own, pages = find_position(anchor) or (number, None)
    if pages is None:
        following = number if _counts_from_zero(page) else number + 1
        return following if following <= last else None
    if own != number or not 1 <= number < pages:
        return None
    if last == pages:
        return number + 1
    step, first = divmod(last, pages - 1)  # entries are counted from 0 or 1
    return step * number + first if first in (0, 1) and step <= _MOST_ENTRIES else None


def _counts_from_zero(page: Page) -> bool:
    """Whether the pager links to a page 0."""
    return any(page_number(url) == 0 and is_same_listing(page.url, url) for url, _ in page.links)
