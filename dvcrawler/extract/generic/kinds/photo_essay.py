"""Photo essays: pages of pictures with captions and no running text."""

from collections.abc import Iterable, Sequence
from itertools import islice

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.lines.link_lists import is_sentence
from dvcrawler.extract.pictures.full_pictures import is_picture_file
from dvcrawler.items import Image
from dvcrawler.normalize.links import names_page

PHOTO = "photo"
#: Fewer pictures with a caption than this illustrate a text that was not found.
_LEAST_PICTURES = 3
#: Characters of all captions; labels and logos have fewer.
_LEAST_TOLD = 100
_LEAST_WORDS = 4
_MOST_LINKS = 3


def is_photo_essay(images: Sequence[Image]) -> bool:
    """Whether the pictures and their different captions are an article without any other text."""
    captions = {image.caption for image in images if image.caption}
    return len(captions) >= _LEAST_PICTURES and sum(map(len, captions)) >= _LEAST_TOLD


def find_pictures(blocks: Sequence[Block], start: int, furniture: Furniture) -> list[Block]:
    """The pictures from `start` on with their captions as their text, if they may be a photo essay.
    Pictures of cards, which lead to other pages, do not count.
    """
    found = []
    cards: dict[Element, bool] = {}
    for place in range(start, len(blocks)):
        block = blocks[place]
        if block.kind != IMAGE or furniture.is_outside(block.parent):
            continue
        caption = _find_caption(block, blocks[place + 1 : place + 2])
        if caption.count(" ") < _LEAST_WORDS - 1:
            continue
        if block.parent not in cards:
            cards[block.parent] = _is_card(block.parent, furniture)
        if not cards[block.parent]:
            found.append(block._replace(text=caption))
    length = sum(len(block.text) for block in found)
    return found if len(found) >= _LEAST_PICTURES and length >= _LEAST_TOLD else []


def _find_caption(picture: Block, below: Sequence[Block]) -> str:
    return below[0].text if below and below[0].kind in (CAPTION, TEXT) else picture.text


def _is_card(box: Element, furniture: Furniture) -> bool:
    """Whether the box of the picture has a link to another page."""
    links = islice(box.iter("a"), _MOST_LINKS)
    addresses = (link.get("href") or "" for link in links)
    if any(names_page(each) and not is_picture_file(each) for each in addresses):
        return True
    return furniture.leads_elsewhere(box)


def find_lead_sentences(
    blocks: Iterable[Block], images: Sequence[Image], furniture: Furniture
) -> tuple[str, ...]:
    """The sentences among the blocks above the pictures, too short to be running text elsewhere."""
    captions = {image.caption for image in images}
    sentences = (block for block in blocks if block.kind == TEXT and is_sentence(block.text))
    own = (block.text for block in sentences if furniture.is_in_text(block.parent))
    return tuple(text for text in own if text not in captions)
