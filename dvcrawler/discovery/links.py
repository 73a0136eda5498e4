"""The links of a page, told apart: articles of the site, and what may lead to more of them."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.address_shape import read_target
from dvcrawler.normalize.identity import contradicts, own_id
from dvcrawler.normalize.urls import Address, absolute_url, canonical_url, is_own_host, read_address

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|webp|mp[34]|js|css|ico|xml|rss)$", re.I)
#: Pages of every portal that never list articles.
_NO_SECTION = re.compile(
    r"tim-kiem|search|lien-he|dang-nhap|login|dang-ky|gioi-thieu|doc-bao-in|bao-in|quang-cao|dat-bao"
    r"|so-do|sitemap|rss|toa-soan|hoi-dap|gop-y|thu-vien|lich-cong-tac|van-ban|/tag/|/tags/",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article's address, and `link` as printed, which is what is fetched."""

    address: Address
    link: str


def article_links(page: Page, site: Site) -> list[ArticleLink]:
    """The articles that the page links to, each once, in the order of the page."""
    found: dict[str, ArticleLink] = {}
    for url, _ in page.links:
        address = read_address(url, site.addresses, site.hosts)
        if address is not None and not _FILE.search(urlsplit(url).path):
            key = address.native_id
            if key in found and contradicts(address, found[key].address):
                key = own_id(address) or key
            found.setdefault(key, ArticleLink(address, url))
    return list(found.values())


def section_links(page: Page, site: Site) -> list[str]:
    """Links on the site's hosts that may be listings, each once, in the order of the page.

    Where the site names a pattern for listings, those that it is found in and no others.
    """
    found: dict[str, str] = {}
    for url, _ in page.links:
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
    named = (link for link in page.root.iter("link") if _is_feed(link))
    urls = (absolute_url(page.base, link.get("href") or "") for link in named)
    return list(dict.fromkeys(filter(None, urls)))


def _is_feed(link: Element) -> bool:
    kind = link.get("type") or ""
    return link.get("rel") == "alternate" and ("rss" in kind or "atom" in kind)


def is_never_section(url: str) -> bool:
    """Whether the address names a file, a form or a search."""
    parts = urlsplit(url)
    return bool(_FILE.search(parts.path) or _NO_SECTION.search(f"{parts.path}?{parts.query}"))


def _may_be_section(url: str, site: Site) -> bool:
    if site.listings is not None:
        target = read_target(url)
        is_named = target is not None and site.listings.search(target.text) is not None
        return is_named and read_address(url, site.addresses, site.hosts) is None
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path or parts.query or path.count("/") > 3 or _FILE.search(path):
        return False
    return not _NO_SECTION.search(path) and read_address(url, site.addresses, site.hosts) is None
