"""The day of an official document: after a place in its head, above its signature, or in a table of facts."""

import re
from collections.abc import Iterator, Sequence

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.normalize.dates import read_date
from dvcrawler.patterns import lazy_regex

#: "Hải Minh, ngày 15 tháng 11 năm 2024"
_PLACE_AND_DAY = lazy_regex(
    r"[A-ZĐÀ-ÝĂƠƯ][^\W\d_]{0,9}(?:(?:\. ?| )[^\W\d_]{1,12}){0,6}, "
    r"(?P<day>ngày \d{1,2} tháng \d{1,2} năm (?:19|20)\d\d)\.?"
)
#: Blocks of the head of a document, and of its end.
_HEAD, _FOOT = 12, 10
_LONGEST_LINE = 90
#: Rows of the table of facts that portals print about an official document.
_DAY_OF_ISSUE = lazy_regex(
    r"(?:^|\| )(?:ngày|thời gian) (?:(?P<posted>đăng(?: tải)?)|ban hành|phát hành|công bố|ký|văn bản)\s?[:|]"
    r"\s?\|?\s?(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?: \d{1,2}:\d\d)?)(?= \||$)",
    re.I | re.M,
)


def find_document_day(
    blocks: Sequence[Block], first: int, end: int, furniture: Furniture
) -> tuple[int, str] | None:
    """(place, day) of the only such line among the first and the last blocks between those places."""
    found = dict(_find_lines(blocks, first, end, furniture))
    days = set(found.values())
    return next(iter(found.items())) if len(days) == 1 else None


def _find_lines(
    blocks: Sequence[Block], first: int, end: int, furniture: Furniture
) -> Iterator[tuple[int, str]]:
    end = min(end, len(blocks))
    places = dict.fromkeys((*range(first, min(first + _HEAD, end)), *range(max(first, end - _FOOT), end)))
    for place in places:
        day = _find_day(blocks[place])
        if day is None or furniture.is_outside(blocks[place].parent):
            continue
        if read_date(day).day is not None:
            yield place, day


def _find_day(block: Block) -> str | None:
    if block.kind == TABLE:
        return find_day_in_facts(block.text)
    is_short = block.kind == TEXT and len(block.text) <= _LONGEST_LINE
    found = _PLACE_AND_DAY.fullmatch(block.text) if is_short else None
    return found["day"] if found else None


def find_day_in_facts(text: str) -> str | None:
    """The day in rows of facts about a document: of its posting, else the first of those of its issue."""
    rows = list(_DAY_OF_ISSUE.finditer(text))
    row = next((row for row in rows if row["posted"]), None) or next(iter(rows), None)
    return row["day"] if row else None
