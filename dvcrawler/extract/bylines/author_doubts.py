"""Doubts about the author of a text that nobody signs."""

from collections.abc import Sequence

from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.bylines.names import is_sure_name


def doubt_source(source: str | None) -> tuple[Problem, ...]:
    """The doubt about the author of a text the source of which is a person."""
    if source is None or not is_sure_name(source):
        return ()
    return doubt_author(f"{source!r} is named as the source; it may be the author")


def doubt_roles(lines: Sequence[str]) -> tuple[Problem, ...]:
    """`lines`: what persons did, below the text."""
    return doubt_author(f"{'; '.join(lines)!r} is below the text; it may name the author")


def doubt_author(reason: str) -> tuple[Problem, ...]:
    return (Problem("author", ProblemCode.NAME_BELOW_TEXT, reason),)
