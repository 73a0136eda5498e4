"""Finds when the page says that the article was last changed: "Cập nhật lần cuối: 15/03/2024 08:05"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.date_lines import without_footer
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.dates.stated_dates import LONGEST_DATE
from dvcrawler.extract.lines.line_kinds import PROSE
from dvcrawler.extract.styles.glued_lines import separate_line
from dvcrawler.normalize.dates import DateReading, find_update, is_date_line, read_date
from dvcrawler.normalize.dates.printed import UPDATE_WORDS
from dvcrawler.patterns import lazy_regex

#: Lines above the headline, and about the end of the text, that may say so.
_ABOVE, _BELOW = 4, 4
_LAST_OF_TEXT = 2
#: Blocks from the lead on among which the first paragraph is, below a picture, its caption and a line.
_OPENING = 5
#: Of a line without a year, which gives no day: "Cập nhật lúc 15h30", "[Cập nhật: 15:30 ngày 13/4]".
_WORD = lazy_regex(r"[^\W\d_]+|\d+")
_WORDS_OF_UPDATE = frozenset(
    "bài viết tin bản đã được cập nhật lúc hồi vào ngày tháng lần cuối mới nhất giờ phút h g"
    " sáng trưa chiều tối".split()
)
_MOST_NUMBERS, _LONGEST_WITHOUT_YEAR = 4, 60


class Update(NamedTuple):
    """`place`: that of a line that says nothing else, and so is not part of the text; otherwise -1."""

    raw: str
    place: int


def find_last_update(
    blocks: Sequence[Block], head: tuple[int, int], end: int, when: FoundDate | None, furniture: Furniture
) -> Update | None:
    """The update printed about the headline or the end of the text, if it is later than the publication.

    `head`: the places of the first block below the headline and of the first paragraph.
    """
    month_first = when is not None and when.month_first
    published = read_date(when.raw, month_first=month_first) if when is not None else None
    for place in _list_places(blocks, head, end):
        raw = _read_update(blocks[place], furniture)
        if raw is None:
            continue
        is_alone = is_date_line(blocks[place].text)
        if (is_alone or place < head[1]) and _is_later(read_date(raw, month_first=month_first), published):
            return Update(raw, place if is_alone else -1)
    return None


def _read_update(block: Block, furniture: Furniture) -> str | None:
    if block.kind != TEXT or len(block.text) > LONGEST_DATE:
        return None
    if not any(map(block.text.lower().__contains__, UPDATE_WORDS)):  # as in most lines
        return None
    raw = find_update(separate_line(block))
    return None if raw is None or furniture.is_outside(without_footer(block.parent)) else raw


def _is_later(read: DateReading, published: DateReading | None) -> bool:
    """Whether an update is certain and not at the moment or before the day of publication."""
    if read.day is None or read.problem or published is None or published.day is None:
        return False
    return published.day <= read.day and published.at != read.at


def _list_places(blocks: Sequence[Block], head: tuple[int, int], end: int) -> Iterator[int]:
    start, first = head
    opening = _find_opening(blocks, first, end)
    yield from range(max(0, start - _ABOVE), min(opening + 1, len(blocks)))
    last = max(opening + 1, end - _LAST_OF_TEXT)
    if last == end - _LAST_OF_TEXT and len(blocks[end - 1].text) >= PROSE:
        last += 1  # the text continues below
    for place in range(last, min(len(blocks), end + _BELOW)):
        if heads_other_articles(blocks[place].text):
            return
        yield place


def _find_opening(blocks: Sequence[Block], first: int, end: int) -> int:
    """The place of the first paragraph below the lead, if only a picture and short lines part the two."""
    most = min(end, first + _OPENING, len(blocks))
    return next((n for n in range(first + 1, most) if len(blocks[n].text) >= PROSE), first)


def tells_update(block: Block) -> bool:
    """Whether the line only says at what time, or on which day without its year, the article was changed."""
    text = block.text
    if block.kind != TEXT or len(text) > _LONGEST_WITHOUT_YEAR or "ập nhật" not in text:
        return False
    words = _WORD.findall(text.lower())
    numbers = list(filter(str.isdigit, words))
    if not 0 < len(numbers) <= _MOST_NUMBERS or max(map(len, numbers)) > 2:
        return False
    return _WORDS_OF_UPDATE.issuperset(set(words).difference(numbers))
