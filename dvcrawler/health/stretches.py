"""What is usual at a site, and how far its newest runs are from that.

A change that nobody sees to must not become what is usual meanwhile: runs that show it are left out,
up to a month. What has lasted longer is the site's new way.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import comb

from dvcrawler.health.history import RunSummary

MONTH = 30 * 86400.0
#: What is usual: told by so many runs, and by no fewer.
BASELINE, FEWEST = 40, 5
#: What is usual of pages: of so many runs, since one may bring a single page.
_BEFORE = 200
#: Runs looked at together: a site may bring one article a day, or one in many runs.
_LENGTHS = (*range(2, 11), 15, 25, 40, 65, 100, 160, 250, 400, 650)
#: So few also where they are more than a month apart.
_ALWAYS = 5
#: Nothing goes wrong less often than this: two pages in a row are then no chance, where so many are known.
_RARELY, _KNOWN = 0.02, 10
_NEWEST = 3


@dataclass(frozen=True, slots=True)
class RunTally:
    """What went wrong and right in one run."""

    run: RunSummary
    bad: int
    good: int


@dataclass(frozen=True, slots=True)
class Anomaly:
    """`bad` of `tried` went wrong in these runs; `usual` is the share of the `known` before them."""

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
        """Whether enough is known of before."""
        return self.known >= _KNOWN

    @property
    def chance(self) -> float:
        """How likely so many go wrong where usually so few do."""
        usual = max((self.usual * self.known + 1) / (self.known + 2), _RARELY)  # few tell it badly
        return chance_of_at_most(self.tried - self.bad, self.tried, 1 - usual)


def split_at_fall(
    runs: Sequence[RunSummary], is_low: Callable[[RunSummary, Sequence[RunSummary]], bool]
) -> tuple[list[RunSummary], list[RunSummary]]:
    """The runs that tell what is usual, and the newest runs without a break that are below it."""
    usual, low = list[RunSummary](), list[RunSummary]()
    for run in runs:
        if len(usual) >= FEWEST and is_low(run, usual[-BASELINE:]):
            low.append(run)
            if is_month(low[0], run):
                usual, low = [*usual, *low], []
        else:
            usual, low = [*usual[-BASELINE:], run], []
    return usual[-BASELINE:], low


def stretches(runs: Sequence[RunSummary]) -> Iterator[int]:
    """How many of the newest runs to look at together: two, three …, five, and more up to a month back."""
    for length in _LENGTHS:
        if length > len(runs) or (length > _ALWAYS and is_month(runs[-length], runs[-1])):
            return
        yield length


def find_anomaly(tallies: Sequence[RunTally], is_much: Callable[[Anomaly], bool]) -> Anomaly | None:
    """The shortest of the newest stretches in which too much went wrong, in two runs at least; None where
    all of the newest three pages went well.
    """
    if not _goes_wrong(tallies):
        return None
    for length in stretches([each.run for each in tallies]):
        recent, before = tallies[-length:], tallies[-length - _BEFORE : -length]
        if sum(each.bad > 0 for each in recent) < 2:
            continue
        bad, tried = _pool(recent)
        bad_before, tried_before = _pool(before)
        usual = bad_before / tried_before if tried_before else 0.0
        rise = Anomaly([each.run for each in recent], bad, tried, usual, tried_before)
        if is_much(rise):
            return rise
    return None


def chance_of_at_most(having: int, of: int, usual: float) -> float:
    """How likely so few of `of` articles have what the share `usual` of them has."""
    if of > 500:  # then it is no chance
        return 0.0
    return sum(comb(of, k) * usual**k * (1 - usual) ** (of - k) for k in range(having + 1))


def is_month(first: RunSummary, last: RunSummary) -> bool:
    """Whether a month lies between the two."""
    return first.ended is not None and last.ended is not None and last.ended - first.ended > MONTH


def _goes_wrong(tallies: Sequence[RunTally]) -> bool:
    """Whether any of the newest pages did: of the last run, or of more where it had fewer than three."""
    tried = 0
    for each in reversed(tallies):
        tried += each.bad + each.good
        if each.bad or tried >= _NEWEST:
            return each.bad > 0
    return False


def _pool(tallies: Sequence[RunTally]) -> tuple[int, int]:
    """How many went wrong, of how many."""
    bad = sum(each.bad for each in tallies)
    return bad, bad + sum(each.good for each in tallies)
