"""One excerpt of another article: a linked headline, perhaps with a picture, and the paragraph below."""

from collections.abc import Sequence
from typing import NamedTuple

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.elements import SUBHEADINGS, Element, find_common_box, find_link, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.teasers.linked_cards import find_address
from dvcrawler.extract.generic.teasers.other_pages import is_other_page, is_same_site
from dvcrawler.extract.lines.line_kinds import is_link_line
from dvcrawler.extract.lines.link_lists import is_sentence, names_document
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import clean_text

_LEAST_WORDS, _LONGEST_HEADLINE, _LONGEST_EXCERPT = 4, 250, 350
#: Characters of a date, and of the link below an excerpt: "Đọc tiếp".
_LONGEST_NOTE = 60
_MOST_LINKS = 30
_ARROWS = " *•»>›→▶►-–+"
_LEVELS = 5


class Excerpt(NamedTuple):
    """`picture`: one that leads to the same page; `end`: the place below."""

    headline: Block
    text: Block
    picture: Block | None
    address: str
    end: int

    @property
    def form(self) -> tuple[str | None, ...]:
        """How headline and paragraph are set."""
        own, text = self.headline.parent, self.text.parent
        around = _tag_around(own)
        return own.tag, own.get("class"), around, text.tag, text.get("class"), self.picture and IMAGE

    @property
    def is_marked(self) -> bool:
        """Whether it has the form of an item of a list."""
        own = self.headline.parent
        if own.tag in SUBHEADINGS or _tag_around(own) in SUBHEADINGS:
            return True
        return self.picture is not None or self.is_item

    @property
    def is_item(self) -> bool:
        """Whether the two are one item of a list, or a term and what is said of it."""
        if self.headline.parent.tag == "dt":
            return self.text.parent.tag == "dd"
        box = find_common_box(self.headline.parent, self.text.parent, _LEVELS)
        return box is not None and box.tag == "li"


def read_excerpt(blocks: Sequence[Block], place: int, furniture: Furniture, *, least: int) -> Excerpt | None:
    """The headline at this place, or below its picture, and the paragraph of this length below."""
    found = _find_headline(blocks, place, furniture)
    if found is None:
        return None
    headline, above = found
    text, beside = _pass_picture(blocks, headline + 1, furniture)
    text = _pass_date(blocks, text)
    if text >= len(blocks) or not _may_be_excerpt(blocks[text], least):
        return None
    address = _find_address(blocks[headline], furniture)
    if not address or is_link_line(blocks[text]):
        return None
    pictures = (each for each, source in (above, beside) if source and _resolve(source, furniture) == address)
    return Excerpt(
        blocks[headline], blocks[text], next(pictures, None), address, _pass_link(blocks, text + 1)
    )


def _find_headline(
    blocks: Sequence[Block], place: int, furniture: Furniture
) -> tuple[int, tuple[Block | None, str]] | None:
    """The place of the headline, and the linked picture above it. The line is judged first: most are text."""
    below = place + (place < len(blocks) and blocks[place].kind == IMAGE)
    if below >= len(blocks) or not may_be_headline(blocks[below]):
        return None
    found = _pass_picture(blocks, place, furniture)
    return found if found[0] == below else None


def _may_be_excerpt(block: Block, least: int) -> bool:
    return block.kind == TEXT and least <= len(block.text) <= _LONGEST_EXCERPT


def _pass_picture(
    blocks: Sequence[Block], place: int, furniture: Furniture
) -> tuple[int, tuple[Block | None, str]]:
    """The place below a picture that leads to another page, and the picture with where it leads."""
    if place < len(blocks) and blocks[place].kind == IMAGE:
        address = find_address(blocks[place], furniture)
        if address:
            return place + 1, (blocks[place], address)
    return place, (None, "")


def _pass_date(blocks: Sequence[Block], place: int) -> int:
    is_date = place < len(blocks) and _is_note(blocks[place]) and is_date_line(blocks[place].text)
    return place + 1 if is_date else place


def _pass_link(blocks: Sequence[Block], place: int) -> int:
    """The place below the link to the rest of the article, and below its day."""
    place = _pass_date(blocks, place)
    if place < len(blocks) and _is_note(blocks[place]):
        block = blocks[place]
        is_more = block.text.count(" ") < _LEAST_WORDS and is_link_line(block)
        return _pass_date(blocks, place + 1) if is_more else place
    return place


def _is_note(block: Block) -> bool:
    return block.kind == TEXT and len(block.text) <= _LONGEST_NOTE


def may_be_headline(block: Block) -> bool:
    """Whether the line has the form of a headline, linked or not."""
    if block.kind != TEXT or len(block.text) > _LONGEST_HEADLINE:
        return False
    return block.text.count(" ") >= _LEAST_WORDS - 1 and not is_sentence(block.text)


def _find_address(headline: Block, furniture: Furniture) -> str:
    """The address of the other page of the site to which the whole line leads; empty without one."""
    around = find_link(headline.parent)
    links = [around] if around is not None else headline.parent.findall(".//a")[:_MOST_LINKS]
    for link in links:
        is_line = around is not None or _is_line(headline.text, clean_text(text_of(link)))
        if is_line and not names_document(link):
            return _resolve(link.get("href") or "", furniture)
    return ""


def _is_line(line: str, linked: str) -> bool:
    """Whether the line is the link, with an arrow before it or its day behind it at most."""
    line = line.lstrip(_ARROWS)
    return bool(linked) and line.startswith(linked) and (line == linked or is_date_line(line[len(linked) :]))


def _resolve(href: str, furniture: Furniture) -> str:
    page = furniture.page
    address = absolute_url(page.base, href)
    if address is None or not is_other_page(address, page) or not is_same_site(address, page.url):
        return ""
    return address


def _tag_around(element: Element) -> str:
    link = find_link(element)
    holder = None if link is None else link.getparent()
    return "" if holder is None else str(holder.tag)
