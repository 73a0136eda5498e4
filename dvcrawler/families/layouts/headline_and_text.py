"""Pages of which the boxes of headline and text are known; landmarks give the rest."""

import re
from collections.abc import Callable

from dvcrawler.extract.generic.headlines.headings import heading_text
from dvcrawler.extract.generic.headlines.title import Title
from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import FieldSelector, compile_selectors, first_element
from dvcrawler.extract.site import Reader, Reading

_Selectors = tuple[FieldSelector, ...]

_DRUPAL = compile_selectors("content", ".field-name-body .field-item", ".field-name-body", ".node .content")
_DRUPAL_TITLE = compile_selectors("title", "#page-title", "h1.title", "h1.page-title")
_DRUPAL_TRACES = re.compile(rb"You are here|Drupal 7|/sites/all/|/sites/default/files", re.I)

_NINHBINH = compile_selectors("content", "#content_detail", ".content_detail")
_NINHBINH_TITLE = compile_selectors("title", ".header-title")

_SHAREPOINT = compile_selectors("content", "#art-content", ".art-content")
_SHAREPOINT_TITLE = compile_selectors("title", "#art-title", ".art-title", "h1.title")


def _is_drupal(page: Page) -> bool:
    return bool(_DRUPAL_TRACES.search(page.data))


def _make_reader(content: _Selectors, title: _Selectors) -> Callable[[Page], Reading | None]:
    """A `Layout.read` that takes headline and text from these boxes if the page has them."""

    def read(page: Page) -> Reading | None:
        element = first_element(page, title)
        text = heading_text(element) if element is not None else ""
        headline = Title(text, element) if text else None
        return read_landmarks(page, title=headline, container=first_element(page, content), dated=False)

    return read


def _make_matcher(content: _Selectors) -> Callable[[Page], bool]:
    """A `Layout.matches` that requires the box of the text."""
    return lambda page: first_element(page, content) is not None


READERS = {
    "drupal": Reader(_is_drupal, _make_reader(_DRUPAL, _DRUPAL_TITLE)),
    "ninhbinh": Reader(_make_matcher(_NINHBINH), _make_reader(_NINHBINH, _NINHBINH_TITLE)),
    "sharepoint": Reader(_make_matcher(_SHAREPOINT), _make_reader(_SHAREPOINT, _SHAREPOINT_TITLE)),
}
