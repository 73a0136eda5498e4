"""The next page of a listing, found on the page itself: no site's pagination is known for certain."""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.etree import _Element as Element

from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.text import clean_text
from dvcrawler.normalize.urls import absolute_url

_NEXT_WORDS = frozenset(
    "trang sau|trang tiếp|trang kế|tiếp|tiếp theo|sau|kế tiếp|xem thêm|xem tiếp|next|next page|»|›|>|>>"
    "|trang sau »|trang tiếp theo|trang kế tiếp|tiếp tục|xem thêm tin|tải thêm".split("|")
)
_PAGE_PARAMETERS = ("page", "paged", "trang", "p", "pageindex", "currentpage", "start", "limitstart", "cur",
                    "pageno", "pagenumber", "pg")  # fmt: skip
_MOST_PAGES = 999_999
#: Liferay's parameters begin with the portlet: `_101_INSTANCE_x_cur`. `p` alone is a parameter, too.
_PORTLET_PARAMETER = re.compile(r"_(?:cur|page|pageindex|trang)$")
#: DotNetNuke's modules: `/pgrid/588/pageid/2`, `/tabid/80/currentpage/2/Default.aspx`.
_PAGE_PATH = re.compile(
    r"(?:(?:/pgrid/[0-9]{1,9})?/pageid/|[/;-](?:page|trang|currentpage|pageindex)[/=-]?|[/-]p)([0-9]{1,9})"
    r"(?:\.html?|\.aspx|/(?:default\.aspx)?)?$",
    re.I,
)
_SUFFIX = re.compile(r"(?:/default)?(?:\.html?|\.aspx)$", re.I)
_ARROWS = " ›»>→"


def next_page(page: Page, number: int, articles: Collection[str] = ()) -> str | None:
    """The address of listing page `number + 1`, or None if the page shows no way to it.

    `articles` are links to articles, which a number may make look like pages: `/?p=2`.
    """
    marked = _find_marked_next(page)
    if marked is not None:
        return marked
    told = numbered = worded = None
    own = page_number(page.url) or number
    for url, anchor in page.links:
        if url in articles or not _is_same_listing(page.url, url):
            continue
        if _is_told(anchor, number + 1) and page_parameter(url) != "p" and url != page.url:
            told = told or url
        if page_number(url) == number + 1:
            numbered = numbered or url
        elif is_next_word(anchor) and page_number(url) != own:
            worded = worded or url
    return told or numbered or worded


def _is_told(anchor: Element, number: int) -> bool:
    """Whether the link's text is the number: Drupal counts pages from 0, Joomla articles (`?start=10`)."""
    return text_of(anchor).strip() == str(number)


def _find_marked_next(page: Page) -> str | None:
    for link in page.root.iter("link", "a"):
        if "next" in (link.get("rel") or "").split():
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
        number = read_whole(value, most=_MOST_PAGES) if _is_page_parameter(key) else None
        if number is not None:
            return number
    found = _PAGE_PATH.search(parts.path)
    return read_whole(found.group(1), most=_MOST_PAGES) if found else None


def page_parameter(url: str) -> str | None:
    """The parameter of the query that numbers the page."""
    return next((key for key, _ in parse_qsl(urlsplit(url).query) if _is_page_parameter(key)), None)


def _is_page_parameter(key: str) -> bool:
    key = key.lower()
    return key in _PAGE_PARAMETERS or _PORTLET_PARAMETER.search(key) is not None


def _is_same_listing(listing: str, url: str) -> bool:
    one, other = urlsplit(listing), urlsplit(url)
    if one.netloc.removeprefix("www.") != other.netloc.removeprefix("www."):
        return False
    paths = [_SUFFIX.sub("", _PAGE_PATH.sub("", parts.path)).rstrip("/") for parts in (one, other)]
    return paths[0] == paths[1] and page_number(url) is not None


def is_next_word(anchor: Element) -> bool:
    """Whether the element says that it leads on."""
    words = (
        clean_text(text_of(anchor)),
        anchor.get("title") or "",
        anchor.get("aria-label") or "",
        anchor.get("value") or "",
    )
    return any(word.lower() in _NEXT_WORDS or word.lower().strip(_ARROWS) in _NEXT_WORDS for word in words)
