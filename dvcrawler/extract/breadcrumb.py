"""The section as the path above the title prints it: "Trang chủ » Chính trị"."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from dvcrawler.extract.elements import Element, direct_text, names_of, text_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_HOME, _WORD = "Trang chủ", "Trang"
MOST_STEPS = 5
_MOST_HEADINGS = 3
_MENU, _PATH = lazy_regex(r"menu|(?:^|[\s_-])nav", re.I), lazy_regex(r"bread|crumb|path|duong-?dan", re.I)
#: Between the steps of a path; links of a menu have "|" or nothing.
_STEP = lazy_regex(r"[»›>/→]|::")
#: Links above a heading that may be the one to the home page.
_MOST_ABOVE = MOST_STEPS + 3


def read_breadcrumb(page: Page) -> str | None:
    """The last step of the shortest run of links that begins with the home page; None without one.

    Menus begin with the home page too, but are longer than any path. Searches right above the page's
    headings, or among all links if there are no headings.
    """
    for home in _list_possible_homes(page):
        may_be = len(home) or _WORD in (home.text or "")
        steps = list_steps(home, _may_be_path) if may_be and direct_text(home) == _HOME else []
        if steps:
            page.hits["section/breadcrumb"] += 1
            return steps[-1]
    return None


def _list_possible_homes(page: Page) -> Iterator[Element]:
    """The links right above each heading, the nearest first; all links of a page without headings."""
    headings = page.tagged["h1"][:_MOST_HEADINGS]
    if not headings:
        yield from page.root.iter("a")
    links: list[Element] = []
    elements = page.root.iter("a", "h1")
    for heading in headings:
        links += iter(elements.__next__, heading)
        around = list(heading.iterancestors("a"))
        near = [link for link in links[-_MOST_ABOVE - len(around) :] if link not in around]
        yield from reversed(near[-_MOST_ABOVE:])


def _may_be_path(box: Element) -> bool:
    """Whether the box is not named as a menu, which may be as short as a path, or has the marks of one."""
    names = names_of(box)
    is_menu = _MENU.search(names) is not None and _PATH.search(names) is None
    return not is_menu or _STEP.search(text_of(box)) is not None


def list_steps(home: Element, is_path: Callable[[Element], bool]) -> list[str]:
    """The links after that to the home page, where it is the first of a few in its box."""
    for box in islice(home.iterancestors(), 2):
        links = list(islice(box.iter("a"), MOST_STEPS + 1))
        if len(links) > 1:
            if len(links) > MOST_STEPS or links[0] is not home or not is_path(box):
                return []
            return [text for link in links[1:] if (text := clean_text(text_of(link)))]
    return []
