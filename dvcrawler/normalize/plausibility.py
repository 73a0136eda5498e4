"""Doubts about implausible values, each with a name, counted in the run record; of one field one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from dvcrawler.items import Article, Problem, ProblemCode, find_problem
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.pending_texts import is_pending
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: Least number of articles whose dates can be judged.
LEAST_DATES = 10
#: Characters of a body from which an equal one is the same text; shorter ones are set phrases.
MIN_TWIN_BODY = 100
_MONTH = lazy_regex(r"/((?:19|20)\d{4})/")
#: A part of the text is missing, which is worse than what may be wrong with the rest.
_MISSING = frozenset(
    (ProblemCode.TRUNCATED_PAGE, ProblemCode.PAGES_MISSING, ProblemCode.LOGIN_WALL, ProblemCode.HIDDEN_TEXT)
)


def find_doubts(article: Article, site_title: str) -> list[Problem]:
    """The doubts that the article alone raises. Changes no value."""
    found = []
    if _names_site(article.author, site_title):
        found.append(Problem("author", ProblemCode.AUTHOR_IS_SITE, "the author is the site's own name"))
    if article.summary and article.kind == "article" and len(article.body) < len(article.summary):
        reason = "the body is shorter than the summary"
        found.append(Problem("body", ProblemCode.BODY_SHORTER_THAN_SUMMARY, reason))
    if article.kind == "article" and not article.documents and is_pending(article.body):
        reason = "the text is one line that says that there is none"
        found.append(Problem("body", ProblemCode.SHORT_BODY, reason))
    date = find_problem(article.problems, "date")
    if date is not None and date.code is ProblemCode.DATE_OUTSIDE_MONTH:
        found.append(date)
    return found


def _names_site(author: str | None, site_title: str) -> bool:
    if not author:
        return False
    return fold(author) == fold(site_title) or is_outlet(author)


def repeated_body(other: str) -> Problem:
    """The doubt that the article `other` of the same run has the same body at another address."""
    return Problem("body", ProblemCode.SAME_BODY, f"the same body as {other}")


def add_doubts(article: Article, doubts: Collection[Problem]) -> Article:
    """The article with these doubts; where its field already has a problem, that one counts."""
    return replace(article, problems=join_problems((*doubts, *article.problems))) if doubts else article


def dates_are_alike(days: Sequence[str], urls: Sequence[str], captured: date) -> bool:
    """Whether all articles of a run share one day that cannot be true for all: their addresses name several
    months, or the day is long past.

    A morning's news shares one day too, so a day close to the capture is not doubtful by itself.
    """
    if len(days) < LEAST_DATES or len(set(days)) != 1:
        return False
    months = {found[1] for url in urls if (found := _MONTH.search(url))}
    return len(months) > 1 or (captured - date.fromisoformat(days[0])).days > 3


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
