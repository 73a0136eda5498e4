"""Parts that a newspaper sets below the byline of an article: a box of facts, a table, a clip, files.

Only a byline that is set apart is looked for above them, and only one, of somebody the text does not mention:
several sign the items of a page, and a person of the text is quoted.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.bylines.author_names import BYLINE
from dvcrawler.extract.bylines.byline_form import closes, is_right, is_set_byline
from dvcrawler.extract.bylines.names_in_text import is_mentioned
from dvcrawler.extract.elements import SUBHEADINGS, Element, find_part
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.files.attachments import heads_files
from dvcrawler.extract.files.file_addresses import find_file
from dvcrawler.extract.lines.verse import is_verse_block
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.patterns import lazy_regex

#: Characters of such a byline, and blocks below it.
_LONGEST, _MOST_BELOW = 80, 15
_BOXES = frozenset(("div", "aside", "section", "blockquote", "fieldset", "table", "details", "figure"))
_SHOWS = lazy_regex(
    r"(?:clip|video|audio|podcast|infographic|đồ họa|mời (?:nghe|xem))\b"
    r"|(?:xem|tải|đọc) (?:chi tiết|toàn văn|đầy đủ|về|tại|thêm tại)\b|(?:tiếp theo|kỳ tới|kỳ sau)\s?:",
    re.IGNORECASE,
)


def count_parts_below(blocks: Sequence[Block], *, is_box: bool) -> int:
    """Number of the last blocks that are such parts; 0 without a byline above them. `is_box`: a box, a table
    or a heading counts too, whose lines may be an office or a source instead.
    """
    place = _find_byline(blocks)
    if place is None:
        return 0
    offices = sum(1 for _ in takewhile(_may_be_office, blocks[place + 1 :]))
    below = blocks[place + 1 + offices :]
    if not below or not ends_text(blocks[place - 1]) or not closes(blocks[: place + 1]):
        return 0
    is_part = _is_shown(below[0]) or (is_box and _are_box(below, blocks[place]))
    return len(below) if is_part else 0


def _find_byline(blocks: Sequence[Block]) -> int | None:
    first = max(2, len(blocks) - 1 - _MOST_BELOW)
    places = [n for n in range(first, len(blocks) - 1) if is_set_byline(blocks[n], BYLINE)]
    if len(places) != 1 or any(is_set_byline(each, BYLINE) for each in blocks[:first]):
        return None
    return None if is_mentioned(blocks[places[0]].text, blocks[: places[0]]) else places[0]


def _may_be_office(block: Block) -> bool:
    return block.kind == TEXT and is_right(block) and len(block.text) <= _LONGEST


def ends_text(block: Block) -> bool:
    """Whether a text may end with the block: a table, or a paragraph that is neither verse nor quotation."""
    if block.kind != TEXT or is_verse_block(block):
        return block.kind == TABLE
    return block.text.endswith(SENTENCE_ENDS) and not block.text.startswith(("“", '"', "«"))


def _is_shown(block: Block) -> bool:
    return block.kind == TEXT and (_SHOWS.match(block.text) is not None or _offers_file(block))


def _are_box(below: Sequence[Block], byline: Block) -> bool:
    """Whether a box, a table or a heading begins below the byline, or only a list is there."""
    is_sure = is_right(byline) or not byline.bold or begins_with_label(byline.text, " ")
    return _begins_box(below[0], byline) or (is_sure and _are_list(below, byline))


def _are_list(blocks: Sequence[Block], byline: Block) -> bool:
    box = next(blocks[0].parent.iterancestors("ul", "ol"), None)
    if box is None or box in byline.parent.iterancestors():
        return False
    return all(box in block.parent.iterancestors() for block in blocks)


def _begins_box(block: Block, byline: Block) -> bool:
    if byline.bold and not is_right(byline):  # a name in bold may head the box
        return False
    is_apart = block.kind == TABLE or block.parent.tag in SUBHEADINGS
    return is_apart or _is_boxed(block.parent, byline.parent)


def _is_boxed(element: Element, byline: Element) -> bool:
    """Whether the element is in a box beside that of the byline, among the paragraphs of the text."""
    box = find_part(element, set(byline.iterancestors()))
    return box is not None and box is not element and box.tag in _BOXES


def _offers_file(block: Block) -> bool:
    if heads_files(block.text):
        return True
    return any(find_file("http://x/", link.get("href") or "") for link in block.parent.iter("a"))
