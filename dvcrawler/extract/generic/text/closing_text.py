"""Text of the article after the box that holds most of it: page builders give each part a separate box."""

import re
from collections.abc import Sequence
from itertools import islice

from dvcrawler.extract.block import CAPTION, IMAGE, TABLE, TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, find_part, is_within, names_of, text_of
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS, ends_article, heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.site_notices import is_site_notice
from dvcrawler.extract.generic.text.inset_boxes import TO_READER
from dvcrawler.extract.generic.text.opening_pictures import is_of_article
from dvcrawler.extract.generic.text.opening_text import says_something
from dvcrawler.extract.generic.text.parts import heads_box_of_site, is_other_column
from dvcrawler.extract.lines.line_kinds import is_link_line, link_length
from dvcrawler.patterns import lazy_regex

#: Ancestors of the text's box that are searched for further parts; Elementor has nine around a paragraph.
_LEVELS = 10
#: Caps the further parts of one article, and the blocks after a paragraph that may be the link of its card.
_MOST_PARTS, _BEHIND = 200, 3
#: Characters of a lead with only pictures below it, as of an infographic.
_LONGEST_LEAD, _MOST_OF_LEAD = 900, 2
_FEW_LINKS = 4
_FIELDS, _MOST_INPUTS = ("email", "text", "password", "tel"), 20
_SUBHEADS = ("h2", "h3", "h4", "h5")
_OTHER_BOX = lazy_regex(r"author|tac-?gia|bio|profile|letter|subscri|user|member|note|contact|lien-?he", re.I)


def find_closing_text(
    blocks: Sequence[Block], container: Element, span: tuple[int, int], furniture: Furniture
) -> int:
    """The place after the last block that continues the text; the end of `span` if that is all of it.

    It ends at the first line that is not running text, such as a heading or a link, or is for the reader; in
    boxes of the same name as the text's, after the last sentence.
    """
    first, end = span
    around = _find_boxes_around(container)
    last = end
    is_lead = _is_lead(blocks[first:end])
    for place in range(end, min(len(blocks), end + _MOST_PARTS)):
        block = blocks[place]
        box = find_part(block.parent, around)
        if box is None or furniture.is_outside(block.parent) or is_other_column(box, container):
            break
        shows = _shows_picture(block, furniture, is_lead=is_lead)
        if shows or (shows is None and _goes_on(blocks, place, box)):
            last = place + 1
        elif shows is None and not _may_precede(block, box, container):
            break
    return last


def _shows_picture(block: Block, furniture: Furniture, *, is_lead: bool) -> bool | None:
    """Whether a picture or its caption is part of the text, as below a lead alone; None for other blocks."""
    is_caption = block.kind == CAPTION or (is_lead and furniture.is_caption(block.parent))
    if block.kind != IMAGE and not is_caption:
        return None
    return is_lead and (is_caption or _is_shown(block, furniture))


def _is_lead(inside: Sequence[Block]) -> bool:
    """Whether the text is only a lead, so that the pictures below it are what the article shows."""
    texts = [block.text for block in inside if block.kind == TEXT]
    return len(texts) <= _MOST_OF_LEAD and sum(map(len, texts)) < _LONGEST_LEAD


def _is_shown(image: Block, furniture: Furniture) -> bool:
    return furniture.link_share(image.parent) == 0.0 and is_of_article(image, furniture)


def _find_boxes_around(container: Element) -> frozenset[Element]:
    """The nearest boxes around the container; the whole page only if there is no other."""
    boxes: list[Element] = []
    for box in container.iterancestors():
        if len(boxes) == _LEVELS or (boxes and box.tag in ("body", "html")):
            break
        boxes.append(box)
    return frozenset(boxes)


def _may_precede(block: Block, box: Element, container: Element) -> bool:
    """Whether a line that is not running text may precede more of the text.

    In a box with the name of the text's box, any line may that is neither a link nor the heading of other
    articles; elsewhere only a short sentence.
    """
    if is_link_line(block) or heads_other_articles(block.text) or heads_box_of_site(block.text):
        return False
    if _heads_section(block, box):
        return True
    is_alike = _is_alike(box, container)
    if is_alike and names_of(box).strip():
        return True
    if ends_article(block.text) or _is_for_reader(block.text):
        return False
    return is_alike or block.text.endswith(SENTENCE_ENDS)


def _is_for_reader(text: str) -> bool:
    return TO_READER.search(text) is not None or is_site_notice(text)


def _heads_section(block: Block, box: Element) -> bool:
    """Whether the line heads the next `<section>` of the article, of which little is a link."""
    if box.tag != "section" or block.parent.tag not in _SUBHEADS or block.parent.getparent() is not box:
        return False
    return not ends_article(block.text) and link_length(box) * _FEW_LINKS < len(text_of(box))


def _is_alike(box: Element, container: Element) -> bool:
    """Whether the box has the tag and the name of the text's box, or the one around that, next to it."""
    around = box.getparent()
    beside = find_part(container, (around,)) if around is not None else None
    return beside is not None and (beside.tag, names_of(beside)) == (box.tag, names_of(box))


def _is_other_box(block: Block, box: Element) -> bool:
    """Whether the box is of the author or for the reader, by its name or the fields to fill in."""
    if _OTHER_BOX.search(f"{names_of(block.parent)} {names_of(box)}"):
        return True
    return any(field.get("type") in _FIELDS for field in islice(box.iter("input"), _MOST_INPUTS))


def _goes_on(blocks: Sequence[Block], place: int, box: Element) -> bool:
    block = blocks[place]
    if block.kind == TABLE:
        return True
    if block.kind != TEXT or not says_something(block) or _is_for_reader(block.text):
        return False
    boxes = ancestors_or_self(block.parent)
    if any(each.tag == "a" for each in boxes) or _is_other_box(block, box):
        return False
    behind = blocks[place + 1 : place + 1 + _BEHIND]
    return not any(is_link_line(each) and is_within(each.parent, box) for each in behind)
