"""Labels with their values: on a line of their own above it, as Drupal prints "Nguồn:", "Báo Nhân Dân", or in
a row of a small table of facts: author, day, readers.

Those of author and source, and the rows, are read as one line, "label: value", which is then found like any
other line about the headline. Those of the lead and the text are left out.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import is_within
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.bylines.labels import is_only_label
from dvcrawler.patterns import lazy_regex

#: No such table has more rows.
_MOST_ROWS = 8
_LONGEST_IN_ROW, _LONGEST_CELL = 30, 120
#: Facts about a page, and those that a table about something else has as well.
_OF_PAGE = lazy_regex(
    r"(?:ngày|thời gian|giờ) (?:đăng|xuất bản|cập nhật|tạo)(?: (?:tin|bài))?"
    r"|đăng (?:ngày|lúc)|cập nhật(?: lúc)?|chuyên mục|thể loại tin|mã (?:tin|bài)"
    r"|(?:số )?lượt (?:xem|đọc|truy cập)|đã xem|người (?:đăng|gửi|nhập|duyệt)(?: tin| bài)?|đăng bởi",
    re.IGNORECASE,
)
_OF_LISTS = lazy_regex(r"danh mục|từ khóa|tags?|đánh giá", re.IGNORECASE)
_OF_ANYTHING = lazy_regex(r"tác giả(?: bài viết)?|người viết|nguồn(?: tin)?|ngày|biên tập", re.IGNORECASE)
_LONGEST_LABEL, _LONGEST_VALUE = 30, 80
#: Labels of fields, as Drupal prints them above the value, without a colon.
_BARE_LABELS = frozenset(("tác giả", "tác giả bài viết", "người viết", "nguồn", "nguồn tin"))
_OF_LEAD = lazy_regex(
    r"(?:tóm tắt|trích yếu|mô tả|abstract|summary)(?: (?:nội dung|tin|bài viết))?\s?:?", re.I
)
_OF_TEXT = lazy_regex(
    r"(?:nội dung|content)(?: (?:chi tiết|tin|bài viết|bản tin))?\s?:?|chi tiết\s?:?|toàn văn\s?:|e-?mail",
    re.I,
)
#: Lines of a lead between its label and that of the text.
_MOST_OF_LEAD = 3
_PAIR = 2
_SENTENCE_ENDS = ".!?:;…"


def join_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each such label and the name in the next box as one line. A label above several
    values or further paragraphs heads a part of the text.
    """
    joined: list[Block] = []
    for place, block in enumerate(blocks):
        if joined and _are_one(joined[-1], block) and not _goes_on(block, blocks[place + 1 : place + 2]):
            joined[-1] = block._replace(text=f"{_with_colon(joined[-1])} {block.text}")
        else:
            joined.append(block)
    return joined


def _goes_on(value: Block, below: Sequence[Block]) -> bool:
    """Whether a line beside the value, not a further label, is below it."""
    around = value.parent.getparent()
    lines = [block for block in below if block.kind == TEXT and not is_only_label(block.text)]
    return any(box is around for block in lines for box in block.parent.iterancestors())


def _are_one(label: Block, value: Block) -> bool:
    if label.kind != TEXT or value.kind != TEXT or not _may_be_label(label.text):
        return False
    if len(label.text) > _LONGEST_LABEL or not 0 < len(value.text) <= _LONGEST_VALUE:
        return False
    if value.text[-1] in _SENTENCE_ENDS or not is_only_label(_with_colon(label)):
        return False
    line = f"{_with_colon(label)} {value.text}"
    return _is_in_next_box(label, value) and (is_byline(line) or bool(split_facts(line)))


def _may_be_label(text: str) -> bool:
    return text.endswith(":") or (len(text) <= _LONGEST_LABEL and text.lower() in _BARE_LABELS)


def _with_colon(label: Block) -> str:
    return label.text if label.text.endswith(":") else f"{label.text}:"


def _is_in_next_box(label: Block, value: Block) -> bool:
    below = label.parent.getnext()
    around = label.parent.getparent()
    if label.parent.tag == "dt" and around is not None and len(around) > _PAIR:
        return False  # a list of several terms is read as a whole
    if value.parent.getparent() is label.parent:
        return True
    return below is not None and is_within(value.parent, below)


def without_field_labels(blocks: list[Block]) -> list[Block]:
    """The text without "Tóm tắt:" and "Nội dung:" on lines of their own above its first paragraphs."""
    rest = list(dropwhile(_is_field_label, blocks))
    if len(rest) == len(blocks):
        return blocks
    return [*_drop_label_of_text(rest[: _MOST_OF_LEAD + 1]), *rest[_MOST_OF_LEAD + 1 :]] or blocks


def _drop_label_of_text(opening: Sequence[Block]) -> Iterator[Block]:
    return (block for block in opening if block.kind != TEXT or not _OF_TEXT.fullmatch(block.text))


def _is_field_label(block: Block) -> bool:
    if block.kind != TEXT or len(block.text) > _LONGEST_LABEL:
        return False
    return (_OF_LEAD.fullmatch(block.text) or _OF_TEXT.fullmatch(block.text)) is not None


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
    if len(label) > _LONGEST_IN_ROW or len(value) > _LONGEST_CELL:
        return False
    return names_fact(label) or _OF_ANYTHING.fullmatch(label) is not None
