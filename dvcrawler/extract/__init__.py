"""The extractor on its own, without a crawl: bytes and an address in, a record out.

    site = site_for_url(url)
    provenance = Provenance("live", url, datetime.now(UTC))
    article = read_record(Page(data, url), site, address_for_url(url, site), provenance)

`read_record` gives an `Article`, or a `RecordRefused` with the reason. `Page` raises NotAPageError where the
bytes cannot be a page. Nothing here imports Scrapy, opens a connection or reads the clock.
"""

from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_draft, read_record
from dvcrawler.extract.site import Site
from dvcrawler.items import Article, PageCode, Provenance, to_record
from dvcrawler.normalize.refusal import RecordRefused
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


# Families are built on this package, so they are imported on first use.


def site_for_url(url: str) -> Site:
    """The known site on the address's host, else a site of that host alone, read without site layouts.

    Raises ValueError if `url` is not an http(s) address.
    """
    from dvcrawler.families import known_sites

    return known_sites.site_for_url(url)


def address_for_url(url: str, site: Site) -> Address | None:
    """The article's address and id in the site; None where a known site has no such article address.

    On a site that `site_for_url` made up for an unknown host any address is taken as an article's.
    """
    from dvcrawler.families import known_sites

    return known_sites.address_for_url(url, site)
