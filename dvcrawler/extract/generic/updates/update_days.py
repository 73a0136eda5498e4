"""The day of publication where the only date at the headline is that of an update; and lines at the ends of a
box of text that only say when it was changed: "Cập nhật: 15/03/2024 08:05".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.dates.date_line_kinds import PUBLISHED, is_update
from dvcrawler.extract.generic.dates.date_lines import PARAGRAPH
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.dates.lines_of_text import Line
from dvcrawler.extract.generic.dates.stated_dates import LONGEST_DATE
from dvcrawler.extract.lines.line_kinds import is_paragraph
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import DateReading, find_date, find_update, is_date_line, read_date
from dvcrawler.patterns import lazy_regex

_HINT = lazy_regex(r"nhật|sửa|chỉnh|updated|modified", re.I)
_LONGEST = 100
#: Lines from either end that are looked at, and such lines of a text that is not a running report.
_MOST_FROM_END, _MOST = 5, 2
#: For how long after its publication an article is changed, as far as lines without a label go.
_MOST_BEFORE = timedelta(days=31)
_LAST_CHANGE = lazy_regex(r"lần cuối|cập nhật cuối|\bsửa|\blast (?:updated|modified|edited)", re.I)


def is_only_update(when: FoundDate, lines: Sequence[Line]) -> bool:
    """Whether the date is that of a line that only says when the article was changed."""
    if when.problem is not None:
        return False
    return any(
        place == when.place and is_update(raw) and find_update_beside(raw) is None for place, raw in lines
    )


def find_update_beside(raw: str) -> str | None:
    """The update in a line that has another date beside it."""
    update = find_update(raw)
    return update if update is not None and find_date(raw.replace(update, " ", 1)) is not None else None


def find_publication(
    update: FoundDate, below: Line | None, above: Sequence[Line], address: date | None
) -> FoundDate:
    """The day before that of the update which a label names, a line prints or the address has, else `update`.

    `below`: the line below the text that is labelled as the date of publication; `above`: the lines with a
    date in the text's box, above its first paragraph.
    """
    last = read_date(update.raw, month_first=update.month_first).day
    if last is None:
        return update
    if below is not None and _is_before(below[1], last):
        return FoundDate(below[1], place=below[0])
    printed = [line for line in above if _is_before(line[1], last, _MOST_BEFORE)]
    if len(above) == len(printed) == 1:
        return _note(
            FoundDate(printed[0][1], place=printed[0][0]), update, "a line above the text prints this day"
        )
    if address is None or address >= last:
        return _doubt_last_change(update)
    return _note(FoundDate(address.isoformat(), place=update.place), update, "the address names this day")


def _doubt_last_change(update: FoundDate) -> FoundDate:
    """With a doubt, if the label says that there was an earlier day: many papers call any day an update."""
    if not _LAST_CHANGE.search(update.raw):
        return update
    text = f"{update.raw[:LONGEST_DATE]!r} is the last change; the day of publication is not printed"
    return replace(update, problem=Problem("date", ProblemCode.UNCLEAR_DATE, text))


def list_above_text(
    lines: Sequence[Line], kept: Sequence[Line], blocks: Sequence[Block], title_place: int
) -> list[Line]:
    """The lines that are only a date, left out as lines of the text, though above its paragraphs."""
    left_out = [line for line in lines if line not in kept]
    below = range(max(0, title_place), len(blocks))
    opening = next((n for n in below if len(blocks[n].text) >= PARAGRAPH), len(blocks))
    return (
        [] if any(n > opening for n, _ in left_out) else [line for line in left_out if is_date_line(line[1])]
    )


def _is_before(raw: str, last: date, most: timedelta | None = None) -> bool:
    day = read_date(raw).day
    return day is not None and day <= last and (most is None or last - day <= most)


def _note(when: FoundDate, update: FoundDate, reason: str) -> FoundDate:
    text = f"{reason}; {update.raw[:LONGEST_DATE]!r} at the headline is the day of an update"
    return FoundDate(when.raw, place=when.place, problem=Problem("date", ProblemCode.UNCLEAR_DATE, text))


def take_update(blocks: Sequence[Block], date_raw: str | None) -> tuple[list[Block], str | None]:
    """The blocks without such lines above the first paragraph, below the lead and below the last one, if
    they are not of a day before `date_raw`, that of publication, and without a line that only repeats it; and
    the last of the lines.
    """
    published = read_date(date_raw or "")
    found = _find_updates(blocks, published.day or date.max)
    repeated = {n for n in _list_ends(blocks) if repeats_date(blocks[n], published)}
    kept = [block for n, block in enumerate(blocks) if n not in found and n not in repeated]
    return kept, blocks[max(found)].text if found else None


def repeats_date(block: Block, published: DateReading) -> bool:
    """Whether the line is labelled as the date of publication and is of the same day, or repeats its time."""
    text = block.text
    if block.kind != TEXT or len(text) > LONGEST_DATE or not any(map(str.isdigit, text)):
        return False
    read = read_date(text) if is_date_line(text) else None
    if read is None or read.day is None or read.day != published.day:
        return False
    return PUBLISHED.search(text) is not None or (read.at is not None and read.at == published.at)


def _find_updates(blocks: Sequence[Block], published: date) -> set[int]:
    updates = {n for n in _list_ends(blocks) if _is_update(blocks[n])}
    if updates and sum(map(_is_update, blocks)) > _MOST:
        return set()
    days = {n: read_date(blocks[n].text).day for n in updates}
    return {n for n, day in days.items() if day is not None and day >= published}


def _list_ends(blocks: Sequence[Block]) -> set[int]:
    return {*_list_top(blocks), *_list_bottom(blocks)}


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
