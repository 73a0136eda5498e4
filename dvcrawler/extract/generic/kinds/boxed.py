"""Layouts of systems with known boxes for headline and text only; landmarks give the rest."""

from collections.abc import Callable

from dvcrawler.extract.generic.headlines.headings import heading_text
from dvcrawler.extract.generic.headlines.title import Title
from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.layout import Reading
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import FieldSelector, first_element

Selectors = tuple[FieldSelector, ...]


def make_reader(content: Selectors, title: Selectors) -> Callable[[Page], Reading | None]:
    """A `Layout.read` that takes headline and text from these boxes if the page has them."""

    def read(page: Page) -> Reading | None:
        return read_landmarks(
            page, title=_read_title(page, title), container=first_element(page, content), dated=False
        )

    return read


def make_matcher(content: Selectors) -> Callable[[Page], bool]:
    """A `Layout.matches` that requires the box of the text."""
    return lambda page: first_element(page, content) is not None


def _read_title(page: Page, alternatives: Selectors) -> Title | None:
    element = first_element(page, alternatives)
    text = heading_text(element) if element is not None else ""
    return Title(text, element) if text else None
