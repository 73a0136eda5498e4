"""Texts in `<template>`, `<textarea>` and `<noscript>` elements, for pages that have no named box for them.

A visitor with scripts sees them once a script has put them into the page; the `srcdoc` of a frame is shown as
it is.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from dvcrawler.extract.elements import Element, ancestors_or_self, is_inside, text_of
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.hidden.hidden_texts import list_attributes
from dvcrawler.extract.generic.hidden.markup import (
    HAS_MARKUP,
    LEAST_TEXT,
    as_markup,
    as_page,
    copy_with,
    count_characters,
    fold_text,
    inner_markup,
)
from dvcrawler.extract.generic.teasers.other_pages import link_share
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.debris import settable
from dvcrawler.normalize.text import fold

_BOXES = ("div", "section", "article", "main", "td", "p", "span")
_TAGS = ("template", "textarea", "noscript", "iframe")
#: Caps the elements examined on a page; characters by which a text is recognised as shown elsewhere.
_MOST_ELEMENTS, _OPENING = 200, 60
_MOST_LINKS = 0.4
#: Placeholders that a script fills in: in the template of a card or a comment.
_PLACEHOLDERS = ("{{", "<%", "${", "{%")
#: Texts for visitors without scripts mention scripts or the browser.
_NOTICES = (
    "JavaScript",
    "Javascript",
    "javascript",
    "JAVASCRIPT",
    "trình duyệt",
    "Trình duyệt",
    "cookie",
    "browser",
)
_NO_COLUMN = frozenset(("nav", "footer", "aside", "menu"))


class Folded(NamedTuple):
    """`markup` is what a script would show in place of `element`."""

    element: Element
    markup: str
    length: int


def find_folded(
    page: Page, column: Element | None = None, furniture: Furniture | None = None
) -> Folded | None:
    """Finds the longest such text within the column; None if there is none."""
    found = [each for each in _read_all(page, column) if _is_of_article(each.element, furniture)]
    longest = max(found, key=lambda each: each.length, default=None)
    if longest is None or column is None:
        return longest
    return None if is_shown(page, fold_text(longest.markup)) else longest


def doubt_attribute(page: Page, furniture: Furniture, least: int) -> tuple[Problem, ...]:
    """A doubt where an attribute holds a text in markup of more than `least` characters that is not shown."""
    for element, markup in list_attributes(page.body.iter(*_BOXES)):
        length = count_characters(markup) if len(markup) > least and HAS_MARKUP.search(markup) else 0
        if length <= max(least, LEAST_TEXT) or not _is_of_article(element, furniture):
            continue
        if not is_shown(page, fold_text(markup)):
            reason = f"left out: a text of {length} characters in an attribute of a <{element.tag}>"
            return (Problem("body", ProblemCode.HIDDEN_TEXT, reason),)
    return ()


def is_shown(page: Page, folded: str) -> bool:
    """Whether the page shows a text that begins like this one, which is folded."""
    return folded[:_OPENING] in fold(" ".join(block.text for block in page.blocks))


def unfold(page: Page) -> tuple[Page, Problem] | None:
    """The page with the longest such text shown in place of its element, and the problem that says so."""
    folded = find_folded(page)
    shown = None if folded is None else show_folded(page, folded)
    return None if folded is None or shown is None else (shown, name_place(folded))


def name_place(folded: Folded) -> Problem:
    """The reason of the problem of a text that was read from there."""
    tag = folded.element.tag
    how = "is in a frame" if tag == "iframe" else "is shown by a script only"
    reason = f"the text {how}; it was read from a <{tag}>"
    return Problem("body", ProblemCode.HIDDEN_TEXT, reason)


def name_left_out(folded: Folded) -> Problem:
    """The reason of the problem of a text that lacks that part."""
    reason = f"left out: a text of {folded.length} characters in a <{folded.element.tag}>"
    return Problem("body", ProblemCode.HIDDEN_TEXT, reason)


def show_folded(page: Page, folded: Folded) -> Page | None:
    """A copy of the page with the text in place of its element."""
    root, twin = copy_with(page, folded.element)
    box = read_fragment(folded.markup)
    box.tail = settable(twin.tail or "")
    parent = twin.getparent()
    if parent is not None:
        parent.replace(twin, box)
    return as_page(root, page.url)


def _read_all(page: Page, column: Element | None) -> Iterator[Folded]:
    """The folded texts within the column, or of the whole page without one."""
    for element in islice(page.body.iter(*_TAGS), _MOST_ELEMENTS):
        if column is not None and column not in element.iterancestors():
            continue
        if is_inside(element, *_TAGS):
            continue
        markup = _read_markup(element)
        length = count_characters(markup)
        if length >= LEAST_TEXT and not any(mark in markup for mark in _PLACEHOLDERS + _NOTICES):
            yield Folded(element, as_markup(markup), length)


def _read_markup(element: Element) -> str:
    if element.tag == "iframe":
        return element.get("srcdoc") or ""
    is_escaped = element.tag == "textarea" and len(element) == 0
    return text_of(element) if is_escaped else inner_markup(element)


def _is_of_article(element: Element, furniture: Furniture | None) -> bool:
    if furniture is not None:
        return not furniture.is_outside(element)
    around = ancestors_or_self(element)
    return link_share(element) < _MOST_LINKS and not any(
        each.tag in _NO_COLUMN or names_furniture(each) for each in around
    )
