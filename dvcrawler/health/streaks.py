"""The newest consecutive runs that share a result, and how a message names them."""

from collections import Counter
from collections.abc import Callable, Sequence

from dvcrawler.health.history import RunSummary


def is_true_of_both(last_two: Sequence[RunSummary], holds: Callable[[RunSummary], bool]) -> bool:
    """Whether there are two runs and `holds` is true of each: one run alone raises no alarm."""
    return len(last_two) == 2 and all(map(holds, last_two))


def newest_streak(live: Sequence[RunSummary], holds: Callable[[RunSummary], bool]) -> list[RunSummary]:
    """Returns the newest consecutive runs for which `holds` is true, oldest first."""
    count = 0
    while count < len(live) and holds(live[-1 - count]):
        count += 1
    return list(live[len(live) - count :])


def describe_streak(live: Sequence[RunSummary], holds: Callable[[RunSummary], bool]) -> str:
    """Names the newest streak as "the last 3 runs since …"; the last two runs if there is none."""
    runs = newest_streak(live, holds) or live[-2:]
    since = f" since {runs[0].ended_at}" if runs[0].ended_at else ""
    return f"the last {len(runs)} runs{since}"


def describe_results(runs: Sequence[RunSummary]) -> str:
    """Counts the runs by result: "unreachable 5, robots 4"."""
    kinds = Counter("died" if run.died else run.name for run in runs)
    return ", ".join(f"{name} {count}" for name, count in kinds.most_common())


def find_common_failure(runs: Sequence[RunSummary]) -> tuple[str, str | None]:
    """The most common reason for a failed page, in brackets, and its code; "" and None if there is none.

    Where the front page failed, its reasons alone count: many articles may have been known under an older
    host that has ended, and would name that host's fault as the site's.
    """
    failed = [page for run in runs for page in zip(run.failed, run.reasons, run.codes, strict=True)]
    home = [(reason, code) for url, reason, code in failed if _is_front_page(url)]
    common = Counter(home or [(reason, code) for _, reason, code in failed]).most_common(1)
    return (f" ({common[0][0][0]})", common[0][0][1]) if common else ("", None)


def _is_front_page(url: str) -> bool:
    return "/" not in url.partition("://")[2].removesuffix("/")
