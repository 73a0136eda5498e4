"""Lines below a player or a map that say what it shows, in an element of their own.

Like the caption in a `<figure>` with a player, they are not text.
"""

from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import PLAYERS, Element, are_alike, holds_any, text_length
from dvcrawler.extract.lines.line_kinds import holds_line
from dvcrawler.extract.pictures.essay_captions import SENTENCE_END
from dvcrawler.normalize.bylines import is_byline

_LONGEST = 160
_QUOTES = ("“", '"', "«", "-", "–")
_SENTENCE_ENDS = (".", "!", "?", ":", "…", ";")
#: Elements of a box that are searched for the line.
_MOST_LOOKED_AT = 60


def is_player_caption(block: Block) -> bool:
    """Whether the line is the caption of the player right above: centred or in italics, and by itself."""
    if block.kind != TEXT or not _may_be_caption(block):
        return False
    line = _find_line(block)
    return line is not None and _is_below_player(line) and not _is_repeated(line)


def _may_be_caption(block: Block) -> bool:
    """Whether the line may be one by how it is set and by its text: no sub-heading, quotation, byline or
    several sentences.
    """
    text = block.text
    if not (block.italic or block.align == "center"):
        return False
    if block.bold or len(text) > _LONGEST or text.startswith(_QUOTES) or SENTENCE_END.search(text):
        return False
    is_sentence = block.align != "center" and text.endswith(_SENTENCE_ENDS)
    return not is_sentence and not is_byline(text)


def _find_line(block: Block) -> Element | None:
    """The element with this line alone."""
    if holds_line(block.parent, block):
        return block.parent
    pieces = islice(block.parent.iterchildren("em", "i", "center"), _MOST_LOOKED_AT)
    return next((each for each in pieces if holds_line(each, block)), None)


def _find_above(line: Element) -> Element | None:
    above = line.getprevious()
    while above is not None and above.tag == "br" and not (above.tail or "").strip():
        above = above.getprevious()
    return None if above is None or (above.tail or "").strip() else above


def _is_below_player(line: Element) -> bool:
    above = _find_above(line)
    return above is not None and _is_player(above)


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
