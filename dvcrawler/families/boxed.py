"""Systems of which one box is known by name, the rest read by landmarks: SharePoint, Drupal, Ninh Bình.

Sources: namdinh.gov.vn and sotttt.namdinh.gov.vn (`#art-content`, 2020-2022); namdinhtv.vn (Drupal 7,
"You are here", 2018-2020); rules of a public crawler of baoninhbinh.org.vn (12/2025).
"""

import re
from collections.abc import Callable

from dvcrawler.extract.generic.headline import Title
from dvcrawler.extract.generic.layout import read_landmarks
from dvcrawler.extract.layout import Layout, Reading
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import Rule, first_element, rules, text_of
from dvcrawler.normalize.text import clean_text

_SHAREPOINT = rules("content", "#art-content", ".art-content")
_SHAREPOINT_TITLE = rules("title", "#art-title", ".art-title", "h1.title")
_DRUPAL = rules("content", ".field-name-body .field-item", ".field-name-body", ".node .content")
_DRUPAL_TITLE = rules("title", "#page-title", "h1.title", "h1.page-title")
_NINHBINH = rules("content", "#content_detail", ".content_detail")
_NINHBINH_TITLE = rules("title", ".header-title")
_DRUPAL_MARKS = re.compile(rb"You are here|Drupal 7|/sites/all/|/sites/default/files", re.I)


def _boxed(content: tuple[Rule, ...], title: tuple[Rule, ...]) -> Callable[[Page], Reading | None]:
    """Reads the headline and the text where the rules say, all else by landmarks."""

    def read(page: Page) -> Reading | None:
        return read_landmarks(
            page, title=_title(page, title), container=first_element(page, content), dated=False
        )

    return read


def _title(page: Page, alternatives: tuple[Rule, ...]) -> Title | None:
    element = first_element(page, alternatives)
    text = clean_text(text_of(element)) if element is not None else ""
    return Title(text, element) if text else None


def _has(content: tuple[Rule, ...]) -> Callable[[Page], bool]:
    return lambda page: first_element(page, content) is not None


def _is_drupal(page: Page) -> bool:
    return bool(_DRUPAL_MARKS.search(page.data))


SHAREPOINT = Layout("sharepoint", _has(_SHAREPOINT), _boxed(_SHAREPOINT, _SHAREPOINT_TITLE))
DRUPAL = Layout("drupal", _is_drupal, _boxed(_DRUPAL, _DRUPAL_TITLE))
NINHBINH = Layout("ninhbinh", _has(_NINHBINH), _boxed(_NINHBINH, _NINHBINH_TITLE))
