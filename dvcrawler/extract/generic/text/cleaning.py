"""Reduces the container's blocks to a plain run, without the boxes, labels and captions among them."""

import re
from collections.abc import Sequence
from itertools import islice

from dvcrawler.extract.block import CAPTION, IMAGE, TABLE, TEXT, Block
from dvcrawler.extract.bylines.author_names import is_about_author
from dvcrawler.extract.elements import SUBHEADINGS, Element, text_of
from dvcrawler.extract.endings.article_end import until_end
from dvcrawler.extract.endings.boxes_within import find_end_of_excerpts
from dvcrawler.extract.endings.end_lines import is_end_heading
from dvcrawler.extract.endings.login_walls import is_wall
from dvcrawler.extract.files.attachments import heads_files
from dvcrawler.extract.generic.authors.cards_in_text import is_in_card, is_name_of_card, without_label
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.inserted_boxes import is_advertisement, without_forms
from dvcrawler.extract.generic.boilerplate.link_boxes import is_link
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.teasers.other_pages import opens_panel
from dvcrawler.extract.generic.text.content_links import is_content_link
from dvcrawler.extract.generic.text.leading_on import leads_on
from dvcrawler.extract.generic.text.picture_items import mark_caption
from dvcrawler.extract.interface.label_rows import heads_paragraph
from dvcrawler.extract.interface.summaries import without_summaries
from dvcrawler.extract.lines.credit_pairs import are_pair
from dvcrawler.extract.lines.label_lines import without_field_labels
from dvcrawler.extract.lines.link_lists import names_document
from dvcrawler.extract.lines.link_texts import read_links
from dvcrawler.extract.paging.page_turns import is_in_pager
from dvcrawler.extract.pictures.essay_captions import is_player_caption
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.text import clean_text, same_text
from dvcrawler.patterns import lazy_regex

_OFFERS_FILE = lazy_regex(r"\W*tải (?:về|xuống)\s?:", re.I)
#: What the button of a file says; the file itself is among the documents.
_FILE_BUTTON = lazy_regex(
    r"\W{0,6}(?:tải (?:về|xuống|file|tệp|văn bản|tài liệu)|download|xem(?: (?:file|tệp|chi tiết|trước))?"
    r"|(?:tệp|tập|file|tài liệu)(?: tin)? đính kèm)"
    r"(?: (?:về máy|file))?\W{0,6}"
    r"(?:bản (?:word|pdf)|[^:;!?|]{1,80}\.(?:pdf|docx?|xlsx?|pptx?|zip|rar))?\W{0,6}",
    re.I,
)
_LONGEST_LABEL, _LONGEST_BUTTON = 160, 120
#: Where the links of buttons lead, and how many a row has.
_NOWHERE = lazy_regex(
    r"$|#|javascript:|mailto:|https?://(?:www\.)?(?:facebook|twitter|x)\.com/(?:sharer|intent|share)", re.I
)
_MOST_BUTTONS = 12
_LATE = 0.2
_LONGEST_HEADING = 60


def tidy_run(
    blocks: Sequence[Block], furniture: Furniture, title: str, *, goes_on: bool = False
) -> list[Block]:
    """The text, tables, pictures and marked captions to the article's end, and a wall. `blocks`: no cards.

    `goes_on`: more of the text follows, so that a heading may be the last line.
    """
    kept, walls = list[Block](), list[Block]()
    blocks = without_forms(without_summaries(_without_excerpts(blocks)))
    for place, block in enumerate(blocks):
        marked = mark_caption(block, furniture, blocks[place - 1] if place else None)
        if block.kind == IMAGE and _is_advertisement(blocks, place, furniture):
            continue
        if _belongs(marked, furniture, kept, blocks[place + 1 : place + 2]):
            kept.append(marked)
            walls.clear()
        elif is_wall(marked.text):
            walls.append(marked)
    kept = _without_headline(until_end(without_label(kept), late=_LATE), title)
    text = kept if goes_on else _without_last_heading(kept)
    return [*without_field_labels(text), *walls[:1]]


def _without_excerpts(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks without a line that ends an article above excerpts of others, and without these."""
    for place, block in enumerate(blocks):
        if block.kind == TEXT and is_end_heading(block.text):
            end = find_end_of_excerpts(blocks, place)
            if end is not None:
                return [*blocks[:place], *blocks[end:]]
    return blocks


def _is_advertisement(blocks: Sequence[Block], place: int, furniture: Furniture) -> bool:
    """Whether the picture is one, and no caption is below it."""
    if not is_advertisement(blocks[place], furniture.page):
        return False
    below = blocks[place + 1 : place + 2]
    return not any(mark_caption(each, furniture, blocks[place]).kind == CAPTION for each in below)


def _belongs(block: Block, furniture: Furniture, above: Sequence[Block], below: Sequence[Block]) -> bool:
    """`above`: what has been kept so far."""
    if furniture.is_apart(block.parent):
        return is_byline(block.text) and not is_beside(block.parent, furniture)
    if _describes_author(block, furniture, above) or is_player_caption(block):
        return False
    if block.kind != TEXT:
        return True
    if len(block.text) <= _LONGEST_LABEL and _is_of_interface(block, furniture):
        return _heads_line(block, below)
    if not _is_short_link(block, furniture):
        return True
    return is_content_link(block, furniture, above) or is_name_of_card(block, above)


def _is_short_link(block: Block, furniture: Furniture) -> bool:
    if len(block.text) >= 300:
        return False
    return is_link(block.parent, furniture) or _is_link_below_text(block)


def _heads_line(block: Block, below: Sequence[Block]) -> bool:
    """Whether the line heads a paragraph, or is a label of credits above its names: "Ảnh:", "Lan Anh"."""
    return heads_paragraph(block, below) or any(
        each.kind == TEXT and are_pair(block.text, each.text) for each in below
    )


def _is_of_interface(block: Block, furniture: Furniture) -> bool:
    """Whether a short line leads on to something else, belongs to files or shows buttons."""
    if leads_on(block, furniture) or _is_of_file_box(block, furniture) or is_in_pager(block):
        return True
    return _is_row_of_buttons(block, furniture) or _is_file_button(block)


def _is_file_button(block: Block) -> bool:
    """Whether the line is only the button of a file, with its name: "Tải về", "Tệp đính kèm: kh12.pdf"."""
    if len(block.text) > _LONGEST_BUTTON or not _FILE_BUTTON.fullmatch(block.text):
        return False
    return any(map(names_document, (*block.parent.iter("a"), *block.parent.iterancestors("a"))))


def _is_row_of_buttons(block: Block, furniture: Furniture) -> bool:
    """Whether the line consists of links that lead nowhere by themselves, with no box around them."""
    box, known = block.parent, furniture.button_labels
    if box.tag in ("p", "a"):
        return False
    if box not in known:
        links = filter(_leads_nowhere, box.iterchildren("a"))
        labels = (clean_text(text_of(each)) for each in islice(links, _MOST_BUTTONS))
        known[box] = "".join("".join(labels).split())
    return bool(known[box]) and known[box].endswith("".join(block.text.split()))


def _is_link_below_text(block: Block) -> bool:
    """Whether the line is one link that a box prints below its paragraphs: "Tất cả tin tức"."""
    own = (link for link, text in read_links(block.parent, block.text) if text == block.text)
    return any(each.getparent() is block.parent and not opens_panel(each) for each in own)


def _leads_nowhere(link: Element) -> bool:
    return _NOWHERE.match(link.get("href") or "") is not None and not opens_panel(link)


def _is_of_file_box(block: Block, furniture: Furniture) -> bool:
    """Whether the line is of the box that a CMS has for attached files, and not of the editor's text."""
    if block.parent.tag == "p":
        return False
    is_offer = _OFFERS_FILE.match(block.text) is not None and is_link(block.parent, furniture)
    return is_offer or heads_files(block.text)


def _describes_author(block: Block, furniture: Furniture, above: Sequence[Block]) -> bool:
    """Whether the block is in a box about the author, other than the name: a portrait, a few sentences."""
    if is_in_card(block, above):
        return True
    if not is_about_author(block.parent, furniture.named_after_author):
        return False
    return block.kind != TEXT or not is_byline(block.text, strict=False)


def _without_last_heading(blocks: list[Block]) -> list[Block]:
    """Drops a last heading that nothing follows, such as that of a box of files; keeps an author's name."""
    while len(blocks) > 1 and _is_heading(blocks[-1]) and not is_byline(blocks[-1].text, strict=False):
        blocks = blocks[:-1]
    return blocks


def _is_heading(block: Block) -> bool:
    return block.kind == TEXT and len(block.text) <= _LONGEST_HEADING and block.parent.tag in SUBHEADINGS


def _without_headline(blocks: Sequence[Block], title: str) -> list[Block]:
    """Drops the headline repeated above the text, which a picture's alternative text may be too."""
    first = next((n for n, b in enumerate(blocks) if b.kind in (TEXT, TABLE, IMAGE)), 0)
    return [b for n, b in enumerate(blocks) if n != first or b.kind == IMAGE or not same_text(b.text, title)]
