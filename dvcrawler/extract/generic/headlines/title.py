"""The headline that was chosen: its words, element and place; and the part of an article above its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.teasers.excerpts import Items
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.text import fold


@dataclass(frozen=True, slots=True)
class Title:
    """`text` is cleaned; `element` is the heading that holds it, None for a headline in metadata only.

    `is_confirmed`: something else on the page says the same, or nothing else could. `date`: printed in the
    heading, and not part of `text`.
    """

    text: str
    element: Element | None
    is_confirmed: bool = True
    date: str | None = None


def find_doubts(title: Title) -> tuple[Problem, ...]:
    """The problem of a headline that nothing else on the page confirms."""
    if title.is_confirmed:
        return ()
    reason = "the heading above the text; the page's <title> says something else"
    return (Problem("title", ProblemCode.UNCONFIRMED_TITLE, reason),)


def place_of(title: Title, blocks: Sequence[Block]) -> int:
    """The place of the first block that belongs to the headline; -1 where it is not printed."""
    if title.element is not None:
        inside = set(title.element.iter())
        for place, block in enumerate(blocks):
            if block.parent in inside:
                return place
    own = fold(title.text)
    for place, block in enumerate(blocks):
        if block.kind == TEXT and fold(block.text) == own:
            return place
    return _place_of_line(title, blocks)


def _place_of_line(title: Title, blocks: Sequence[Block]) -> int:
    """The place of the line that begins with the headline, in an element of its own; -1 if there is none."""
    around = set() if title.element is None else set(title.element.iterancestors())
    own = fold(title.text)
    lines = (place for place, block in enumerate(blocks) if block.kind == TEXT and block.parent in around)
    found = next((place for place in lines if fold(blocks[place].text).startswith(own)), None)
    return _place_of_lines(own, blocks) if found is None else found


def _place_of_lines(own: str, blocks: Sequence[Block]) -> int:
    """The place of the first of several lines that together say the headline, and no more; else -1."""
    for place, block in enumerate(blocks):
        is_begun = block.kind == TEXT and own.startswith(f"{fold(block.text)} ")
        if is_begun and _join(blocks[place : find_end(own, place, blocks)]) == own:
            return place
    return -1


def _join(lines: Sequence[Block]) -> str:
    return " ".join(fold(each.text) for each in lines)


def find_end(own: str, place: int, blocks: Sequence[Block]) -> int:
    """The place below the headline, which may be set in several lines; a byline in its box is below.
    `own`: its words, folded; `place`: of the first line, -1 where it is not printed.
    """
    end = place
    while 0 <= end < len(blocks) and (text := fold(blocks[end].text)) and own.startswith(text):
        if end > place and is_byline(blocks[end].text):
            break
        own, end = own[len(text) :].lstrip(), end + 1
    return max(end, place + 1)


@dataclass(frozen=True, slots=True)
class Head:
    """The part above the text. `start`: place of the first block below the headline; `items`: of lists;
    `end`: place of the headline of the next article, None if the page shows one.
    """

    stated: Structured
    title: Title
    start: int
    items: Items
    end: int | None = None
