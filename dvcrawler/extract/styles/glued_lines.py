"""Lines of several pieces that only a style parts: `<span>Lan Anh</span><span>Phóng viên</span>`."""

from collections.abc import Iterator
from itertools import pairwise

from lxml.etree import _Element as Element

from dvcrawler.extract.block import Block
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text

#: Between two pieces.
MARK = " | "
_LONGEST, _MOST_PIECES, _DEEPEST = 200, 30, 8


def separate_line(block: Block) -> str:
    """The text of the block, its pieces parted by a mark where nothing parts them in the source."""
    if len(block.text) > _LONGEST or next(block.parent.iterchildren("*"), None) is None:
        return block.text
    separated = separate_pieces(block.parent)
    is_whole = "".join(separated.replace(MARK, "").split()) == "".join(block.text.split())
    return separated if is_whole else block.text


def separate_pieces(element: Element) -> str:
    """The text of an element, its pieces parted in the same way; that of a larger one as it is."""
    pieces = list(_list_pieces(element))
    if not 1 < len(pieces) <= _MOST_PIECES:
        return clean_text(text_of(element))
    joined = pieces[0][0]
    for (above, _), (piece, begins) in pairwise(pieces):
        is_glued = begins and _are_glued(above, piece)
        joined += (MARK if is_glued and above[-1] != ":" else " " * is_glued) + piece
    return clean_text(joined)


def _list_pieces(element: Element, depth: int = 0) -> Iterator[tuple[str, bool]]:
    """(text, whether an element begins with it)."""
    if element.text:
        yield element.text, True
    for child in element if depth < _DEEPEST else ():
        if isinstance(child.tag, str):
            yield from _list_pieces(child, depth + 1)
        if child.tail:
            yield child.tail, False


def _are_glued(above: str, piece: str) -> bool:
    """Whether a new word begins with the piece: a capital letter that is not part of a word in capitals."""
    if len(above) < 2 or above[-1].isspace() or piece[0].isspace():
        return False
    if "@" in piece or (piece[0].isdigit() and above[-1].isalpha()):
        return True
    return piece[0].isupper() and (above[-1].islower() or piece[1:2].islower())
