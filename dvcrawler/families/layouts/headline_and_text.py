"""Pages of which the boxes of headline and text are known; landmarks give the rest."""

import re

from dvcrawler.extract.generic.kinds.boxed import make_matcher, make_reader
from dvcrawler.extract.layout import Reader
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import compile_selectors

_DRUPAL = compile_selectors("content", ".field-name-body .field-item", ".field-name-body", ".node .content")
_DRUPAL_TITLE = compile_selectors("title", "#page-title", "h1.title", "h1.page-title")
_DRUPAL_TRACES = re.compile(rb"You are here|Drupal 7|/sites/all/|/sites/default/files", re.I)

_NINHBINH = compile_selectors("content", "#content_detail", ".content_detail")
_NINHBINH_TITLE = compile_selectors("title", ".header-title")

_SHAREPOINT = compile_selectors("content", "#art-content", ".art-content")
_SHAREPOINT_TITLE = compile_selectors("title", "#art-title", ".art-title", "h1.title")


def _is_drupal(page: Page) -> bool:
    return bool(_DRUPAL_TRACES.search(page.data))


READERS = {
    "drupal": Reader(_is_drupal, make_reader(_DRUPAL, _DRUPAL_TITLE)),
    "ninhbinh": Reader(make_matcher(_NINHBINH), make_reader(_NINHBINH, _NINHBINH_TITLE)),
    "sharepoint": Reader(make_matcher(_SHAREPOINT), make_reader(_SHAREPOINT, _SHAREPOINT_TITLE)),
}
