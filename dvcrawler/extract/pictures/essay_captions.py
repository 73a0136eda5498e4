"""Captions by how the page sets them: in small print, all alike in a photo essay, or alone below a player.

Like the caption in a `<figure>` with a player, the latter are not text.
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.elements import PLAYERS, Element, are_alike, find_common_box, holds_any, text_length
from dvcrawler.extract.lines.line_kinds import holds_line
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.patterns import lazy_regex

_LONGEST_CAPTION = 250
_MOST_LOOKED_AT = 40
#: Fewer pictures illustrate a text.
_LEAST_PICTURES = 3
#: Least share of pictures with a line below them, and of lines that are below pictures.
_CAPTIONED_SHARE = 0.8
#: Lines of an essay besides its captions: a lead, a byline and its office.
_MOST_BESIDE = 3
#: Of a series: "(Còn nữa)", "Kỳ sau: …".
_GOES_ON = lazy_regex(r"\(?(?:còn (?:nữa|tiếp)|hết\W*$|(?:kỳ|bài) (?:sau|tới|cuối|\d{1,2})\s?:)", re.I)
SENTENCE_END = lazy_regex(r"[.!?…]\s+\S")
_LONGEST = 160
QUOTES = ("“", '"', "«", "-", "–")
_SENTENCE_ENDS = (".", "!", "?", ":", "…", ";")
#: Elements of a box that are searched for the line.
_MOST_IN_LINE = 60


def is_small_print(block: Block) -> bool:
    """Whether the whole line is in `<small>`."""
    if not _may_be_plain_caption(block) or len(block.parent) > _MOST_LOOKED_AT:
        return False
    return any(holds_line(line, block) for line in islice(block.parent.iter("small"), _MOST_LOOKED_AT))


def find_essay_captions(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the captions of a photo essay, where every line below a picture is centred
    or in italics and there is no other text between the pictures.
    """
    pictures = [place for place, block in enumerate(blocks) if block.kind == IMAGE]
    if len(pictures) < _LEAST_PICTURES:
        return frozenset()
    below = [place + 1 for place in pictures if any(map(_may_be_caption, blocks[place + 1 : place + 2]))]
    lines = sum(block.kind == TEXT for block in blocks[pictures[0] : pictures[-1] + 2])
    least = max(_LEAST_PICTURES, _CAPTIONED_SHARE * len(pictures), _CAPTIONED_SHARE * lines)
    looks = {(blocks[place].align, blocks[place].italic) for place in below}
    return frozenset(below) if len(below) >= least and len(looks) == 1 else frozenset()


def _may_be_caption(block: Block) -> bool:
    is_set_off = (block.italic or block.align == "center") and not block.bold
    return is_set_off and _may_be_plain_caption(block)


def find_plain_captions(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the captions of a photo essay whose pictures have a line each and nothing beside it.

    A caption of several sentences differs from a paragraph only by a box around picture and line.
    """
    pictures = [place for place, block in enumerate(blocks) if block.kind == IMAGE]
    if not _have_a_line_each(pictures, blocks):
        return frozenset()
    below = {place + 1: blocks[place + 1] for place in pictures}
    if not all(map(_may_be_plain_caption, below.values())):
        return frozenset()
    boxes = {find_common_box(blocks[place - 1].parent, line.parent) for place, line in below.items()}
    if len(boxes) < len(pictures) and any(SENTENCE_END.search(each.text) for each in below.values()):
        return frozenset()
    return frozenset(below)


def _have_a_line_each(pictures: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Whether the blocks are pictures with one line below each, and few other lines."""
    lines = sum(block.kind == TEXT for block in blocks)
    if len(pictures) < _LEAST_PICTURES or not len(pictures) <= lines <= len(pictures) + _MOST_BESIDE:
        return False
    return all(below - above == 2 for above, below in pairwise(pictures)) and pictures[-1] + 1 < len(blocks)


def _may_be_plain_caption(block: Block) -> bool:
    return block.kind == TEXT and len(block.text) <= _LONGEST_CAPTION and not is_byline(block.text)


def is_player_caption(block: Block) -> bool:
    """Whether the line is the caption of the player right above: centred or in italics, and by itself."""
    if block.kind != TEXT or not _may_be_below_player(block):
        return False
    line = _find_line(block)
    above = _find_above(line) if line is not None else None
    return line is not None and above is not None and _is_player(above) and not _is_repeated(line)


def _may_be_below_player(block: Block) -> bool:
    """Whether the line may be one by its look and text: no sub-heading, quotation, byline or sentences."""
    text = block.text
    if not (block.italic or block.align == "center"):
        return False
    if block.bold or len(text) > _LONGEST or text.startswith(QUOTES) or SENTENCE_END.search(text):
        return False
    if _GOES_ON.match(text):
        return False
    is_sentence = block.align != "center" and text.endswith(_SENTENCE_ENDS)
    return not is_sentence and not is_byline(text)


def _find_line(block: Block) -> Element | None:
    """The element with this line alone, not with a picture above it."""
    if holds_line(block.parent, block):
        return None if holds_any(block.parent, "img") else block.parent
    pieces = islice(block.parent.iterchildren("em", "i", "center"), _MOST_IN_LINE)
    return next((each for each in pieces if holds_line(each, block)), None)


def _find_above(line: Element) -> Element | None:
    above = line.getprevious()
    while above is not None and above.tag == "br" and not (above.tail or "").strip():
        above = above.getprevious()
    return None if above is None or (above.tail or "").strip() else above


def _is_player(element: Element) -> bool:
    """Whether the element is a player, or a box that shows one and nothing else."""
    if element.tag in PLAYERS:
        return True
    if not holds_any(element, *PLAYERS) or holds_any(element, "img"):
        return False
    return sum(map(text_length, element.iter(*PLAYERS))) >= text_length(element)


def _is_repeated(line: Element) -> bool:
    """Whether the next element is a line set in the same way, as the next verse of a poem is."""
    below = line.getnext()
    if below is None or not are_alike(below, line) or not 0 < text_length(below) <= _LONGEST:
        return False
    return _describe(below) == _describe(line)


def _describe(line: Element) -> tuple[str | None, str | None, list[str]]:
    return line.get("style"), line.get("align"), [str(each.tag) for each in line]
