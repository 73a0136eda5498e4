"""Rows of buttons in a line of their own, each label in an element: networks, sizes of letters, voices."""

from collections.abc import Iterator

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import unwrap
from dvcrawler.extract.interface.button_labels import is_button_label, is_network
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text

_LONGEST_ROW, _MOST_LABELS = 120, 12
_ELEMENTS = frozenset(("span", "button", "a", "i", "em", "label"))
_BOXES = frozenset(("div", "span", "section"))
#: What may stand between two labels.
_BETWEEN = " |/·•-–:,"


def is_row_of_labels(block: Block) -> bool:
    """Whether the line consists of labels, each in its own element, or is the name of a network in a box that
    the template prints.
    """
    if len(block.text) > _LONGEST_ROW:
        return False
    box = unwrap(block.parent)
    if not 1 < len(box) <= _MOST_LABELS:
        return block.parent.tag in _BOXES and is_network(block.text)
    labels = list(_list_labels(block))
    return len(labels) > 1 and all(is_button_label(each) or is_network(each) for each in labels)


def _list_labels(block: Block) -> Iterator[str]:
    """The text of each element of the line; the whole line if it has text beside them."""
    box = unwrap(block.parent)
    beside = "".join((box.text or "", *(child.tail or "" for child in box))).strip()
    if beside.strip(_BETWEEN) or any(child.tag not in _ELEMENTS for child in box):
        yield block.text
        return
    yield from filter(None, (clean_text(text_of(child)) for child in box))
