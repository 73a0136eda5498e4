"""One row of the table of figures that every benchmark gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, with a figure of each round. A row without a limit is for information.

    `is_rate`: the limit is the least that is allowed, and more is better; otherwise it is the most.
    """

    what: str
    values: Sequence[float]
    unit: str = ""
    limit: float | None = None
    goal: float | None = None
    is_rate: bool = False

    @property
    def figure(self) -> float:
        """The median of the rounds."""
        return median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """The quartiles of the rounds; least and most where they are fewer than four."""
        if len(self.values) < 4:
            return min(self.values), max(self.values)
        low, _, high = quantiles(self.values, n=4)
        return low, high

    @property
    def is_held(self) -> bool:
        """Whether the limit is held; also where there is none."""
        return self._meets(self.limit) is not False

    @property
    def is_goal_reached(self) -> bool:
        return self._meets(self.goal) is not False

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return "-"
        if not self.is_held:
            return "NOT held"
        return "held, goal reached" if self.goal is not None and self.is_goal_reached else "held"

    def _meets(self, bound: float | None) -> bool | None:
        if bound is None:
            return None
        return self.figure >= bound if self.is_rate else self.figure <= bound


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
        print(f"{row.what}: {figure} ({low} to {high}, {len(row.values)} rounds){limit}")
        code = code or int(not row.is_held)
    return code
