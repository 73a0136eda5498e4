"""Lines at the ends of a box of text that only say when it was changed: "Cập nhật: 15/03/2024 08:05"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.lines.line_kinds import is_paragraph
from dvcrawler.normalize.dates import DateReading, find_update, is_date_line, read_date
from dvcrawler.patterns import lazy_regex

_HINT = lazy_regex(r"nhật|sửa|chỉnh|updated|modified", re.I)
_LONGEST = 100
#: Lines from either end that are looked at, and such lines of a text that is not a running report.
_MOST_FROM_END, _MOST = 5, 2


def take_update(blocks: Sequence[Block], date_raw: str | None) -> tuple[list[Block], str | None]:
    """The blocks without such lines above the first paragraph, below the lead and below the last one, if
    they are not of a day before `date_raw`, that of publication; and the last of the lines.
    """
    found = _find_updates(blocks, date_raw)
    kept = [block for n, block in enumerate(blocks) if n not in found]
    return kept, blocks[max(found)].text if found else None


def _find_updates(blocks: Sequence[Block], date_raw: str | None) -> set[int]:
    near = {*range(len(blocks))[:_MOST_FROM_END], *range(len(blocks))[-_MOST_FROM_END:]}
    updates = {n for n in near if _is_update(blocks[n])}
    if not updates or sum(map(_is_update, blocks)) > _MOST:
        return set()
    ends, published = {*_list_top(blocks), *_list_bottom(blocks)}, read_date(date_raw or "")
    return {n for n in updates & ends if _may_be_later(blocks[n].text, published)}


def _list_top(blocks: Sequence[Block]) -> Iterator[int]:
    """The first places, down to the line below the first paragraph, which may be the lead."""
    plain = 0
    for n, block in enumerate(blocks[:_MOST_FROM_END]):
        yield n
        plain += is_paragraph(block) and not (block.bold or block.italic)
        if plain > 1:
            return


def _list_bottom(blocks: Sequence[Block]) -> Iterator[int]:
    for n in islice(range(len(blocks) - 1, -1, -1), _MOST_FROM_END):
        yield n
        if is_paragraph(blocks[n]):
            return


def _is_update(block: Block) -> bool:
    text = block.text
    if block.kind != TEXT or len(text) > _LONGEST or not _HINT.search(text):
        return False
    return find_update(text) is not None and is_date_line(text)


def _may_be_later(text: str, published: DateReading) -> bool:
    day = read_date(text).day
    return published.day is not None and day is not None and published.day <= day
