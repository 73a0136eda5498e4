"""The headline of a second text on the page that only its date shows: old portals mark none as a heading."""

from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import TOP_HEADINGS, Element
from dvcrawler.extract.generic.text.text_boxes import LEAST_TEXT, is_prose
from dvcrawler.extract.lines.line_kinds import is_link_line, reads_as_headline, states_moment
from dvcrawler.patterns import lazy_regex

_NUMBER, _WORD = lazy_regex(r"\d+"), lazy_regex(r"[^\W\d_]+")


def find_unmarked(blocks: Sequence[Block], start: int) -> int | None:
    """The place of a line with date and time right below it, as the headline above `start` has them.

    None if there are more such lines: these are the entries of a report.
    """
    if start >= len(blocks) or not is_moment(blocks[start]):
        return None
    form, is_marked = _find_form(blocks[start]), blocks[start - 1].parent.tag in TOP_HEADINGS
    found = [
        n for n in range(start + 1, len(blocks) - 1) if _is_headline(blocks, n, form, is_marked=is_marked)
    ]
    return found[0] if len(found) == 1 and _parts_texts(blocks, start, found[0]) else None


def _parts_texts(blocks: Sequence[Block], start: int, place: int) -> bool:
    """Whether a text is above the line and another one below it, which is more than a card."""
    above, below = (list(filter(is_prose, part)) for part in (blocks[start + 1 : place], blocks[place + 2 :]))
    is_whole = all(sum(len(block.text) for block in part) >= LEAST_TEXT for part in (above, below))
    return is_whole and not _is_card(above, below)


def _is_card(above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether the text below the line is in a box set among the paragraphs of the text above it."""
    own = {_find_box(block) for block in above}
    boxes = [_find_box(block) for block in below]
    return boxes[0] not in own and not own.isdisjoint(boxes)


def _find_box(block: Block) -> Element | None:
    return block.parent.getparent() if block.parent.tag == "p" else block.parent


def _is_headline(blocks: Sequence[Block], place: int, form: str, *, is_marked: bool) -> bool:
    """`form` and `is_marked`: of the first date, and whether the first headline is in `<h1>` to `<h6>`."""
    block, below = blocks[place], blocks[place + 1]
    if block.kind != TEXT or (is_marked and block.parent.tag not in TOP_HEADINGS):
        return False
    if not is_moment(below) or _find_form(below) != form:
        return False
    return reads_as_headline(block.text) and not is_link_line(block)


def _find_form(block: Block) -> str:
    """The date with all numbers and words alike: a notice gives the time of an event in another form."""
    return _NUMBER.sub("0", _WORD.sub("a", block.text))


def is_moment(block: Block) -> bool:
    """Whether the block is a date with a time of day."""
    return block.kind == TEXT and states_moment(block.text)
