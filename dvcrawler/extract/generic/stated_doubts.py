"""What a page states for machines under another headline than its own."""

from collections.abc import Iterator

from dvcrawler.extract.generic.dates.when import When
from dvcrawler.extract.generic.metadata import Doubts, Structured
from dvcrawler.extract.layout import Reading
from dvcrawler.items import Problem, ProblemCode

_LONGEST = 140


def find_stated_doubts(stated: Structured, reading: Reading, when: When | None) -> Iterator[Problem]:
    """A problem for the author and for the day that are read from there, or missing and stated there."""
    doubts = stated.doubts
    if doubts is None:
        return
    if doubts.dates and (when is None or (when.place < 0 and when.raw in doubts.dates)):
        yield _name("date", doubts, doubts.dates[0])
    if doubts.authors and (reading.byline_raw is None or _signs(doubts, reading.byline_raw)):
        yield _name("author", doubts, doubts.authors[0])


def _signs(doubts: Doubts, byline: str) -> bool:
    return doubts.is_used and any(name in byline for name in doubts.authors)


def _name(field: str, doubts: Doubts, value: str) -> Problem:
    outcome = "used" if doubts.is_used else "not used"
    reason = f"stated under the headline {doubts.headline[:_LONGEST]!r} and {outcome}: {value[:_LONGEST]!r}"
    return Problem(field, ProblemCode.OTHER_HEADLINE, reason)
