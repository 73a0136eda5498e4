"""Joins an article from several pages: the text in the order of the pages, and the missing pages."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dvcrawler.extract.page import Page
from dvcrawler.extract.paging.page_numbers import MOST_PAGES, first_page, place_of
from dvcrawler.items import Draft, Problem, ProblemCode

#: A shorter paragraph may occur on several pages and still be text.
_LONG = 40
#: Returns the page at an address; None if it is not available.
FindPage = Callable[[str], Page | None]
#: Reads one further page as a separate article; None if it cannot be read.
ReadPage = Callable[[Page], Draft | None]


def follow_pages(draft: Draft, find: FindPage, read: ReadPage) -> Draft:
    """The article with all pages that `find` has; `draft` is that of its first page."""
    walk = PageWalk(draft)
    while (url := walk.next_url()) is not None:
        page = find(url)
        walk.add(url, read(page) if page is not None else None)
    return walk.joined()


class PageWalk:
    """Goes through the pages of one article: each once, at most `MOST_PAGES` in all."""

    def __init__(self, first: Draft) -> None:
        self._first = first
        self._left = list(first.pages)
        self._seen = set(first.pages)
        self._parts: list[tuple[str, Draft]] = []
        self._missing: list[str] = []

    def next_url(self) -> str | None:
        """The address of the next page, None after the last one."""
        if len(self._parts) + len(self._missing) >= MOST_PAGES - 1:
            self._missing, self._left = [*self._missing, *self._left], []
        return self._left.pop(0) if self._left else None

    def add(self, url: str, part: Draft | None) -> None:
        """Adds the page at `url`; None for one that could not be fetched or read."""
        if part is None:
            self._missing.append(url)
            return
        self._parts.append((url, part))
        for each in part.pages:
            if each not in self._seen:
                self._seen.add(each)
                self._left.append(each)

    @property
    def first_url(self) -> str:
        """The address of the first page, without a page number in its path."""
        return first_page(self._first.provenance.fetched_from)

    def has_page(self, url: str) -> bool:
        """Whether the address is that of a page of the article other than the first."""
        return place_of(url, self.first_url) is not None

    def joined(self) -> Draft:
        """The article with its pages in the order of their numbers; pagers link to the last one early."""
        parts = sorted(self._parts, key=lambda part: self._number(part[0]))
        missing = [*self._missing, *self._left]
        article = join_pages(self._first, parts, missing)
        gaps = self._find_gaps() if article.body != self._first.body else []
        return join_pages(self._first, parts, [*missing, *gaps]) if gaps else article

    def _find_gaps(self) -> list[str]:
        """The pages that no page links to, although it links to later ones. None if the numbers do not count
        pages, but paragraphs or articles.
        """
        places = [place_of(url, self.first_url) for url in self._seen]
        numbers = {place[0] for place in places if place}
        if not any(number - 1 in numbers for number in (*numbers, 2, 3)):
            return []
        between = range(min(2, *numbers), min(max(numbers), MOST_PAGES))
        return [f"page {number}" for number in between if number not in numbers]

    def _number(self, url: str) -> int:
        place = place_of(url, self.first_url)
        return place[0] if place else MOST_PAGES


def join_pages(first: Draft, parts: Sequence[tuple[str, Draft]], missing: Sequence[str]) -> Draft:
    """The article of these pages. Leaves out pages that only repeat the first one."""
    body = list(first.body)
    known = {first.title, first.summary, *body}
    images = dict.fromkeys(first.images)
    problems = [each for each in first.problems if each.code != ProblemCode.PAGES_MISSING]
    byline, added = first.byline_raw, []
    for url, part in parts:
        new = _select_new_paragraphs(part, known)
        if not any(len(text) > _LONG for text in new):
            continue
        added.append(url)
        body += new
        known.update(new)
        images.update(dict.fromkeys(part.images))
        problems += [each for each in part.problems if each.code != ProblemCode.PAGES_MISSING]
        byline = byline or part.byline_raw
    problems = _add_pages_problem(problems, added, missing)
    return replace(
        first, body=tuple(body), images=tuple(images), byline_raw=byline, problems=tuple(problems), pages=()
    )


def _select_new_paragraphs(part: Draft, known: set[str | None]) -> list[str]:
    """The texts of a page that no previous page has; a different lead becomes its first paragraph."""
    texts = [part.summary, *part.body] if part.summary else part.body
    return [text for text in texts if text is not None and (text not in known or len(text) <= _LONG)]


def missing_pages(urls: Sequence[str]) -> Problem:
    reason = f"the article goes on, and these pages of it are missing: {', '.join(urls)}"
    return Problem("body", ProblemCode.PAGES_MISSING, reason)


def scripted_pages(number: int) -> Problem:
    reason = f"the article goes on: only a script can fetch pages 2 to {number}, so they are missing"
    return Problem("body", ProblemCode.PAGES_MISSING, reason)


def _add_pages_problem(
    problems: list[Problem], added: Sequence[str], missing: Sequence[str]
) -> list[Problem]:
    """Adds a problem of `body` that names the pages; a more serious one keeps its code and names them too."""
    if not added and not missing:
        return problems
    others = [each for each in problems if each.field != "body"]
    graver = [each for each in problems if each.field == "body"][:1]
    joined = _report_joined_pages(added) if added else []
    named = [missing_pages(missing), *joined, *graver] if missing else [*graver, *joined]
    return [*others, replace(named[0], reason="; ".join(each.reason for each in named))]


def _report_joined_pages(added: Sequence[str]) -> list[Problem]:
    reason = f"joined from {len(added) + 1} pages, the others are: {', '.join(added)}"
    return [Problem("body", ProblemCode.PAGES, reason)]
