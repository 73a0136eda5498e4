"""A site's runs as health looks at them: few figures of each, and which runs can be compared."""

import collections
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dvcrawler.run.counters import Counter, CounterGroup, read_count, read_group
from dvcrawler.storage.runs import Run

#: Results of a run that saw the site: done, partly done, changed, or stopped at its time limit.
LOOKED = (0, 10, 13, 17)
#: Arguments that do not make a run see less of the site: on which host, and for how long.
_SAME_SITE = ("host", "start", "unit")
_WHOLE = frozenset((*_SAME_SITE, "source", "minutes", "revisit"))
_FAILED = ("failed", "blocked", "robots")
_NO_LIST = "a listing that is no page"
#: The newest runs tell what the crontab asks for.
_HABIT = 20


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What one run tells. Times are seconds since 1970, None where the record's cannot be read.

    `pages`, `links`: listing pages, and article links on them. `layouts`: articles by the layout that
    read them. `unread`, `failed`: the addresses that the record names (not all where there were many);
    `reasons`: why pages failed; `lists_unread`: what was said of listings that are no page; `away`: the
    hosts that pages were redirected to; `left_alone`: hosts that refused to be asked; `home_gone`,
    `home_moved`: a front page is missing, or leads to another host.
    """

    id: str
    arguments: Mapping[str, str]
    started: float | None
    ended: float | None
    code: int | None
    name: str
    failure: str | None
    requests: int
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
    lists_unread: tuple[str, ...]
    left_alone: int
    home_gone: bool
    home_moved: bool
    newest: str | None
    ended_at: str | None

    def count(self, *outcomes: str) -> int:
        return sum(self.outcomes.get(name, 0) for name in outcomes)

    @property
    def has_looked(self) -> bool:
        return self.code in LOOKED

    @property
    def died(self) -> bool:
        return self.code is None

    @property
    def articles(self) -> int:
        """Lines stored: what `fields` and `implausible` are counted of."""
        return self.count("stored", "revised")


def summarise(run: Run) -> RunSummary:
    """The figures of a run's record; whatever a record may hold, this does not fail."""
    died = run.exit_code is None
    problems = [(each.get("outcome"), each.get("url", ""), each.get("reason", "")) for each in run.problems]
    return RunSummary(
        id=run.id,
        arguments=run.arguments,
        started=seconds(run.started_at),
        # A dead run is closed by the next one, maybe days later: when it died is not known.
        ended=seconds(run.started_at if died else run.ended_at or run.started_at),
        code=run.exit_code,
        name=run.exit_name,
        failure=run.failure,
        requests=run.requests,
        outcomes=run.outcomes,
        fields=run.fields,
        implausible=run.implausible,
        pages=read_count(run.stats, Counter.LISTING_PAGES),
        links=read_count(run.stats, Counter.LISTING_LINKS),
        layouts=read_group(run.stats, CounterGroup.LAYOUT),
        unread=tuple(url for what, url, _ in problems if what == "unread"),
        failed=tuple(url for what, url, _ in problems if what in _FAILED),
        away=tuple(_host(each) for each in run.problems if each.get("outcome") == "moved"),
        reasons=tuple(reason for what, _, reason in problems if what in _FAILED),
        lists_unread=tuple(reason for _, _, reason in problems if reason.startswith(_NO_LIST)),
        left_alone=read_count(run.stats, Counter.PACE_LEFT_ALONE),
        home_moved=read_count(run.stats, Counter.LISTING_HOME_MOVED) > 0,
        home_gone=any(reason.startswith("the home page is gone") for _, _, reason in problems),
        newest=run.newest,
        ended_at=run.started_at if died else run.ended_at,
    )


def live_runs(runs: Iterable[RunSummary]) -> list[RunSummary]:
    """The runs that went to the site itself: no reparse, no archive, no list of addresses."""
    return [
        run
        for run in runs
        if "reparse" not in run.arguments and run.arguments.get("source", "live") == "live"
    ]


def whole_runs(live: Sequence[RunSummary]) -> list[RunSummary]:
    """The runs that can be compared: of the whole site, or, where the crontab bounds every run,
    with the bounds that most of the newest runs have.
    """
    newest = live[-_HABIT:]
    whole = collections.Counter(_same_site(run) for run in newest if _is_whole(run)).most_common(1)
    if whole and (whole[0][1] > 1 or len(newest) == 1):
        return [run for run in live if _is_whole(run) and _same_site(run) == whole[0][0]]
    bounds = collections.Counter(_bounds(run) for run in newest).most_common(1)
    return [run for run in live if _bounds(run) == bounds[0][0]] if bounds else []


def seconds(text: str | None) -> float | None:
    """Seconds since 1970 of an ISO moment, UTC where it names no zone; None where it is none."""
    try:
        moment = datetime.fromisoformat(text or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _is_whole(run: RunSummary) -> bool:
    return run.arguments.keys() <= _WHOLE


def _same_site(run: RunSummary) -> tuple[tuple[str, str], ...]:
    return tuple((name, run.arguments[name]) for name in _SAME_SITE if name in run.arguments)


def _bounds(run: RunSummary) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(run.arguments.items()))


def _host(problem: Mapping[str, str]) -> str:
    """The host that a page was redirected to, empty where the record names none."""
    target = problem.get("target") or problem.get("reason", "")
    return target.partition("://")[2].partition("/")[0].rpartition("@")[2]
