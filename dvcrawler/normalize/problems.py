"""Several problems of one field as the one that a record has."""

from collections.abc import Iterable
from dataclasses import replace

from dvcrawler.items import Problem, ProblemCode

#: A part of the text is missing, which is worse than what may be wrong with the rest.
_MISSING = frozenset(
    (
        ProblemCode.TRUNCATED_PAGE,
        ProblemCode.PAGES_MISSING,
        ProblemCode.LOGIN_WALL,
        ProblemCode.HIDDEN_TEXT,
    )
)


def join_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """One problem for each field; its reason gives the others. The last counts, except for missing text."""
    found: dict[str, Problem] = {}
    for problem in problems:
        known = found.get(problem.field)
        found[problem.field] = problem if known is None else _join(known, problem)
    return tuple(found.values())


def _join(earlier: Problem, later: Problem) -> Problem:
    is_repeated = earlier.code == later.code and later.reason in earlier.reason
    is_graver = earlier.code in _MISSING and later.code not in _MISSING
    first, second = (earlier, later) if is_repeated or is_graver else (later, earlier)
    if second.reason in first.reason:
        return first
    return replace(first, reason=f"{first.reason}; and: {second.reason}")
