"""Small tables that print facts about a page, a row each, in place of lines: author, day, readers.

They are read as lines, "label: value", so that they are found like any other line about the headline.
"""

import re
from collections.abc import Sequence

from dvcrawler.patterns import lazy_regex

#: No such table has more rows.
_MOST_ROWS = 8
_LONGEST_LABEL, _LONGEST_VALUE = 30, 120
#: Facts about a page, and those that a table about something else has as well.
_OF_PAGE = lazy_regex(
    r"(?:ngày|thời gian|giờ) (?:đăng|xuất bản|cập nhật|tạo)(?: (?:tin|bài))?"
    r"|đăng (?:ngày|lúc)|cập nhật(?: lúc)?|chuyên mục|thể loại tin|mã (?:tin|bài)"
    r"|(?:số )?lượt (?:xem|đọc|truy cập)|đã xem|người (?:đăng|gửi|nhập|duyệt)(?: tin| bài)?|đăng bởi",
    re.IGNORECASE,
)
_OF_LISTS = lazy_regex(r"danh mục|từ khóa|tags?|đánh giá", re.IGNORECASE)
_OF_ANYTHING = lazy_regex(r"tác giả(?: bài viết)?|người viết|nguồn(?: tin)?|ngày|biên tập", re.IGNORECASE)


def list_facts(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as "label: value"; empty unless each is a fact, and one of them can only be a page's."""
    if not 1 < len(rows) <= _MOST_ROWS or any(len(row) != 2 for row in rows):
        return []
    facts = [(label.rstrip(" :"), value.strip()) for label, value in rows]
    if not all(map(_is_fact, facts)) or not any(_OF_PAGE.fullmatch(label) for label, _ in facts):
        return []
    return [f"{label}: {value}" for label, value in facts if value]


def names_fact(label: str) -> bool:
    """Whether the label is one of a page's facts other than its author and source."""
    return bool(_OF_PAGE.fullmatch(label) or _OF_LISTS.fullmatch(label))


def _is_fact(row: tuple[str, str]) -> bool:
    label, value = row
    if len(label) > _LONGEST_LABEL or len(value) > _LONGEST_VALUE:
        return False
    return names_fact(label) or _OF_ANYTHING.fullmatch(label) is not None
