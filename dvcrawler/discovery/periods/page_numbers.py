"""The addresses of a listing's pages, if they only differ in a number."""

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from dvcrawler.discovery.pagers.page_addresses import PAGE_PATH, is_page_parameter
from dvcrawler.extract.page import Page
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.patterns import lazy_regex

_QUERY_NUMBER = lazy_regex(r"(?<=[?&])([^=&#?]{1,100})=([0-9]{1,6})(?=&|$)")
#: `/tin-tuc/2`, `/tin-tuc_2.html`
_LAST_NUMBER = lazy_regex(r"[-_/][a-z]{0,6}([0-9]{1,6})(?:\.html?|\.aspx)?/?$", re.I)
#: The address of page 2 counts pages from 1 or from 0, or it counts articles, at least this many per page.
_FIRST_COUNTS, _MIN_STEP = (1, 2), 5


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """`second` is the number in the address of page 2, `step` the difference to that of page 3."""

    before: str
    after: str
    second: int
    step: int

    @classmethod
    def read(cls, page: Page, following: str) -> Self | None:
        """From the first page and the address of the second; None if that has no such number."""
        span = _find_number(following)
        if span is None:
            return None
        before, second, after = following[: span[0]], int(following[slice(*span)]), following[span[1] :]
        step = 1 if second in _FIRST_COUNTS else second
        shown = (_read_between(url, before, after) for url, _ in page.links)
        is_regular = all((number - second) % step == 0 for number in shown if number is not None)
        is_plausible = step >= _MIN_STEP or second in _FIRST_COUNTS
        return cls(before, after, second, step) if is_regular and is_plausible else None

    def url(self, number: int) -> str:
        return f"{self.before}{self._count(number)}{self.after}"

    def contradicts(self, number: int, url: str | None) -> bool:
        """Whether a page links to page `number` by another number: behind a first page of 15 articles, the
        others may have 10.
        """
        shown = _read_between(url, self.before, self.after) if url else None
        return shown not in (None, self._count(number))

    def _count(self, number: int) -> int:
        return self.second + (number - 2) * self.step


def _find_number(url: str) -> tuple[int, int] | None:
    for found in _QUERY_NUMBER.finditer(url):
        if is_page_parameter(found[1]):
            return found.span(2)
    parts = urlsplit(url)
    if parts.query:
        return None
    path = PAGE_PATH.search(parts.path) or _LAST_NUMBER.search(parts.path)
    if path is None:
        return None
    start = url.index(parts.path, url.index(parts.netloc)) + path.start(1)
    return start, start + len(path[1])


def _read_between(url: str, before: str, after: str) -> int | None:
    if not (url.startswith(before) and url.endswith(after)):
        return None
    return read_whole(url[len(before) : len(url) - len(after)], most=999_999)
