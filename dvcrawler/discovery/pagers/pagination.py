"""The next page of a listing, found on the page itself: no site's pagination is known for certain."""

from collections.abc import Collection
from enum import IntEnum
from itertools import chain
from urllib.parse import urlsplit

from dvcrawler.discovery.pagers.last_pages import count_to_last
from dvcrawler.discovery.pagers.next_words import (
    continues_list,
    is_next_word,
    names_last_page,
    names_next_page,
    stands_alone,
    stands_at_position,
    turns_page,
)
from dvcrawler.discovery.pagers.number_rows import (
    NO_PAGER_CLASS,
    OWN_NUMBER,
    SUFFIX,
    is_below,
    is_in_number_row,
    is_in_pager,
    is_named,
    printed_number,
    steps_on,
    turns_within_path,
)
from dvcrawler.discovery.pagers.page_addresses import is_same_listing, page_number, page_parameter
from dvcrawler.discovery.pagers.page_queries import (
    find_raised,
    lengthens,
    prints_number,
    raises_number,
    turns_by_mark,
    turns_by_number,
    turns_by_position,
)
from dvcrawler.extract.elements import Element, holds_any, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import ROUTED, scripted_links
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.url_form import host_of
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.patterns import lazy_regex

#: A list of one day: `/tin-theo-ngay/2024/09/28`, `/ngay-28-9-2024`.
_DAY_PATH = lazy_regex(
    r"[/-](?:(?:19|20)[0-9]{2}[/-][0-9]{1,2}[/-][0-9]{1,2}|[0-9]{1,2}[/-][0-9]{1,2}[/-](?:19|20)[0-9]{2})$"
)


_SECOND = 2
_NAMES = ("title", "aria-label")


class _Evidence(IntEnum):
    """Evidence for a link to the next page, strongest first: a printed number, one in the address, a word."""

    PRINTED = 0
    NUMBERED = 1
    WORDED = 2


def next_page(page: Page, number: int, articles: Collection[str] = ()) -> str | None:
    """The address of listing page `number + 1`, or None if the page shows no way to it.

    `articles` are links to articles, which a number may make look like pages: `/?p=2`.
    """
    marked = _find_marked_next(page, number)
    if marked is not None:
        return marked
    found: dict[_Evidence, str] = {}
    routed = (each for each in scripted_links(page) if each[1].tag in ROUTED)
    for url, anchor in chain(page.links, routed):
        evidence = _find_evidence(page, url, anchor, number) if url not in articles else None
        if evidence is not None and _is_better(page.url, url, found.get(evidence)):
            found[evidence] = url
    return found[min(found)] if found else count_to_last(page, number)


def _is_better(listing: str, url: str, held: str | None) -> bool:
    """Whether the address is the first with its evidence, or that of this list: a page may hold several, each
    with a pager of its own.
    """
    return held is None or (raises_number(listing, url) and not raises_number(listing, held))


def other_pagers(page: Page, following: str) -> dict[str, str]:
    """The second pages of other lists on the first page of one, by the parameters that number them.
    `following`: the second page of the first list.
    """
    own, found = find_raised(page.url, following), dict[str, str]()
    for url, anchor in page.links if own is not None else ():
        if printed_number(anchor) != _SECOND:
            continue
        key = find_raised(page.url, url)
        if key not in (None, own) and _find_evidence(page, url, anchor, 1) is _Evidence.PRINTED:
            found.setdefault(key or "", url)
    return found


def _find_evidence(page: Page, url: str, anchor: Element, number: int) -> _Evidence | None:
    """The evidence that the link leads to page `number + 1`; None without any."""
    label = printed_number(anchor)
    is_same = is_same_listing(page.url, url)
    if label is not None:
        if label != number + 1 or _is_comment_count(url, label):
            return None  # Drupal counts from 0: `?page=2` is the third page
        if is_same or _is_among_numbers(page, url, anchor, number):
            return _Evidence.PRINTED
    if is_same and _is_numbered(url, anchor, number + 1):
        return _Evidence.NUMBERED
    if is_worded_next(page, url, anchor, number) or _is_unnamed_next(page, url, anchor, number):
        return _Evidence.WORDED
    return None


def _is_numbered(url: str, anchor: Element, number: int) -> bool:
    """Whether the address has the number of that page, not because it is the last one."""
    return page_number(url) == number and not names_last_page(anchor)


def _is_unnamed_next(page: Page, url: str, anchor: Element, number: int) -> bool:
    """Whether the link is a drawing without a name whose address raises a number of this one: an arrow."""
    if not len(anchor) or not holds_any(anchor, "svg", "i") or text_of(anchor).strip():
        return False
    if any(map(anchor.get, _NAMES)) or holds_any(anchor, "img"):
        return False
    is_drawn = holds_any(anchor, "svg")
    is_next = turns_by_number(page.url, url) or (is_drawn and steps_on(page.url, url, number))
    return is_next and not is_named(anchor, NO_PAGER_CLASS)


def _is_among_numbers(page: Page, url: str, anchor: Element, number: int) -> bool:
    """Whether the link with the number of the next page is in a row of such numbers, or has it in a query."""
    if is_in_number_row(page, url, anchor, number) or raises_number(page.url, url):
        return True
    return prints_number(page.url, url, number + 1)


def _is_comment_count(url: str, label: int) -> bool:
    """Whether the link is WordPress's to an article, `/?p=12`, with the number of its comments."""
    return page_parameter(url) == "p" and page_number(url) != label


def is_worded_next(page: Page, url: str, control: Element, number: int) -> bool:
    """Whether a word of the control says that its address is that of page `number + 1`. "Xem thêm" also leads
    to one article: outside of a pager, `/tin-tuc/2` is not its next page.
    """
    return is_next_word(control) and _leads_on(page, url, control, number)


def _leads_on(page: Page, url: str, anchor: Element, number: int) -> bool:
    """Whether the address is that of the next page where a word says so."""
    shown = number
    number = page_number(page.url) or number
    if is_same_listing(page.url, url):
        return _is_other_page(page, url, anchor, number)
    if _turns(page.url, url, anchor, number):
        return True
    by_path = _check_path(page, url, anchor, number)
    if by_path is not None:
        return by_path
    says_so = names_next_page(anchor) or stands_at_position(anchor, shown)
    return says_so and _is_elsewhere(page.url, url)


def _is_other_page(page: Page, url: str, anchor: Element, number: int) -> bool:
    """Whether the address is that of another page of the same list. Drupal's first page has no number, and
    its second one is `?page=1`.
    """
    is_other = page_number(url) != page_number(page.url)
    is_named = turns_page(anchor) or names_next_page(anchor)
    is_named_page = is_named and page_parameter(url) == "page"
    is_second = number == 1 and (is_named_page or is_in_pager(anchor))
    return is_other and (page_number(url) != number or is_second)


def _turns(listing: str, url: str, anchor: Element, number: int) -> bool:
    """Whether the address differs from that of the listing by a later number or position alone, not a day, or
    shows more entries of it.
    """
    if continues_list(anchor) and (lengthens(listing, url) or turns_by_mark(listing, url, number)):
        return True
    if turns_by_number(listing, url) or turns_by_position(listing, url):
        return True
    is_step = (
        turns_page(anchor) and steps_on(listing, url, number) and not _DAY_PATH.search(urlsplit(url).path)
    )
    return is_step or turns_within_path(listing, url, number)


def _check_path(page: Page, url: str, anchor: Element, number: int) -> bool | None:
    """Whether a number at the end of the path is that of the next page; None if it is neither, or a day."""
    path = SUFFIX.sub("", urlsplit(url).path).rstrip("/")
    own = OWN_NUMBER.search(path)
    if own is None or _DAY_PATH.search(path):
        return None
    if not is_below(page.url, url, number):
        return _is_arrow_to(page, url, anchor, number + 1) or None
    if int(own[1]) == number + 1 and (turns_page(anchor) or is_in_pager(anchor)):
        return True
    return False if own[0].startswith("/") else None


def _is_arrow_to(page: Page, url: str, anchor: Element, number: int) -> bool:
    """Whether an arrow or a word of pagers by itself, not on a slide, leads to an address that ends
    in the number of the page: `/danh-sach/5/2`.
    """
    if host_of(page.url) != host_of(url) or not urlsplit(url).path.rstrip("/").endswith(f"/{number}"):
        return False
    return turns_page(anchor) and stands_alone(anchor) and not is_named(anchor, NO_PAGER_CLASS)


def _is_elsewhere(listing: str, url: str) -> bool:
    """Whether the address is another one on the same host, such as one with the last day of the page."""
    is_first = page_number(url) in (0, 1)
    return host_of(listing) == host_of(url) and not is_first and canonical_url(listing) != canonical_url(url)


def _find_marked_next(page: Page, number: int) -> str | None:
    for link in page.root.iter("link", "a"):
        if "next" in (link.get("rel") or "").lower().split() and printed_number(link) in (None, number + 1):
            url = absolute_url(page.base, link.get("href") or "")
            if url and url != page.url and is_same_listing(page.url, url):
                return url
    return None
