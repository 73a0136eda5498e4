"""Captions that are printed above their pictures."""

from collections.abc import Sequence
from itertools import takewhile

from lxml.etree import _Element as Element

from dvcrawler.extract.block import CAPTION, Block
from dvcrawler.extract.elements import find_common_box
from dvcrawler.extract.selectors import text_of

_MOST_LINES = 3
#: The boxes around a caption that may hold its picture, and the characters of its box beside the caption.
_LEVELS, _LITTLE = 4, 60
#: Have captions as pictures do.
_PLAYERS = frozenset(("video", "audio", "iframe", "embed", "object", "amp-video", "amp-youtube"))


def captions_above(blocks: Sequence[Block], first: int, place: int) -> list[str]:
    """The captions from `first` on right above the picture at `place`, in one box with it."""
    above = takewhile(
        lambda block: block.kind == CAPTION, reversed(blocks[max(first, place - _MOST_LINES) : place])
    )
    picture = blocks[place].parent
    return [each.text for each in above if _is_in_one_box(each, picture)][::-1]


def _is_in_one_box(caption: Block, picture: Element) -> bool:
    """Whether the box holds little else. In the run of the text, a caption beside a picture does not belong
    to a player above it.
    """
    box = find_common_box(picture, caption.parent, _LEVELS)
    if box is None:
        return False
    if box.tag == "figure" or len(text_of(box)) <= 2 * len(caption.text) + _LITTLE:
        return True
    above = caption.parent.getprevious()
    return caption.parent.getparent() is box and (above is None or above.tag not in _PLAYERS)


def may_share_figure(caption: Block, image: Block) -> bool:
    """Whether the caption is not that of a separate figure below the picture, printed above its own one."""
    figure = next(caption.parent.iterancestors("figure"), None)
    return figure is None or figure is image.parent or figure in image.parent.iterancestors("figure")
