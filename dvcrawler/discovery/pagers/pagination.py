"""The next page of a listing, found on the page itself: no site's pagination is known for certain."""

import re
from collections.abc import Collection
from itertools import islice, pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.etree import _Element as Element

from dvcrawler.discovery.pagers.next_words import is_next_word
from dvcrawler.discovery.pagers.page_queries import turns_by_number
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.numbers import read_whole

_PAGE_PARAMETERS = ("page", "paged", "trang", "p", "pageindex", "currentpage", "start", "limitstart", "cur",
                    "pageno", "pagenumber", "pg", "pn", "page_no", "page_num", "curpage", "currpage", "cpage",
                    "trangso", "sotrang", "offset")  # fmt: skip
_MOST_PAGES = 999_999
#: Liferay's parameters begin with the portlet: `_101_INSTANCE_x_cur`. `p` alone is a parameter, too.
_PORTLET_PARAMETER = re.compile(r"_(?:cur|page|pageindex|trang)$")
#: What a link of a pager may show beside its number, and the markup in it.
_NUMBER = re.compile(r"(?:trang |page )?[(\[]?\s?([0-9]{1,4})\s?[)\]]?", re.I)
_LONGEST_LABEL, _MOST_INSIDE, _MOST_NUMBERS = 20, 2, 100
#: All that the row of a small pager shows: "Trang: 1 | 2 | 3 »".
_ROW = re.compile(r"(?:[\s|\[\]().,:·•…«»‹›<>/-]++|[0-9]++|trang|page|đầu|cuối|trước|sau|tiếp)++", re.I)
_DIGITS, _LONGEST_ROW = re.compile(r"[0-9]+"), 300
_OWN_NUMBER = re.compile(r"[-_/][a-z]{0,6}([0-9]{1,6})$", re.I)
_OTHER_NUMBERS = re.compile(r"calend|(?:^|[\s_-])lich|date|ngay|vote|rating|comment|binh-?luan", re.I)
PAGER_CLASS = re.compile(
    r"pag(?:er|ing|inat)|phan-?trang|(?:load|view|see|show|read|btn)[-_]?more|(?:xem|tai)[-_]?them|trang[-_]?sau"
    r"|next[-_]?page|(?:^|\s)(?:pages?|more)(?=\s|$)",
    re.I,
)
NO_PAGER_CLASS = re.compile(
    r"slide|carousel|swiper|slick|owl|banner|menu|comment|binh-?luan|gallery|album|video", re.I
)
#: DotNetNuke's modules: `/pgrid/588/pageid/2`, `/tabid/80/currentpage/2/Default.aspx`.
PAGE_PATH = re.compile(
    r"(?:(?:/pgrid/[0-9]{1,9})?/pageid/|[/;-](?:page|trang|currentpage|pageindex)[/=-]?|[/-]p)([0-9]{1,9})"
    r"(?:\.html?|\.aspx|/(?:default\.aspx)?)?$",
    re.I,
)
_SUFFIX = re.compile(r"(?:/default)?(?:\.html?|\.aspx)$", re.I)


def next_page(page: Page, number: int, articles: Collection[str] = ()) -> str | None:
    """The address of listing page `number + 1`, or None if the page shows no way to it.

    `articles` are links to articles, which a number may make look like pages: `/?p=2`.
    """
    marked = _find_marked_next(page)
    if marked is not None:
        return marked
    printed = numbered = worded = None
    own = page_number(page.url) or number
    for url, anchor in page.links:
        if url in articles:
            continue
        label = _printed_number(anchor)
        is_same = _is_same_listing(page.url, url)
        if label is not None and label != number + 1:
            continue  # Drupal counts from 0: `?page=2` is the third page
        if label is not None and page_parameter(url) == "p" and page_number(url) != label:
            continue  # WordPress's address of an article, with the number of its comments
        if label is not None and (is_same or _is_in_numbered_pager(page, url, anchor, number)):
            printed = printed or url
        elif is_same and page_number(url) == number + 1:
            numbered = numbered or url
        elif is_next_word(anchor) and _leads_on(page, url, anchor, own, is_same=is_same):
            worded = worded or url
    return printed or numbered or worded


def _leads_on(page: Page, url: str, anchor: Element, number: int, *, is_same: bool) -> bool:
    """Whether a link with such words leads to the next page; so does `/tin-tuc/2` in a pager."""
    if is_same and page_number(url) == page_number(page.url):
        return False
    if is_same:  # Drupal's first page has no number and its second one is `?page=1`
        return page_number(url) != number or (number == 1 and is_named(anchor, PAGER_CLASS))
    if turns_by_number(page.url, url):
        return True
    own = _OWN_NUMBER.search(_SUFFIX.sub("", urlsplit(url).path).rstrip("/"))
    if own is None or int(own[1]) != number + 1 or not _is_below(page.url, url, number):
        return False
    return is_named(anchor, PAGER_CLASS) and not is_named(anchor, NO_PAGER_CLASS)


def _printed_number(anchor: Element) -> int | None:
    """The number that a link of a pager shows: "2", "[2]", "Trang 2"."""
    if len(anchor) > _MOST_INSIDE:
        return None
    found = _NUMBER.fullmatch(text_of(anchor)[:_LONGEST_LABEL].strip())
    return read_whole(found[1], most=_MOST_PAGES) if found else None


def _is_in_numbered_pager(page: Page, url: str, anchor: Element, number: int) -> bool:
    """Whether the link is in a row of page numbers and leads below the listing's own address, in any form:
    `/tin-tuc/2`, `/tin-tuc_2.html`, `?start=10`.
    """
    if url == page.url or not _is_below(page.url, url, number) or is_named(anchor, _OTHER_NUMBERS):
        return False
    if is_named(anchor, PAGER_CLASS) and not is_named(anchor, NO_PAGER_CLASS):
        return True
    around = [*islice(anchor.iterancestors(), 3)]
    box = next((each for each in around if _counts_links(each) > 1), None)
    links = [] if box is None else [*islice(box.iter("a"), _MOST_NUMBERS)]
    if {number + 1, number + 2} <= {*map(_printed_number, links)}:
        return True
    return any(_is_row(each, number) for each in around)


def _is_row(box: Element, number: int) -> bool:
    """Whether the box holds page numbers and nothing else, with this page's before the next one's."""
    text = " ".join(map(str, islice(box.itertext(), _MOST_NUMBERS)))[:_LONGEST_ROW]
    shown = _ROW.fullmatch(text) and [int(each) for each in _DIGITS.findall(text)]
    return bool(shown) and (number, number + 1) in pairwise(shown or ())


def _counts_links(element: Element) -> int:
    return len([*islice(element.iter("a"), 2)])


def _is_below(listing: str, url: str, number: int) -> bool:
    one, other = urlsplit(listing), urlsplit(url)
    if one.netloc.removeprefix("www.") != other.netloc.removeprefix("www."):
        return False
    path = _SUFFIX.sub("", one.path).rstrip("/")
    if number > 1:
        path = _OWN_NUMBER.sub("", path)
    return bool(path) and other.path.startswith(path)


def is_named(element: Element, names: re.Pattern[str]) -> bool:
    """Whether the element, or one around it, has a name that matches."""
    around = (element, *islice(element.iterancestors(), 3))
    return any(names.search(f"{each.get('class') or ''} {each.get('id') or ''}") for each in around)


def _find_marked_next(page: Page) -> str | None:
    for link in page.root.iter("link", "a"):
        if "next" in (link.get("rel") or "").lower().split():
            url = absolute_url(page.base, link.get("href") or "")
            if url and url != page.url and _is_same_listing(page.url, url):
                return url
    return None


def guess_page(url: str, parameter: str, number: int) -> str:
    """The listing's address with its page parameter set, for a CMS that hides its links."""
    parts = urlsplit(url)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != parameter]
    return urlunsplit(parts._replace(query=urlencode([*query, (parameter, str(number))])))


def page_number(url: str) -> int | None:
    """The number of the page in the address, None if it carries none."""
    parts = urlsplit(url)
    for key, value in parse_qsl(parts.query):
        number = read_whole(value, most=_MOST_PAGES) if is_page_parameter(key) else None
        if number is not None:
            return number
    found = PAGE_PATH.search(parts.path)
    return read_whole(found.group(1), most=_MOST_PAGES) if found else None


def page_parameter(url: str) -> str | None:
    """The parameter of the query that numbers the page."""
    return next((key for key, _ in parse_qsl(urlsplit(url).query) if is_page_parameter(key)), None)


def is_page_parameter(key: str) -> bool:
    key = key.lower()
    return key in _PAGE_PARAMETERS or _PORTLET_PARAMETER.search(key) is not None


def _is_same_listing(listing: str, url: str) -> bool:
    one, other = urlsplit(listing), urlsplit(url)
    if one.netloc.removeprefix("www.") != other.netloc.removeprefix("www."):
        return False
    paths = [_SUFFIX.sub("", PAGE_PATH.sub("", parts.path)).rstrip("/") for parts in (one, other)]
    return paths[0] == paths[1] and page_number(url) is not None
