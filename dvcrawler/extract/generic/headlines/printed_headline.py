"""The headline that a page prints outside headings: what its `<title>` says, or bold right above the date."""

from collections.abc import Callable, Sequence
from itertools import islice, pairwise, takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import TOP_HEADINGS, Element, are_alike, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_link
from dvcrawler.extract.generic.headlines.heading_above import is_section
from dvcrawler.extract.generic.headlines.headings import Heading, heading_text, is_headline, is_in_card
from dvcrawler.extract.generic.headlines.marked_lines import names_section
from dvcrawler.extract.generic.headlines.other_titles import (
    LEAST_WORDS,
    OtherTitle,
    choose_wording,
    fold_title,
    is_said,
)
from dvcrawler.extract.generic.headlines.section_headings import is_in_address
from dvcrawler.extract.generic.headlines.title import Title, place_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.links import names_page
from dvcrawler.normalize.text import fold

_MOST_LINKS = 5
#: Lines of a headline above its last one.
_MOST_LINES = 3


def find_printed(
    page: Page,
    furniture: Furniture,
    titles: Sequence[str],
    split_date: Callable[[Element, str], Heading],
    is_site: Callable[[str], bool],
) -> Title | None:
    """The line that one of the titles states. `split_date`: takes the date off its element and text;
    `is_site`: whether a text is the name of the site.
    """
    stated = list(map(fold_title, titles))
    for place, block in enumerate(page.blocks):
        if not _may_be_title(page, place):
            continue
        element, text = split_date(block.parent, _join_lines(page.blocks, place, stated))
        if not is_said(fold(text), stated) or is_site(text):
            continue
        if _is_of_article(block.parent, furniture) or _leads_nowhere(block.parent, text, furniture):
            return Title(text, element if text != block.text else None)
    return None


def _join_lines(blocks: Sequence[Block], place: int, stated: Sequence[OtherTitle]) -> str:
    """The line with those below it in its element, or in bold as it is, if a title says them together."""
    first = blocks[place]
    own = fold(first.text)
    begun = [title for title in stated if f"{own} " in title.text]
    if not begun or is_said(own, stated):
        return first.text
    below = blocks[place + 1 : place + 1 + _MOST_LINES]
    lines = [first.text, *(each.text for each in takewhile(lambda each: _continues(first, each), below))]
    joined = (" ".join(lines[:count]) for count in range(len(lines), 1, -1))
    return next((text for text in joined if is_said(fold(text), begun)), first.text)


def _continues(first: Block, line: Block) -> bool:
    return line.parent is first.parent or (first.bold and line.bold and line.kind == TEXT)


def find_in_furniture(page: Page, titles: Sequence[str], is_site: Callable[[str], bool]) -> Title | None:
    """The shown heading that one of the titles states, in a box that is named as one beside the article is:
    "breadcrumb-area", "nd_menu". For a page without a headline elsewhere.
    """
    stated = list(map(fold_title, titles))
    for element in page.named_boxes.headings:
        if element.tag not in TOP_HEADINGS or len(element) > _MOST_LINKS:
            continue
        text = heading_text(element)
        if len(text.split()) < LEAST_WORDS or not is_said(fold(text), stated) or is_site(text):
            continue
        found = Title(text, element)
        if place_of(found, page.blocks) >= 0 and not is_in_card(element, page):
            return found
    return None


def find_bold(page: Page, furniture: Furniture, is_site: Callable[[str], bool]) -> Title | None:
    """The line in bold right above the date, on a page without headings: of old portals set in tables."""
    lines = [(place, block) for place, block in enumerate(page.blocks) if block.kind == TEXT]
    for (place, block), (_, below) in pairwise(lines):
        if not block.bold or not is_date_line(below.text) or not _may_be_title(page, place):
            continue
        if not (is_site(block.text) or names_section(block.text)) and _is_of_article(block.parent, furniture):
            return _build_bold(block, page.blocks[max(0, place - _MOST_LINES) : place])
    return None


def _build_bold(block: Block, above: Sequence[Block]) -> Title:
    """The headline whose last line this is; those above it are in the same element, or in a box alike beside
    its own, where it goes on with them.
    """
    lines, box = _list_begun(block, above), block.parent
    around = box.getparent()
    if len(lines) == 1 and around is not None and above and _is_line_above(above[-1], block):
        lines, box = [above[-1], block], around
    return Title(" ".join(each.text for each in lines), box if lines[1:] else None, is_confirmed=False)


def _list_begun(block: Block, above: Sequence[Block]) -> list[Block]:
    lines = [block]
    for each in reversed(above):
        if each.parent is not block.parent or not _goes_on(lines[0]):
            break
        lines.insert(0, each)
    return lines


def _is_line_above(line: Block, block: Block) -> bool:
    """Whether the block goes on with the bold line above it, in a box alike beside its own."""
    is_beside = line.parent.getparent() is block.parent.getparent() and are_alike(line.parent, block.parent)
    return is_beside and line.bold and _goes_on(block)


def find_stated(page: Page, lines: Sequence[Block]) -> Block | None:
    """The longest line that opens a title of the page, or the shortest in its address: leads are longer."""
    stated = [fold(text) for text in (page.meta.get("og:title"), page.title) if text]
    named = [each for each in lines if any(text.startswith(fold(each.text)) for text in stated)]
    if named:
        return max(named, key=lambda block: len(block.text))
    said = (each for each in lines if is_in_address(page.url, each.text))
    return min(said, key=lambda block: len(block.text), default=None)


def word_headline(page: Page, block: Block) -> str:
    """The headline of which this is a line: with the others of its element, or of boxes alike that one box
    holds alone, if the page's own title says them together or they go on with a small letter, and in the
    words of that title where it says the same.
    """
    titles = [text for text in (page.meta.get("og:title"), page.title) if text]
    stated = list(map(fold_title, titles))
    if is_said(fold(block.text), stated):
        return block.text
    return choose_wording(_join_element(page, block, stated), titles, block.parent)


def _join_element(page: Page, block: Block, stated: Sequence[OtherTitle]) -> str:
    lines = [each for each in page.blocks if each.parent is block.parent]
    lines = lines if len(lines) > 1 else _list_lines_of_box(page, block)
    joined = " ".join(each.text for each in lines)
    is_one = len(lines) <= _MOST_LINES and (is_said(fold(joined), stated) or all(map(_goes_on, lines[1:])))
    return joined if is_one else block.text


def _list_lines_of_box(page: Page, block: Block) -> list[Block]:
    """The lines in boxes alike, of one box that holds nothing else; the line itself if it is the only one."""
    box = block.parent.getparent()
    lines = [each for each in page.blocks if each.parent.getparent() is box]
    return lines if all(are_alike(each.parent, block.parent) for each in lines) else [block]


def _goes_on(line: Block) -> bool:
    """Whether the line goes on with the sentence of the one above it, as no byline or section does."""
    return line.kind == TEXT and line.text[:1].islower()


def _leads_nowhere(box: Element, text: str, furniture: Furniture) -> bool:
    """Whether the headline is a link without an address: `<a href="#">`."""
    links = [link for link in islice(box.iter("a"), _MOST_LINKS) if fold(text_of(link)) == fold(text)]
    is_empty = bool(links) and not any(names_page(link.get("href") or "") for link in links)
    return is_empty and not furniture.is_outside(box)


def _may_be_title(page: Page, place: int) -> bool:
    return _may_be_headline(page.blocks[place]) or _is_short_headline(page, place)


def _may_be_headline(block: Block) -> bool:
    return block.kind == TEXT and is_headline(block.text) and len(block.text.split()) >= LEAST_WORDS


def _is_short_headline(page: Page, place: int) -> bool:
    """Whether the line in bold has two or three words and a date right below it, and names no section."""
    block = page.blocks[place]
    if not block.bold or block.kind != TEXT or not is_headline(block.text) or " " not in block.text:
        return False
    below = page.blocks[place + 1 : place + 2]
    if not below or below[0].kind != TEXT or not is_date_line(below[0].text):
        return False
    return not names_section(block.text) and not is_section(page, block.text)


def _is_of_article(box: Element, furniture: Furniture) -> bool:
    return not is_link(box, furniture) and not furniture.is_outside(box)
