"""Reads one saved page as a crawl of its site would: for `extract`, `freeze` and tests."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from dvcrawler.errors import DvcrawlerError, ExitCode, UsageError
from dvcrawler.extract.loading.watchdog import READ_SECONDS, limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_record
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import read_named, unknown_site
from dvcrawler.items import Article, Provenance, Record, to_record
from dvcrawler.normalize.article import RecordRefused
from dvcrawler.normalize.hosts import find_address_fault
from dvcrawler.normalize.urls import Address, read_address


class UnreadError(DvcrawlerError):
    """The page gives no record. Reading the same bytes again gives the same error."""

    code = ExitCode.PARTIAL


def read_saved(
    data: bytes,
    url: str,
    captured: datetime,
    sites: Mapping[str, Site],
    layout: str | None,
    *,
    generic: bool = False,
    seconds: float = READ_SECONDS,
    content_type: str | None = None,
) -> Record:
    """The record of the page, read with the site of `sites` that has such an article address.

    `layout` names the only site layout to try. `generic` tries none, and accepts pages of any other site too.
    `seconds` limits the processor time; `content_type` is the header that the page came with. Raises
    UnreadError with the reason where there is no record, and UsageError if no site has the address or
    the layout.
    """
    site, address = choose_site(url, sites, layout, generic=generic)
    provenance = Provenance("live", url, captured)
    try:
        with limit_reading(seconds):
            article: Article | RecordRefused = read_record(
                Page(data, address.url, content_type), site, address, provenance
            )
    except NotAPageError as error:
        raise UnreadError(f"{url}: {error}") from error
    if isinstance(article, RecordRefused):
        raise UnreadError(f"{url}: {article.reason}")
    return to_record(article)


def choose_site(
    url: str, sites: Mapping[str, Site], layout: str | None, *, generic: bool
) -> tuple[Site, Address]:
    """The site of `sites` that the article's address belongs to, and the address in it. Raises UsageError."""
    for site in sites.values():
        address = read_address(url, site.addresses, site.hosts)
        if address is not None:
            if generic:
                return replace(site, layouts=()), address
            return (_select_layout(site, layout) if layout else site), address
    if not generic:
        hint = "is not an article address of any site"
        raise UsageError(f"{url} {hint}; `dvcrawler sites` lists them, --generic reads any site's page")
    fault = find_address_fault(url)
    if fault is not None:
        raise UsageError(f"{url} is not an http address: {fault}")
    site = _build_unknown_site(url)
    address = read_named(url, site)
    if address is None:
        raise UsageError(f"{url} is not an article's address: it has neither a path nor a query")
    return site, address


def _build_unknown_site(url: str) -> Site:
    try:
        return unknown_site(url)
    except ValueError as error:
        raise UsageError(f"{url}: {error}") from error


def _select_layout(site: Site, name: str) -> Site:
    chosen = tuple(layout for layout in site.layouts if layout.name == name)
    if not chosen:
        names = ", ".join(layout.name for layout in site.layouts)
        raise UsageError(f"{site.name} has no layout {name!r}; there are: {names}")
    return replace(site, layouts=chosen)
