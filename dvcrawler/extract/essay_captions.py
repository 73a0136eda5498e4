"""Lines below pictures that are captions because of how the page sets them: in small print, or all alike."""

from collections.abc import Sequence
from itertools import islice

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.text import clean_text

_LONGEST_CAPTION = 250
_MOST_LOOKED_AT = 40
#: Fewer pictures illustrate a text.
_LEAST_PICTURES = 3
#: Least share of pictures with a line below them, and of lines that are below pictures.
_CAPTIONED_SHARE = 0.8


def is_small_print(block: Block) -> bool:
    """Whether the whole line is in `<small>`."""
    if block.kind != TEXT or len(block.text) > _LONGEST_CAPTION or is_byline(block.text):
        return False
    if len(block.parent) > _MOST_LOOKED_AT:
        return False
    lines = islice(block.parent.iter("small"), _MOST_LOOKED_AT)
    return any(clean_text(text_of(line)) == block.text for line in lines)


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
    if block.kind != TEXT or not (block.italic or block.align == "center") or block.bold:
        return False
    return len(block.text) <= _LONGEST_CAPTION and not is_byline(block.text)
