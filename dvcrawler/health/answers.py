"""A site that refuses requests, has gone, or cannot be reached: how it answered the last two runs."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dvcrawler.errors import ExitCode
from dvcrawler.health.history import RunSummary
from dvcrawler.health.rhythm import span
from dvcrawler.health.streaks import (
    describe_results,
    describe_streak,
    find_common_failure,
    is_true_of_both,
    newest_streak,
)
from dvcrawler.health.verdict import Finding, State, report
from dvcrawler.items import PageCode

_FEW_DAYS, _TWO_WEEKS = 3 * 86400.0, 14 * 86400.0
#: Least number of unanswered runs before a site is considered gone.
_MIN_SILENT_RUNS = 5
#: Fewer failed pages than these may be a coincidence.
_MIN_PAGES = 3
_ARCHIVE = "missing articles may be in a web archive: -a source=wayback"
_NETWORK = "open the site from another network: if it answers there, check this machine's network; else wait"
CHECK_CERTIFICATE = (
    "open the site in a browser and look at its certificate: wait until it is renewed, or if it is the "
    "right one, trust it with -a tls_pin= (or in its site file)"
)
_OVERLOADED = "the server is overloaded, under maintenance or turns the crawler away"
_NO_ROBOTS = "robots.txt fails, and without it nothing is requested"
_SLOWER = "crawl less often or slower"
_WAIT = f"open the site: if it fails there too, wait; else {_SLOWER}"
_NEW_HOST = "if the site has moved, add the new host to its site file"
#: What to do about a site that cannot be fetched, by the code of most of its pages.
_BY_CODE: dict[str | None, str] = {
    PageCode.TLS_FAILED: CHECK_CERTIFICATE,
    PageCode.HTTP_ERROR: _WAIT,
    PageCode.ERROR_PAGE: _WAIT,
}


def judge_answers(live: Sequence[RunSummary]) -> list[Finding]:
    """Reports that the site refuses requests, has gone or cannot be reached: at most one finding."""
    live = [run for run in live if not _made_no_request(run)]
    last_two = live[-2:]
    if len(last_two) < 2:
        return []
    for judge in (_judge_blocked, _judge_gone, _judge_unreachable, _judge_away):
        for finding in judge(live, last_two):
            return [finding]
    return []


def count_read_pages(run: RunSummary) -> int:
    """Number of article pages that were fetched and read, with any outcome."""
    return run.count("stored", "revised", "unchanged", "outside")


# --- blocked --------------------------------------------------------------------------------------


def _judge_blocked(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    if not is_true_of_both(last_two, _is_blocked) and not (
        _do_articles_fail(last_two) and all(map(_is_mostly_refused, last_two))
    ):
        return
    robots = all(run.code == ExitCode.ROBOTS for run in last_two)
    reason, code = find_common_failure(last_two)
    cause, advice = _explain_refusal(code, robots=robots)
    what = f"{cause}: {describe_streak(live, _is_blocked)}{reason}"
    advice += "; set DVCRAWLER_CONTACT and contact the portal's administrator"
    yield report(State.BLOCKED, last_two, what, advice, ExitCode.ROBOTS if robots else ExitCode.OK)


def _explain_refusal(code: str | None, *, robots: bool) -> tuple[str, str]:
    """The cause in words, and what to do. Of server errors, only a 503 ends a run with BLOCKED."""
    if code in (PageCode.HTTP_ERROR, PageCode.ROBOTS_UNAVAILABLE):
        return (_NO_ROBOTS if robots else _OVERLOADED), _WAIT
    robots_txt = "robots.txt forbids crawling or is unavailable"
    return (robots_txt, "respect it") if robots else ("the site refuses requests", _SLOWER)


def _is_blocked(run: RunSummary) -> bool:
    """Whether the run was blocked. Hosts on cooldown are not counted as blocked pages: with all of a site's
    hosts on cooldown the run ends with BLOCKED.
    """
    if run.code in (ExitCode.BLOCKED, ExitCode.ROBOTS):
        return True
    blocked = run.count("blocked") - run.hosts_on_cooldown
    return blocked >= _MIN_PAGES and blocked > count_read_pages(run)


def _is_mostly_refused(run: RunSummary) -> bool:
    return run.codes.count(PageCode.HTTP_REFUSED) * 2 > len(run.codes)


def _made_no_request(run: RunSummary) -> bool:
    """Whether the host's cooldown kept the run from asking: a refusal remembered, not a second one."""
    return run.code == ExitCode.BLOCKED and run.requests == 0


# --- gone -----------------------------------------------------------------------------------------


def _judge_gone(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    yield from _judge_home_gone(live, last_two)
    yield from _judge_home_moved(live, last_two)
    yield from _judge_notice(live, last_two)
    yield from _judge_pages_moved(last_two)
    yield from _judge_silent(live, last_two)


def _judge_home_gone(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    if is_true_of_both(last_two, lambda run: _has_no_home(run) and not run.links):
        streak = describe_streak(live, _has_no_home)
        what = f"the front page is missing (404 or 410): {streak}"
        yield report(State.GONE, last_two, what, f"look for the site's new address; {_ARCHIVE}")


def _has_no_home(run: RunSummary) -> bool:
    return PageCode.HOME_GONE in run.codes


def _judge_home_moved(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    if is_true_of_both(last_two, lambda run: run.home_moved and not run.links):
        hosts = _list_redirect_targets(last_two)
        streak = describe_streak(live, lambda run: run.home_moved)
        what = f"the front page redirects to {hosts[-1] if hosts else 'another host'}: {streak}"
        yield report(State.GONE, last_two, what, f"{_NEW_HOST}; otherwise it has ended: {_ARCHIVE}")


def _judge_notice(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    """One that says so and still has news is being moved."""
    left = newest_streak(live, _is_left)
    first, last = (left[0].started, left[-1].ended) if left else (None, None)
    if len(left) >= 2 and first is not None and last is not None and last - first >= _FEW_DAYS:
        what = f"the front page says that the site is at {left[-1].now_at[0]} now, and nothing was new: "
        what += describe_streak(live, _is_left)
        yield report(
            State.GONE, last_two, what, "crawl that address; if it has the articles, retire this site"
        )


def _is_left(run: RunSummary) -> bool:
    return bool(run.now_at) and not run.count("stored", "revised")


def _judge_pages_moved(last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    if is_true_of_both(last_two, _has_moved):
        common = [host for host, _ in Counter(_list_redirect_targets(last_two)).most_common(2)]
        moved = sum(run.count("moved") for run in last_two)
        where = f" to {', '.join(common)}" if common else ""
        what = f"{moved} pages of the last 2 runs redirect{where}, none was read"
        yield report(State.GONE, last_two, what, f"{_NEW_HOST}; {_ARCHIVE}")


def _judge_silent(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    silent = newest_streak(live, is_unreachable)
    first, last = (silent[0].started, silent[-1].ended) if silent else (None, None)
    if len(silent) < _MIN_SILENT_RUNS or first is None or last is None or last - first < _TWO_WEEKS:
        return
    what = f"no answer for {span(last - first)} ({len(silent)} runs){find_common_failure(last_two)[0]}"
    yield report(State.GONE, last_two, what, f"check whether the site still exists; {_ARCHIVE}")


def _list_redirect_targets(runs: Sequence[RunSummary]) -> list[str]:
    return [host for run in runs for host in run.away if host]


def _has_moved(run: RunSummary) -> bool:
    lists = sum(page.outcome == "moved" for page in run.lost_lists.values()) if run.links else 0
    moved = run.count("moved") - lists
    return count_read_pages(run) == 0 and (moved >= _MIN_PAGES or (moved > 0 and run.links == 0))


# --- unreachable ----------------------------------------------------------------------------------


def _judge_unreachable(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    if is_true_of_both(last_two, is_unreachable):
        what = f"nothing could be fetched: {describe_streak(live, is_unreachable)}"
    elif _do_articles_fail(last_two):
        pages = len({url for run in last_two for url in run.failed})
        what = f"none of {pages} article pages could be fetched in the last 2 runs"
    else:
        return
    reason, code = find_common_failure(last_two)
    yield report(State.UNREACHABLE, last_two, what + reason, _BY_CODE.get(code, _NETWORK))


def _judge_away(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    """Reports a site that refuses one run and is unreachable in the next, as a dead server behind a proxy."""
    if not is_true_of_both(last_two, _is_away):
        return
    results, reason = describe_results(newest_streak(live, _is_away)), find_common_failure(last_two)[0]
    what = f"nothing was read: {describe_streak(live, _is_away)} ({results}){reason}"
    advice = "open the site from another network; check its robots.txt; else wait"
    yield report(State.UNREACHABLE, last_two, what, advice)


def is_unreachable(run: RunSummary) -> bool:
    return run.code == ExitCode.UNREACHABLE


def _is_away(run: RunSummary) -> bool:
    return is_unreachable(run) or _is_blocked(run)


def _do_articles_fail(last_two: Sequence[RunSummary]) -> bool:
    """Whether every article page failed, and the second run met new failures, not merely the same pages."""
    if not is_true_of_both(
        last_two, lambda run: run.count("failed") >= _MIN_PAGES and not count_read_pages(run)
    ):
        return False
    return bool({*last_two[1].failed} - {*last_two[0].failed})
