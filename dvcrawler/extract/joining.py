"""Joins an article from several pages: the text in the order of the pages, and the missing pages."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dvcrawler.extract.further_pages import MOST_PAGES
from dvcrawler.extract.page import Page
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
        """The address of the next page, None behind the last one."""
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

    def joined(self) -> Draft:
        return join_pages(self._first, self._parts, [*self._missing, *self._left])


def join_pages(first: Draft, parts: Sequence[tuple[str, Draft]], missing: Sequence[str]) -> Draft:
    """The article of these pages. Leaves out pages that only repeat the first one."""
    body = list(first.body)
    known = {first.title, first.summary, *body}
    images = dict.fromkeys(first.images)
    problems = [each for each in first.problems if each.code != ProblemCode.PAGES_MISSING]
    byline, added = first.byline_raw, []
    for url, part in parts:
        new = _new_paragraphs(part, known)
        if not any(len(text) > _LONG for text in new):
            continue
        added.append(url)
        body += new
        known.update(new)
        images.update(dict.fromkeys(part.images))
        problems += [each for each in part.problems if each.code != ProblemCode.PAGES_MISSING]
        byline = byline or part.byline_raw
    problems = _with_pages(problems, added, missing)
    return replace(
        first, body=tuple(body), images=tuple(images), byline_raw=byline, problems=tuple(problems), pages=()
    )


def _new_paragraphs(part: Draft, known: set[str | None]) -> list[str]:
    """The texts of a page that no previous page has; a different lead becomes its first paragraph."""
    texts = [part.summary, *part.body] if part.summary else part.body
    return [text for text in texts if text is not None and (text not in known or len(text) <= _LONG)]


def missing_pages(urls: Sequence[str]) -> Problem:
    reason = f"the article goes on, and these pages of it are missing: {', '.join(urls)}"
    return Problem("body", ProblemCode.PAGES_MISSING, reason)


def _with_pages(problems: list[Problem], added: Sequence[str], missing: Sequence[str]) -> list[Problem]:
    """Adds a problem of `body` that names the pages; a more serious one keeps its code and names them too."""
    if not added and not missing:
        return problems
    told = [missing_pages(missing)] if missing else []
    if added:
        reason = f"joined from {len(added) + 1} pages, the others are: {', '.join(added)}"
        told.append(Problem("body", ProblemCode.PAGES, reason))
    graver = [each for each in problems if each.field == "body"][:1]
    told = [*told, *graver] if missing else [*graver, *told]
    joined = replace(told[0], reason="; ".join(each.reason for each in told))
    return [*(each for each in problems if each.field != "body"), joined]
