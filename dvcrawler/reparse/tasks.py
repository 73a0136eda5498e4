"""A page of the archive to read again, and its site: some spiders crawl any host given as an argument."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_unknown, read_named
from dvcrawler.families.learning.address_rule import LEARNED, RULE_AS_LEARNED
from dvcrawler.normalize.site_names import is_portal_name
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.storage.run_records.runs import read_runs
from dvcrawler.storage.store import Place

#: The `-a` arguments that choose a site, as pairs of name and value.
SiteArguments = tuple[tuple[str, str], ...]
_CHOOSING = ("host", "start", "unit", "article")


@dataclass(frozen=True, slots=True)
class Source:
    """Where the archive holds the page at `url`."""

    url: str
    path: str
    offset: int


@dataclass(frozen=True, slots=True)
class Task:
    """One page to read: file and offset of its bytes, and the name of the capture for its record.

    `held`: the article's newest line, None if it is not stored. `other`: the line of the article whose
    number this article's own id is made of, None if there is none. `near`: captures that may be further pages
    of the article. `digest`: `content_digest` of the newest line.
    """

    id: str
    url: str
    path: str
    offset: int
    at: str
    name: str
    held: Place | None
    date: str | None
    layout: str | None
    given: SiteArguments = ()
    other: Place | None = None
    near: tuple[Source, ...] = ()
    digest: bytes | None = None


def given_sites(data: Path, name: str) -> Iterator[SiteArguments]:
    """Yields the site arguments of all recorded runs, each once, beginning with none at all.

    The rule that was learned last with the same arguments goes with them, as `LEARNED`.
    """
    rules = _read_learned_rules(data, name)
    if is_portal_name(name) and rules[()] is None:  # the host is in the name, and the rule holds for it
        rules[()] = next((rule for rule in reversed(rules.values()) if rule is not None), None)
    for given, rule in rules.items():
        yield given if rule is None else (*given, (LEARNED, str(rule)))


def _read_learned_rules(data: Path, name: str) -> dict[SiteArguments, str | None]:
    """The rule learned last, by the site arguments of the runs; there is always one without arguments."""
    rules: dict[SiteArguments, str | None] = {(): None}
    for run in read_runs(data, name):
        given = tuple((key, run.arguments[key]) for key in _CHOOSING if key in run.arguments)
        rules[given] = run.stats.get(RULE_AS_LEARNED) or rules.get(given)
    return rules


def sites_as_given(
    data: Path, name: str, site_for: Callable[[dict[str, str]], Site]
) -> list[tuple[SiteArguments, Site]]:
    """The site as `site_for` gives it for each of `given_sites`."""
    return [(given, site_for(dict(given))) for given in given_sites(data, name)]


def owner_of(
    url: str, sites: Iterable[tuple[SiteArguments, Site]], is_held: Callable[[str], bool] | None = None
) -> tuple[SiteArguments, Address] | None:
    """The arguments of the first site that accepts the address as an article's, and the parsed address.

    `is_held` says whether an id is stored: then an address of no known shape, which a user once named, is
    accepted too.
    """
    for given, site in sites:
        address = read_address(url, site.addresses, site.hosts) or _read_held(url, site, is_held)
        if address is not None:
            return given, address
    return None


def _read_held(url: str, site: Site, is_held: Callable[[str], bool] | None) -> Address | None:
    named = read_named(url, site) if is_held is not None and is_unknown(site) else None
    if named is None or is_held is None or not is_held(f"{site.name}:{named.native_id}"):
        return None
    return named
