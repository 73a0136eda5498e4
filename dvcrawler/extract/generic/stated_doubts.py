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
    is_stated = when is not None and when.place < 0 and when.raw in doubts.dates
    if is_stated or (when is None and doubts.dates):
        yield _name("date", doubts, doubts.dates[0])
    byline = reading.byline_raw
    is_signed = byline is not None and any(name in byline for name in doubts.authors)
    if (is_signed and doubts.is_used) or (byline is None and doubts.authors):
        yield _name("author", doubts, doubts.authors[0])


def _name(field: str, doubts: Doubts, value: str) -> Problem:
    outcome = "used" if doubts.is_used else "not used"
    reason = f"stated under the headline {doubts.headline[:_LONGEST]!r} and {outcome}: {value[:_LONGEST]!r}"
    return Problem(field, ProblemCode.OTHER_HEADLINE, reason)
