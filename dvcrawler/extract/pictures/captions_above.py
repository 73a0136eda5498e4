"""Captions that are printed above their pictures."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from dvcrawler.extract.block import CAPTION, Block
from dvcrawler.extract.elements import (
    PLAYERS,
    Element,
    ancestors_or_self,
    find_common_box,
    is_within,
    names_of,
    text_of,
)
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.normalize.bylines import split_credit
from dvcrawler.patterns import lazy_regex

_MOST_LINES = 3
#: The boxes around a caption that may hold its picture, and the characters of its box beside the caption.
_LEVELS, _LITTLE = 4, 60
#: The boxes from a caption on that may be named after a player.
_MOST_BOXES = 3
#: Have captions as pictures do.
_PLAYER = lazy_regex(
    r"VideoCMS_|(?:video|audio|podcast)(?:[-_]?(?:caption|box|wrap|player|item|block))?(?![a-z])", re.I
)


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
    return caption.parent.getparent() is box and (above is None or above.tag not in PLAYERS)


def may_share_figure(caption: Block, image: Block) -> bool:
    """Whether the caption is not that of a separate figure or a player below the picture."""
    if caption.parent.tag in PICTURE_TAGS:  # paired with its picture where both were read
        return True
    own = _find_figure(image.parent)
    figure = _find_figure(caption.parent)
    if figure is not None:
        return figure is own or figure in image.parent.iterancestors("figure")
    if _is_of_player(caption.parent, image.parent):
        return False
    return own is None or not _has_caption(own) or split_credit(caption.text)[0] is None


def _find_figure(element: Element) -> Element | None:
    return element if element.tag == "figure" else next(element.iterancestors("figure"), None)


def _has_caption(figure: Element) -> bool:
    return any(text_of(caption).strip() for caption in figure.iter("figcaption"))


def _is_of_player(caption: Element, picture: Element) -> bool:
    """Whether the caption or a box around it, without the picture, is named after a video or a sound."""
    boxes = takewhile(lambda box: not is_within(picture, box), ancestors_or_self(caption))
    return any(_PLAYER.search(names_of(box)) for box in islice(boxes, _MOST_BOXES))
