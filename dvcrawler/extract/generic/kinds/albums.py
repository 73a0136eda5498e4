"""Pages of pictures without running text: photo essays, with captions, and albums, without, where each may
be a link to its larger copy.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from urllib.parse import urlsplit

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, names_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.section import find_path
from dvcrawler.extract.generic.text.opening_pictures import is_of_article
from dvcrawler.extract.generic.text.picture_items import names_gallery
from dvcrawler.extract.lines.line_kinds import is_link_line, is_paragraph
from dvcrawler.extract.lines.link_lists import is_sentence
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.full_pictures import is_picture_file
from dvcrawler.items import Image
from dvcrawler.normalize.links import names_page
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

PHOTO = "photo"
#: Fewer pictures illustrate a text that was not found.
_LEAST_PICTURES = 3
#: Characters of all captions of an essay; labels and logos have fewer.
_LEAST_TOLD = 100
_LEAST_WORDS, _MOST_LINKS, _LEVELS = 4, 3, 4
#: In a folded name: of a section, or a label of the headline.
_GRAPHIC = lazy_regex(
    r"\binfo-?graphics?\b|^do[ -]hoa(?:[:/]|$)|^anh$|^(?:chum|tin|bo|hinh)[ -]anh\b|^photos?\b"
    r"|\be-?magazine\b|\bmega-?story\b|\blong-?form\b"
)
#: An office's paper, which communes publish as pictures of its pages.
PAPER = lazy_regex(
    r"(?:thong bao|quyet dinh|ke hoach|cong van|cong dien|giay moi|thu moi|nghi quyet|to trinh|huong dan"
    r"|danh sach|niem yet|cong khai|quy che|quy dinh|noi quy|bang gia|so do|thu ngo|(?:thu|loi) keu goi"
    r"|lich (?:tiep|lam viec|cong tac|truc|cat|tiem|thi))\b"
)


def is_album(blocks: Sequence[Block], furniture: Furniture) -> bool:
    """Whether the blocks are pictures of an album, with only labels among them."""
    if any(map(is_paragraph, blocks)):
        return False
    return len(_find_in_gallery(blocks, furniture)) >= _LEAST_PICTURES


def shows_graphic(blocks: Sequence[Block], furniture: Furniture) -> bool:
    """Whether the blocks are the pictures of an article and their captions, with no other text."""
    lines = _list_untold(blocks)
    is_text = any(is_paragraph(each) and not furniture.is_caption(each.parent) for each in lines)
    if is_text or any(map(is_link_line, lines)):
        return False
    return any(each.kind == IMAGE and is_of_article(each, furniture) for each in blocks)


def _list_untold(blocks: Sequence[Block]) -> Sequence[Block]:
    """The lines that do not repeat the text of a picture."""
    captions = {each.text for each in blocks if each.kind == IMAGE}
    return [each for each in blocks if each.kind == TEXT and each.text not in captions]


def names_graphic(page: Page, title: str) -> bool:
    """Whether the address, the headline or the path above it says that the article is a graphic."""
    named = (*urlsplit(page.url).path.split("/"), title, find_path(page, title) or "")
    return any(_GRAPHIC.search(fold(each)) for each in named)


def name_album(page: Page) -> str | None:
    """Why an album is not read, in words; None for any other page."""
    furniture = Furniture(page)
    count = len(_find_in_gallery(page.blocks, furniture))
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


def _find_in_gallery(blocks: Sequence[Block], furniture: Furniture) -> set[str]:
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


def is_photo_essay(images: Sequence[Image]) -> bool:
    """Whether the pictures and their different captions are an article without any other text."""
    captions = {image.caption for image in images if image.caption}
    return len(captions) >= _LEAST_PICTURES and sum(map(len, captions)) >= _LEAST_TOLD


def find_pictures(blocks: Sequence[Block], start: int, furniture: Furniture) -> list[Block]:
    """The pictures from `start` on with their captions as their text, if they may be a photo essay.
    Pictures of cards, which lead to other pages, do not count.
    """
    found = []
    is_card = cache(lambda box: _is_card(box, furniture))
    for place in range(start, len(blocks)):
        block = blocks[place]
        if block.kind != IMAGE or furniture.is_outside(block.parent):
            continue
        caption = _find_caption(block, blocks[place + 1 : place + 2])
        if caption.count(" ") >= _LEAST_WORDS - 1 and not is_card(block.parent):
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
