"""Lines that print the author beside the date, "Lan Anh - 12/03/2021 08:15", and boxes beside that of the
date: themes print "Lan Anh", a pictogram and the day in pieces of one row.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.byline_form import is_in_brackets
from dvcrawler.extract.generic.dates.date_line_kinds import is_update
from dvcrawler.extract.generic.rows_of_facts import find_name_in_row, may_be_section, read_row
from dvcrawler.extract.interface.reader_counts import is_counter, is_reading_time
from dvcrawler.extract.styles.glued_lines import separate_line
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.dates import find_date, find_relative
from dvcrawler.patterns import lazy_regex

#: Separators between the date and the text beside it. A comma alone follows the place of a document.
_MARK = r"[-–—|•·/]"
_MARK_AT_END = lazy_regex(rf"\s?(?:{_MARK}|[,:]\s?{_MARK})\s?$")
_MARK_AT_START = lazy_regex(rf"^\s?(?:{_MARK}\s?|(?=[(\[]))")
_PARTS = lazy_regex(r"\s?[|•·]\s?")
_PIECES = lazy_regex(r"\s?[|•·/]\s?|\s[-–—]\s")
_SECTIONS = frozenset(
    "văn hóa|thể thao|pháp luật|lao động|sức khỏe|nông nghiệp|giao thông|xây dựng|công thương|đầu tư|quốc hội"
    "|chính phủ|tin tức|bóng đá|phụ nữ|thanh niên|kiến thức|văn nghệ|hải quan|biên phòng|tri thức".split("|")
)
_CLOCK = lazy_regex(r"\d\s?[:h]\s?\d\d|\dg\d\d")
_BRACKETS = " ()[]"
_LONGEST_LINE = 120
#: Words that distinguish an outlet from a section of the same name ("Thể thao", "Văn hóa"); only the last
#: alternative is case-sensitive.
_OUTLET = lazy_regex(
    r"(?i:(?:báo|tạp chí|tc|đài|cổng|trang|thông tấn)\s|[\w-]{2,30}\.(?:vn|net|com)\b)|[A-ZĐ]{3,8}\Z"
)

#: How a CMS says who posted an article: "Được gửi bởi admin vào 30/05/2024", "Ban biên tập đã đăng lúc 9:05".
_POSTED = lazy_regex(
    r"^\W*(?:(?:đã |được )*(?:gửi|đăng|viết|tạo|nhập|xuất bản|phát hành|cập nhật)(?: tải| bài| tin)? )?bởi\b"
    r"|^\W*(?:(?:submitted|posted|published|written|created) )?by\b"
    r"|^\D{2,60} (?:đã )?(?:gửi|đăng|viết)(?: bài| tin| tải)?(?: vào| lúc| ngày)*[ :,]*\d",
    re.I,
)
_LONGEST_NAME = 60
#: Boxes around the date among which one is the row.
_LEVELS = 2
_EDGES = " •|·–—-,"


def is_posted_line(text: str) -> bool:
    """Whether the line says who posted the article and, perhaps, when."""
    return _POSTED.match(text) is not None


class _Line(NamedTuple):
    """`beside`: the text beside the only date of the line. `is_marked`: a mark or brackets separate them."""

    beside: str
    is_marked: bool
    has_clock: bool


def byline_beside_date(text: str) -> str | None:
    """Returns the byline or outlet that the line prints beside its date, if it is certain."""
    found = _find_beside_date(text)
    row = read_row(text) if found is None else None
    return found if row is None else row.byline


def _find_beside_date(text: str) -> str | None:
    line = _split(_without_counters(text))
    if line is None or not (line.is_marked or line.has_clock):
        return None
    beside = _without_section(line.beside)
    is_source = _OUTLET.match(beside) and is_outlet(beside)
    return beside if is_source or is_byline(beside) else None


def _without_section(text: str) -> str:
    """The names without a section that is called as a newspaper is: "Văn hóa | Lan Anh"."""
    parts = _PIECES.split(text)
    kept = [part for part in parts if part.lower() not in _SECTIONS]
    return " | ".join(kept) if 0 < len(kept) < len(parts) else text


def _without_counters(text: str) -> str:
    """The row without what is counted in it: "Lan Anh | 12/03/2021 | 5 phút đọc"."""
    if "|" not in text and "•" not in text and "·" not in text:
        return text
    parts = _PARTS.split(text)
    kept = [part for part in parts if part and not is_counter(part) and not is_reading_time(part)]
    return " | ".join(kept) if len(kept) < len(parts) else text


def is_dated_line(text: str, *, in_head: bool) -> bool:
    """Whether it is a date with a byline. `in_head`: above the text, where section and time are enough."""
    if _find_beside_date(text) is not None:
        return True
    row = read_row(text)
    if row is not None and (in_head or row.byline is not None):
        return True
    line = _split(text) if in_head else None
    if line is None or not line.is_marked or not may_be_section(line.beside):
        return False
    return line.has_clock or is_body(line.beside)


def _find_time(text: str) -> tuple[int, int] | None:
    """The `(start, end)` of the date, or of a relative time: "Lan Anh • 3 giờ trước"."""
    found = find_date(text) if any(map(str.isdigit, text)) else None
    relative = find_relative(text) if found is None else None
    if relative is None:
        return found
    start = text.index(relative)
    return start, start + len(relative)


def _split(text: str) -> _Line | None:
    """Splits the line; None for a line with no date or two, or with text on both sides of the date."""
    if is_in_brackets(text):
        text = text[1:-1]
    found = _find_time(text) if len(text) <= _LONGEST_LINE else None
    name, marks = _take_name(text, *found) if found is not None else ("", 0)
    if found is None or not name or find_date(name):
        return None
    return _Line(name, marks > 0, _CLOCK.search(text[found[0] : found[1]]) is not None)


def _take_name(text: str, start: int, end: int) -> tuple[str, int]:
    """The text on one side of the date, and the number of marks between them; empty with text on both."""
    before, date, after = text[:start], text[start:end], text[end:]
    if not before.strip(_BRACKETS):
        name, marks = _MARK_AT_START.subn("", after)
    elif not after.strip(_BRACKETS):
        opened = date[0] in "([" or before.rstrip()[-1] in "(["
        name, marks = _MARK_AT_END.subn("", before.rstrip(_BRACKETS) if opened else before)
        marks += opened
    else:
        return "", 0
    return name.strip(" ,") if name.count("(") == name.count(")") > 0 else name.strip(" ,()[]"), marks


def find_name_beside_date(blocks: Sequence[Block], place: int) -> str | None:
    date = blocks[place]
    if own := byline_beside_date(separate_line(date)) or find_name_in_row(date):
        return own
    beside = (blocks[near] for near in _list_beside(blocks, place))
    return next(filter(None, (_read_name(near, date) for near in beside)), None)


def _list_beside(blocks: Sequence[Block], place: int) -> Iterator[int]:
    """The places next to the date, or next to the update beside it."""
    for step in (-1, 1):
        near = place + step
        if 0 <= near < len(blocks) and is_update(blocks[near].text):
            near += step
        if 0 <= near < len(blocks):
            yield near


def _read_name(near: Block, date: Block) -> str | None:
    """The name in the box `near`, if it is in the row of the date."""
    if near.kind != TEXT or len(near.text) > _LONGEST_NAME:
        return None
    rows = tuple(islice(date.parent.iterancestors(), _LEVELS))
    is_in_row = any(box in rows for box in islice(near.parent.iterancestors(), _LEVELS))
    name = separate_line(near).strip(_EDGES)
    return name if is_in_row and (is_byline(name) or is_outlet(name)) else None
