"""A front page, or sections of the site file, that came to nothing while other lists answer."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from dvcrawler.exitcodes import ExitCode
from dvcrawler.health.history import RunSummary
from dvcrawler.health.streaks import describe_streak, newest_streak
from dvcrawler.health.verdict import Finding, State, report
from dvcrawler.items import PageCode
from dvcrawler.messages.plurals import counted
from dvcrawler.storage.upgrade import NamedPage

#: Outcomes by which a list may come back by itself; any other needs another site file.
_STATES = {"failed": State.UNREACHABLE, "blocked": State.BLOCKED, "robots": State.BLOCKED}
_ADVICE = {
    State.UNREACHABLE: "open it: if it fails there too, wait, or tell the site; else check this network",
    State.BLOCKED: "open it, and the site's robots.txt; contact the portal's administrator",
}
_CHANGED = "open it: if it has moved, correct its address in the site file; if it has ended, remove it there"
_NEW_FRONT = "open it: if the site has a new address or another system, correct or renew its site file"


def judge_lost_lists(observed: Sequence[RunSummary]) -> Iterator[Finding]:
    """Reports the lists that were lost in two runs or more, one finding for each kind and state. One that no
    run on record has ever read is left to the result of the crawl, which names it.
    """
    complete = [run for run in observed if run.code != ExitCode.LIMIT]
    found: dict[tuple[str, State], list[tuple[str, NamedPage]]] = {}
    for url, lost in _find_lost(complete[-1]).items() if complete else ():
        streak = newest_streak(complete, partial(_has_lost, url))
        if 2 <= len(streak) < len(complete):
            found.setdefault((lost.list, _find_state(lost)), []).append((url, lost))
    for (kind, state), lists in found.items():
        yield _report(complete, kind, state, lists)


def _find_lost(run: RunSummary) -> Mapping[str, NamedPage]:
    """The lost lists by address; a front page that is not the site's own has none."""
    if run.placeholder is None:
        return run.lost_lists
    front = NamedPage("unread", "", PageCode.LISTING_UNREADABLE, run.placeholder, "", "front")
    return {**run.lost_lists, "": front}


def _has_lost(url: str, run: RunSummary) -> bool:
    return url in _find_lost(run)


def _find_state(lost: NamedPage) -> State:
    is_missing = lost.code in (PageCode.HOME_GONE, PageCode.SECTION_GONE)
    return State.CHANGED if is_missing else _STATES.get(lost.outcome, State.CHANGED)


def _report(
    complete: Sequence[RunSummary], kind: str, state: State, lists: Sequence[tuple[str, NamedPage]]
) -> Finding:
    url, lost = lists[0]
    if kind == "front":
        name = f"the front page {url}".rstrip()
    else:
        name = f"the section {url}" if len(lists) == 1 else f"{counted(len(lists), 'section')} such as {url}"
    streak = describe_streak(complete, partial(_has_lost, url))
    gives = "give" if kind == "section" and len(lists) > 1 else "gives"
    what = f"{name} {gives} no articles, while other lists do: {streak} ({lost.reason})"
    advice = _ADVICE.get(state, _NEW_FRONT if kind == "front" else _CHANGED)
    return report(state, complete[-2:], what, advice)
