"""Learns the usual rates of a site, and how far its newest runs depart from them.

An unattended change must not become the baseline: runs that show it are left out of the baseline for up
to a month. A change that has lasted longer is accepted as the site's new normal.
"""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb, sqrt

from dvcrawler.health.history import RunSummary

#: In seconds.
MONTH = 30 * 86400.0
#: Number of runs in a baseline, and the fewest that make one.
BASELINE, MIN_BASELINE = 40, 5
#: Number of runs in the baseline of pages: larger, since a run may bring a single page.
_PAGE_BASELINE = 200
#: Numbers of newest runs examined together: a site may bring one article a day, or one in many runs.
_LENGTHS = (*range(2, 11), 15, 25, 40, 65, 100, 160, 250, 400, 650)
#: Stretches up to this length are examined even if they span more than a month.
_ALWAYS_EXAMINED = 5
#: Floor of the usual failure share: without it, one failure after none would look impossible.
_MIN_USUAL_SHARE = 0.02
#: Pages that must be known from before for the chance of an anomaly to mean anything.
_MIN_KNOWN = 10
#: Number of newest pages of which at least one must have failed.
_NEWEST_PAGES = 3
#: Above this number of articles a shortfall is never a coincidence, and the exact sum is slow.
_MAX_EXACT = 500


@dataclass(frozen=True, slots=True)
class RunTally:
    """Pages of one run that failed (`bad`) and succeeded (`good`)."""

    run: RunSummary
    bad: int
    good: int


@dataclass(frozen=True, slots=True)
class Anomaly:
    """`bad` of `tried` pages failed in `runs`; `usual` is the share that failed of `known` earlier pages."""

    runs: list[RunSummary]
    bad: int
    tried: int
    usual: float
    known: int

    @property
    def share(self) -> float:
        return self.bad / self.tried

    @property
    def is_comparable(self) -> bool:
        """Whether enough earlier pages are known."""
        return self.known >= _MIN_KNOWN

    @property
    def chance(self) -> float:
        """Probability of at least this many failures if the failure rate were still the usual one."""
        # Laplace's rule: a share observed on few pages is uncertain.
        usual = max((self.usual * self.known + 1) / (self.known + 2), _MIN_USUAL_SHARE)
        return chance_of_at_most(self.tried - self.bad, self.tried, 1 - usual)


class _Baseline:
    """The newest runs that are as usual, and the median of their rates, which are kept in order."""

    def __init__(self, rate: Callable[[RunSummary], float]) -> None:
        self.runs = deque[RunSummary]()
        self._rate = rate
        self._rates = list[float]()

    def add(self, run: RunSummary) -> None:
        if len(self.runs) == BASELINE:
            del self._rates[bisect_left(self._rates, self._rate(self.runs.popleft()))]
        self.runs.append(run)
        insort(self._rates, self._rate(run))

    @property
    def median(self) -> float:
        middle, is_odd = divmod(len(self._rates), 2)
        return self._rates[middle] if is_odd else (self._rates[middle - 1] + self._rates[middle]) / 2


def split_at_fall(
    runs: Sequence[RunSummary],
    rate: Callable[[RunSummary], float],
    is_low: Callable[[RunSummary, float], bool],
) -> tuple[list[RunSummary], list[RunSummary]]:
    """Splits `runs` (oldest first) into the baseline and the unbroken newest runs that fall below it.

    `is_low` is asked with the median of the baseline's rates.
    """
    usual, low = _Baseline(rate), list[RunSummary]()
    for run in runs:
        accepted = [run]
        if len(usual.runs) >= MIN_BASELINE and is_low(run, usual.median):
            low.append(run)
            accepted = low if is_month_apart(low[0], run) else []
        for each in accepted:
            usual.add(each)
        if accepted:
            low = []
    return list(usual.runs), low


def stretches(runs: Sequence[RunSummary]) -> Iterator[int]:
    """Yields how many of the newest runs to examine together: 2, 3, 4, 5, then more up to a month back."""
    for length in _LENGTHS:
        if length > len(runs):
            return
        if length > _ALWAYS_EXAMINED and is_month_apart(runs[-length], runs[-1]):
            return
        yield length


def find_anomaly(tallies: Sequence[RunTally], is_anomalous: Callable[[Anomaly], bool]) -> Anomaly | None:
    """Finds the shortest newest stretch that is anomalous, with failures in at least two of its runs.

    None if there is no such stretch, or if the newest three pages all succeeded.
    """
    if not _has_recent_failure(tallies):
        return None
    for length in stretches([each.run for each in tallies]):
        recent = tallies[-length:]
        if sum(each.bad > 0 for each in recent) < 2:
            continue
        anomaly = _compare(recent, tallies[-length - _PAGE_BASELINE : -length])
        if is_anomalous(anomaly):
            return anomaly
    return None


def has_come_and_gone(tallies: Sequence[RunTally], bad: int, tried: int) -> bool:
    """Whether about `bad` of `tried` pages failed in at least two earlier stretches too, but not in the pages
    after them: on Sundays, or each morning when the news of an agency come in. Pages that fail for one reason
    come together, so their number alone may look like more than chance.
    """
    share = (bad - sqrt(tried)) / tried
    shares = _slide(tallies, tried)
    starts = sum(before < share <= now for before, now in pairwise(shares))
    return starts - (bool(shares) and shares[-1] >= share) >= 2


def _slide(tallies: Sequence[RunTally], pages: int) -> list[float]:
    """The share of failed pages in each stretch of this many pages, or a few more where a run had several."""
    shares, window, failed, tried = list[float](), deque[RunTally](), 0, 0
    for each in tallies:
        window.append(each)
        failed, tried = failed + each.bad, tried + each.bad + each.good
        while tried - window[0].bad - window[0].good >= pages:
            oldest = window.popleft()
            failed, tried = failed - oldest.bad, tried - oldest.bad - oldest.good
        if tried >= pages:
            shares.append(failed / tried)
    return shares


def chance_of_at_most(having: int, of: int, usual: float) -> float:
    """Binomial probability that at most `having` of `of` articles have a property of the share `usual`."""
    if of > _MAX_EXACT:
        return 0.0
    return sum(comb(of, k) * usual**k * (1 - usual) ** (of - k) for k in range(having + 1))


def is_month_apart(first: RunSummary, last: RunSummary) -> bool:
    """Whether the two runs ended more than a month apart; False if either time is unknown."""
    return first.ended is not None and last.ended is not None and last.ended - first.ended > MONTH


def _compare(recent: Sequence[RunTally], before: Sequence[RunTally]) -> Anomaly:
    bad, tried = _sum_pages(recent)
    bad_before, tried_before = _sum_pages(before)
    usual = bad_before / tried_before if tried_before else 0.0
    return Anomaly([each.run for each in recent], bad, tried, usual, tried_before)


def _has_recent_failure(tallies: Sequence[RunTally]) -> bool:
    """Whether a page of the last run failed, or of the newest runs that together have three pages."""
    tried = 0
    for each in reversed(tallies):
        tried += each.bad + each.good
        if each.bad or tried >= _NEWEST_PAGES:
            return each.bad > 0
    return False


def _sum_pages(tallies: Sequence[RunTally]) -> tuple[int, int]:
    """Returns (failed pages, all pages)."""
    bad = sum(each.bad for each in tallies)
    return bad, bad + sum(each.good for each in tallies)
