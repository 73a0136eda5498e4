"""Finds the lead of a page without rules: a separate field between headline and body."""

import re
from collections.abc import Callable, Iterator, Sequence, Set

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.bylines.author_names import is_about_author
from dvcrawler.extract.elements import (
    SUBHEADINGS,
    Element,
    ancestors_or_self,
    find_common_box,
    holds_any,
    names_of,
)
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS, ends_article, heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture, is_in_box_of_links
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.text.key_points import find_key_points
from dvcrawler.extract.generic.text.parts import is_in_other_column
from dvcrawler.extract.generic.text.set_in import TO_READER
from dvcrawler.extract.generic.text.stanzas import is_dedication, is_of_stanza
from dvcrawler.extract.lines.line_kinds import PROSE, is_editors_note, is_running_text, line_link_length
from dvcrawler.extract.pictures.captions_above import boxed_captions
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.dates import find_date
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_NAMES = lazy_regex(
    r"sapo|home-?text|sub-?title|(?:^|[\s_-])a?lead|summary|description|chap(?:eau|o)|abstract|excerpt|stand-?first|tag-?line|head-?note|tom-?tat|mo-?ta"
    r"|trich-?(?:dan|yeu)|intro|(?:^|[\s_-])desc(?:$|[\s_-])",
    re.I,
)
#: Names that only the field of a lead has, however short it is.
_SURE_NAMES = lazy_regex(
    r"sapo|home-?text|chap(?:eau|o)|stand-?first|head-?note|tom-?tat|trich-?(?:dan|yeu)|(?:^|\s)(?:lead|summary)(?:$|\s)"
    r"|(?:article|post|entry|news|detail|single)[_-]+(?:a?lead|summary|excerpt|description|desc)(?:$|[\s_-])",
    re.I,
)
_SHORTEST_NAMED, _LEAST_OF_NAMED = 12, 3
_SHORTEST_LEAD, _LONGEST_LEAD = 40, 1200
_OPENING = 60
_MOST_LINKS = 0.4
#: A shorter line below the headline may be a label.
_SHORTEST_SENTENCE, _LEAST_WORDS = 30, 8
#: Boxes around a paragraph one of which holds the heading below it.
_LEVELS_OF_HEADING = 4
#: Lines below the headline, the last of which may be a second one.
_MOST_BETWEEN = 3
_HIGHER, _LOWER = ("h1", "h2"), ("h2", "h3", "h4")
#: A line of at least this many characters without a full stop is a paragraph; a caption is shorter.
_FULL_STOPS = (*SENTENCE_ENDS, "!”", "?”")
_LONG, _LONGEST_CAPTION, _FEW_LINKS = 90, 250, 4


def find_lead(
    blocks: Sequence[Block],
    start: int,
    body_start: int,
    stated: Structured,
    furniture: Furniture,
    is_elsewhere: Callable[[int], bool],
) -> int | None:
    """The position of the lead among the blocks below the headline; None without a separate field.

    `body_start` is the position of the container's first block: blocks before it are outside. `is_elsewhere`:
    whether the block at a position is about another article.
    """
    is_told = False
    for place in range(start, min(len(blocks), max(body_start + 4, start + 12))):
        block = blocks[place]
        if not _has_form_of_lead(block, furniture) or _is_caption(blocks, place, furniture):
            continue
        if is_told and not _is_stated(block.text, stated):
            continue  # a box named after a summary among the paragraphs is set into the text
        is_outside = place < body_start
        if _may_be_lead(block, stated, furniture, is_outside=is_outside) and not is_elsewhere(place):
            return place
        is_told = is_told or (not is_outside and says_something(block))
    return None


def _is_caption(blocks: Sequence[Block], place: int, furniture: Furniture) -> bool:
    """Whether the line is styled as a caption, or shares a box with the picture above it."""
    if blocks[place].italic and _is_below_picture(blocks, place, furniture):
        return True
    return place > 0 and blocks[place - 1].kind == IMAGE and bool(boxed_captions(blocks, place))


def _has_form_of_lead(block: Block, furniture: Furniture) -> bool:
    if block.kind != TEXT or not _SHORTEST_NAMED <= len(block.text) <= _LONGEST_LEAD:
        return False
    if len(block.text) < _SHORTEST_LEAD and not _is_short_field(block):
        return False
    return furniture.is_in_text(block.parent)


def _is_short_field(block: Block) -> bool:
    """Whether a line of some words is in the field of the lead: not a fact, a name or a link."""
    around = block.parent.getparent()
    near = (block.parent, around) if around is not None and len(around) == 1 else (block.parent,)
    if not any(_SURE_NAMES.search(names_of(each)) for each in near):
        return False
    text = block.text
    if len(text.split()) < _LEAST_OF_NAMED or line_link_length(block) or ends_article(text):
        return False
    return not (find_date(text) or split_facts(text) or is_byline(text))


def _may_be_lead(block: Block, stated: Structured, furniture: Furniture, *, is_outside: bool) -> bool:
    """Whether the names of its boxes say so, or the page's description has the same text."""
    if is_named_lead(block) and not is_about_author(block.parent):
        return True
    is_set_off = block.bold or block.italic or block.parent.tag in ("h2", "h3")
    if not is_set_off and not (is_outside and furniture.link_share(block.parent) < _MOST_LINKS):
        return False
    return _is_stated(block.text, stated)


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
    told = {*places, body_start}
    lines = _list_lines(blocks, range(start, min(body_start + 1, len(blocks))), told)
    headings = (
        place
        for above, place, below in zip(lines, lines[1:], lines[2:], strict=False)
        if place not in told and above in told and below in told
        if furniture.is_in_text(blocks[place].parent) and _heads_paragraph(blocks[place], blocks[above])
    )
    return sorted({*places, *headings})


def _list_lines(blocks: Sequence[Block], places: range, told: Set[int]) -> list[int]:
    """Those of the places with a line that is `told` or no caption."""
    return [n for n in places if blocks[n].kind == TEXT and (n in told or blocks[n - 1].kind != IMAGE)]


def _heads_paragraph(block: Block, above: Block) -> bool:
    """Whether the line is a heading, or set as one, in a box of the paragraph above it."""
    if not (block.bold or block.parent.tag in SUBHEADINGS) or len(block.text.split()) < _LEAST_OF_NAMED:
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
    own, or set as leads are. A field of the page beside its headline is no caption either.
    """
    above, block = blocks[place - 1] if place else None, blocks[place]
    if above is None or above.kind != IMAGE or len(block.text) > _LONGEST_CAPTION:
        return False
    is_long = len(block.text) >= _LONG and block.text.endswith(_FULL_STOPS)
    box = block.parent.getparent()
    is_apart = box not in ancestors_or_self(above.parent, 2) or _is_field_beside(block.parent, headline)
    return not ((is_long and is_apart) or is_set_as_lead(block))


def _is_field_beside(element: Element, headline: Element | None) -> bool:
    """Whether the element is no paragraph, and in a box that holds the headline too."""
    box = element.getparent()
    return element.tag != "p" and headline is not None and box in ancestors_or_self(headline)


def is_set_as_lead(block: Block) -> bool:
    """Whether the sentence is set as leads are, and captions are not: bold, or as a heading."""
    is_set = (block.bold and not block.italic) or block.parent.tag in _LOWER
    return is_set and says_something(block) and block.text.endswith(_FULL_STOPS)


def _is_below_picture(blocks: Sequence[Block], place: int, furniture: Furniture) -> bool:
    """Whether the line is the caption of a picture in its box: NukeViet sets both into that of the lead."""
    box = blocks[place].parent
    if not holds_any(box, "img"):
        return False
    above = (blocks[n] for n in range(place - 1, -1, -1) if not furniture.is_outside(blocks[n].parent))
    return next((block.kind == IMAGE for block in above), False)


def is_named_lead(block: Block) -> bool:
    near = [block.parent]
    parent = block.parent.getparent()
    if parent is not None and len(parent) <= 3:
        near.append(parent)
        around = parent.getparent()
        if len(parent) == 1 and around is not None and len(around) == 1:
            near.append(around)
    return any(_NAMES.search(f"{names_of(e)} {e.get('data-role') or ''}") for e in near)


def _is_stated(text: str, stated: Structured) -> bool:
    """Whether the page's description begins as this text does, or is part of it."""
    own = fold(text)
    for summary in stated.summaries:
        other = fold(summary)
        if other[:_OPENING] and (own.startswith(other[:_OPENING]) or other[:_OPENING] in own[: _OPENING * 2]):
            return True
    return False
