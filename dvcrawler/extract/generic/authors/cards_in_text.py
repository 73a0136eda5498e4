"""The card about the author that a page prints in the box of the text, below it: a name that leads to the
author's page, or is below "Về tác giả", and a biography.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import (
    SUBHEADINGS,
    Element,
    ancestors_or_self,
    find_link,
    holds_any,
    is_longer,
    is_within,
    text_of,
)
from dvcrawler.extract.lines.line_kinds import PROSE
from dvcrawler.extract.lines.link_texts import read_links
from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.normalize.bylines.offices import NEWSROOM_OFFICES
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Addresses of the articles of one author.
_PAGE = lazy_regex(
    r"(?:^|/)(?:authors?|tac-?gia|nha-bao|phong-vien|but-danh|cay-but)/[^/?#]|[?&]author=\w", re.I
)
_LABEL = lazy_regex(
    r"\W*(?:(?:đôi nét |vài nét |thông tin |giới thiệu )?(?:về )?(?:các |nhóm )?(?:tác giả|người viết)"
    r"(?: bài viết)?|(?:about|meet) (?:the )?(?:post )?authors?|(?:the |post )?authors?|(?:written )?by)\W*",
    re.I,
)
#: Elements of facts, as of a book.
_FACTS = ("dt", "dd", "td", "th", "li")
_LONGEST_NAME, _LONGEST_CARD, _LEVELS = 60, 1500, 5
#: Blocks above a card, one of which is a paragraph.
_MOST_ABOVE = 10
#: Characters of a box that says more than a name, and those of a label above it: persons further down in a
#: biography are not its subject.
_LEAST_BESIDE, _LONGEST_LABEL = 20, 30
#: Links of a card that are judged, and blanks in one that may be a headline.
_MOST_LINKS, _LEAST_HEADLINE = 20, 4
#: Offices of authors, printed below the name.
_WORK = lazy_regex(rf"\(?(?:{NEWSROOM_OFFICES})\b.{{0,40}}", re.I)
#: Elements of the name above a biography, and those that are looked at: a heading may say "Tác giả".
_NAME_TAGS, _MOST_MARKED = (*SUBHEADINGS, "a", "strong", "b"), 4
#: Caps an author's box, which may have an e-mail address and links; no pattern searches a longer one.
LONGEST_BOX = 2000


def heads_card(block: Block) -> bool:
    """Whether the line is the label of a card about the author, and not of a row of facts."""
    if len(block.text) > _LONGEST_NAME or block.kind != TEXT or not _LABEL.fullmatch(block.text):
        return False
    return block.parent.tag not in _FACTS


def is_label(text: str) -> bool:
    """Whether the text says no more than that a name beside it is the author's; it may be empty."""
    return not any(map(str.isalpha, text)) or _LABEL.fullmatch(text) is not None


def _may_be_name(text: str) -> bool:
    """Whether the line is short and its first and last words have a capital: first because it is fast."""
    return len(text) <= _LONGEST_NAME and text[:1].isupper() and text.rpartition(" ")[2][:1].isupper()


def leads_to_author(block: Block) -> bool:
    """Whether the line is a name, and a link to the page of that author."""
    if not _may_be_name(block.text):
        return False
    link = find_link(block.parent)
    if link is None:
        links = read_links(block.parent, block.text)
        link = next((link for link, text in links if text == block.text), None)
    if link is None or _PAGE.search(link.get("href") or "") is None:
        return False
    return is_sure_name(block.text)


def heads_biography(block: Block) -> bool:
    """Whether the link to the author begins a box with a portrait or a biography, and not the card of another
    article, which its box leads to.
    """
    boxes = ancestors_or_self(block.parent, _LEVELS)
    least = len(block.text) + _LEAST_BESIDE
    card = next((box for box in boxes if is_longer(box, least) or holds_any(box, "img")), None)
    if card is None or is_longer(card, _LONGEST_CARD):
        return False
    if not 0 <= clean_text(text_of(card)).find(block.text) <= _LONGEST_LABEL:
        return False
    return not any(map(_is_headline, islice(card.iter("a"), _MOST_LINKS)))


def _is_headline(link: Element) -> bool:
    return text_of(link).count(" ") >= _LEAST_HEADLINE and not _PAGE.search(link.get("href") or "")


def is_name_of_card(block: Block, above: Sequence[Block]) -> bool:
    """Whether the line is the name in a card below the text. `above`: the text so far."""
    return leads_to_author(block) and _find_card(block, above, len(above)) is not None


def is_in_card(block: Block, above: Sequence[Block]) -> bool:
    """Whether the line belongs to the card whose name is the last line above it."""
    name = above[-1] if len(above) > 1 else None
    if name is None or name.kind != TEXT or not _may_be_name(name.text):
        return False
    is_labelled = heads_card(above[-2])
    if not leads_to_author(name) and not (is_labelled and is_sure_name(name.text)):
        return False
    card = _find_card(name, above, len(above) - 1 - is_labelled)
    return card is not None and is_within(block.parent, card)


def without_label(blocks: list[Block]) -> list[Block]:
    """The blocks without the label of a card above a last name."""
    is_card = len(blocks) > 1 and blocks[-1].kind == TEXT and is_sure_name(blocks[-1].text)
    return [*blocks[:-2], blocks[-1]] if is_card and heads_card(blocks[-2]) else blocks


def _find_card(name: Block, blocks: Sequence[Block], end: int) -> Element | None:
    """The largest box around the name that holds nothing of the text above it, the first `end` blocks."""
    places = range(end - 1, max(-1, end - 1 - _MOST_ABOVE), -1)
    last = next((blocks[n] for n in places if blocks[n].kind == TEXT), None)
    if last is None or not any(len(blocks[n].text) >= PROSE for n in places):
        return None
    boxes = ancestors_or_self(name.parent, _LEVELS)
    own = list(takewhile(lambda box: not is_within(last.parent, box), boxes))
    return own[-1] if own and not is_longer(own[-1], _LONGEST_CARD) else None


def strip_office(element: Element) -> str:
    """The name in a box that prints the person's office in a separate box: "Lan Anh", "Phóng viên"."""
    if len(element) < 2:
        return ""
    pieces = [text for each in element.itertext("*") if (text := clean_text(str(each)))]
    is_named = len(pieces) == 2 and _WORK.fullmatch(pieces[1]) is not None and is_sure_name(pieces[0])
    return pieces[0] if is_named else ""


def find_name_in_card(element: Element) -> str:
    """The only name in a heading, a link or bold, with which the card begins; empty without one, and for a
    box that is too long.
    """
    printed = text_of(element)
    if len(printed) > LONGEST_BOX:
        return ""
    marked = (clean_text(text_of(each)) for each in islice(element.iter(*_NAME_TAGS), _MOST_MARKED))
    names = list(dict.fromkeys(filter(is_sure_name, marked)))
    is_first = len(names) == 1 and 0 <= clean_text(printed).find(names[0]) <= _LONGEST_LABEL
    return names[0] if is_first else ""
