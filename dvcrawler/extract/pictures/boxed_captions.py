"""Captions in a box that is named after its picture: `<div class="picbox"><img><div>…</div></div>`; and
credits that only the markup parts from the caption: `<figcaption>… <cite>Lan Anh</cite></figcaption>`.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, is_within, names_of, text_of
from dvcrawler.normalize.bylines.names import is_possible_name
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_PICTURE = lazy_regex(
    r"(?<![a-z])(?:pic|photo|image|img|anh|hinh(?:-?anh)?|figure|fig|picture)(?:[-_]?(?:s|box|wrap|wrapper|container"
    r"|item|block|frame|content|detail|center))?(?![a-z])",
    re.I,
)
_GALLERY = lazy_regex(
    r"(?<![a-z])(?:slick|swiper|carousel|owl|slider?|slides|slide-?show|gallery|album)"
    r"(?:[-_]?(?:wrap|wrapper|inner|track|stage|list|items|container|box))?(?![a-z])",
    re.I,
)
_SLIDER = lazy_regex(r"(?<![a-z])(?:slick|swiper|carousel|owl|slider?|slides|slide-?show)(?![a-z])", re.I)
_MOST_LINES, _LONGEST, _LEVELS = 3, 300, 2
_LEVELS_OF_SLIDER = 4
#: Characters of a paragraph; one line of a caption may be as long.
_PARAGRAPH = 90
_CREDIT = lazy_regex(r"author|credit|source|copyright|photographer|tac-?gia|nguon", re.I)
#: Read by `split_credit`.
_LABEL = "Ảnh:"


def boxed_captions(blocks: Sequence[Block], place: int) -> list[str]:
    """The lines from `place` on that share such a box with the picture right above, and nothing else."""
    image, lines = blocks[place - 1].parent, blocks[place : place + _MOST_LINES + 1]
    if not lines or lines[0].kind != TEXT or len(lines[0].text) > _LONGEST:
        return []
    box = _find_box(image, lines[0].parent)
    if box is None:
        return []
    inside = takewhile(lambda line: line.kind == TEXT and is_within(line.parent, box), lines)
    found = [line.text for line in inside]
    is_text = sum(len(text) >= _PARAGRAPH for text in found) > 1
    return [] if is_text or len(found) > _MOST_LINES else found


def is_in_slider(element: Element) -> bool:
    """Whether the element is in a box of pictures or links that pass by."""
    boxes = ancestors_or_self(element, _LEVELS_OF_SLIDER)
    return any(_SLIDER.search(names_of(box)) for box in boxes)


def _find_box(image: Element, line: Element) -> Element | None:
    """The box of one picture with the line, if it is named after the picture and holds little."""
    around = ancestors_or_self(image, _LEVELS)
    own = ancestors_or_self(line, _LEVELS)
    box = next((each for each in own if each in around and _is_of_picture(each)), None)
    if box is None or len(text_of(box)) > _LONGEST or len(list(islice(box.iter("img"), 2))) > 1:
        return None
    return box


def _is_of_picture(box: Element) -> bool:
    """Whether the box, or the gallery of which it is an item, is named after pictures."""
    if _PICTURE.search(names_of(box)):
        return True
    gallery = box.getparent()
    return gallery is not None and _GALLERY.search(names_of(gallery)) is not None


def label_credit(block: Block, caption: str) -> str:
    """The caption with the label before the name that its last element gives, if it is named as a credit."""
    last = block.parent[-1] if len(block.parent) else None
    if last is None or block.text != caption or ":" in caption or not _is_credit(last):
        return caption
    name = clean_text(text_of(last))
    before = caption.removesuffix(name)
    if not name or before in ("", caption) or not (is_possible_name(name) or is_outlet(name)):
        return caption
    return f"{before} {_LABEL} {name}"


def _is_credit(element: Element) -> bool:
    if element.tag == "cite":
        return True
    return isinstance(element.tag, str) and _CREDIT.search(names_of(element)) is not None
