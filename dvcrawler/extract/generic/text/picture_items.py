"""Lines that are the caption of the picture beside them, by a name or as the only text of an item."""

import re
from collections.abc import Sequence
from functools import lru_cache

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, are_alike, holds_any, text_of
from dvcrawler.extract.generic.boilerplate.box_names import is_caption_name
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.normalize.text import clean_text, same_text
from dvcrawler.patterns import lazy_regex

#: The line below a picture of a gallery, and the boxes around both.
_LONGEST_ITEM = 200
_ITEM_TAGS = frozenset(("div", "a", "figure"))
_GALLERY = lazy_regex(
    r"gallery|slide|swiper|carousel|album|lightbox|(?:^|[\s_-])(?:photo|image|picture|anh|hinh)(?:$|[\s_-])",
    re.I,
)


def mark_caption(block: Block, furniture: Furniture, above: Block | None) -> Block:
    if block.kind != TEXT:
        return block
    is_below = above is not None and above.kind == IMAGE and _is_named_within(block)
    if is_below or furniture.is_caption(block.parent) or _is_of_item(block):
        return block._replace(kind=CAPTION)
    return block


def _is_named_within(block: Block) -> bool:
    """Whether the line right below a picture is all in a piece of text that is named as a caption."""
    if len(block.text) > _LONGEST_ITEM:
        return False
    return any(same_text(each, block.text) for each in _read_named(block.parent))


@lru_cache(maxsize=1)  # for all lines of the last box, which it keeps in memory with its document
def _read_named(box: Element) -> Sequence[str]:
    """The pieces of text in the box that are named as captions."""
    pieces = (each for each in box.iter("span", "em", "i") if is_caption_name(each.get("class") or ""))
    return [clean_text(text_of(each)) for each in pieces]


def _is_of_item(block: Block) -> bool:
    """Whether the line is all the text of an item that shows a picture: of a list or a gallery."""
    if len(block.text) > _LONGEST_ITEM:
        return False
    for box in ancestors_or_self(block.parent, 2):
        tag = box.tag
        if tag == "li" or (tag in _ITEM_TAGS and (names := box.get("class")) and names_gallery(names)):
            if not holds_any(box, *PICTURE_TAGS) or _is_paragraph(block.parent, box):
                return False
            words = len(block.text.split())
            return not _holds_more_words(box, words) and len(text_of(box).split()) <= words
    return False


def _is_paragraph(element: Element, item: Element) -> bool:
    """Whether the line in the item of a list is marked as the paragraphs above and below the list are."""
    list_ = item.getparent()
    if item.tag != "li" or list_ is None or not element.get("class"):
        return False
    return any(
        each is not None and are_alike(each, element) for each in (list_.getprevious(), list_.getnext())
    )


def _holds_more_words(box: Element, most: int) -> bool:
    """Quickly finds that it does: a box around the whole text would be read for each of its lines.

    At most one word is split between each piece of text and the next.
    """
    for text in box.itertext("*"):
        most -= max(0, len(text.split()) - 1)
        if most < 0:
            return True
    return False


@lru_cache(maxsize=2048)  # the same boxes are on every page of a site
def names_gallery(names: str) -> bool:
    return _GALLERY.search(names) is not None
