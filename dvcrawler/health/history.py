"""Summaries of a site's runs, and which of these runs can be compared with each other."""

import collections
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dvcrawler.errors import ExitCode
from dvcrawler.items import PageCode
from dvcrawler.run.counters import (
    Counter,
    CounterGroup,
    GroupedCounter,
    describe_placeholder,
    read_count,
    read_group,
)
from dvcrawler.storage.run_records.runs import Run
from dvcrawler.storage.upgrade import NamedPage, read_page

#: Exit codes of a run that saw the site.
_SEEN_SITE = (ExitCode.OK, ExitCode.PARTIAL, ExitCode.CHANGED, ExitCode.LIMIT)
#: Arguments that choose the site's host or unit; runs with other values see another site.
_SAME_SITE = ("host", "start", "unit")
#: Arguments that do not make a run see less of the site.
_WHOLE_SITE = frozenset((*_SAME_SITE, "source", "minutes", "revisit", "tls", "tls_pin"))
#: Scrapy's own count of responses, with any status.
_ANSWERS = GroupedCounter("downloader/response_count")
#: Outcomes of a page that could not be fetched.
FAILED_OUTCOMES = ("failed", "blocked", "robots")
#: Codes of pages of which no article was read.
_WITHOUT_ARTICLE = (PageCode.NO_TITLE, PageCode.NO_BODY)
#: Number of newest runs that show which arguments the schedule uses.
_SCHEDULE_RUNS = 20


_Arguments = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """Figures of one run. Times are seconds since 1970, None if the record's time cannot be read.

    `code` is None if the run died. `has_answer`: whether any server answered, if only with an error or a
    certificate that is refused. `pages`, `links`: listing pages, and article links on them. `fields`,
    `implausible`: number of articles that have a field or raise a doubt. `layouts`: number of articles by the
    layout that read them. `unread`, `failed`: addresses in the record (a record of many problems holds only
    some), `unread` with those without a title or text; `reasons`, `codes`: why pages failed; `lists_unread`:
    why listings could not be read; `lost_lists`: front pages and sections of the site file that came to
    nothing, by address, "" for a `placeholder`: what a front page that is not the site's own looks like;
    `away`: hosts that pages redirected to; `hosts_on_cooldown`: hosts that the run stopped asking;
    `home_moved`: the front page redirects to another host; `now_at`: hosts at which it says that the site is
    now. `newest`: day of the newest article;
    `ended_at`: ISO 8601 in UTC, the start if the run died.
    """

    id: str
    arguments: Mapping[str, str]
    started: float | None
    ended: float | None
    code: int | None
    name: str
    failure: str | None
    requests: int
    has_answer: bool
    outcomes: Mapping[str, int]
    fields: Mapping[str, int]
    implausible: Mapping[str, int]
    pages: int
    links: int
    layouts: Mapping[str, int]
    unread: tuple[str, ...]
    failed: tuple[str, ...]
    away: tuple[str, ...]
    reasons: tuple[str, ...]
    codes: tuple[str, ...]
    lists_unread: tuple[str, ...]
    lost_lists: Mapping[str, NamedPage]
    hosts_on_cooldown: int
    home_moved: bool
    now_at: tuple[str, ...]
    placeholder: str | None
    waiting: int
    newest: str | None
    ended_at: str | None

    def count(self, *outcomes: str) -> int:
        """Number of pages with any of these outcomes."""
        return sum(self.outcomes.get(name, 0) for name in outcomes)

    @property
    def has_seen_site(self) -> bool:
        return self.code in _SEEN_SITE

    @property
    def died(self) -> bool:
        """Whether the run ended without writing its result."""
        return self.code is None

    @property
    def articles(self) -> int:
        """Number of articles stored, the total that `fields` and `implausible` refer to."""
        # Not by `count`: health reads it millions of times.
        return self.outcomes.get("stored", 0) + self.outcomes.get("revised", 0)


def summarise(run: Run) -> RunSummary:
    """Summarises a run record. Never raises, whatever the record holds."""
    # A run that died is closed by the next run, maybe days later; when it died is unknown.
    ended_at = run.ended_at if run.exit_code is not None else run.started_at
    pages = [read_page(each) for each in run.problems]
    failed = _select_outcome(pages, *FAILED_OUTCOMES)
    has_answer = read_count(run.stats, _ANSWERS) > 0 or PageCode.TLS_FAILED in (page.code for page in failed)
    placeholder = describe_placeholder(run.stats)
    return RunSummary(
        id=run.id,
        arguments=run.arguments,
        started=seconds(run.started_at),
        ended=seconds(ended_at or run.started_at),
        ended_at=ended_at,
        code=run.exit_code,
        name=run.exit_name,
        failure=run.failure,
        requests=run.requests,
        has_answer=has_answer,
        outcomes=run.outcomes,
        fields=run.fields,
        implausible=run.implausible,
        newest=run.newest,
        pages=read_count(run.stats, Counter.LISTING_PAGES),
        links=read_count(run.stats, Counter.LISTING_LINKS),
        layouts=read_group(run.stats, CounterGroup.LAYOUT),
        unread=tuple(page.url for page in pages if _is_unread(page)),
        failed=tuple(page.url for page in failed),
        away=tuple(_read_host(page.target) for page in _select_outcome(pages, "moved")),
        reasons=tuple(page.reason for page in failed),
        codes=tuple(page.code for page in failed),
        lists_unread=tuple(page.reason for page in pages if page.code == PageCode.LISTING_UNREADABLE),
        lost_lists=_find_lost_lists(pages, placeholder),
        hosts_on_cooldown=read_count(run.stats, Counter.PACE_LEFT_ALONE),
        home_moved=read_count(run.stats, Counter.LISTING_HOME_MOVED) > 0,
        now_at=tuple(read_group(run.stats, CounterGroup.NOW_AT)),
        placeholder=placeholder,
        waiting=read_count(run.stats, Counter.WAITING),
    )


def _is_unread(page: NamedPage) -> bool:
    return page.outcome == "unread" or page.code in _WITHOUT_ARTICLE


def _find_lost_lists(pages: Sequence[NamedPage], placeholder: str | None) -> dict[str, NamedPage]:
    """The lists that gave no articles, by address; a front page that is a placeholder is one, without any."""
    fronts = [NamedPage("unread", "", "", placeholder, "", "front")] if placeholder is not None else []
    return {page.url: page for page in [*pages, *fronts] if page.list}


def _select_outcome(pages: Iterable[NamedPage], *outcomes: str) -> list[NamedPage]:
    return [page for page in pages if page.outcome in outcomes]


#: Arguments of runs that asked the site for nothing.
_COMMANDS = frozenset(("reparse", "remove"))


def live_runs(runs: Iterable[RunSummary]) -> list[RunSummary]:
    """Returns the runs that crawled the site itself, not an archive or a list of addresses, nor commands."""
    return [
        run
        for run in runs
        if not run.arguments.keys() & _COMMANDS and run.arguments.get("source", "live") == "live"
    ]


def whole_runs(live: Sequence[RunSummary]) -> list[RunSummary]:
    """Returns the runs that can be compared with each other.

    These cover the whole site, or, if the schedule restricts every run, have the same arguments as most of
    the newest runs.
    """
    newest = live[-_SCHEDULE_RUNS:]
    site = _find_usual_site(newest)
    if site is not None:
        return [run for run in live if _covers_whole_site(run) and _select_site_arguments(run) == site]
    common = collections.Counter(_read_arguments(run) for run in newest).most_common(1)
    return [run for run in live if _read_arguments(run) == common[0][0]] if common else []


def seconds(text: str | None) -> float | None:
    """Converts an ISO 8601 time, UTC unless it names a zone, to seconds since 1970; None if it is invalid."""
    try:
        moment = datetime.fromisoformat(text or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _find_usual_site(newest: Sequence[RunSummary]) -> _Arguments | None:
    """Host and unit of most runs of the whole site; None unless two runs, or the only one, agree."""
    common = collections.Counter(
        _select_site_arguments(run) for run in newest if _covers_whole_site(run)
    ).most_common(1)
    if not common or (common[0][1] == 1 and len(newest) > 1):
        return None
    return common[0][0]


def _covers_whole_site(run: RunSummary) -> bool:
    return run.arguments.keys() <= _WHOLE_SITE


def _select_site_arguments(run: RunSummary) -> _Arguments:
    return tuple((name, run.arguments[name]) for name in _SAME_SITE if name in run.arguments)


def _read_arguments(run: RunSummary) -> _Arguments:
    return tuple(sorted(run.arguments.items()))


def _read_host(target: str) -> str:
    """The host that a page redirects to, empty if it is not known."""
    return target.partition("://")[2].partition("/")[0].rpartition("@")[2]
