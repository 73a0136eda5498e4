"""Turns what a command is given into ids of articles: an id, or the web address of an article."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dvcrawler.errors import UsageError
from dvcrawler.normalize.url_form import read_host
from dvcrawler.site_lists import describe_held_sites, describe_stored_sites

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from dvcrawler.extract.site import Site


def read_ids(settings: "BaseSettings", words: Iterable[str]) -> list[str]:
    """The ids as typed, without a list's line ends; an address becomes the id of its article.

    Raises UsageError for an address that cannot be an article's.
    """
    return [_find_id(settings, word) if _is_address(word) else word.strip() for word in words]


def _is_address(word: str) -> bool:
    """`https://…` or `host.vn/…`; an id is `site:…` or `portal/host.vn:…`."""
    host, slash, _ = word.partition("/")
    return "://" in word or ("." in host.strip(".") and ":" not in host and bool(slash))


def _find_id(settings: "BaseSettings", word: str) -> str:
    from dvcrawler.families.any_site import read_named
    from dvcrawler.normalize.typed_addresses import read_typed_address

    try:
        url = read_typed_address(word)
    except ValueError as error:
        raise UsageError(f"{word[:200]!r} is neither an id nor an address: {error}") from error
    site = _find_site(settings, url)
    # By its line first: two articles may have the same number in their addresses.
    id_ = _find_stored(settings, url, site)
    if id_ is not None:
        return id_
    if site is None:
        host = urlsplit(url).hostname
        raise UsageError(f"nothing is stored of {host}; dvcrawler sites --stored lists the sites")
    address = read_named(url, site)
    if address is None:
        raise UsageError(f"{word[:200]} is not an article of {site.name}; dvcrawler search prints ids")
    return f"{site.name}:{address.native_id}"


def _find_stored(settings: "BaseSettings", url: str, site: "Site | None") -> str | None:
    """The id of the article stored under this address, of its host's site or of one whose hosts no file
    states, as a spider of one's own.
    """
    from dvcrawler.normalize.urls import canonical_url
    from dvcrawler.storage.ledgers.stored_articles import find_id

    data, hosts = Path(settings["DVCRAWLER_DATA"]), site.hosts if site is not None else {}
    unstated = (each.name for each in describe_stored_sites(settings).values() if not each.hosts)
    names = [*([site.name] if site is not None else ()), *unstated]
    found = (find_id(data, name, {url, canonical_url(url, hosts)}) for name in names)
    return next(filter(None, found), None)


def _find_site(settings: "BaseSettings", url: str) -> "Site | None":
    host = read_host(url)
    sites = describe_held_sites(settings).values()
    return next((site for site in sites if host in site.hosts), None)
