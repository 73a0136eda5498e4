"""Classifies the links of a page: articles of the site, and pages that may lead to more of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Self
from urllib.parse import urlsplit

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_generic, is_unknown
from dvcrawler.families.learning.address_shape import read_target
from dvcrawler.families.lists.data_links import all_links
from dvcrawler.families.non_sections import (
    holds_other_contents,
    is_file,
    is_front_page,
    is_never_section,
    names_no_section,
)
from dvcrawler.normalize.identity import named_id
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.same_article import may_differ
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.normalize.url_form import read_host
from dvcrawler.normalize.urls import Address, canonical_url, is_own_host, read_address
from dvcrawler.patterns import lazy_regex
from dvcrawler.storage.ledgers.sections import SectionLink

#: Link texts that do not name the section they lead to, folded.
_NO_NAMES = frozenset(
    "xem them|xem tiep|xem tat ca|tat ca|chi tiet|doc tiep|doc them|trang chu|tin khac"
    "|cac tin khac|tiep theo|trang sau|trang truoc|more|home|next|previous|read more".split("|")
)
#: Most characters of a section's name, and words of one not spelled in the address: headlines are longer.
_LONGEST_NAME, _MOST_WORDS = 80, 6
#: Caps the sections read from one page; a front page links to about a hundred.
MOST_SECTIONS = 5_000
_LONGEST_OF_PAGER = 12
_ATTRIBUTE = lazy_regex(r"(?:href|ur[li]|link|to)\s{0,3}=\s{0,3}[\"']?([^\"'\s<>]{1,500})", re.I)
#: Bytes of a page that are searched.
_MOST_BYTES = 2_000_000
#: Number of links whose addresses are cached; about 0.5 MB.
_MOST_CACHED = 1024


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article's address, and `link` as printed, which is what is fetched. `day`: of publication, as the
    listing prints it next to the link; None if it does not. `latest`: the last day on which it may have been
    published, if the listing prints a day without a year.
    """

    address: Address
    link: str
    day: date | None = None
    latest: date | None = None

    def until(self, latest: date | None) -> Self:
        """Returns a copy with the last day on which the article may have been published."""
        return replace(self, latest=latest)


class _Addresses(dict[str, Address | None]):
    """Caches the article addresses of one site by link: most links of a page were on the page before."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site

    def __missing__(self, url: str) -> Address | None:
        if len(self) >= _MOST_CACHED:
            self.clear()
        address = read_address(url, self.site.addresses, self.site.hosts)
        if address is not None and is_file(urlsplit(url).path):
            address = None
        self[url] = address
        return address


_addresses: _Addresses | None = None


def _recall_addresses(site: Site) -> _Addresses:
    global _addresses
    if _addresses is None or _addresses.site is not site:
        _addresses = _Addresses(site)
    return _addresses


def is_article_address(url: str, site: Site) -> bool:
    return _recall_addresses(site)[url] is not None


def article_links(page: Page, site: Site) -> list[ArticleLink]:
    """The articles that the page links to, each once, in the order of the page.

    Links that only a script can follow, and those in the data of an application, count on a site with layouts
    only where there is no other, because reading scripts takes as long as everything else.
    """
    known, found = _recall_addresses(site), dict[str, ArticleLink]()
    is_learned = is_unknown(site)
    urls = [] if is_generic(site) else [url for url in page.linked_addresses if known[url] is not None]
    for url in urls or _find_anywhere(page, known, is_learned=is_learned):
        if (address := known[url]) is not None:
            _add_link(found, ArticleLink(address, url), prefers_short=is_learned)
    return list(found.values())


def _find_anywhere(page: Page, known: _Addresses, *, is_learned: bool) -> list[str]:
    """The addresses of articles among all links of the page, without those of its pager."""
    links = ((url, anchor) for url, anchor in all_links(page) if known[url] is not None)
    return [url for url, anchor in links if not (is_learned and _is_of_pager(page, url, anchor))]


def _is_of_pager(page: Page, url: str, anchor: Element) -> bool:
    """Whether the link is that of a pager: `/thoi-su-c14-p2.html` may look like the address of an article."""
    text = text_of(anchor).strip()
    is_of_pager = len(text) <= _LONGEST_OF_PAGER and names_no_section(text)
    return is_of_pager and page.url.startswith(url.rstrip("/").rpartition("/")[0])


def unlinked_articles(page: Page, site: Site) -> list[ArticleLink]:
    """The articles whose addresses the page holds in attributes, but not in links: in elements of its own, in
    a frame written into the page, or in markup that a script takes out of a comment or a field.
    """
    known, found = _recall_addresses(site), dict[str, ArticleLink]()
    text = unescape(page.data[:_MOST_BYTES].decode("utf-8", "replace"))
    for written in dict.fromkeys(_ATTRIBUTE.findall(text)):
        url = absolute_url(page.base, written)
        address = known[url] if url is not None and is_own_host(url, site.hosts) else None
        if url is not None and address is not None:
            _add_link(found, ArticleLink(address, url), prefers_short=is_unknown(site))
    return list(found.values())


def _add_link(found: dict[str, ArticleLink], link: ArticleLink, *, prefers_short: bool) -> None:
    """The first link to an article counts, or the shortest, of equal ones the first by letters."""
    address, key = link.address, link.address.native_id
    if key in found and may_differ(address, found[key].address):
        key = named_id(address)
    held = found.setdefault(key, link)
    if prefers_short and (len(address.url), address.url) < (len(held.address.url), held.address.url):
        found[key] = link


def section_links(page: Page, site: Site) -> list[str]:
    """Links on the site's hosts that may be listings, each once, in the order of the page.

    If the site has a pattern for listings, only those that it matches.
    """
    found: dict[str, str] = {}
    for url, _ in page.links:
        if is_own_host(url, site.hosts) and _may_be_section(url, site):
            found.setdefault(section_key(url), url)
    return list(found.values())


def named_sections(page: Page, site: Site, most: int = MOST_SECTIONS) -> list[SectionLink]:
    """The first `most` of `section_links` with their names; of links to one section the first with a name."""
    found: dict[str, SectionLink] = {}
    for url, anchor in page.links:
        if len(found) >= most:
            break
        if is_own_host(url, site.hosts) and _may_be_section(url, site) and not _is_other_link(url, anchor):
            key = section_key(url)
            if key not in found or found[key].name is None:
                found[key] = SectionLink(key, found[key].url if key in found else url, _name(anchor, url))
    return list(found.values())


def _is_other_link(url: str, anchor: Element) -> bool:
    """Whether the link leads to the front page, or says that it leads to a form or to a further page."""
    return is_front_page(url) or names_no_section(clean_text(text_of(anchor)))


def _name(anchor: Element, url: str) -> str | None:
    """The link's text if it may be a section's name: it is short, or spelled in the address."""
    text = clean_text(text_of(anchor))
    words = re.findall(r"[^\W_]+", fold(text))
    if " ".join(words) in _NO_NAMES or len(text) > _LONGEST_NAME or not any(map(str.isalpha, text)):
        return None
    spelled = set(re.split(r"[^a-z0-9]+", urlsplit(url).path.lower()))
    return text if len(words) <= _MOST_WORDS or set(words) <= spelled else None


def native_ids(found: Sequence[ArticleLink]) -> frozenset[str]:
    return frozenset(each.address.native_id for each in found)


def section_key(url: str) -> str:
    """Key of a listing in the ledger: the same for http and https, with and without www.

    The old and the new domain of a paper have different keys: their listings differ.
    """
    return canonical_url(url).rstrip("/")


def _may_be_section(url: str, site: Site) -> bool:
    if site.listings is not None:
        is_named = _is_named_listing(url, site.listings)
        return is_named and read_address(url, site.addresses, site.hosts) is None
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    has_query = bool(parts.query) and "?" in canonical_url(url)  # not only `?utm_source=home`
    if not path or has_query or path.count("/") > 3 or is_never_section(path):
        return False
    if holds_other_contents(path) and not is_unknown(site):
        return False
    return _recall_addresses(site)[url] is None


def _is_named_listing(url: str, listings: re.Pattern[str]) -> bool:
    target = read_target(url)
    return target is not None and listings.search(target.text) is not None


def is_main_host(url: str, site: Site) -> bool:
    """False on an older domain of the site, which may be unreachable."""
    return read_host(url) in site.hosts.values()
