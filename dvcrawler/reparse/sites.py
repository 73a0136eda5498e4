"""Finds the site a capture belongs to: some spiders crawl any host given as an argument."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dvcrawler.extract.site import Site
from dvcrawler.families.address_rule import LEARNED, RULE_AS_LEARNED
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.storage.runs import read_runs

#: The `-a` arguments that choose a site, as pairs of name and value.
SiteArguments = tuple[tuple[str, str], ...]
_CHOOSING = ("host", "start", "unit", "article")


def given_sites(data: Path, name: str) -> Iterator[SiteArguments]:
    """Yields the site arguments of all recorded runs, each once, beginning with none at all.

    The rule that was learned last with the same arguments goes with them, as `LEARNED`.
    """
    seen: dict[SiteArguments, str | None] = {(): None}
    for run in read_runs(data, name):
        given = tuple((key, run.arguments[key]) for key in _CHOOSING if key in run.arguments)
        seen[given] = run.stats.get(RULE_AS_LEARNED) or seen.get(given)
    for given, rule in seen.items():
        yield given if rule is None else (*given, (LEARNED, str(rule)))


def owner_of(url: str, sites: Iterable[tuple[SiteArguments, Site]]) -> tuple[SiteArguments, Address] | None:
    """The arguments of the first site that accepts the address as an article's, and the parsed address."""
    for given, site in sites:
        address = read_address(url, site.addresses, site.hosts)
        if address is not None:
            return given, address
    return None
