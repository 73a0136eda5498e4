"""The figures that the report shows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dvcrawler.coverage.count import Gap
from dvcrawler.health.verdict import Verdict
from dvcrawler.report.phrases import Phrase

UNDATED = "undated"


def every_month(times: Iterable[str]) -> list[str]:
    """Every month ("YYYY-MM"), or year ("YYYY"), from the first to the last, including empty ones."""
    dated = sorted(time for time in times if time != UNDATED)
    if not dated:
        return []
    if len(dated[0]) == 4:
        return [f"{year:04}" for year in range(int(dated[0]), int(dated[-1]) + 1)]
    first, last = (int(time[:4]) * 12 + int(time[5:7]) - 1 for time in (dated[0], dated[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Period:
    """Days of publication, inclusive, `YYYY-MM-DD`."""

    since: str
    until: str


@dataclass(slots=True)
class SiteFigures:
    """`months`: articles by (month or "undated", section or ""). `first`, `last`: days, None if none is
    dated. `gaps`: None if the ledger cannot be read. The files on disk: bytes by month of capture.
    """

    name: str
    title: str
    months: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: str | None = None
    last: str | None = None
    gaps: list[Gap] | None = None
    verdict: Verdict | None = None
    articles_on_disk: Counter[str] = field(default_factory=Counter)
    pages_on_disk: Counter[str] = field(default_factory=Counter)
    taken: int = 0
    given: int = 0

    @property
    def articles(self) -> int:
        return self.months.total()

    def by_month(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for (month, _), count in self.months.items():
            counts[month] += count
        return counts


@dataclass(slots=True)
class Figures:
    """`as_of`: when the newest run on record ended, None without one. `flows`: articles by (site of origin,
    site that reposts). `reposted`: articles with text of another site; `unknown_origin`: those of which it is
    unknown which text was first. `unreadable`: lines of the store that cannot be read.
    """

    sites: list[SiteFigures]
    as_of: str | None
    authors: list[tuple[str, int]]
    sources: list[tuple[str, int]]
    flows: Counter[tuple[str, str]]
    reposted: int
    unknown_origin: int
    period: Period | None
    phrases: list[Phrase]
    unreadable: int = 0
