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
    "|trang sau »|trang tiếp theo|xem thêm tin|tải thêm".split("|")
)
_PAGE_PARAMETERS = ("page", "paged", "trang", "p", "pageindex", "currentpage", "start", "cur", "pageno",
                    "pagenumber", "pg")  # fmt: skip
_MOST_PAGES = 999_999
#: Liferay's parameters begin with the portlet: `_101_INSTANCE_x_cur`. `p` alone is a parameter, too.
_PORTLET_PARAMETER = re.compile(r"_(?:cur|page|pageindex|trang)$")
_PAGE_PATH = re.compile(
    r"(?:[/;-](?:page|trang|currentpage|pageindex)[/=-]?|[/-]p)([0-9]{1,9})(?:\.html?|\.aspx|/)?$", re.I
)
_SUFFIX = re.compile(r"(?:\.html?|\.aspx)$", re.I)


def next_page(page: Page, number: int, articles: Collection[str] = ()) -> str | None:
    """The address of listing page `number + 1`, or None if the page shows no way to it.

    `articles` are links to articles, which a number may make look like pages: `/?p=2`.
    """
    marked = _find_marked_next(page)
    if marked is not None:
        return marked
    numbered = worded = None
    for url, anchor in page.links:
        if url in articles or not _is_same_listing(page.url, url):
            continue
        if page_number(url) == number + 1:
            numbered = numbered or url
        elif is_next_word(anchor) and page_number(url) != number:
            worded = worded or url
    return numbered or worded


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
    return any(word.lower() in _NEXT_WORDS for word in words)
