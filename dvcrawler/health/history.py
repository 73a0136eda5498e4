"""A site's runs as health looks at them: few figures of each, and which runs can be compared."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dvcrawler.items import PageCode
from dvcrawler.storage.runs import Run
from dvcrawler.storage.upgrade import read_page

#: Results of a run that saw the site: done, partly done, changed, or stopped at its time limit.
LOOKED = (0, 10, 13, 17)
#: Arguments that do not make a run see less of the site: on which host, and for how long.
_SAME_SITE = ("host", "start", "unit")
_WHOLE = frozenset((*_SAME_SITE, "source", "minutes", "revisit"))
_FAILED = ("failed", "blocked", "robots")
_LAYOUT = "dvcrawler/layout/"
#: The newest runs tell what the crontab asks for.
_HABIT = 20


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What one run tells. Times are seconds since 1970, None where the record's cannot be read.

    `pages`, `links`: listing pages, and article links on them. `layouts`: articles by the layout that
    read them. `unread`, `failed`: the addresses that the record names (not all where there were many);
    `reasons`: why pages failed, for people; `refused`: how many of them the server refused;
    `lists_unread`: what was said of listings that are no page; `away`: the
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
    refused: int
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
    pages = [read_page(each) for each in run.problems]
    failed = [page for page in pages if page.outcome in _FAILED]
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
        pages=_stat(run, "listing/pages"),
        links=_stat(run, "listing/links"),
        layouts=_layouts(run),
        unread=tuple(page.url for page in pages if page.outcome == "unread"),
        failed=tuple(page.url for page in failed),
        away=tuple(_host(page.target) for page in pages if page.outcome == "moved"),
        reasons=tuple(page.reason for page in failed),
        refused=sum(page.code == PageCode.HTTP_REFUSED for page in failed),
        lists_unread=tuple(page.reason for page in pages if page.code == PageCode.LISTING_UNREADABLE),
        left_alone=_stat(run, "pace/left_alone"),
        home_moved=_stat(run, "listing/home_moved") > 0,
        home_gone=any(page.code == PageCode.HOME_GONE for page in pages),
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
    whole = Counter(_same_site(run) for run in newest if _is_whole(run)).most_common(1)
    if whole and (whole[0][1] > 1 or len(newest) == 1):
        return [run for run in live if _is_whole(run) and _same_site(run) == whole[0][0]]
    bounds = Counter(_bounds(run) for run in newest).most_common(1)
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


def _stat(run: Run, name: str) -> int:
    value = run.stats.get(f"dvcrawler/{name}")
    return value if isinstance(value, int) else 0


def _layouts(run: Run) -> dict[str, int]:
    names = [key.removeprefix(_LAYOUT) for key in run.stats if key.startswith(_LAYOUT)]
    return {name: _stat(run, f"layout/{name}") for name in names}


def _host(target: str) -> str:
    """The host that a page redirects to, empty where it is not known."""
    return target.partition("://")[2].partition("/")[0].rpartition("@")[2]
