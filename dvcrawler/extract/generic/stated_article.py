"""What a page states for machines about its article: whether it is one, for pages whose text cannot be read,
and whether under another headline than its own.
"""

from collections.abc import Iterator

from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.metadata import Doubts, Structured, read_structured
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reading
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.text import fold

#: Listings also call themselves articles, or state the articles they list.
_LISTING_TYPES = ("website", "object", "profile", "blog")
_LEAST_WORDS, _OPENING = 4, 40
_LONGEST = 140


def states_article(page: Page) -> bool:
    """Whether JSON-LD or `og:type` names an article with a day, and its headline is the page's `<title>`."""
    if (page.meta.get("og:type") or "").lower() in _LISTING_TYPES:
        return False
    stated = read_structured(page)
    if not stated.is_article or not stated.dates or not stated.titles:
        return False
    headline = fold(stated.titles[0])
    return len(headline.split()) >= _LEAST_WORDS and headline[:_OPENING] in fold(page.title)


def find_stated_doubts(stated: Structured, reading: Reading, when: FoundDate | None) -> Iterator[Problem]:
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
