"""The number of a page in the address of a listing, and whether two addresses are pages of one listing."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dvcrawler.discovery.pagers.number_rows import MOST_PAGES, SUFFIX
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.address_shape import INDEXES
from dvcrawler.families.non_sections import NO_PAGER, PAGE_IN_PATH, PAGE_PARAMETERS
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.url_form import canonical_path, host_of
from dvcrawler.patterns import lazy_regex

#: The others count rows, or have other meanings on pages that are not listings.
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
    rf"(?:(?:/pgrid/[0-9]{{1,9}})?/pageid/|{NO_PAGER}[/;-](?:page|trang|currentpage|pageindex)[/=:,-]?|[/-]p)"
    r"([0-9]{1,9})(?:\.[a-z]{2,5}|/(?:default\.aspx)?)?$",
    re.I,
)
_IN_PATH = lazy_regex(PAGE_IN_PATH, re.I)
#: What DotNetNuke appends to it: `/tabid/66/currentpage/2/language/vi-VN/Default.aspx`.
_LANGUAGE = lazy_regex(r"/language/[a-z]{2}-[a-z]{2}(?=/default\.aspx$)", re.I)
#: `url.searchParams.set('trang', n)`.
_SETS_PARAMETER = lazy_regex(rb"searchParams\.(?:set|append)\(\s{0,3}['\"](\w{1,20})['\"]")


def guess_page(url: str, parameter: str, number: int) -> str:
    """The listing's address with its page parameter set, for a CMS that hides its links."""
    return set_parameters(url, {parameter: str(number)})


def set_parameters(url: str, values: Mapping[str, str]) -> str:
    """The address with these parameters of its query set, each in its place or after the others."""
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
    path = _LANGUAGE.sub("", parts.path)
    found = PAGE_PATH.search(path)
    return read_whole(found.group(1), most=MOST_PAGES) if found and not _is_of_headline(path, found) else None


def with_number(url: str, number: int) -> str:
    """The address of a numbered page, with another number."""
    if (parameter := page_parameter(url)) is not None:
        return guess_page(url, parameter, number)
    parts = urlsplit(url)
    found = PAGE_PATH.search(parts.path)
    before, after = (parts.path[: found.start(1)], parts.path[found.end(1) :]) if found else (parts.path, "")
    return urlunsplit(parts._replace(path=f"{before}{number}{after}"))


def _is_of_headline(path: str, found: re.Match[str]) -> bool:
    """Whether the number is the id of an article whose headline ends in "trang"."""
    is_syllable = found[0].lower().startswith(("-trang", "-page"))
    return is_syllable and len(found[1]) > 2 and _IN_PATH.search(path) is None


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
    """The path without its language, and without the id of a visit, which each page may change."""
    path = _LANGUAGE.sub("", path)
    return canonical_path(path) if ";" in path or "(" in path else path


def is_same_listing(listing: str, url: str) -> bool:
    """Whether the address is that of a numbered page of the listing."""
    one, other = urlsplit(listing), urlsplit(url)
    if host_of(listing) != host_of(url) or page_number(url) is None:
        return False
    paths = [SUFFIX.sub("", PAGE_PATH.sub("", _read_path(parts.path))).rstrip("/") for parts in (one, other)]
    if paths[0] == paths[1]:
        return True
    # A router of this name shows other lists by other parameters.
    added = {key for key, _ in parse_qsl(other.query)} - {key for key, _ in parse_qsl(one.query)}
    return all(map(is_page_parameter, added)) and _drop_index(paths[0]) == _drop_index(paths[1])


def _drop_index(path: str) -> str:
    """The path without the script of its folder, which links may leave out: `/index.php` is `/`."""
    folder, _, last = path.rpartition("/")
    return folder if last.lower() in INDEXES else path
