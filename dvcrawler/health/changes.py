"""What shows that a site has changed: fewer links on its listings, unreadable pages, lost fields.

Each is compared with the site's own earlier runs and must show in two runs, with one exception: several
listing pages at once without any link.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from dvcrawler.errors import ExitCode
from dvcrawler.health.history import FAILED_OUTCOMES, RunSummary
from dvcrawler.health.lost_lists import judge_lost_lists
from dvcrawler.health.pages import judge_layouts, judge_unread
from dvcrawler.health.stretches import BASELINE, split_at_fall
from dvcrawler.health.values import judge_doubts, judge_fields
from dvcrawler.health.verdict import FIX_LAYOUT, Finding, State, in_last, report, report_change

#: Listing pages without a link in one run that are not coincidence.
_MIN_EMPTY_PAGES = 3
#: Listings have lost links below half of the usual links per page, or a third of the links or pages per run.
_LOST_PER_PAGE, _LOST_PER_RUN = 1 / 2, 1 / 3
#: Usual links per page, and per run, below which a drop means nothing.
_MIN_LINKS_PER_PAGE, _MIN_LINKS_PER_RUN = 2, 10
_FIND_SITE = (
    "open the site; if it has moved, asks for a login or was sold, look for the site's new address, "
    "and for missing articles in a web archive: -a source=wayback"
)


def judge_changes(whole: Sequence[RunSummary]) -> list[Finding]:
    """Returns every sign of a redesign, most important first."""
    observed = [run for run in whole if run.has_seen_site]
    lists = [*_judge_missing_lists(observed)] or [*_judge_links(observed)] or [*judge_lost_lists(observed)]
    return [
        *lists,
        *judge_unread(observed),
        *judge_layouts(observed),
        *judge_fields(observed),
        *judge_doubts(observed),
    ]


# --- listings -------------------------------------------------------------------------------------


def _judge_missing_lists(observed: Sequence[RunSummary]) -> Iterator[Finding]:
    """Reports a site that answers while its front page or most of its sections cannot be read."""
    complete = [run for run in observed if run.code != ExitCode.LIMIT]
    usual, low = split_at_fall(complete, lambda run: run.pages, _has_few_lists)
    if len(low) < 2:
        return
    last_two, pages = low[-2:], median(run.pages for run in usual)
    if observed[-1] is not low[-1] and not _has_few_lists(observed[-1], pages):
        return
    what = f"{in_last(low)}: {sum(run.pages for run in last_two) / 2:.0f} listing pages were read per run, "
    what += f"usually {pages:.0f}{_find_last_reason(last_two)}"
    yield _explain_missing_lists(low, what)


def _explain_missing_lists(low: Sequence[RunSummary], what: str) -> Finding:
    last_two, shown = low[-2:], low[-3:]
    refused = sum(run.count("robots", "blocked") for run in last_two)
    failed = sum(run.count("failed") for run in last_two)
    if refused > failed:
        return report(State.BLOCKED, shown, what, "check robots.txt; contact the portal's administrator")
    if failed:
        return report(State.UNREACHABLE, shown, what, "open the site: its front page or its sections fail")
    return report_change(low, what, "open the site's front page; " + FIX_LAYOUT)


def _has_few_lists(run: RunSummary, pages: float) -> bool:
    if pages < 1 or run.pages > pages * _LOST_PER_RUN:
        return False
    return run.pages == 0 or run.count(*FAILED_OUTCOMES) * 2 >= pages


def _find_last_reason(runs: Sequence[RunSummary]) -> str:
    reasons = [reason for run in runs for reason in (*run.lists_unread, *run.reasons)]
    return f" ({reasons[-1]})" if reasons else ""


def _judge_links(observed: Sequence[RunSummary]) -> Iterator[Finding]:
    with_lists = [run for run in observed if run.pages > 0]
    if not with_lists:
        return
    *before, last = with_lists
    usual = median([run.links for run in before if run.links][-BASELINE:] or [0])
    if _has_no_links(last, before, usual):
        yield _report_no_links(with_lists[-2:], usual)
    else:
        yield from _judge_links_per_page(with_lists) or _judge_links_per_run(with_lists)


def _report_no_links(last_two: Sequence[RunSummary], usual: float) -> Finding:
    empty = [run for run in last_two if run.links == 0]
    what = f"{in_last(empty)}: {sum(run.pages for run in empty)} listing pages without an article link"
    what += f"; usually {usual:.0f} links per run" if usual else ""
    placeholder = empty[-1].placeholder
    if placeholder is not None:
        return report_change(empty, f"{what}; {placeholder}", _FIND_SITE)
    return report_change(empty, what, "open the site; " + FIX_LAYOUT)


def _has_no_links(last: RunSummary, before: Sequence[RunSummary], usual: float) -> bool:
    """Whether two runs in a row found no link, or one did on several pages that usually have some."""
    if last.links > 0:
        return False
    if before and before[-1].links == 0:
        return True
    return last.pages >= _MIN_EMPTY_PAGES and len(before) >= 2 and usual >= last.pages


def _judge_links_per_page(with_lists: Sequence[RunSummary]) -> list[Finding]:
    usual, low = split_at_fall(with_lists, lambda run: run.links / run.pages, _has_few_links_per_page)
    if len(low) < 2:
        return []
    now = sum(run.links for run in low) / sum(run.pages for run in low)
    before = median(run.links / run.pages for run in usual)
    what = f"{in_last(low)}: {now:.1f} article links per listing page, usually {before:.1f}"
    return [report_change(low, what, "open a listing page and the site's front page; " + FIX_LAYOUT)]


def _judge_links_per_run(with_lists: Sequence[RunSummary]) -> list[Finding]:
    undisturbed = [run for run in with_lists if _is_undisturbed(run)]
    usual, low = split_at_fall(undisturbed, lambda run: run.links, _has_few_links)
    if len(low) < 2 or low[-1] is not with_lists[-1]:
        return []
    now, before = median(run.links for run in low), median(run.links for run in usual)
    what = f"{in_last(low)}: {now:.0f} article links on all listing pages of a run, usually {before:.0f}"
    return [report_change(low, what, "check that the front page still links to the sections; " + FIX_LAYOUT)]


def _has_few_links_per_page(run: RunSummary, per_page: float) -> bool:
    return per_page >= _MIN_LINKS_PER_PAGE and run.links / run.pages < per_page * _LOST_PER_PAGE


def _has_few_links(run: RunSummary, per_run: float) -> bool:
    return per_run >= _MIN_LINKS_PER_RUN and run.links < per_run * _LOST_PER_RUN


def _is_undisturbed(run: RunSummary) -> bool:
    """Whether the run had enough time and no failures, so that anything it did not find was not there."""
    return run.code != ExitCode.LIMIT and not run.count(*FAILED_OUTCOMES)
