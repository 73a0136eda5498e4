"""Finds when the page says that the article was last changed: "Cập nhật lần cuối: 15/03/2024 08:05"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.date import When
from dvcrawler.extract.generic.date_lines import without_footer
from dvcrawler.extract.generic.stated_dates import LONGEST_DATE
from dvcrawler.normalize.dates import find_update, is_date_line, read_date

#: Lines above the headline, and about the end of the text, that may say so.
_ABOVE, _BELOW = 4, 4
_LAST_OF_TEXT = 2


class Update(NamedTuple):
    """`place`: that of the line if it says nothing else, which is not part of the text; -1 if it does."""

    raw: str
    place: int


def find_last_update(
    blocks: Sequence[Block], head: tuple[int, int], end: int, when: When | None, furniture: Furniture
) -> Update | None:
    """The update printed about the headline or the end of the text, if it is later than the publication.

    `head`: the places of the first block below the headline and of the first paragraph.
    """
    published = read_date(when.raw, month_first=when.month_first) if when is not None else None
    for place in _places(blocks, head, end):
        block = blocks[place]
        if block.kind != TEXT or len(block.text) > LONGEST_DATE or not any(map(str.isdigit, block.text)):
            continue
        raw = find_update(block.text)
        if raw is None or furniture.is_outside(without_footer(block.parent)):
            continue
        is_alone = is_date_line(block.text)
        read = read_date(raw)
        if read.day is None or read.problem or not (is_alone or place < head[1]):
            continue
        if published is None or published.day is None or published.day > read.day or published.at == read.at:
            continue
        return Update(raw, place if is_alone else -1)
    return None


def _places(blocks: Sequence[Block], head: tuple[int, int], end: int) -> Iterator[int]:
    start, first = head
    yield from range(max(0, start - _ABOVE), min(first + 1, len(blocks)))
    for place in range(max(first + 1, end - _LAST_OF_TEXT), min(len(blocks), end + _BELOW)):
        if heads_other_articles(blocks[place].text):
            return
        yield place
