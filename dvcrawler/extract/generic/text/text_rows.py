"""Rows in which page builders set the parts of a text."""

from itertools import islice

from dvcrawler.extract.elements import Element, holds_any, select_like, text_length
from dvcrawler.extract.generic.text.parts import list_names
from dvcrawler.extract.lines.line_kinds import PROSE

_MOST_AROUND, _MOST_ROWS = 3, 12


def is_row_of_text(box: Element) -> bool:
    """Whether the box, or one around it with nothing else, is beside a box of the same names that has text
    and no link. Cards of other articles are beside cards.
    """
    for _ in range(_MOST_AROUND):
        around = box.getparent()
        if around is None or around.tag in ("body", "html"):
            return False
        if len(around) > 1:
            return "class" in box.attrib and any(
                each is not box and _is_alike(each, box) and _is_text(each)
                for each in islice(select_like(around, box), _MOST_ROWS)
            )
        box = around
    return False


def _is_alike(one: Element, other: Element) -> bool:
    return "class" in one.attrib and list_names(one) == list_names(other)


def _is_text(box: Element) -> bool:
    return not holds_any(box, "a") and text_length(box) >= PROSE
