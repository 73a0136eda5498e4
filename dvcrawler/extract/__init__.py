"""The extractor on its own, without a crawl: bytes and an address in, a record out.

    site = site_for_url(url)
    provenance = Provenance("live", url, datetime.now(UTC))
    article = read_record(Page(data, url), site, address_for_url(url, site), provenance)

`read_record` gives an `Article`, or a `RecordRefused` with the reason. `Page` raises NotAPageError if the
bytes cannot be a page. Nothing here imports Scrapy, opens a connection or reads the clock.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `__getattr__` imports them when they are first used
    from dvcrawler.extract.page import NotAPageError, Page
    from dvcrawler.extract.record import read_draft, read_record
    from dvcrawler.extract.site import Site
    from dvcrawler.items import Article, PageCode, Provenance, to_record
    from dvcrawler.normalize.article import RecordRefused
    from dvcrawler.normalize.urls import Address

__all__ = [
    "Address",
    "Article",
    "NotAPageError",
    "Page",
    "PageCode",
    "Provenance",
    "RecordRefused",
    "Site",
    "address_for_url",
    "read_draft",
    "read_record",
    "site_for_url",
    "to_record",
]

#: The modules of the names. A command that lists sites imports layouts, not all that reads pages.
_MODULES = {
    "NotAPageError": "dvcrawler.extract.page",
    "Page": "dvcrawler.extract.page",
    "read_draft": "dvcrawler.extract.record",
    "read_record": "dvcrawler.extract.record",
    "Site": "dvcrawler.extract.site",
    "Article": "dvcrawler.items",
    "PageCode": "dvcrawler.items",
    "Provenance": "dvcrawler.items",
    "to_record": "dvcrawler.items",
    "RecordRefused": "dvcrawler.normalize.article",
    "Address": "dvcrawler.normalize.urls",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


# Families are built on this package, so they are imported on first use.


def site_for_url(url: str) -> "Site":
    """The known site on the address's host, else a site of that host alone, read without site layouts.

    Raises ValueError if `url` is not an http(s) address, TypeError if it is not text.
    """
    from dvcrawler.families.files import known_sites

    return known_sites.site_for_url(url)


def address_for_url(url: str, site: "Site") -> "Address | None":
    """The article's address and id in the site; None if a known site has no such article address.

    On a site that `site_for_url` made up for an unknown host any address counts as an article's.
    """
    from dvcrawler.families.files import known_sites

    return known_sites.address_for_url(url, site)
