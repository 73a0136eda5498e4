"""The section as the path above the title prints it: "Trang chủ » Chính trị"."""

from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.page import Page
from dvcrawler.extract.rules import text_of
from dvcrawler.normalize.text import clean_text

_HOME = "Trang chủ"
_HOME_BYTES = _HOME.encode()
_MOST_STEPS = 5


def read_breadcrumb(page: Page) -> str | None:
    """The last step of the shortest run of links that begins with the home page; None without one.

    Menus begin with the home page too, but are longer than any path.
    """
    left = page.data.count(_HOME_BYTES)
    for home in page.root.iter("a") if left else ():
        text = home.text
        if not text or _HOME not in text:
            continue
        steps = _steps(home) if text.strip() == _HOME else []
        if steps:
            page.hits["section/breadcrumb"] += 1
            return steps[-1]
        left -= 1
        if not left:  # no need to look through the menus of a page for more
            break
    return None


def _steps(home: Element) -> list[str]:
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
