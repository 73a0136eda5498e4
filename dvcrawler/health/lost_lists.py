"""A front page, or sections of the site file, that came to nothing while other lists answer."""

from collections.abc import Iterator, Sequence
from functools import partial

from dvcrawler.errors import ExitCode
from dvcrawler.health.answers import CHECK_CERTIFICATE
from dvcrawler.health.history import RunSummary
from dvcrawler.health.streaks import describe_streak, newest_streak
from dvcrawler.health.verdict import Finding, State, report
from dvcrawler.items import PageCode

#: Outcomes of a list that may come back by itself; any other asks for another site file.
_STATES = {"failed": State.UNREACHABLE, "blocked": State.BLOCKED, "robots": State.BLOCKED}
_ADVICE = {
    State.UNREACHABLE: "open it: if it fails there too, wait, or tell the site; else check this network",
    State.BLOCKED: "open it, and the site's robots.txt; contact the portal's administrator",
    State.CHANGED: "open it: if it has moved or changed, correct the site file; if it has ended, take it out",
}


def judge_lost_lists(observed: Sequence[RunSummary]) -> Iterator[Finding]:
    """Reports the lists that were lost in two runs or more, one finding for each kind and state. One that no
    run on record has ever read is left to the result of the crawl, which names it.
    """
    complete = [run for run in observed if run.code != ExitCode.LIMIT]
    found: dict[tuple[str, State], list[str]] = {}
    for url, lost in complete[-1].lost_lists.items() if complete else ():
        if 2 <= len(newest_streak(complete, partial(_has_lost, url))) < len(complete):
            state = (
                State.CHANGED if lost.code == PageCode.HOME_GONE else _STATES.get(lost.outcome, State.CHANGED)
            )
            found.setdefault((lost.list, state), []).append(url)
    for (kind, state), urls in found.items():
        yield _report(complete, kind, state, urls)


def _has_lost(url: str, run: RunSummary) -> bool:
    return url in run.lost_lists


def _report(complete: Sequence[RunSummary], kind: str, state: State, urls: Sequence[str]) -> Finding:
    lost = complete[-1].lost_lists[urls[0]]
    name = f"the front page {lost.url}".rstrip() if kind == "front" else f"the section {lost.url}"
    name = f"each of {len(urls)} sections, such as {lost.url}," if kind != "front" and len(urls) > 1 else name
    streak = describe_streak(complete, partial(_has_lost, urls[0]))
    what = f"{name} gives no articles, while other lists do: {streak} ({lost.reason})"
    advice = CHECK_CERTIFICATE if lost.code == PageCode.TLS_FAILED else _ADVICE[state]
    return report(state, complete[-2:], what, advice)
