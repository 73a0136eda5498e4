"""Small boxes among the paragraphs with what a reader fills in: polls, newsletters, searches, questions."""

from collections.abc import Sequence
from itertools import islice
from typing import cast

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, is_longer, text_of
from dvcrawler.normalize.bylines import is_byline

#: Characters of a line of such a box, and of the box; one with a third of the text is that of the article.
_LONGEST_LINE, _LONGEST_BOX, _LEAST_TIMES = 200, 400, 3
_LEVELS = 4
_CONTROLS = ("input", "textarea", "select")
_UNSEEN = frozenset(("hidden", "submit", "button", "image", "reset"))
#: Words of a button, of which a question has several: "Có", "Không".
_LONGEST_BUTTON, _FEWEST_BUTTONS = 12, 2


def without_forms(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the lines of such boxes; a name beside a form is kept."""
    longest = min(_LONGEST_BOX, sum(len(each.text) for each in blocks if each.kind == TEXT) // _LEAST_TIMES)
    known: dict[Element, bool | None] = {}  # None: too long
    return [each for each in blocks if not _is_of_form(each, longest, known)]


def _is_of_form(block: Block, longest: int, known: dict[Element, bool | None]) -> bool:
    if block.kind != TEXT or len(block.text) > _LONGEST_LINE:
        return False
    element = block.parent
    if not len(element):  # as of most paragraphs, which hold only text
        element = cast("Element", element.getparent())
    if known.get(element, False) is None:
        return False
    for box in ancestors_or_self(element, _LEVELS):
        if box not in known:
            known[box] = None if is_longer(box, longest) else _asks(box)
        if known[box] is None:
            return False
        if known[box]:
            return not is_byline(block.text)
    return False


def _asks(box: Element) -> bool:
    """Whether the box has a field to fill in, or a question above buttons that answer it."""
    controls = (each for each in box.iter(*_CONTROLS) if "disabled" not in each.attrib)
    if any(each.get("type", "").lower() not in _UNSEEN for each in controls):
        return True
    buttons = [text_of(each).strip() for each in islice(box.iter("button"), _FEWEST_BUTTONS)]
    return (
        len(buttons) == _FEWEST_BUTTONS
        and all(len(each) <= _LONGEST_BUTTON for each in buttons)
        and "?" in text_of(box)
    )
