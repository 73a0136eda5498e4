"""Columns beside an article, known by the names of their boxes or by what the next box holds."""

from dvcrawler.extract.elements import Element, ancestors_or_self, holds_any, is_longer
from dvcrawler.patterns import lazy_regex

#: Of frameworks that lay a page out in twelfths; the whole width is not a column.
_COLUMN = lazy_regex(
    r"(?<![^\s_-])col(?:-(?:xs|sm|md|lg|xl|xxl))?-(?:\d|1[01])(?!\d)|(?<![a-z])column(?![a-z])"
)
#: Boxes around the box of an author, characters of a column without articles of its own, and of a text.
_LEVELS, _LONGEST_COLUMN, _LEAST_TEXT = 4, 300, 300


def is_column(box: Element) -> bool:
    """Whether the box is named as a column is, or is one of a table."""
    return box.tag in ("td", "th") or _COLUMN.search(box.get("class") or "") is not None


def find_box_beside(element: Element) -> Element | None:
    """The box around the element that is beside the box of headline and text, whatever it is named."""
    for box in ancestors_or_self(element, _LEVELS):
        if _is_beside_text(box):
            return None if holds_any(box, "h1") else box
    return None


def _is_beside_text(column: Element) -> bool:
    around = column.getparent()
    if around is None:
        return False
    return any(
        each is not column and holds_any(each, "h1") and is_longer(each, _LEAST_TEXT) for each in around
    )


def is_short(column: Element) -> bool:
    """Whether there is little beside a name, so that it may be that of the article's author."""
    return not is_longer(column, _LONGEST_COLUMN)
