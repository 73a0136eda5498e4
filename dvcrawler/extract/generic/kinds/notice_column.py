"""The column of a notice: the nearest box around its headline with a text, a file, pictures or a video."""

import re
from collections.abc import Iterable, Sequence, Set
from itertools import islice
from typing import NamedTuple

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.elements import TOP_HEADINGS, Element, holds_any, names_of
from dvcrawler.extract.endings.end_lines import ends_article, heads_other_articles, is_end_heading
from dvcrawler.extract.files.attachments import file_links
from dvcrawler.extract.files.lines_of_files import is_file_line, opens_another
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture_beside
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.fact_lines import is_fact_line
from dvcrawler.extract.generic.boilerplate.site_notices import is_of_every_page
from dvcrawler.extract.generic.kinds.albums import PAPER, is_album, names_graphic, shows_graphic
from dvcrawler.extract.generic.kinds.notice_lines import (
    HEADING_TAGS,
    LONGEST_BESIDE_DATE,
    is_lead_of_head,
    is_sentence,
    list_notice_lines,
)
from dvcrawler.extract.generic.text.lead import is_named_lead
from dvcrawler.extract.page import Page
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: ASP.NET's hidden fields are the first of a form.
_MOST_FIELDS = 5
#: The button of a bar, and the first sentence below it.
_MOST_BELOW = 2
_TEXT_NAMES = lazy_regex(r"notice|elementor(?:-widget)?", re.I)
#: The share of a line's text that is in links, from which on it leads elsewhere.
_MOST_LINKED = 0.4
#: Characters from which on a text counts without a whole sentence.
LEAST_TEXT = 20


class NoticeColumn(NamedTuple):
    """`lines` are the blocks of the text; `end` is the place of the first block that is not the column's.
    `is_album`: they are pictures.
    """

    element: Element
    lines: list[Block]
    end: int
    is_album: bool = False


def find_text_boxes(page: Page) -> frozenset[Element]:
    """Boxes that look like furniture on the page of an article: ASP.NET sets all in one form, portals call
    the text a notice, page builders call every part a widget, and so may be those around the only headline.
    """
    headings = list(islice(page.body.iter("h1"), 2))
    around = (
        headings[0].iterancestors("div", "section", "article", "td", "main") if len(headings) == 1 else ()
    )
    forms = [form for form in page.body.iter("form") if _holds_page(form)]
    named = [
        element
        for element in page.body.iter("div", "section", "article")
        if _TEXT_NAMES.search(names := names_of(element)) and not names_furniture_beside(names, _TEXT_NAMES)
    ]
    return frozenset((*forms, *named, *around))


def _holds_page(form: Element) -> bool:
    if holds_any(form, *TOP_HEADINGS):
        return True
    return any(field.get("name") == "__VIEWSTATE" for field in islice(form.iter("input"), _MOST_FIELDS))


def find_column(
    page: Page, heading: Element, place: int, furniture: Furniture, player: Element | None, title: str
) -> NoticeColumn | None:
    """None if no box around the headline holds a notice."""
    is_graphic, is_paper = names_graphic(page, title), PAPER.match(fold(title)) is not None
    files = frozenset(file.element for file in file_links(page))
    labels, pictures = list[NoticeColumn](), list[NoticeColumn]()
    for around in heading.iterancestors():
        if around.tag == "html":
            break
        members = set(around.iter())
        end = _find_end(page.blocks, place, members, furniture, files)
        inside = list_notice_lines(page.blocks[place + 1 : end], heading, furniture, files)
        has_pictures = _shows_pictures(inside, furniture, is_graphic=is_graphic)
        if has_pictures or _holds_file_or_player(members, files, player):
            return NoticeColumn(around, inside, end, is_album=has_pictures)
        if _holds_text(inside):
            column = NoticeColumn(around, inside, end)
            if not _is_head(inside, page.blocks[end : end + _MOST_BELOW], furniture):
                return column
            labels.append(column)
        elif is_paper and shows_graphic(inside, furniture):
            pictures.append(NoticeColumn(around, inside, end, is_album=True))
    return next(iter((*labels, *pictures)), None)


def _shows_pictures(blocks: Sequence[Block], furniture: Furniture, *, is_graphic: bool) -> bool:
    return is_album(blocks, furniture) or (is_graphic and shows_graphic(blocks, furniture))


def _holds_file_or_player(members: Set[Element], files: frozenset[Element], player: Element | None) -> bool:
    return bool(files & members) or player in members


def _is_head(lines: Sequence[Block], below: Sequence[Block], furniture: Furniture) -> bool:
    """Whether the box holds short lines about the notice, and its text begins right below."""
    facts = [line for line in lines if not is_lead_of_head(line)]
    if any(len(line.text) > LONGEST_BESIDE_DATE or line.kind != TEXT or is_sentence(line) for line in facts):
        return False
    return any(
        is_sentence(block) and not furniture.is_outside(block.parent) and not is_of_every_page(block.text)
        for block in below
    )


def _holds_text(blocks: Sequence[Block]) -> bool:
    below = [block for block in blocks if not is_lead_of_head(block)]
    length = sum(len(block.text) for block in below if block.kind in (TEXT, TABLE))
    return length >= LEAST_TEXT or any(map(is_sentence, below))


def _find_end(
    blocks: Sequence[Block],
    place: int,
    members: set[Element],
    furniture: Furniture,
    files: frozenset[Element],
) -> int:
    for n in range(place + 1, len(blocks)):
        block = blocks[n]
        if block.parent not in members:
            return n
        if block.kind != TEXT or furniture.is_outside(block.parent) or is_file_line(block, files):
            continue
        if _is_of_head(block) or not _ends(block, islice(blocks, place + 1, n), furniture):
            continue
        if not _goes_on(blocks, place, n, furniture):
            return n
    return len(blocks)


def _goes_on(blocks: Sequence[Block], place: int, n: int, furniture: Furniture) -> bool:
    """Whether a link is set among the sentences of a notice: the next one is in the box of the last one, and
    is not the excerpt of a list, in which the next link follows.
    """
    sentence = next(filter(is_sentence, reversed(blocks[place + 1 : n])), None)
    below = [each for each in blocks[n + 1 : n + 2 + _MOST_BELOW] if each.kind == TEXT]
    if sentence is None or not below or heads_other_articles(blocks[n].text):
        return False
    leads_on = [_is_link(each, furniture) for each in (blocks[n], *below)]
    is_first = leads_on[0] and not any(leads_on[1:])
    return is_first and is_sentence(below[0]) and _are_alike(sentence, below[0])


def _are_alike(one: Block, other: Block) -> bool:
    """Whether both are the same kind of element in the same box."""
    box = one.parent.getparent()
    return box is not None and box is other.parent.getparent() and one.parent.tag == other.parent.tag


def _is_link(block: Block, furniture: Furniture) -> bool:
    return block.parent.tag not in HEADING_TAGS and furniture.link_share(block.parent) > _MOST_LINKED


def _ends(block: Block, above: Iterable[Block], furniture: Furniture) -> bool:
    """Whether the line ends the notice. `above`: the blocks between the headline and the line."""
    if ends_article(block.text):
        return not _is_button_of_head(block) or _is_told(above)
    return _leads_away(block, furniture) and opens_another(block, furniture)


def _is_button_of_head(block: Block) -> bool:
    """Whether the line may be a button between headline and text: "Quay lại", "Chia sẻ"."""
    return is_end_heading(block.text) and not heads_other_articles(block.text)


def _is_told(blocks: Iterable[Block]) -> bool:
    return any(is_sentence(block) and not is_lead_of_head(block) for block in blocks)


def _is_of_head(block: Block) -> bool:
    """Whether the line states a fact about the notice, or is the author's name in a heading."""
    return is_fact_line(block) or (block.parent.tag in HEADING_TAGS and is_byline(block.text))


def _leads_away(block: Block, furniture: Furniture) -> bool:
    """Whether the line ends the notice, which only headings and links can do; a sentence may be its lead."""
    if block.parent.tag in HEADING_TAGS:
        return not is_named_lead(block) and not is_sentence(block)
    return _is_link(block, furniture)
