"""Turns the words after `dvcrawler crawl` into jobs: sites, front pages and single articles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dvcrawler.discovery.address_list import is_read_once, is_typed_list, read_list
from dvcrawler.errors import UsageError
from dvcrawler.families.any_site import read_named
from dvcrawler.normalize.site_names import PORTAL, home_of, is_portal_name, portal_name
from dvcrawler.normalize.typed_addresses import is_home, looks_like_address, read_typed_address
from dvcrawler.run.process import Job
from dvcrawler.site_lists import check_sites, check_typed_host
from dvcrawler.spiders.base.news import NewsSpider
from dvcrawler.storage.run_records.runs import recent_runs
from dvcrawler.targets.spider_finder import SpiderFinder
from dvcrawler.targets.typed import refuse_id

Typed = Mapping[str, str]
#: Caps the sites of one list. Each keeps some ten files open, and many systems allow a process 1024.
_MAX_LISTED_SITES = 50
#: Runs searched for the front page that a portal was last crawled from.
_RUNS_SEARCHED = 50


@dataclass(slots=True)
class Targets:
    """`sites`: the spiders by name; `data`: the data folder, for what is held of unknown hosts."""

    sites: Mapping[str, type[NewsSpider]]
    data: Path
    #: Arguments that the settings file gives the site `portal`.
    portal_arguments: Typed = field(default_factory=dict)
    _finder: SpiderFinder = field(init=False)

    def __post_init__(self) -> None:
        self._finder = SpiderFinder(self.sites, self.data)

    def plan(self, words: Iterable[str], typed: Typed) -> list[Job]:
        """One job for each site. Raises UsageError for a word that is neither a site nor an address."""
        by_site: dict[str, list[Job]] = {}
        named = list(dict.fromkeys(words))
        _check_standard_input(named, typed)
        for word in named:
            for job in self._read(word, typed):
                by_site.setdefault(job.site, []).append(job)
        return [_join(jobs) for jobs in by_site.values()]

    def _read(self, word: str, typed: Typed) -> Iterator[Job]:
        refuse_id(word, self.sites)
        if word == PORTAL and PORTAL in self.sites:
            yield from self._read_portal(typed)
        elif is_portal_name(word):
            yield self._read_name(word, typed)
        elif word not in self.sites and looks_like_address(word):
            yield self._read_address(word, typed)
        else:
            (name,) = check_sites([word], self.sites)
            yield Job(self.sites[name], typed, typed)

    # --- portal, with what it needs in its arguments ----------------------------------------------

    def _read_portal(self, typed: Typed) -> Iterator[Job]:
        typed = {**self.portal_arguments, **typed}
        kind, _, source = typed.get("source", "").partition(":")
        if typed.get("start"):
            yield self._crawl_from(_read_start(typed["start"]), typed)
        elif kind == "urls":
            yield from self._read_list(source, typed)
        else:
            yield Job(self.sites[PORTAL], typed, typed)  # its spider names the missing argument

    def _read_list(self, name: str, typed: Typed) -> Iterator[Job]:
        """A job for each site that the list has addresses of. Unreadable lines go to the first one."""
        by_site: dict[str, list[str]] = {}
        spiders: dict[str, type[NewsSpider]] = {}
        unread: list[str] = []
        for line in read_list(name):
            try:
                url = read_typed_address(line)
                spider = self._finder.find(url)
            except ValueError:
                spider = None
            if spider is None or not looks_like_address(line):  # a word would be a host without a dot
                unread.append(line)
                continue
            spiders[spider.name] = spider
            by_site.setdefault(spider.name, []).append(url)
        if not spiders:
            raise UsageError(f"source=urls:{name[:200]} names no address that can be crawled")
        if len(spiders) > _MAX_LISTED_SITES:
            raise UsageError(
                f"source=urls:{name[:200]} names {len(spiders)} sites; split it, at most {_MAX_LISTED_SITES} "
                "sites are crawled from one list"
            )
        for site, urls in by_site.items():
            yield self._crawl_articles(spiders[site], urls, typed, unread, recorded=typed)
            unread = []

    # --- addresses and names of unknown hosts -----------------------------------------------------

    def _read_name(self, word: str, typed: Typed) -> Job:
        """A site named `portal/<host>`: crawled from the same front page as last time."""
        try:
            name = portal_name(home_of(word))
        except ValueError as error:
            raise UsageError(f"{word!r} is not the name of a site: {error}") from error
        last = self._find_last_start(name)
        if last is None:
            check_typed_host(word)
        given = typed.get("start")
        start = _read_start(given) if given else last or home_of(name)
        job = self._crawl_from(start, typed)
        if job.site not in (name, PORTAL):
            raise UsageError(f"start={start[:200]} is not on {name}; it belongs to {job.site}")
        return job

    def _read_address(self, word: str, typed: Typed) -> Job:
        try:
            url = read_typed_address(word)
            spider = self._finder.find(url)
        except ValueError as error:
            raise UsageError(f"{word[:200]!r} is not an address to crawl: {error}") from error
        if typed.get("start"):
            raise UsageError(f"{word[:200]} already says where to start; leave out -a start=")
        is_unknown = spider.name.partition("/")[0] == PORTAL
        if is_home(url):
            return self._crawl_from(url, typed) if is_unknown else Job(spider, typed, typed)
        if "source" in typed:
            raise UsageError(f"{word[:200]} is one article, and -a source= names others; leave one out")
        if read_named(url, spider.site) is None and not is_unknown:
            raise UsageError(
                f"{word[:200]} is not an article of {spider.name}; crawl the whole site (dvcrawler crawl "
                f"{spider.name}) or a section of it (-a section={word[:200]})"
            )
        return self._crawl_articles(spider, [url], typed)

    def _crawl_from(self, start: str, typed: Typed) -> Job:
        """The unknown site with this front page, even if a site file describes its host."""
        given = {**typed, "start": start}
        try:
            return Job(self._finder.build_unknown(start), given, given)
        except ValueError as error:
            raise _make_start_error(start, error) from error

    def _crawl_articles(
        self,
        spider: type[NewsSpider],
        urls: list[str],
        typed: Typed,
        unread: Iterable[str] = (),
        recorded: Typed | None = None,
    ) -> Job:
        """`unread`: lines of the list that are not addresses; the run reports them as refused."""
        given = {**typed, "source": "urls:" + "\n".join([*urls, *unread])}
        if spider.name == PORTAL:  # it takes its host from the front page
            hosts = list(dict.fromkeys(map(portal_name, urls)))
            if len(hosts) > 1:
                raise UsageError(
                    f"{hosts[0]} and {hosts[1]} are both held in the site {PORTAL}; crawl them one at a time"
                )
            given["start"] = home_of(hosts[0])
        return Job(spider, given, given if recorded is None else recorded)

    def _find_last_start(self, name: str) -> str | None:
        starts = (run.arguments.get("start") for run in recent_runs(self.data, name, _RUNS_SEARCHED))
        return next(reversed([start for start in starts if start]), None)


def _check_standard_input(named: list[str], typed: Typed) -> None:
    """Raises UsageError where several sites would read it, or a pipe: the first would leave nothing."""
    source = typed.get("source", "")
    if len(named) > 1 and source.startswith("urls:") and is_read_once(source.removeprefix("urls:")):
        raise UsageError(
            f"source={source[:200]} can be read once, and {len(named)} sites are named; name a file, or "
            f"crawl {PORTAL} alone, which gives each address to its site"
        )


def _read_start(start: str) -> str:
    try:
        return read_typed_address(start)
    except ValueError as error:
        raise _make_start_error(start, error) from error


def _make_start_error(start: str, error: ValueError) -> UsageError:
    return UsageError(
        f"start={start[:200]!r} is not an address ({error}); write it as in -a start=https://example.vn/"
    )


def _join(jobs: list[Job]) -> Job:
    """Joins the jobs of one site: several articles are requested in one run."""
    first = jobs[0]
    if all(job == first for job in jobs):
        return first
    lists = [job.arguments.get("source", "").removeprefix("urls:") for job in jobs]
    if not all(map(is_typed_list, lists)):
        raise UsageError(f"{first.site} is named twice, to be crawled differently; run one after the other")
    given = {**first.arguments, "source": "urls:" + "\n".join(dict.fromkeys("\n".join(lists).split("\n")))}
    return Job(first.spider, given, given)
