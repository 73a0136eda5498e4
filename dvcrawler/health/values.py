"""Values of articles: a field that far fewer articles have, and implausible values in most of them."""

from collections.abc import Iterator, Sequence

from dvcrawler.health.history import RunSummary
from dvcrawler.health.stretches import RunTally, chance_of_at_most, has_come_and_gone, stretches
from dvcrawler.health.verdict import FIX_LAYOUT, Finding, in_last, report_change

_MIN_PAGES = 3
#: A field is expected if at least this share of articles has it, and lost below half of its usual share
#: unless that is likely enough to be a coincidence.
_EXPECTED_SHARE, _LOST_FACTOR, _MAX_CHANCE = 0.5, 0.5, 1e-4
#: Upper bound of the usual share in the test for coincidence: a field that all have would make any gap one.
_MAX_USUAL = 0.98
#: Articles that establish the usual share: a backlog read in one night must not outvote recent runs.
_BASELINE_ARTICLES, _MIN_BASELINE_ARTICLES = 200, 20


def judge_fields(observed: Sequence[RunSummary]) -> Iterator[Finding]:
    """Reports fields that far fewer articles have, in the last two runs or more if those had few articles."""
    with_articles = [run for run in observed if run.articles > 0]
    splits = [
        (with_articles[-length:], _choose_baseline(with_articles[:-length]))
        for length in stretches(with_articles)
    ]
    for name in sorted({name for run in with_articles for name in run.fields}):
        for recent, before in splits:
            finding = _check_lost(name, recent, before)
            if finding is not None and not _is_spell(name, recent, with_articles[: -len(recent)]):
                yield finding
                break


def judge_doubts(observed: Sequence[RunSummary]) -> Iterator[Finding]:
    """Reports values that cannot be right in most articles of at least two runs."""
    with_articles = [run for run in observed if run.articles > 0]
    last_two = with_articles[-2:]
    if len(last_two) < 2:
        return
    for name in sorted({name for run in last_two for name in run.implausible}):
        if all(run.implausible.get(name, 0) > 0 for run in last_two):
            yield from _judge_doubt(name, with_articles, last_two)


def _judge_doubt(
    name: str, with_articles: Sequence[RunSummary], last_two: Sequence[RunSummary]
) -> Iterator[Finding]:
    if name == "dates_alike":  # counted once per run, for all of its dates
        yield report_change(last_two, f"{in_last(last_two)}: implausible ({name}) in both runs", FIX_LAYOUT)
        return
    for length in stretches(with_articles):
        finding = _check_doubted(name, with_articles[-length:], _choose_baseline(with_articles[:-length]))
        if finding is not None:
            yield finding
            return


def _check_lost(name: str, recent: Sequence[RunSummary], before: Sequence[RunSummary]) -> Finding | None:
    articles, articles_before = _count_articles(recent), _count_articles(before)
    if articles < _MIN_PAGES or articles_before < _MIN_BASELINE_ARTICLES:
        return None
    having = min(_count_having(name, recent), articles)
    usual = min(_count_having(name, before) / articles_before, 1.0)
    threshold = usual * _LOST_FACTOR
    if usual < _EXPECTED_SHARE or having / articles >= threshold or _has_returned(name, recent, threshold):
        return None
    if chance_of_at_most(having, articles, min(usual, _MAX_USUAL)) > _MAX_CHANCE:
        return None
    what = f"{in_last(recent)}: {having} of {articles} articles have `{name}`, usually {usual:.0%}"
    return report_change(recent, what, FIX_LAYOUT)


def _is_spell(name: str, recent: Sequence[RunSummary], before: Sequence[RunSummary]) -> bool:
    """Whether articles have lacked the field so before, as those of Sundays, and had it again."""
    lacking = sum(_tally_lacking(name, run).bad for run in recent)
    return has_come_and_gone([_tally_lacking(name, run) for run in before], lacking, _count_articles(recent))


def _tally_lacking(name: str, run: RunSummary) -> RunTally:
    having = min(_count_having(name, [run]), run.articles)
    return RunTally(run, run.articles - having, having)


def _has_returned(name: str, recent: Sequence[RunSummary], threshold: float) -> bool:
    """Whether the newest articles, at least three, have the field again, in a share above `threshold`."""
    newest, count = list[RunSummary](), 0
    for run in reversed(recent):
        newest.append(run)
        count += run.articles
        if count >= _MIN_PAGES:
            break
    return _count_having(name, newest) >= threshold * count


def _count_having(name: str, runs: Sequence[RunSummary]) -> int:
    """Number of articles that have the field."""
    return sum(max(run.fields.get(name, 0), 0) for run in runs)


def _count_articles(runs: Sequence[RunSummary]) -> int:
    return sum(run.articles for run in runs)


def _check_doubted(name: str, recent: Sequence[RunSummary], before: Sequence[RunSummary]) -> Finding | None:
    articles, articles_before = _count_articles(recent), _count_articles(before)
    count = _count_doubted(name, recent)
    usual = _count_doubted(name, before) / articles_before if articles_before else 0.0
    if count < _MIN_PAGES or count / articles <= max(0.5, 3 * usual):
        return None
    what = f"{in_last(recent)}: implausible ({name}) in {count} of {articles} articles, usually {usual:.0%}"
    return report_change(recent, what, FIX_LAYOUT)


def _count_doubted(name: str, runs: Sequence[RunSummary]) -> int:
    return sum(run.implausible.get(name, 0) for run in runs)


def _choose_baseline(runs: Sequence[RunSummary]) -> Sequence[RunSummary]:
    """The newest runs with enough articles to establish what is usual; large backlogs only if needed."""
    small = [run for run in runs if run.articles <= _BASELINE_ARTICLES]
    if _count_articles(small) >= _MIN_BASELINE_ARTICLES:
        runs = small
    articles, start = 0, len(runs)
    while start > 0 and articles < _BASELINE_ARTICLES:
        start -= 1
        articles += runs[start].articles
    return runs[start:]
