"""The credits of a long read whose labels and names are apart: on lines ("NỘI DUNG", "THU HÀ", …), in the
cells of a table, or in boxes that only a style sets apart ("Nội dungThu Hà").
"""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.patterns import lazy_regex

_WRITING = r"(?:nội dung|(?:bài )?viết|tin bài|bài|lời|tác giả|thực hiện|biên tập|kịch bản|ý tưởng)"
_MAKING = (
    r"(?:tổ chức(?: sản xuất| thực hiện)?|chỉ đạo(?: nội dung| sản xuất| thực hiện)?|(?:hình )?ảnh|photos?"
    r"|video|clip|quay phim|thiết kế|trình bày|đồ họa|đồ hoạ|minh họa|minh hoạ|kỹ thuật|mỹ thuật"
    r"|dựng(?: phim)?|design|graphics?)"
)
_AND = r"\s?(?:,|&|/|\+|[-–]|và)\s?"
_LABEL = lazy_regex(rf"(?:{_WRITING}|{_MAKING})(?:{_AND}(?:{_WRITING}|{_MAKING})){{0,2}}\s?:?", re.I)
#: A label that runs into its names.
_GLUED = lazy_regex(rf"({_WRITING}|{_MAKING})([^\W\d_].*)", re.I)
_LABEL_OF_MAKER = lazy_regex(rf"{_MAKING}\s?:?", re.I)
#: Labels in the table of facts of a book or a film that the article is about.
_OF_A_WORK = lazy_regex(r"(?:tác giả|kịch bản|ý tưởng|lời)\b", re.I)
#: Characters of a label and of its names, and pairs at the end of one article.
_LONGEST_LABEL, _LONGEST_NAMES, _MOST = 30, 80, 6


def join_credit_pairs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each such pair at their end as one line; a single one only where it names a maker, who
    did not write the text.
    """
    end = len(blocks)
    joined: list[Block] = []
    while end > 1 and len(joined) < _MOST and (found := _take_pairs(blocks, end)):
        pairs, count = found
        joined = [*pairs, *joined]
        end -= count
    if not joined or (len(joined) == 1 and not _LABEL_OF_MAKER.fullmatch(joined[0].text.partition(":")[0])):
        return list(blocks)
    return [*blocks[:end], *joined]


def _take_pairs(blocks: Sequence[Block], end: int) -> tuple[list[Block], int] | None:
    """(lines of credits that the blocks before `end` make, how many blocks they take)."""
    last = blocks[end - 1]
    if last.kind == TABLE:
        rows = _read_rows(last)
        return (rows, 1) if rows else None
    if last.kind != TEXT or len(last.text) > _LONGEST_NAMES + _LONGEST_LABEL:
        return None
    if glued := _split_glued(last.text):
        return [_join(last, *glued)], 1
    if end > 2 and blocks[end - 2].kind == TEXT and _are_pair(blocks[end - 2].text, last.text):
        return [_join(last, blocks[end - 2].text, last.text)], 2
    return None


def _read_rows(table: Block) -> list[Block]:
    """The rows of a table of credits as lines; none where one row is anything else, or of a work."""
    rows = [row.split(" | ") for row in table.text.split("\n", _MOST)]
    if not 1 < len(rows) <= _MOST or any(len(row) != 2 or not _are_pair(*row) for row in rows):
        return []
    if any(_OF_A_WORK.match(label) for label, _ in rows):
        return []
    return [_join(table, *row)._replace(kind=TEXT) for row in rows]


def _split_glued(text: str) -> tuple[str, str] | None:
    """Label and names where a capital follows a small letter within a word."""
    found = _GLUED.fullmatch(text)
    if found is None or not (found[1][-1].islower() and found[2][0].isupper()):
        return None
    return (found[1], found[2]) if _are_pair(found[1], found[2]) else None


def _join(block: Block, label: str, names: str) -> Block:
    return block._replace(text=f"{label.rstrip(' :')}: {names}")


def _are_pair(label: str, names: str) -> bool:
    if len(label) > _LONGEST_LABEL or len(names) > _LONGEST_NAMES:
        return False
    return _LABEL.fullmatch(label) is not None and is_byline(names)
