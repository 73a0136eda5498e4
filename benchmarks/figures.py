"""What a benchmark measured, and whether its limit is held."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value`: the median of its rounds, `spread` from the smallest to the largest. `is_least`: the value may
    not be below the limit; else not above. A `limit` of None: for information only.
    """

    what: str
    value: float
    unit: str
    spread: tuple[float, float]
    limit: float | None = None
    goal: float | None = None
    is_least: bool = False

    @property
    def is_held(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.is_least else self.value <= self.limit

    def __str__(self) -> str:
        low, high = self.spread
        line = f"{self.what:<52}{self.value:>9.3g} {self.unit} ({low:.3g} to {high:.3g})"
        if self.limit is None:
            return line
        word = "at least" if self.is_least else "at most"
        goal = f", goal {self.goal:g}" if self.goal is not None else ""
        return f"{line}; {word} {self.limit:g}{goal}: {'held' if self.is_held else 'NOT held'}"


def report(figures: Sequence[Figure]) -> int:
    """Prints them; the exit status, 1 where a limit is not held."""
    for figure in figures:
        print(figure)
    return 0 if all(figure.is_held for figure in figures) else 1
