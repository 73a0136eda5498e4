"""The section as the path above the title prints it: "Trang chủ » Chính trị"."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text

_HOME = "Trang chủ"
_MOST_STEPS = 5
_MOST_HEADINGS = 3
_LINKS_ABOVE = etree.XPath(f"preceding::a[position() <= {_MOST_STEPS + 3}]")


def read_breadcrumb(page: Page) -> str | None:
    """The last step of the shortest run of links that begins with the home page; None without one.

    Menus begin with the home page too, but are longer than any path. Searches right above the page's
    headings, or among all links if there are no headings.
    """
    headings = list(islice(page.root.iter("h1"), _MOST_HEADINGS))
    above: Iterable[Any] = (link for heading in headings for link in reversed(_find_links_above(heading)))
    for home in above if headings else page.root.iter("a"):
        text = home.text
        steps = _list_steps(home) if text and _HOME in text and text.strip() == _HOME else []
        if steps:
            page.hits["section/breadcrumb"] += 1
            return steps[-1]
    return None


def _find_links_above(heading: Element) -> list[Element]:
    found: Any = _LINKS_ABOVE(heading)
    return list(found)


def _list_steps(home: Element) -> list[str]:
    container = home.getparent()
    for _ in range(2):
        if container is None:
            return []
        links = list(islice(container.iter("a"), _MOST_STEPS + 1))
        if len(links) > 1:
            short = len(links) <= _MOST_STEPS and links[0] is home
            return [text for link in links[1:] if (text := clean_text(text_of(link)))] if short else []
        container = container.getparent()
    return []
