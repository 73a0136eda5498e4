"""Another article as a whole among the paragraphs: its headline is a link, its date or its text below it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import find_any_link, find_common_box, is_within, text_of
from dvcrawler.extract.endings.comments_below import is_name_line, may_be_name_line
from dvcrawler.extract.generic.other_articles.boxes_of_pages import has_headline
from dvcrawler.extract.generic.teasers.excerpt_runs import MOST_NAME_WORDS, NUMBERED
from dvcrawler.extract.generic.text.inset_boxes import is_row_of_text
from dvcrawler.extract.generic.text.linked_headings import heads_text
from dvcrawler.extract.generic.text.text_boxes import is_prose, list_prose
from dvcrawler.extract.lines.line_kinds import is_link_line, reads_as_headline
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.text import clean_text

#: Blocks below a headline with its date, those with its text, and boxes around both.
_NEAR, _BELOW, _LEVELS = 2, 4, 4
_LONGEST_DATE, _LONGEST_EXCERPT = 60, 350


def find_dated(blocks: Sequence[Block], place: int) -> Block | None:
    """The line with the date of the article: the linked headline itself, or the one below, perhaps below a
    picture.
    """
    if _ends_with_date(blocks[place]):
        return blocks[place]
    below = (each for each in blocks[place + 1 : place + 1 + _NEAR] if each.kind not in (IMAGE, CAPTION))
    return next((each for each in islice(below, 1) if each.kind == TEXT and _is_date(each.text)), None)


def find_linked_articles(blocks: Sequence[Block], places: Iterable[int]) -> Iterator[int]:
    """The places of linked headlines with a date and paragraphs below, or with paragraphs in a box."""
    linked = (n for n in places if _may_be_headline(blocks[n]))
    return (n for n in linked if _is_above_text(blocks, n) or _is_in_box(blocks, n))


def _is_above_text(blocks: Sequence[Block], place: int) -> bool:
    """Whether the date is beside paragraphs, or in a box with them. In a box of its own it only leads on."""
    date = find_dated(blocks, place)
    box = find_common_box(date.parent, blocks[place].parent) if date is not None else None
    if box is None:
        return False
    text = next(list_prose(blocks, place + 1), None)
    return text is not None and is_within(text.parent, box)


def find_headings(blocks: Sequence[Block], places: Iterable[int]) -> Iterator[int]:
    """The places of linked headlines that are headings, above a paragraph as short as an excerpt. The items
    of a list are numbered, or as short as names.
    """
    headings = (
        n for n in places if len(blocks[n + 1].text) <= _LONGEST_EXCERPT and heads_text(blocks[n].parent)
    )
    lines = ((n, blocks[n].text) for n in headings if _may_be_headline(blocks[n]))
    return (n for n, text in lines if len(text.split()) > MOST_NAME_WORDS and not NUMBERED.match(text))


def find_below_byline(blocks: Sequence[Block], places: Sequence[int]) -> Iterator[int]:
    """The places of dated ones right below a byline, with more text above than below: the article is over."""
    possible = (n for n in places if may_be_name_line(blocks[n - 1]))
    headlines = (n for n in possible if _may_be_headline(blocks[n]) and _is_above_text(blocks, n))
    signed = (n for n in headlines if is_name_line(blocks[n - 1]))
    return (n for n in signed if _measure(blocks[: n - 1]) >= _measure(blocks[n:]))


def _measure(blocks: Iterable[Block]) -> int:
    return sum(len(each.text) for each in blocks if is_prose(each))


def _may_be_headline(block: Block) -> bool:
    if block.kind != TEXT or not reads_as_headline(block.text):
        return False
    link = find_any_link(block.parent) if is_link_line(block) or _ends_with_date(block) else None
    return link is not None and has_headline(link.get("href") or "")


def _ends_with_date(block: Block) -> bool:
    """Whether a date follows in the line; in a paragraph of its own both only lead to the other article."""
    is_possible = block.parent.tag not in ("p", "li") and any(map(str.isdigit, block.text))
    link = find_any_link(block.parent) if is_possible else None
    linked = clean_text(text_of(link)) if link is not None else ""
    return bool(linked) and block.text.startswith(linked) and _is_date(block.text[len(linked) :])


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and any(map(str.isdigit, text)) and is_date_line(text)


def _is_in_box(blocks: Sequence[Block], place: int) -> bool:
    """Whether a box begins with the headline and has paragraphs below it, but not most of the text."""
    below = [each for each in blocks[place + 1 : place + 1 + _BELOW] if is_prose(each)]
    box = find_common_box(below[0].parent, blocks[place].parent, _LEVELS) if len(below) > 1 else None
    if box is None or not is_within(below[1].parent, box) or is_within(blocks[place - 1].parent, box):
        return False
    if is_row_of_text(box):
        return False
    inside = _measure(each for each in blocks[place:] if is_within(each.parent, box))
    return 2 * inside < _measure(blocks)
