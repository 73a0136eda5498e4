"""Cards of any form: a picture and the headline beside it that lead to the same other page."""

from collections.abc import Iterator, Sequence
from itertools import islice

from dvcrawler.extract.block import IMAGE, Block
from dvcrawler.extract.elements import Element, find_link, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.lines.link_lists import is_sentence, names_document
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.normalize.links import names_page
from dvcrawler.normalize.text import clean_text

_LEAST_WORDS, _LONGEST_HEADLINE = 4, 250
#: Blocks below a picture among which its headline may be.
_NEAR = 2
#: Characters of a box that holds only a card.
_LONGEST_CARD = 600
_MOST_PICTURES = _MOST_LINKS = 30


def find_linked_cards(blocks: Sequence[Block], furniture: Furniture) -> Iterator[int]:
    """The identities of the blocks of such cards: picture, headline, and excerpt in the headline's box."""
    for place, block in enumerate(blocks):
        address = find_address(block, furniture) if block.kind == IMAGE else ""
        if not address:
            continue
        for line in blocks[max(0, place - 1) : place + 1 + _NEAR]:
            if line.kind != IMAGE and _is_headline(line, address):
                yield id(block)
                yield from map(id, _collect_excerpt(line, blocks))


def find_address(picture: Block, furniture: Furniture) -> str:
    """The address of the other page to which the picture leads; empty without one."""
    for image in islice(picture.parent.iter(*PICTURE_TAGS), _MOST_PICTURES):
        link = next(image.iterancestors("a"), None)
        if link is None or all(picture.source != str(value).strip() for value in image.values()):
            continue
        address = (link.get("href") or "").strip()
        is_page = names_page(address) and not names_document(link)
        return address if is_page and furniture.leads_elsewhere(image) else ""
    return ""


def _is_headline(line: Block, address: str) -> bool:
    if len(line.text) > _LONGEST_CARD:
        return False
    links = islice(_list_links(line.parent), _MOST_LINKS)
    return any(_reads(link, line.text) for link in links if (link.get("href") or "").strip() == address)


def _list_links(element: Element) -> Iterator[Element]:
    """The link around the line, else those in it; the caption of a picture in a table is in another cell."""
    around = find_link(element)
    table = next(element.iterancestors("table"), None) if element.tag in PICTURE_TAGS else None
    if table is not None:
        return table.iter("a")
    return element.iter("a") if around is None else iter((around,))


def _reads(link: Element, line: str) -> bool:
    text = clean_text(text_of(link))
    if line != text and line in text and len(line.split()) >= _LEAST_WORDS:
        text = line  # one of several in the link
    if len(text.split()) < _LEAST_WORDS or len(text) > _LONGEST_HEADLINE or is_sentence(text):
        return False
    return line.startswith(text) or line in text


def _collect_excerpt(headline: Block, blocks: Sequence[Block]) -> list[Block]:
    if len(text_of(headline.parent)) > _LONGEST_CARD:
        return [headline]
    return [block for block in blocks if block.parent is headline.parent]
