"""The text between the headline and the box of the text, where themes print the lead in an unnamed box."""

from collections.abc import Iterator, Sequence, Set

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.elements import SUBHEADINGS, Element, ancestors_or_self, find_common_box
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS, ends_article, heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_in_box_of_links
from dvcrawler.extract.generic.text.inset_boxes import TO_READER
from dvcrawler.extract.generic.text.key_points import find_key_points
from dvcrawler.extract.generic.text.parts import is_in_other_column
from dvcrawler.extract.generic.text.stanzas import is_dedication, is_of_stanza
from dvcrawler.extract.lines.line_kinds import PROSE, is_editors_note, is_running_text, line_link_length
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.dates import find_date

#: Words of a lead, or of a heading above a paragraph.
MIN_WORDS = 3
#: A shorter line below the headline may be a label.
_SHORTEST_SENTENCE = 30
_LEAST_WORDS = 8
#: Boxes around a paragraph one of which holds the heading below it.
_LEVELS_OF_HEADING = 4
#: Lines below the headline, the last of which may be a second one.
_MOST_BETWEEN = 3
_HIGHER = ("h1", "h2")
_LOWER = ("h2", "h3", "h4")
#: A line of at least this many characters without a full stop is a paragraph; a caption is shorter.
_FULL_STOPS = (*SENTENCE_ENDS, "!”", "?”")
_LONG, _FEW_LINKS = 90, 4
_LONGEST_CAPTION = 250


def find_opening_text(
    blocks: Sequence[Block], start: int, body_start: int, furniture: Furniture
) -> Sequence[int]:
    """The positions of the article's text between the headline and the box of its text, in order.

    Themes print the lead there in an unnamed box; it belongs to the article like the text below, and so does
    a heading between two of its paragraphs.
    """
    places = {*_find_paragraphs(blocks, start, body_start, furniture)}
    if not places:
        return []
    chosen = {*places, body_start}
    lines = _list_lines(blocks, range(start, min(body_start + 1, len(blocks))), chosen)
    headings = (
        place
        for above, place, below in zip(lines, lines[1:], lines[2:], strict=False)
        if place not in chosen and above in chosen and below in chosen
        if furniture.is_in_text(blocks[place].parent) and _heads_paragraph(blocks[place], blocks[above])
    )
    return sorted({*places, *headings})


def _list_lines(blocks: Sequence[Block], places: range, chosen: Set[int]) -> list[int]:
    """Those of the places whose line is among the chosen ones or is not a caption."""
    return [n for n in places if blocks[n].kind == TEXT and (n in chosen or blocks[n - 1].kind != IMAGE)]


def _heads_paragraph(block: Block, above: Block) -> bool:
    """Whether the line is a heading, or set as one, in a box of the paragraph above it."""
    if not (block.bold or block.parent.tag in SUBHEADINGS) or len(block.text.split()) < MIN_WORDS:
        return False
    if line_link_length(block) or find_common_box(block.parent, above.parent, _LEVELS_OF_HEADING) is None:
        return False
    is_text = not (TO_READER.search(block.text) or ends_article(block.text))
    return is_text and not (find_date(block.text) or is_byline(block.text))


def _find_paragraphs(
    blocks: Sequence[Block], start: int, body_start: int, furniture: Furniture
) -> Iterator[int]:
    text = blocks[body_start].parent if body_start < len(blocks) else None
    points = find_key_points(blocks, start, body_start, furniture)
    for place in range(start, min(body_start, len(blocks))):
        block = blocks[place]
        if block.kind != TEXT:
            continue
        if heads_other_articles(block.text):
            if is_in_box_of_links(block.parent, furniture):
                continue
            return
        if place not in points and not _belongs_to_text(blocks, place, start, furniture):
            continue
        if text is None or not is_in_other_column(block.parent, text):
            yield place


def _belongs_to_text(blocks: Sequence[Block], place: int, start: int, furniture: Furniture) -> bool:
    block = blocks[place]
    if not furniture.is_in_text(block.parent):
        return False
    is_text = says_something(block) or _is_short_sentence(block) or _is_second_headline(blocks, place, start)
    is_text = is_text or is_of_stanza(blocks, place) or is_dedication(block) or is_editors_note(block.text)
    headline = blocks[start - 1].parent if start else None
    return is_text and not _is_of_picture(blocks, place, headline)


def _is_short_sentence(block: Block) -> bool:
    """Whether the line is a lead of few words; labels and offers have no full stop."""
    if len(block.text) < _SHORTEST_SENTENCE or not block.text.endswith(".") or line_link_length(block):
        return False
    is_long_enough = len(block.text.split()) >= _LEAST_WORDS
    return is_long_enough and is_running_text(block) and find_date(block.text) is None


def _is_second_headline(blocks: Sequence[Block], place: int, start: int) -> bool:
    """Whether the line is a heading set as the headline, below it or the line of its date."""
    if not start <= place < start + _MOST_BETWEEN or not start:
        return False
    block, headline = blocks[place], blocks[start - 1]
    if block.parent.tag not in _LOWER or headline.parent.tag not in _HIGHER:
        return False
    is_beside = block.parent.getparent() is headline.parent.getparent()
    return is_beside and len(block.text.split()) >= _LEAST_WORDS and not line_link_length(block)


def says_something(block: Block) -> bool:
    """Whether the line is running text, not a date, links or an offer to the reader."""
    if len(block.text) < PROSE or line_link_length(block) * _FEW_LINKS > len(block.text):
        return False
    if is_running_text(block) and block.text.endswith(_FULL_STOPS):
        return True
    if len(block.text) < _LONG or split_facts(block.text) or ends_article(block.text):
        return False
    return find_date(block.text) is None


def _is_of_picture(blocks: Sequence[Block], place: int, headline: Element | None) -> bool:
    """Whether the line may be the caption of the picture right above it; not a long sentence in a box of its
    own, or set as leads are. A field of the page beside its headline is not a caption either.
    """
    above, block = blocks[place - 1] if place else None, blocks[place]
    if above is None or above.kind != IMAGE or len(block.text) > _LONGEST_CAPTION:
        return False
    is_long = len(block.text) >= _LONG and block.text.endswith(_FULL_STOPS)
    box = block.parent.getparent()
    is_apart = box not in ancestors_or_self(above.parent, 2) or _is_field_beside(block.parent, headline)
    return not ((is_long and is_apart) or is_set_as_lead(block))


def _is_field_beside(element: Element, headline: Element | None) -> bool:
    """Whether the element is not a paragraph, and is in a box that holds the headline too."""
    box = element.getparent()
    return element.tag != "p" and headline is not None and box in ancestors_or_self(headline)


def is_set_as_lead(block: Block) -> bool:
    """Whether the sentence is set as leads are, and captions are not: bold, or as a heading."""
    is_set = (block.bold and not block.italic) or block.parent.tag in _LOWER
    return is_set and says_something(block) and block.text.endswith(_FULL_STOPS)
