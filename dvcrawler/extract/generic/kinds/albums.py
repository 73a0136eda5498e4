"""Photo albums without captions: pictures in a gallery, or each a link to its larger copy, and no text."""

from collections.abc import Sequence
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.block import IMAGE, Block
from dvcrawler.extract.elements import ancestors_or_self, names_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.text.opening_pictures import is_of_article
from dvcrawler.extract.generic.text.picture_items import names_gallery
from dvcrawler.extract.lines.line_kinds import is_paragraph
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.full_pictures import is_picture_file

#: Fewer pictures illustrate a text that was not found.
_LEAST_PICTURES = 3
_LEVELS = 4


def is_album(blocks: Sequence[Block], furniture: Furniture) -> bool:
    """Whether the blocks are pictures of an album, with only labels among them."""
    if any(map(is_paragraph, blocks)):
        return False
    return len(_find_pictures(blocks, furniture)) >= _LEAST_PICTURES


def name_album(page: Page) -> str | None:
    """Why an album is not read, in words; None for any other page."""
    furniture = Furniture(page)
    count = len(_find_pictures(page.blocks, furniture))
    if count < _LEAST_PICTURES:
        return None
    return f"it shows {count} pictures of an album, but no headline with a date"


def shows_pictures_only(page: Page) -> bool:
    """Whether the page shows several pictures and no text: an album without captions, perhaps. It is not read
    as one without the box or the links of a gallery.
    """
    furniture = Furniture(page)
    shown = [block for block in page.blocks if not furniture.is_outside(block.parent)]
    if any(map(is_paragraph, shown)):
        return False
    pictures = {each.source for each in shown if each.kind == IMAGE and is_of_article(each, furniture)}
    return len(pictures) >= _LEAST_PICTURES


def _find_pictures(blocks: Sequence[Block], furniture: Furniture) -> set[str]:
    """The addresses of the pictures that are shown as those of an album are."""
    pictures = (block for block in blocks if block.kind == IMAGE)
    return {each.source for each in pictures if _is_of_album(each) and is_of_article(each, furniture)}


def _is_of_album(picture: Block) -> bool:
    boxes = ancestors_or_self(picture.parent, _LEVELS)
    return any(map(_is_gallery, boxes)) or any(is_picture_file(each) for each in _links(picture.parent))


def _is_gallery(box: Element) -> bool:
    names = names_of(box)
    return names != " " and names_gallery(names)


def _links(box: Element) -> list[str]:
    links = (*islice(box.iter("a"), 2), *islice(box.iterancestors("a"), 1))
    return [link.get("href") or "" for link in links]
