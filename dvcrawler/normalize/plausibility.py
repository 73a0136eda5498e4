"""Doubts about implausible values, each with a name, counted in the run record."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from dvcrawler.items import Article, Problem, ProblemCode, find_problem
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: Least number of articles whose dates can be judged.
LEAST_DATES = 10
#: Characters of a body from which an equal one is the same text; shorter ones are set phrases.
MIN_TWIN_BODY = 100
_MONTH = lazy_regex(r"/((?:19|20)\d{4})/")


def find_doubts(article: Article, site_title: str) -> list[Problem]:
    """The doubts that the article alone raises. Changes no value."""
    found = []
    if article.author and (fold(article.author) == fold(site_title) or is_outlet(article.author)):
        found.append(Problem("author", ProblemCode.AUTHOR_IS_SITE, "the author is the site's own name"))
    if article.summary and article.kind == "article" and len(article.body) < len(article.summary):
        reason = "the body is shorter than the summary"
        found.append(Problem("body", ProblemCode.BODY_SHORTER_THAN_SUMMARY, reason))
    date = find_problem(article.problems, "date")
    if date is not None and date.code is ProblemCode.DATE_OUTSIDE_MONTH:
        found.append(date)
    return found


def repeated_body(other: str) -> Problem:
    """The doubt that the article `other` of the same run has the same body at another address."""
    return Problem("body", ProblemCode.SAME_BODY, f"the same body as {other}")


def add_doubts(article: Article, doubts: Collection[Problem]) -> Article:
    """The article with these doubts, except for fields that already have a problem."""
    problems = {doubt.field: doubt for doubt in (*doubts, *article.problems)}
    return replace(article, problems=tuple(problems.values())) if doubts else article


def dates_are_alike(days: Sequence[str], urls: Sequence[str], captured: date) -> bool:
    """Whether all articles of a run share one day that cannot be true for all: their addresses name several
    months, or the day is long past.

    A morning's news shares one day too, so a day close to the capture is not doubtful by itself.
    """
    if len(days) < LEAST_DATES or len(set(days)) != 1:
        return False
    months = {found[1] for url in urls if (found := _MONTH.search(url))}
    return len(months) > 1 or (captured - date.fromisoformat(days[0])).days > 3
