"""The section of a page without rules: the path above the headline, told from a menu."""

import re
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text, fold

_HOMES = frozenset(("trang chu", "home", "trang nhat"))
#: In all of them, and in few other links.
_LONGEST_HOME = 40
_HOME_WORD = re.compile("[Tt][Rr][Aa][Nn][Gg]|[Hh][Oo][Mm][Ee]")
_NAMES = re.compile(r"bread|crumb|path|duong-?dan|(?:^|[\s_-])cat(?:e|egory)?(?:$|[\s_-])", re.I)
_SIGNS = re.compile(r"[»›>/→]")
_MOST_STEPS = 5


def find_path(page: Page) -> str | None:
    """The last step of the path that begins with the home page; None if there is only a menu."""
    for home in page.body.iter("a"):
        text = text_of(home) if len(home) else home.text
        if text and len(text.strip()) <= _LONGEST_HOME and _HOME_WORD.search(text) and fold(text) in _HOMES:
            steps = _steps(home)
            if steps:
                page.hits["section/path"] += 1
                return steps[-1]
    return None


def _steps(home: Element) -> list[str]:
    container = home.getparent()
    for _ in range(2):
        if container is None:
            return []
        links = list(islice(container.iter("a"), _MOST_STEPS + 1))
        if len(links) > 1:
            if len(links) > _MOST_STEPS or links[0] is not home or not _is_path(container):
                return []
            return [text for link in links[1:] if (text := clean_text(text_of(link)))]
        container = container.getparent()
    return []


def _is_path(container: Element) -> bool:
    """By its name, or by the separators between its links."""
    if _NAMES.search(f"{container.get('class') or ''} {container.get('id') or ''}"):
        return True
    between = [child.tail or "" for child in container]
    return any(_SIGNS.search(text) for text in between)
