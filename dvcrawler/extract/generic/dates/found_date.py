"""When an article was published, as its page prints or states it."""

from dataclasses import dataclass

from dvcrawler.items import Problem


@dataclass(frozen=True, slots=True)
class FoundDate:
    """`raw` is as printed or stated; `place` is the position of its block, -1 if it is not printed."""

    raw: str
    month_first: bool = False
    place: int = -1
    problem: Problem | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        return () if self.problem is None else (self.problem,)
