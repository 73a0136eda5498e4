"""The next page of a listing, found on the page itself: no site's pagination is known for certain."""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import IntEnum
from itertools import chain
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.etree import _Element as Element

from dvcrawler.discovery.pagers.next_words import (
    continues_list,
    is_next_word,
    names_next_page,
    stands_alone,
    stands_at_position,
    turns_page,
)
from dvcrawler.discovery.pagers.number_rows import (
    MOST_PAGES,
    NO_PAGER_CLASS,
    OWN_NUMBER,
    SUFFIX,
    host_of,
    is_below,
    is_in_number_row,
    is_in_pager,
    is_named,
    printed_number,
    turns_within_path,
)
from dvcrawler.discovery.pagers.page_queries import (
    find_raised,
    lengthens,
    raises_number,
    turns_by_number,
    turns_by_position,
)
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import ROUTED, scripted_links
from dvcrawler.extract.selectors import text_of
from dvcrawler.families.learning.address_shape import INDEXES
from dvcrawler.families.non_sections import PAGE_PARAMETERS
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.url_form import canonical_path
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.patterns import lazy_regex

#: The others count rows, or stand for other things on pages that are no listing.
_PAGE_PARAMETERS = frozenset(
    (*PAGE_PARAMETERS.split("|"), "p", "pg", "pn", "cur", "start", "limitstart", "offset", "skip")
)
#: Liferay's parameters begin with the portlet: `_101_INSTANCE_x_cur`, those of services with the name of an
#: object: `pagination[page]`. `p` alone is a parameter, too; `per_page` is the length of a page.
_PORTLET_PARAMETER = lazy_regex(
    r"(?<!per)_(?:cur|page|pageindex|trang)$|\[(?:page|trang)\]$|^page\[number\]$"
)
#: DotNetNuke's modules: `/pgrid/588/pageid/2`, `/tabid/80/currentpage/2/Default.aspx`.
PAGE_PATH = lazy_regex(
    r"(?:(?:/pgrid/[0-9]{1,9})?/pageid/|[/;-](?:page|trang|currentpage|pageindex)[/=-]?|[/-]p)([0-9]{1,9})"
    r"(?:\.[a-z]{2,5}|/(?:default\.aspx)?)?$",
    re.I,
)
#: What DotNetNuke puts behind it: `/tabid/66/currentpage/2/language/vi-VN/Default.aspx`.
_LANGUAGE = lazy_regex(r"/language/[a-z]{2}-[a-z]{2}(?=/default\.aspx$)", re.I)

#: A list of one day: `/tin-theo-ngay/2024/09/28`, `/ngay-28-9-2024`.
_DAY_PATH = lazy_regex(
    r"[/-](?:(?:19|20)[0-9]{2}[/-][0-9]{1,2}[/-][0-9]{1,2}|[0-9]{1,2}[/-][0-9]{1,2}[/-](?:19|20)[0-9]{2})$"
)


#: `url.searchParams.set('trang', n)`.
_SETS_PARAMETER = lazy_regex(rb"searchParams\.(?:set|append)\(\s{0,3}['\"](\w{1,20})['\"]")
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
    marked = _find_marked_next(page)
    if marked is not None:
        return marked
    found: dict[_Evidence, str] = {}
    for url, anchor in chain(page.links, _routed_links(page)):
        evidence = _find_evidence(page, url, anchor, number) if url not in articles else None
        if evidence is not None and _is_better(page.url, url, found.get(evidence)):
            found[evidence] = url
    return found[min(found)] if found else None


def _routed_links(page: Page) -> Iterator[tuple[str, Element]]:
    """The links of an application's router, where no anchors were made of them."""
    return (each for each in scripted_links(page) if each[1].tag in ROUTED)


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
    if is_same and page_number(url) == number + 1:
        return _Evidence.NUMBERED
    if is_worded_next(page, url, anchor, number) or _is_unnamed_next(page, url, anchor):
        return _Evidence.WORDED
    return None


def _is_unnamed_next(page: Page, url: str, anchor: Element) -> bool:
    """Whether the link is a drawing without a name whose address raises a number of this one: an arrow."""
    if not len(anchor) or next(anchor.iter("svg", "i"), None) is None or text_of(anchor).strip():
        return False
    if any(map(anchor.get, _NAMES)) or next(anchor.iter("img"), None) is not None:
        return False
    return turns_by_number(page.url, url) and not is_named(anchor, NO_PAGER_CLASS)


def _is_among_numbers(page: Page, url: str, anchor: Element, number: int) -> bool:
    return is_in_number_row(page, url, anchor, number) or raises_number(page.url, url)


def _is_comment_count(url: str, label: int) -> bool:
    """Whether the link is WordPress's to an article, `/?p=12`, with the number of its comments."""
    return page_parameter(url) == "p" and page_number(url) != label


def is_worded_next(page: Page, url: str, control: Element, number: int) -> bool:
    """Whether a word of the control says that its address is that of page `number + 1`. "Xem thêm" also leads
    to one article: outside of a pager, `/tin-tuc/2` is no next page for it.
    """
    return is_next_word(control) and _leads_on(page, url, control, number)


def _leads_on(page: Page, url: str, anchor: Element, number: int) -> bool:
    """Whether the address is that of the next page where a word says so."""
    shown = number
    number = page_number(page.url) or number
    if is_same_listing(page.url, url):  # Drupal's first page has no number and its second one is `?page=1`
        is_other = page_number(url) != page_number(page.url)
        return is_other and (page_number(url) != number or (number == 1 and is_in_pager(anchor)))
    if _turns(page.url, url, anchor, number):
        return True
    by_path = _check_path(page, url, anchor, number)
    if by_path is not None:
        return by_path
    says_so = names_next_page(anchor) or stands_at_position(anchor, shown)
    return says_so and _is_elsewhere(page.url, url)


def _turns(listing: str, url: str, anchor: Element, number: int) -> bool:
    """Whether the address differs from that of the listing by a later number or position alone, or shows more
    entries of it.
    """
    if continues_list(anchor) and lengthens(listing, url):
        return True
    if turns_by_number(listing, url) or turns_by_position(listing, url):
        return True
    return turns_within_path(listing, url, number)


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


def _find_marked_next(page: Page) -> str | None:
    for link in page.root.iter("link", "a"):
        if "next" in (link.get("rel") or "").lower().split():
            url = absolute_url(page.base, link.get("href") or "")
            if url and url != page.url and is_same_listing(page.url, url):
                return url
    return None


def guess_page(url: str, parameter: str, number: int) -> str:
    """The listing's address with its page parameter set, for a CMS that hides its links."""
    return set_parameters(url, {parameter: str(number)})


def set_parameters(url: str, values: Mapping[str, str]) -> str:
    """The address with these parameters of its query set, each in its place or behind the others."""
    parts = urlsplit(url)
    query = [(key, values.get(key, value)) for key, value in parse_qsl(parts.query)]
    added = [pair for pair in values.items() if pair[0] not in dict(query)]
    return urlunsplit(parts._replace(query=urlencode([*query, *added])))


def page_number(url: str) -> int | None:
    """The number of the page in the address, None if it carries none."""
    parts = urlsplit(url)
    for key, value in parse_qsl(parts.query):
        number = read_whole(value, most=MOST_PAGES) if is_page_parameter(key) else None
        if number is not None:
            return number
    found = PAGE_PATH.search(_LANGUAGE.sub("", parts.path))
    return read_whole(found.group(1), most=MOST_PAGES) if found else None


def page_parameter(url: str) -> str | None:
    """The parameter of the query that numbers the page."""
    return next((key for key, _ in parse_qsl(urlsplit(url).query) if is_page_parameter(key)), None)


def name_parameter(page: Page) -> str:
    """The parameter that numbers the pages of the list: that of its address, or one that a script sets."""
    written = (found.decode() for found in _SETS_PARAMETER.findall(page.data))
    return page_parameter(page.url) or next(filter(is_page_parameter, written), "page")


def is_page_parameter(key: str) -> bool:
    key = key.lower()
    return key in _PAGE_PARAMETERS or _PORTLET_PARAMETER.search(key) is not None


def _read_path(path: str) -> str:
    """The path without its language, and without the id of a visit, which each page may give anew."""
    path = _LANGUAGE.sub("", path)
    return canonical_path(path) if ";" in path or "(" in path else path


def is_same_listing(listing: str, url: str) -> bool:
    """Whether the address is that of a numbered page of the listing."""
    one, other = urlsplit(listing), urlsplit(url)
    if host_of(listing) != host_of(url):
        return False
    paths = [SUFFIX.sub("", PAGE_PATH.sub("", _read_path(parts.path))).rstrip("/") for parts in (one, other)]
    if page_number(url) is None:
        return False
    if paths[0] == paths[1]:
        return True
    # A router of this name shows other lists by other parameters.
    added = {key for key, _ in parse_qsl(other.query)} - {key for key, _ in parse_qsl(one.query)}
    return all(map(is_page_parameter, added)) and _drop_index(paths[0]) == _drop_index(paths[1])


def _drop_index(path: str) -> str:
    """The path without the script of its folder, which links may leave out: `/index.php` is `/`."""
    folder, _, last = path.rpartition("/")
    return folder if last.lower() in INDEXES else path
