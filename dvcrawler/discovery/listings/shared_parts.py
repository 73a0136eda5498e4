"""What the pages of a site share: texts and links of its front page, and external scripts."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Self

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page

_MOST_ELEMENTS, _MOST_TEXTS = 3000, 5000
#: They are kept during the whole run: those of a page with 200,000 would take 25 MB.
_MOST_LINKS = 20_000
_MOST_SCRIPTS = 20
#: Bytes at the end of a page: caches write comments there.
_TAIL = 5000
_UNSHOWN = ("script", "style", "noscript", "template", "option", "title")


class SharedParts:
    """`has_end`: the front page ends with `</body>` or `</html>`.
    `without_pager`: the page read last, if nothing in it says how its list continues. `paths_left`: how
    many articles may still lead to sections, on a portal that shows few. `scripts`: the external scripts that
    were read, by address; None for one that could not be fetched. `is_front`: for a front page itself.
    `copies`: the sections that show the front page; `has_sections`: one does not. `asked`: the scripts that
    were asked for where they may continue a list; `passed_over`: the sections that were read before these
    came.
    """

    is_front = has_sections = has_end = False
    without_pager: Page | None = None
    paths_left = 0

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self.links: set[str] = set()
        self.scripts: dict[str, bytes | None] = {}
        self.copies: set[str] = set()
        self.asked: set[str] = set()
        self.passed_over: list[str] = []

    def take_path(self) -> bool:
        """Whether the path of one more article is read."""
        is_left = self.paths_left > 0
        self.paths_left -= is_left
        return is_left

    def note_front(self, page: Page) -> None:
        """Notes the texts and links of a front page, and how it ends."""
        self.has_end |= _has_end(page)
        if len(self.texts) < _MOST_TEXTS:
            self.texts.update(texts_of(page))
        if len(self.links) < _MOST_LINKS:
            self.links.update(_links_of(page))

    def is_cut(self, page: Page) -> bool:
        """Whether the page ends without `</body>` and `</html>`, of which the front page has one."""
        return self.has_end and not _has_end(page)

    def is_front_again(self, page: Page, found: Iterable[ArticleLink]) -> bool:
        """Whether the page has the links and the texts of the front page, apart from clocks and counters; one
        that a script builds has no links, or only those of the menu: articles are found in its data.
        """
        if not self.links or self.count_own(found) or set(_links_of(page)) != self.links:
            return False
        return set(filter(_has_no_digit, texts_of(page))) == set(filter(_has_no_digit, self.texts))

    def for_page(self, *, is_home: bool) -> Self:
        """What the page shares with others; the texts of a front page are its own."""
        if not is_home:
            return self
        front = type(self)()
        front.scripts, front.is_front = self.scripts, True
        return front

    def count_own(self, found: Iterable[ArticleLink]) -> int:
        """The number of links that are not on the front page as well."""
        return sum(each.link not in self.links for each in found)

    def take_passed_over(self) -> list[str]:
        """The sections that were read without the scripts, once; none before the scripts have come."""
        if not self.asked <= self.scripts.keys():
            return []
        taken, self.passed_over = self.passed_over, []
        return taken

    def give_up(self, scripts: Iterable[str]) -> None:
        """Notes scripts that may continue a list and do not come."""
        for url in self.asked.intersection(scripts):
            self.note_script(url, None)

    def note_script(self, url: str, body: bytes | None) -> None:
        if len(self.scripts) < _MOST_SCRIPTS:
            self.scripts[url] = body


def _has_end(page: Page) -> bool:
    end = page.data[-_TAIL:].lower()
    return b"</html" in end or b"</body" in end


def _has_no_digit(text: str) -> bool:
    return not any(map(str.isdecimal, text))


def _links_of(page: Page) -> Iterator[str]:
    return (url for url, _ in islice(page.links, _MOST_LINKS))


def texts_of(page: Page) -> Iterator[str]:
    """The texts of a page outside of its links, as its elements hold them."""
    for element in islice(page.body.iter("*"), _MOST_ELEMENTS):
        yield from filter(None, _texts_beside(element))


def _texts_beside(element: Element) -> tuple[str, str]:
    is_counted = element.tag != "a" and element.tag not in _UNSHOWN
    own = (element.text or "").strip() if is_counted else ""
    return own, (element.tail or "").strip()
