"""Made-up histories: a site's runs as cron leaves them, at the moments and with the counts a test gives."""

from datetime import UTC, datetime, timedelta

from dvcrawler.health.judge import judge
from dvcrawler.storage.run_records.runs import Run

#: A Monday, 8 o'clock.
START = datetime(2026, 1, 5, 8, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def text(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def run(
    at,
    stored=0,
    *,
    code=0,
    name=None,
    pages=17,
    links=170,
    problems=(),
    arguments=None,
    fields=None,
    implausible=None,
    layout="party",
    minutes=2,
    stats=None,
    **outcomes,
):
    """A run that began at `at`; `fields`: how many of the stored articles have each, else all of them."""
    found = {"stored": stored, **outcomes}
    counts = dict.fromkeys(("date", "body", "author"), stored) | (fields or {})
    stats = {"dvcrawler/listing/pages": pages, "dvcrawler/listing/links": links, **(stats or {})}
    if stored:
        stats[f"dvcrawler/layout/{layout}"] = stored
    ended = None if code is None else text(at + timedelta(minutes=minutes))
    return Run(
        f"thu-{at:%Y%m%dT%H%M}",
        "thu",
        arguments or {},
        text(at),
        ended_at=ended or text(at + DAY),
        requests=pages + stored + 1,
        outcomes={what: count for what, count in found.items() if count},
        fields={what: count for what, count in counts.items() if count},
        exit_code=code,
        exit_name=name or ("interrupted" if code is None else "ok"),
        stats=stats,
        implausible=implausible or {},
        problems=list(problems),
    )


def bad(what, reason="no layout reads this page", *, first=0, count=1):
    """Pages of a run record that came to nothing, at addresses numbered from `first`."""
    return [
        {"url": f"https://thu.vn/bai-{n}.html", "outcome": what, "reason": reason}
        for n in range(first, first + count)
    ]


def daily(days, stored=3, **more):
    """One run a day; `stored`: a number, or a function of the day's number."""
    return [run(START + n * DAY, stored(n) if callable(stored) else stored, **more) for n in range(days)]


def then(history, *runs_of):
    """The history, and more runs a day apart: each a dict of what `run` takes."""
    start = datetime.fromisoformat(history[-1].started_at) if history else START - DAY
    return [*history, *(run(start + (n + 1) * DAY, **kinds) for n, kinds in enumerate(runs_of))]


def verdict(history, *, later=HOUR, **more):
    """Judged so long after the last run began."""
    last = datetime.fromisoformat(history[-1].started_at) if history else START
    return judge("thu", history, last + later, **more)


def state(history, **more):
    return str(verdict(history, **more).state)
