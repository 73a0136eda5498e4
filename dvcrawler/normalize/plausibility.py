"""Values that are there and cannot be right: each a named doubt, counted in the run record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dvcrawler.items import Article
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.text import fold

#: Of fewer articles nothing can be said about their dates.
LEAST_DATES = 10
_MONTH = re.compile(r"/((?:19|20)\d{4})/")


@dataclass(frozen=True, slots=True)
class Doubt:
    """`name` is what is counted, `field` the field of the record it is about."""

    name: str
    field: str
    reason: str


def find_doubts(article: Article, site_title: str) -> list[Doubt]:
    """What one article alone shows. Nothing is changed by a doubt: the record says it in `problems`."""
    found = []
    if article.author and (fold(article.author) == fold(site_title) or is_outlet(article.author)):
        found.append(Doubt("author_is_site", "author", "the author is the site's own name"))
    if article.summary and article.kind == "article" and len(article.body) < len(article.summary):
        found.append(Doubt("body_shorter_than_summary", "body", "the body is shorter than the summary"))
    if article.problems.get("date", "").startswith("the printed date is outside the address's month"):
        found.append(Doubt("date_outside_month", "date", article.problems["date"]))
    return found


def repeated_body(article: Article, other: str) -> Doubt:
    """The same body stands on another address of the run, the article `other`."""
    return Doubt("same_body", "body", f"the same body as {other}")


def dates_are_alike(days: Sequence[str], urls: Sequence[str], captured: date) -> bool:
    """Whether all articles of a run share one day that cannot be the day of all: their addresses name
    several months, or the day is long past.

    A morning's news is of one day too, so a day close to the capture alone is no doubt.
    """
    if len(days) < LEAST_DATES or len(set(days)) != 1:
        return False
    months = {found[1] for url in urls if (found := _MONTH.search(url))}
    return len(months) > 1 or (captured - date.fromisoformat(days[0])).days > 3
