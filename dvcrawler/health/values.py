"""Values of articles: a field that far fewer have, doubts that nearly all of them raise."""

from collections.abc import Iterator, Sequence

from dvcrawler.health.history import RunSummary
from dvcrawler.health.stretches import chance_of_at_most, stretches
from dvcrawler.health.verdict import MEND, Finding, changed, in_last

_FEW_PAGES = 3
#: A field that fewer have is none to miss; below half of its usual share it is, unless by chance.
_USUAL_FIELD, _FIELD_SHARE, _CHANCE = 0.5, 0.5, 1e-4
#: The articles that tell a field's usual share; a backlog read in one night must not outvote today.
_ARTICLES, _FEWEST_ARTICLES = 200, 20


def judge_fields(looks: Sequence[RunSummary]) -> Iterator[Finding]:
    """A field that far fewer articles have; the last two runs with articles, or more where they had few."""
    told = [run for run in looks if run.articles > 0]
    for name in sorted({name for run in told for name in run.fields}):
        for many in stretches(told):
            sign = _lost(name, told[-many:], _tail(told[:-many]))
            if sign is not None:
                yield sign
                break


def judge_doubts(looks: Sequence[RunSummary]) -> Iterator[Finding]:
    """Values that cannot be right, in most articles of two runs or more."""
    told = [run for run in looks if run.articles > 0]
    last_two = told[-2:]
    names = {name for run in last_two for name in run.implausible} if len(last_two) == 2 else set[str]()
    for name in sorted(names):
        if not all(run.implausible.get(name, 0) > 0 for run in last_two):
            continue
        if name == "dates_alike":  # counts once a run: all of its dates
            yield changed(last_two, f"{in_last(last_two)}: implausible ({name}) in both runs", MEND)
            continue
        signs = (_doubted(name, told[-many:], _tail(told[:-many])) for many in stretches(told))
        yield from [sign for sign in signs if sign is not None][:1]


def _lost(name: str, recent: Sequence[RunSummary], before: Sequence[RunSummary]) -> Finding | None:
    articles, usual_of = sum(r.articles for r in recent), sum(r.articles for r in before)
    if articles < _FEW_PAGES or usual_of < _FEWEST_ARTICLES:
        return None
    having = min(_having(name, recent), articles)
    usual = min(_having(name, before) / usual_of, 1.0)
    few = usual * _FIELD_SHARE
    if usual < _USUAL_FIELD or having / articles >= few or _is_back(name, recent, few):
        return None
    if chance_of_at_most(having, articles, min(usual, 0.98)) > _CHANCE:
        return None
    what = f"{in_last(recent)}: {having} of {articles} articles have `{name}`, usually {usual:.0%}"
    return changed(recent, what, MEND)


def _is_back(name: str, recent: Sequence[RunSummary], few: float) -> bool:
    """Whether the newest articles have it again: a share, of three at least."""
    newest, count = list[RunSummary](), 0
    for run in reversed(recent):
        newest.append(run)
        count += run.articles
        if count >= _FEW_PAGES:
            break
    return _having(name, newest) >= few * count


def _having(name: str, runs: Sequence[RunSummary]) -> int:
    return sum(max(run.fields.get(name, 0), 0) for run in runs)


def _doubted(name: str, recent: Sequence[RunSummary], before: Sequence[RunSummary]) -> Finding | None:
    articles, usual_of = sum(r.articles for r in recent), sum(r.articles for r in before)
    count = sum(run.implausible.get(name, 0) for run in recent)
    usual = sum(r.implausible.get(name, 0) for r in before) / usual_of if usual_of else 0.0
    if count < _FEW_PAGES or count / articles <= max(0.5, 3 * usual):
        return None
    what = f"{in_last(recent)}: implausible ({name}) in {count} of {articles} articles, usually {usual:.0%}"
    return changed(recent, what, MEND)


def _tail(runs: Sequence[RunSummary]) -> Sequence[RunSummary]:
    """The newest runs that hold enough articles to tell what is usual; a backlog only where it is all."""
    small = [run for run in runs if run.articles <= _ARTICLES]
    if sum(run.articles for run in small) >= _FEWEST_ARTICLES:
        runs = small
    held, start = 0, len(runs)
    while start > 0 and held < _ARTICLES:
        start -= 1
        held += runs[start].articles
    return runs[start:]
