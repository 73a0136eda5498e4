"""Captions that are printed above their pictures, or in a box that is named after its picture,
`<div class="picbox"><img><div>…</div></div>`; and credits that only the markup parts from the caption:
`<figcaption>… <cite>Lan Anh</cite></figcaption>`.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from dvcrawler.extract.block import CAPTION, TEXT, Block
from dvcrawler.extract.elements import (
    PLAYERS,
    Element,
    ancestors_or_self,
    find_common_box,
    has_at_least,
    is_within,
    names_of,
    text_of,
)
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS, is_picture_file
from dvcrawler.extract.pictures.picture_names import PICTURE_BOX
from dvcrawler.normalize.bylines import split_credit
from dvcrawler.normalize.bylines.names import is_possible_name
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_GALLERY = lazy_regex(
    r"(?<![a-z])(?:slick|swiper|carousel|owl|slider?|slides|slide-?show|gallery|album)"
    r"(?:[-_]?(?:wrap|wrapper|inner|track|stage|list|items|container|box))?(?![a-z])",
    re.I,
)
#: The box of the picture that represents the article; those of persons have a name below it, of few words.
_COVER = lazy_regex(r"(?<![a-z])(?:avatar|avata|thumb(?:nail)?|cover|anh-?bia|dai-?dien)(?![a-z])", re.I)
_LONGEST_NAME = 5
_MOST_IN_BOX, _LONGEST, _LEVELS_OF_BOX = 3, 300, 2
#: Characters of a paragraph; one line of a caption may be as long.
_PARAGRAPH = 90
_CREDIT = lazy_regex(r"author|credit|source|copyright|photographer|tac-?gia|nguon", re.I)
_LABELLED = lazy_regex(r"\(?(?:Ảnh|Nguồn|Photo)\b", re.I)
#: Read by `split_credit`.
_LABEL = "Ảnh:"
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


def boxed_captions(blocks: Sequence[Block], place: int) -> list[str]:
    """The lines from `place` on that share such a box with the picture right above, and nothing else."""
    image, lines = blocks[place - 1].parent, blocks[place : place + _MOST_IN_BOX + 1]
    if not lines or lines[0].kind != TEXT or len(lines[0].text) > _LONGEST:
        return []
    box = _find_box(image, lines[0].parent)
    if box is None:
        return []
    inside = takewhile(lambda line: line.kind == TEXT and is_within(line.parent, box), lines)
    found = [line.text for line in inside]
    is_text = sum(len(text) >= _PARAGRAPH for text in found) > 1
    return [] if is_text or len(found) > _MOST_IN_BOX else found


def _find_box(image: Element, line: Element) -> Element | None:
    """The box of one picture with the line, if it is named after the picture and holds little."""
    around = ancestors_or_self(image, _LEVELS_OF_BOX)
    own = ancestors_or_self(line, _LEVELS_OF_BOX)
    box = next((each for each in own if each in around and _is_of_picture(each)), None)
    if box is None or len(text_of(box)) > _LONGEST or has_at_least(box.iter("img"), 2):
        return None
    return box


def _is_of_picture(box: Element) -> bool:
    """Whether the box, or the gallery of which it is an item, is named after pictures, or leads to one."""
    if box.tag == "a" and is_picture_file(box.get("href") or ""):
        return True
    names = names_of(box)
    if PICTURE_BOX.search(names) or (_COVER.search(names) and len(text_of(box).split()) > _LONGEST_NAME):
        return True
    gallery = box.getparent()
    return gallery is not None and _GALLERY.search(names_of(gallery)) is not None


def label_credit(block: Block, caption: str) -> str:
    """The caption with the label before the name that its last element gives, if it is named as a credit;
    with a space where only the element parts the label from the caption.
    """
    last = next(block.parent.iterchildren(reversed=True), None)
    if last is None or block.text != caption:
        return caption
    name = clean_text(text_of(last))
    before = caption.removesuffix(name)
    if not name or before in ("", caption):
        return caption
    if _LABELLED.match(name):
        return f"{before.rstrip()} {name}"
    if not _is_credit(last) or split_credit(caption)[1] is not None:
        return caption
    return f"{before} {_LABEL} {name}" if is_possible_name(name) or is_outlet(name) else caption


def _is_credit(element: Element) -> bool:
    is_named = isinstance(element.tag, str) and _CREDIT.search(names_of(element)) is not None
    return is_named or element.tag == "cite"
