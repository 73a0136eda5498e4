"""As which site a capture was made: some spiders crawl whatever host they are given."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.storage.runs import read_runs

#: The `-a` arguments that choose the site, as pairs.
SiteArguments = tuple[tuple[str, str], ...]
_CHOOSING = ("host", "start", "unit")


def given_sites(data: Path, name: str) -> Iterator[SiteArguments]:
    """What chose the site in the runs on record, each once, the site file's own first."""
    seen: set[SiteArguments] = {()}
    yield ()
    for run in read_runs(data, name):
        given = tuple((key, run.arguments[key]) for key in _CHOOSING if key in run.arguments)
        if given not in seen:
            seen.add(given)
            yield given


def owner_of(url: str, sites: Iterable[tuple[SiteArguments, Site]]) -> tuple[SiteArguments, Address] | None:
    """What chose the site whose article the address is, and the address as that site reads it."""
    for given, site in sites:
        address = read_address(url, site.addresses, site.hosts)
        if address is not None:
            return given, address
    return None
