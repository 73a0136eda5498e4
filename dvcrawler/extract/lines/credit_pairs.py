"""The credits of a long read whose labels and names are apart: on lines ("NỘI DUNG", "THU HÀ", …), in the
cells of a table, or in pieces of one line that only a style sets apart ("Nội dungThu Hà").
"""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.elements import is_leaf
from dvcrawler.extract.styles.glued_lines import list_pieces
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.credit_lines import MAKING, SHOWING
from dvcrawler.patterns import lazy_regex

_WRITING = r"(?:nội dung|(?:bài )?viết|tin bài|bài|lời|tác giả|thực hiện|biên tập|kịch bản|ý tưởng)"
_MAKING = rf"(?:{MAKING}|{SHOWING}|chịu trách nhiệm(?: chính| nội dung| sản xuất| xuất bản)?)"
_AND = r"\s?(?:,|&|/|\+|[-–]|và)\s?"
_LABEL = lazy_regex(rf"(?:{_WRITING}|{_MAKING})(?:{_AND}(?:{_WRITING}|{_MAKING})){{0,2}}\s?:?", re.I)
_BEGINS = lazy_regex(rf"(?:{_WRITING}|{_MAKING})", re.I)
_LABEL_OF_MAKER = lazy_regex(rf"{_MAKING}\s?:?", re.I)
#: Labels in the table of facts of a book or a film that the article is about.
_OF_A_WORK = lazy_regex(r"(?:tác giả|kịch bản|ý tưởng|lời)\b", re.I)
#: Characters of a label, of its names and of a line of several, and pairs at the end of one article.
_LONGEST_LABEL, _LONGEST_NAMES, _LONGEST_LINE, _MOST = 30, 80, 200, 6


def join_credit_pairs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with pairs at their end as lines; a single one only if of a maker other than the writer."""
    end = len(blocks)
    joined: list[Block] = []
    while end > 1 and len(joined) < _MOST and (found := _take_pairs(blocks, end)):
        pairs, count = found
        if count == end:  # the line above is the text
            break
        joined = [*pairs, *joined]
        end -= count
    if not joined or (len(joined) == 1 and not _LABEL_OF_MAKER.fullmatch(joined[0].text.partition(":")[0])):
        return list(blocks)
    return [*blocks[:end], *joined]


def join_leading_pairs(blocks: Sequence[Block]) -> list[Block]:
    """The same for the lines with which the part below the text begins."""
    joined: list[Block] = []
    start = 0
    while start < len(blocks) and len(joined) < _MOST:
        ends = range(start + 1, min(start + 2, len(blocks)) + 1)
        found = next(filter(None, (_take_pairs(blocks[start:end], end - start) for end in ends)), None)
        if found is None:
            break
        joined += found[0]
        start += found[1]
    return [*joined, *blocks[start:]]


def _take_pairs(blocks: Sequence[Block], end: int) -> tuple[list[Block], int] | None:
    """(lines of credits that the blocks before `end` make, how many blocks they take)."""
    last = blocks[end - 1]
    if last.kind == TABLE:
        rows = _read_rows(last)
        return (rows, 1) if rows else None
    if last.kind != TEXT or len(last.text) > _LONGEST_LINE:
        return None
    if pairs := _split_line(last):
        return [_join(last, *pair) for pair in pairs], 1
    if end > 1 and blocks[end - 2].kind == TEXT and are_pair(blocks[end - 2].text, last.text):
        return [_join(last, blocks[end - 2].text, last.text)], 2
    return None


def _read_rows(table: Block) -> list[Block]:
    """The rows of a table of credits as lines; none where one row is anything else, or of a work."""
    rows = [row.split(" | ") for row in table.text.split("\n", _MOST)]
    if not 1 < len(rows) <= _MOST or any(len(row) != 2 or not are_pair(*row) for row in rows):
        return []
    if any(_OF_A_WORK.match(label) for label, _ in rows):
        return []
    return [_join(table, *row)._replace(kind=TEXT) for row in rows]


def _split_line(block: Block) -> list[tuple[str, str]]:
    """The labels and names of a line, each in a piece of its own; none where it says anything else."""
    if is_leaf(block.parent) or _BEGINS.match(block.text) is None:
        return []
    pieces = list_pieces(block.parent)
    pairs = list(zip(pieces[::2], pieces[1::2], strict=False))
    if len(pieces) % 2 or not pairs or "".join("".join(pieces).split()) != "".join(block.text.split()):
        return []
    return pairs if all(are_pair(*pair) for pair in pairs) else []


def _join(block: Block, label: str, names: str) -> Block:
    return block._replace(text=f"{label.rstrip(' :')}: {names}")


def are_pair(label: str, names: str) -> bool:
    """Whether the two lines are a label of credits and its names."""
    if len(label) > _LONGEST_LABEL or len(names) > _LONGEST_NAMES:
        return False
    return _LABEL.fullmatch(label) is not None and is_byline(names)
