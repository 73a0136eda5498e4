"""Rows of facts about an article, in any order: "👤 Lan Anh 📅 05/06/2025", "4 phút đọc · 05/06/2025",
"Tác giả: Lan Anh / 05/06/2025 / Danh mục: Kinh tế".
"""

import re
from typing import NamedTuple

from dvcrawler.extract.block import Block
from dvcrawler.extract.interface.reader_counts import is_counter, is_reading_time
from dvcrawler.extract.styles.glued_lines import part_elements
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.bylines.labels import SOURCE, begins_with_label
from dvcrawler.normalize.dates import find_update, is_date_line
from dvcrawler.normalize.dates.grammar import HALF
from dvcrawler.patterns import lazy_regex

#: A slash also parts a date and two authors, so it needs a space or a year beside it.
_MARKS = lazy_regex(
    r"[\U0001f300-\U0001faff\u2600-\u27bf\u231a-\u23f3\ufe0f\u200d]+"
    r"|[|•·]|//|\s/|/\s|(?<=\d{4})/(?=[^\W\d])|\s[-–—]\s"
)
_EDGES = " ,()[]"
#: A number beside an eye or a balloon.
_SEEN = lazy_regex(r"[👁👀💬]\ufe0f?\s*\d")
_CLOCK = lazy_regex(rf"(?:lúc )?(\d{{1,2}}(?::|h|g)\d\d(?::\d\d)?(?: ?(?:{HALF}))?)", re.I)
_NUMBER = lazy_regex(r"\d[\d.,]{0,8}k?", re.I)
_LABELLED = lazy_regex(r"(?:ngày|danh mục|chuyên mục|thể loại|mục|tags?|từ khóa)(?: đăng)?\s?:\s?", re.I)
_LONGEST_ROW, _MOST_PARTS, _MOST_LABELLED = 140, 8, 10
#: Caps the words of a section's name.
_MOST_WORDS = 5


class Row(NamedTuple):
    """`date`: with the time of day that is a part of its own. `byline`: the only name."""

    date: str
    byline: str | None
    has_clock: bool


def find_name_in_row(block: Block) -> str | None:
    """The name in a row of facts of which elements may be all that parts it."""
    row = read_row(part_elements(block)) if _may_be_row(block.text) else None
    return row.byline if row is not None else None


def read_row(text: str) -> Row | None:
    """None unless one part is a date, every other one a short fact, and one of those surely about an article:
    a menu ends in the day of the visit too.
    """
    if not _may_be_row(text):
        return None
    parts = list(filter(None, (part.strip(_EDGES) for part in _MARKS.split(text))))
    parts = without_updates(parts)
    dates = list(filter(_is_date, parts))
    if len(dates) != 1 or not 1 < len(parts) <= _MOST_PARTS:
        return None
    clocks = [found[1] for part in parts if (found := _CLOCK.fullmatch(part))]
    others = _list_others(parts, dates[0])
    if not _are_facts(others, text):
        return None
    return Row(" ".join([_LABELLED.sub("", dates[0]), *clocks[:1]]), _find_byline(others), bool(clocks))


def _is_date(part: str) -> bool:
    return is_date_line(_LABELLED.sub("", part))


def without_updates(parts: list[str]) -> list[str]:
    """The parts without what says when the article was changed; all parts if none says another day."""
    rest = [part for part in parts if not (_is_date(part) and find_update(part))]
    return rest if any(map(_is_date, rest)) else parts


def _may_be_row(text: str) -> bool:
    return len(text) <= _LONGEST_ROW and any(map(str.isdigit, text))


def _list_others(parts: list[str], date: str) -> list[str]:
    return [part for part in parts if part != date and not _CLOCK.fullmatch(part)]


def _are_facts(parts: list[str], text: str) -> bool:
    is_sure = _SEEN.search(text) is not None or any(map(_is_sure, parts))
    return is_sure and all(map(_may_be_fact, parts))


def _may_be_fact(part: str) -> bool:
    if _is_sure(part) or _NUMBER.fullmatch(part):
        return True
    if found := _LABELLED.match(part):
        return len(part[found.end() :].split()) <= _MOST_LABELLED
    return may_be_section(part)


def may_be_section(text: str) -> bool:
    """Whether the text is as short as the name of a section: "Xây dựng Đảng"."""
    return len(text.split()) <= _MOST_WORDS and text[-1] not in ".!?:…" and not any(map(str.isdigit, text))


def _is_sure(part: str) -> bool:
    return is_counter(part) or is_reading_time(part) or bool(split_facts(part)) or is_byline(part)


def _find_byline(parts: list[str]) -> str | None:
    labelled = [
        part
        for part in parts
        if begins_with_label(part, "") and any(label != SOURCE for label, _ in split_facts(part))
    ]
    names = labelled or [part for part in parts if is_byline(part)]
    return names[0] if len(names) == 1 else None
