"""The day of an official document, printed after a place in its head or above its signature."""

import re
from collections.abc import Iterator, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.normalize.dates import read_date

#: "Hải Minh, ngày 15 tháng 11 năm 2024"
_PLACE_AND_DAY = re.compile(
    r"[A-ZĐ][^\W\d_]{0,9}(?:(?:\. ?| )[^\W\d_]{1,12}){0,6}, "
    r"(?P<day>ngày \d{1,2} tháng \d{1,2} năm (?:19|20)\d\d)\.?"
)
#: Blocks of the head of a document, and of its end.
_HEAD, _FOOT = 12, 10
_LONGEST_LINE = 90


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
        block = blocks[place]
        if block.kind != TEXT or len(block.text) > _LONGEST_LINE or furniture.is_outside(block.parent):
            continue
        line = _PLACE_AND_DAY.fullmatch(block.text)
        if line is not None and read_date(line["day"]).day is not None:
            yield place, line["day"]
