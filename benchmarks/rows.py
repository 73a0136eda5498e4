"""One row of the table of figures: what every benchmark gives to `python -m benchmarks`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured. `figure` is the median of the rounds, `spread` their quartiles; equal for what does
    not vary. A row without a limit is for information. `is_rate`: more is better, and the limit is the least.
    """

    what: str
    figure: float
    spread: tuple[float, float]
    rounds: int
    unit: str = ""
    limit: float | None = None
    goal: float | None = None
    is_rate: bool = False

    @property
    def is_held(self) -> bool:
        """Whether the limit is held; also where there is none."""
        return self.limit is None or self._reaches(self.limit)

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return "-"
        if not self.is_held:
            return "NOT held"
        return "held; goal reached" if self.goal is not None and self._reaches(self.goal) else "held"

    def _reaches(self, bound: float) -> bool:
        return self.figure >= bound if self.is_rate else self.figure <= bound


def make_row(
    what: str,
    values: Sequence[float],
    unit: str = "",
    *,
    limit: float | None = None,
    goal: float | None = None,
    is_rate: bool = False,
) -> Row:
    """The row of the figures of all rounds. With fewer than four the spread is from least to most."""
    low, high = min(values), max(values)
    if len(values) >= 4:
        low, _, high = quantiles(values, n=4, method="inclusive")
    return Row(what, median(values), (low, high), len(values), unit, limit, goal, is_rate)


def format_number(value: float) -> str:
    """Three digits, or all before the point."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def print_rows(rows: Iterable[Row]) -> int:
    """Prints a line a row; returns the exit code: 1 where a limit is not held."""
    code = 0
    for row in rows:
        low, high = map(format_number, row.spread)
        figure = f"{format_number(row.figure)} {row.unit}".rstrip()
        limit = "" if row.limit is None else f"; limit {format_number(row.limit)}: {row.verdict}"
        print(f"{row.what}: {figure} ({low} to {high} in {row.rounds}){limit}")
        code = code or int(not row.is_held)
    return code
