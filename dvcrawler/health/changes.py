"""A changed site: fewer links on its listings, pages that no layout reads, fields that are lost.

Each is held against this site's own earlier runs, and takes two runs to be believed, but for one:
several listing pages at once without any link.
"""

from collections.abc import Iterator, Sequence
from math import comb
from statistics import median

from dvcrawler.health.history import Seen
from dvcrawler.health.troubles import read_pages
from dvcrawler.health.verdict import Sign, State

#: What is usual: told by so many runs before the two that are judged, and by no fewer.
_BASELINE, _FEWEST = 40, 5
#: Listing pages without a link, in one run, that are no coincidence.
_PLAIN_PAGES = 3
#: Below half of the usual links a page, or a third of the links a run, lists have lost something.
_PAGE_SHARE, _RUN_SHARE = 1 / 2, 1 / 3
_FEW_PAGES = 3
#: A field that fewer have is none to miss; below half of its usual share it is, unless by chance.
_USUAL_FIELD, _FIELD_SHARE, _CHANCE = 0.5, 0.5, 1e-4
#: The articles that tell a field's usual share; a backlog read in one night must not outvote today.
_ARTICLES, _FEWEST_ARTICLES = 200, 20
_MEND = "compare a page with its layout (`dvcrawler extract`), mend that, then `dvcrawler reparse`"


def judge_changes(whole: Sequence[Seen]) -> list[Sign]:
    """Every sign of a redesign, in the order of their weight."""
    looks = [run for run in whole if run.has_looked]
    return [*_links(looks), *_unread(looks), *_layouts(looks), *_fields(looks), *_doubts(looks)]


# --- listings -------------------------------------------------------------------------------------


def _links(looks: Sequence[Seen]) -> Iterator[Sign]:
    with_lists = [run for run in looks if run.pages > 0]
    if not with_lists:
        return
    *before, last = with_lists[-_BASELINE - 2 :]
    twice = [*before[-1:], last]
    usual = median([run.links for run in before] or [0])
    if last.links == 0 and (
        (len(twice) == 2 and twice[0].links == 0)
        or (last.pages >= _PLAIN_PAGES and len(before) >= 2 and usual >= last.pages)
    ):
        empty = [run for run in twice if run.links == 0]
        what = f"{_in(empty)}: {sum(r.pages for r in empty)} listing pages without one article link"
        what += f"; usually {usual:.0f} in a run" if usual else ""
        yield _changed(empty, what, "open the site; " + _MEND)
    else:
        yield from _fewer_links(before[:-1], twice)


def _fewer_links(before: Sequence[Seen], twice: Sequence[Seen]) -> Iterator[Sign]:
    if len(before) < _FEWEST or len(twice) < 2:
        return
    a_page, a_run = median(r.links / r.pages for r in before), median(r.links for r in before)
    now = sum(r.links for r in twice) / sum(r.pages for r in twice)
    if a_page >= 2 and all(r.links / r.pages < a_page * _PAGE_SHARE for r in twice):
        what = f"{_in(twice)}: {now:.1f} article links a listing page, usually {a_page:.1f}"
        yield _changed(twice, what, "open a listing page and the site's front page; " + _MEND)
    elif a_run >= 10 and all(r.links < a_run * _RUN_SHARE and _is_undisturbed(r) for r in twice):
        found = " and ".join(str(r.links) for r in twice)
        what = f"{_in(twice)}: {found} article links on all listing pages, usually {a_run:.0f}"
        yield _changed(twice, what, "look whether the front page still leads to the sections; " + _MEND)


def _is_undisturbed(run: Seen) -> bool:
    """It had the time, and nothing failed: what it did not see was not there."""
    return run.code != 17 and not run.count("failed", "blocked", "robots")


# --- pages ----------------------------------------------------------------------------------------


def _unread(looks: Sequence[Seen]) -> Iterator[Sign]:
    """Pages that go unread for the first time; the known oddities come back every few days."""
    known: set[str] = set()
    tries: list[tuple[Seen, int, int]] = []
    for run in looks:
        fresh = max(run.count("unread") - sum(url in known for url in run.unread), 0)
        known.update(run.unread)
        if fresh + read_pages(run):
            tries.append((run, fresh, read_pages(run)))
    twice, before = tries[-2:], tries[-_BASELINE - 2 : -2]
    if len(twice) < 2 or not all(fresh for _, fresh, _ in twice):
        return
    unread, share = _pooled(twice)
    usual = _pooled(before)[1]
    told = all(run.code == 13 for run, _, _ in twice)
    if (unread >= _FEW_PAGES and share > 0.5) or (unread >= 5 and share > max(0.2, 2 * usual)) or told:
        runs = [run for run, _, _ in twice]
        tried = unread + sum(read for *_, read in twice)
        what = f"{_in(runs)}: no layout reads {unread} of {tried} article pages; usually {usual:.0%}"
        example = next((f"; e.g. {url}" for run in reversed(runs) for url in run.unread), "")
        yield _changed(runs, what + example, _MEND)


def _pooled(tries: Sequence[tuple[Seen, int, int]]) -> tuple[int, float]:
    """Unread pages, and their share of those that were tried."""
    unread, read = sum(fresh for _, fresh, _ in tries), sum(read for *_, read in tries)
    return unread, unread / (unread + read) if unread + read else 0.0


def _layouts(looks: Sequence[Seen]) -> Iterator[Sign]:
    """Pages that only the generic layout reads: nothing goes unread, and yet the site has changed."""
    told = [run for run in looks if sum(run.layouts.values()) > 0]
    twice, before = told[-2:], told[-_BASELINE - 2 : -2]
    if len(twice) < 2 or not before or not all(map(_generic, twice)):
        return
    generic, articles = sum(map(_generic, twice)), sum(sum(r.layouts.values()) for r in twice)
    usual = sum(map(_generic, before)) / sum(sum(r.layouts.values()) for r in before)
    if generic >= _FEW_PAGES and generic / articles > max(0.5, 2 * usual):
        what = f"{_in(twice)}: {generic} of {articles} articles were read by the generic layout alone"
        yield _changed(twice, f"{what}; usually {usual:.0%}", _MEND)


def _generic(run: Seen) -> int:
    return sum(count for name, count in run.layouts.items() if name.startswith("generic"))


# --- values ---------------------------------------------------------------------------------------


def _fields(looks: Sequence[Seen]) -> Iterator[Sign]:
    """A field that far fewer articles have; the last two runs with articles, or more where they had few."""
    told = [run for run in looks if run.articles > 0]
    for name in sorted({name for run in told[-_BASELINE:] for name in run.fields}):
        for many in range(2, 11):
            sign = _lost(name, told[-many:], _tail(told[:-many])) if len(told) > many else None
            if sign is not None:
                yield sign
                break


def _lost(name: str, recent: Sequence[Seen], before: Sequence[Seen]) -> Sign | None:
    articles, usual_of = sum(r.articles for r in recent), sum(r.articles for r in before)
    if articles < _FEW_PAGES or usual_of < _FEWEST_ARTICLES:
        return None
    having = min(sum(max(r.fields.get(name, 0), 0) for r in recent), articles)
    usual = min(sum(max(r.fields.get(name, 0), 0) for r in before) / usual_of, 1.0)
    if usual < _USUAL_FIELD or having / articles >= usual * _FIELD_SHARE:
        return None
    if _chance(having, articles, min(usual, 0.98)) > _CHANCE:
        return None
    what = f"{_in(recent)}: {having} of {articles} articles have `{name}`, usually {usual:.0%}"
    return _changed(recent, what, _MEND)


def _doubts(looks: Sequence[Seen]) -> Iterator[Sign]:
    """Values that cannot be right, in most articles of two runs."""
    told = [run for run in looks if run.articles > 0]
    twice, before = told[-2:], _tail(told[:-2])
    if len(twice) < 2:
        return
    articles, usual_of = sum(r.articles for r in twice), sum(r.articles for r in before)
    for name in sorted({name for run in twice for name in run.implausible}):
        counts = [run.implausible.get(name, 0) for run in twice]
        usual = sum(r.implausible.get(name, 0) for r in before) / usual_of if usual_of else 0.0
        # `dates_alike` counts once a run: all of its dates.
        alike = name == "dates_alike"
        if not all(count > 0 for count in counts):
            continue
        if alike or (sum(counts) >= _FEW_PAGES and sum(counts) / articles > max(0.5, 3 * usual)):
            of = "both runs" if alike else f"{sum(counts)} of {articles} articles, usually {usual:.0%}"
            yield _changed(twice, f"{_in(twice)}: implausible ({name}) in {of}", _MEND)


def _tail(runs: Sequence[Seen]) -> Sequence[Seen]:
    """The newest runs that hold enough articles to tell what is usual."""
    held, start = 0, len(runs)
    while start > 0 and held < _ARTICLES:
        start -= 1
        held += runs[start].articles
    return runs[start:]


def _chance(having: int, of: int, usual: float) -> float:
    """How likely so few of `of` articles have a field that the share `usual` of them has."""
    if of > 500:  # then it is no chance
        return 0.0
    return sum(comb(of, k) * usual**k * (1 - usual) ** (of - k) for k in range(having + 1))


def _in(runs: Sequence[Seen]) -> str:
    return "in the last run" if len(runs) == 1 else f"in the last {len(runs)} runs"


def _changed(runs: Sequence[Seen], what: str, advice: str) -> Sign:
    return Sign(State.CHANGED, what, advice, tuple(run.id for run in runs[-3:]))
