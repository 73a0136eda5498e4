"""The links of a page, told apart: articles of the site, and what may lead to more of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import Address, absolute_url, canonical_url, is_own_host, read_address

_ANCHORS = etree.XPath("//a[@href]")
_FEEDS = etree.XPath("//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]/@href")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|webp|mp[34]|js|css|ico|xml|rss)$", re.I)
#: Pages of every portal that never list articles.
_NO_SECTION = re.compile(
    r"tim-kiem|search|lien-he|dang-nhap|login|dang-ky|gioi-thieu|doc-bao-in|bao-in|quang-cao|dat-bao"
    r"|so-do|sitemap|rss|toa-soan|hoi-dap|gop-y|thu-vien|lich-cong-tac|van-ban|/tag/|/tags/",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An article's address, and `link` as printed, which is what is fetched."""

    address: Address
    link: str


def article_links(page: Page, site: Site) -> list[Found]:
    """The articles that the page links to, each once, in the order of the page."""
    found: dict[str, Found] = {}
    for url in own_links(page):
        address = read_address(url, site.addresses, site.hosts)
        if address is not None:
            found.setdefault(address.native_id, Found(address, url))
    return list(found.values())


def section_links(page: Page, site: Site) -> list[str]:
    """Links on the site's hosts that may be listings, each once, in the order of the page."""
    found: dict[str, str] = {}
    for url in own_links(page):
        if is_own_host(url, site.hosts) and _may_be_section(url, site):
            found.setdefault(section_key(url, site), url)
    return list(found.values())


def section_key(url: str, site: Site) -> str:
    """What stands for a listing in the ledger: the same for http and https, with and without www.

    The old and the new domain of a paper stay apart: their listings are not the same.
    """
    return canonical_url(url).rstrip("/")


def feed_links(page: Page) -> list[str]:
    """Feeds that the page names in its head."""
    urls = (absolute_url(page.url, str(href)) for href in _FEEDS(page.root))
    return list(dict.fromkeys(filter(None, urls)))


def own_links(page: Page) -> Iterator[str]:
    """Absolute addresses of the page's anchors; what leads to no page is left out."""
    for anchor in _ANCHORS(page.root):
        url = absolute_url(page.url, anchor.get("href"))
        if url is not None:
            yield url


def _may_be_section(url: str, site: Site) -> bool:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path or parts.query or path.count("/") > 3 or _FILE.search(path):
        return False
    return not _NO_SECTION.search(path) and read_address(url, site.addresses, site.hosts) is None
