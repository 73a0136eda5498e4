"""A changed site: fewer links on its listings, pages that no layout reads, fields that are lost.

Each is held against this site's own earlier runs, and takes two runs to be believed, but for one:
several listing pages at once without any link.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from dvcrawler.exitcodes import ExitCode
from dvcrawler.health.history import RunSummary
from dvcrawler.health.pages import judge_layouts, judge_unread
from dvcrawler.health.stretches import BASELINE, split_at_fall
from dvcrawler.health.values import judge_doubts, judge_fields
from dvcrawler.health.verdict import MEND, Finding, State, changed, in_last

#: Listing pages without a link, in one run, that are no coincidence.
_PLAIN_PAGES = 3
#: Below half of the usual links a page, or a third of the links or pages a run, lists have lost something.
_PAGE_SHARE, _RUN_SHARE = 1 / 2, 1 / 3
_FAILED = ("failed", "blocked", "robots")


def judge_changes(whole: Sequence[RunSummary]) -> list[Finding]:
    """Every sign of a redesign, in the order of their weight."""
    looks = [run for run in whole if run.has_looked]
    lists = list(_missing_lists(looks)) or list(_links(looks))
    return [*lists, *judge_unread(looks), *judge_layouts(looks), *judge_fields(looks), *judge_doubts(looks)]


# --- listings -------------------------------------------------------------------------------------


def _missing_lists(looks: Sequence[RunSummary]) -> Iterator[Finding]:
    """The site answers, and its front page or most of its sections cannot be read."""
    complete = [run for run in looks if run.code != ExitCode.LIMIT]
    usual, low = split_at_fall(complete, _has_few_lists)
    if len(low) < 2 or (looks[-1] is not low[-1] and not _has_few_lists(looks[-1], usual)):
        return
    last_two, pages = low[-2:], median(run.pages for run in usual)
    what = f"{in_last(low)}: {sum(r.pages for r in last_two) / 2:.0f} listing pages were read in a run, "
    what += f"usually {pages:.0f}{_why(last_two)}"
    refused = sum(run.count("robots", "blocked") for run in last_two)
    failed = sum(run.count("failed") for run in last_two)
    ids = tuple(run.id for run in low[-3:])
    if refused > failed:
        yield Finding(State.BLOCKED, what, "look into robots.txt; ask the portal's administrator", ids)
    elif failed:
        yield Finding(State.UNREACHABLE, what, "open the site: its front page or its sections fail", ids)
    else:
        yield changed(low, what, "open the site's front page; " + MEND)


def _has_few_lists(run: RunSummary, usual: Sequence[RunSummary]) -> bool:
    pages = median(each.pages for each in usual)
    if pages < 1 or run.pages > pages * _RUN_SHARE:
        return False
    return run.pages == 0 or run.count(*_FAILED) * 2 >= pages


def _why(runs: Sequence[RunSummary]) -> str:
    reasons = [reason for run in runs for reason in (*run.lists_unread, *run.reasons)]
    return f" ({reasons[-1]})" if reasons else ""


def _links(looks: Sequence[RunSummary]) -> Iterator[Finding]:
    with_lists = [run for run in looks if run.pages > 0]
    if not with_lists:
        return
    *before, last = with_lists
    last_two = [*before[-1:], last]
    usual = median([run.links for run in before if run.links][-BASELINE:] or [0])
    if last.links == 0 and (
        (len(last_two) == 2 and last_two[0].links == 0)
        or (last.pages >= _PLAIN_PAGES and len(before) >= 2 and usual >= last.pages)
    ):
        empty = [run for run in last_two if run.links == 0]
        what = f"{in_last(empty)}: {sum(r.pages for r in empty)} listing pages without one article link"
        what += f"; usually {usual:.0f} in a run" if usual else ""
        yield changed(empty, what, "open the site; " + MEND)
    else:
        yield from _fewer_links(with_lists)


def _fewer_links(with_lists: Sequence[RunSummary]) -> Iterator[Finding]:
    usual, low = split_at_fall(with_lists, _has_few_links_a_page)
    if len(low) >= 2:
        now = sum(r.links for r in low) / sum(r.pages for r in low)
        before = median(r.links / r.pages for r in usual)
        what = f"{in_last(low)}: {now:.1f} article links a listing page, usually {before:.1f}"
        yield changed(low, what, "open a listing page and the site's front page; " + MEND)
        return
    usual, low = split_at_fall([run for run in with_lists if _is_undisturbed(run)], _has_few_links)
    if len(low) >= 2 and low[-1] is with_lists[-1]:
        now, before = median(r.links for r in low), median(r.links for r in usual)
        what = f"{in_last(low)}: {now:.0f} article links on all listing pages of a run, usually {before:.0f}"
        yield changed(low, what, "look whether the front page still leads to the sections; " + MEND)


def _has_few_links_a_page(run: RunSummary, usual: Sequence[RunSummary]) -> bool:
    a_page = median(each.links / each.pages for each in usual)
    return a_page >= 2 and run.links / run.pages < a_page * _PAGE_SHARE


def _has_few_links(run: RunSummary, usual: Sequence[RunSummary]) -> bool:
    a_run = median(each.links for each in usual)
    return a_run >= 10 and run.links < a_run * _RUN_SHARE


def _is_undisturbed(run: RunSummary) -> bool:
    """It had the time, and nothing failed: what it did not see was not there."""
    return run.code != ExitCode.LIMIT and not run.count(*_FAILED)
