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
    r"|đăng (?:ngày|lúc)|cập nhật(?: lúc)?"
    r"|(?:số )?lượt (?:xem|đọc|truy cập)|đã xem|người (?:đăng|gửi|nhập)(?: tin| bài)?|đăng bởi|chuyên mục",
    re.IGNORECASE,
)
_OF_ANYTHING = lazy_regex(
    r"tác giả(?: bài viết)?|người viết|nguồn(?: tin)?|danh mục|ngày|từ khóa|tags?|đánh giá|biên tập",
    re.IGNORECASE,
)


def list_facts(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as "label: value"; empty unless each is a fact, and one of them can only be a page's."""
    if not 1 < len(rows) <= _MOST_ROWS or any(len(row) != 2 for row in rows):
        return []
    facts = [(label.rstrip(" :"), value.strip()) for label, value in rows]
    if not all(map(_is_fact, facts)) or not any(_OF_PAGE.fullmatch(label) for label, _ in facts):
        return []
    return [f"{label}: {value}" for label, value in facts if value]


def _is_fact(row: tuple[str, str]) -> bool:
    label, value = row
    if len(label) > _LONGEST_LABEL or len(value) > _LONGEST_VALUE:
        return False
    return bool(_OF_PAGE.fullmatch(label) or _OF_ANYTHING.fullmatch(label))
