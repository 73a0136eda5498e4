"""The byline taken out of the blocks of an article: at its end, or between date and lead.

Forms and places: baonamdinh.vn 2010-2024 (own last line after "./."; before the lead for contributed pieces,
with the office on a second line), danguykhoi and danvan (last line). Portals of communes print the account
that put the page up, or a widget, below it; editors set notes there, such as footnotes, references, what
comes next, where to write, which belong to the article.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.bylines.author_names import AUTHOR, BYLINE
from dvcrawler.extract.bylines.byline_form import (
    closes,
    ends_with_office,
    has_office,
    is_dated_name,
    is_office_of,
    is_right,
    is_set_byline,
    join_lines_below,
    may_be_byline,
)
from dvcrawler.extract.bylines.last_lines import heads_pictures, take_last
from dvcrawler.extract.bylines.names_in_text import is_mentioned
from dvcrawler.extract.bylines.names_of_others import names_other
from dvcrawler.extract.bylines.parts_below_byline import count_parts_below
from dvcrawler.extract.endings.letters import is_signer
from dvcrawler.extract.lines.credit_pairs import join_credit_pairs
from dvcrawler.extract.styles.glued_lines import part_pieces
from dvcrawler.normalize.bylines import is_byline, names_author
from dvcrawler.normalize.bylines.credit_lines import is_credit_line
from dvcrawler.normalize.bylines.outlets import is_outlet_mark
from dvcrawler.patterns import lazy_regex

#: Blocks below a byline, and lines of names above the text.
_MOST_BELOW, _MOST_FIRST = 3, 4
#: Footnotes of one article of theory.
_MOST_NOTES = 60
_LONGEST_NOTE = 600
#: The last lines of which the pieces are parted.
_MOST_PARTED = 6
_MARK = r"[(\[]?\s?(?:\*{1,5}|\d{1,3}[)\]]|[¹²³⁴-⁹])|[-_=*~ ]{3,}$"
_NOTE = lazy_regex(
    rf"{_MARK}"
    r"|\(?(?:còn nữa|còn tiếp|xem tiếp|đón (?:đọc|xem)|hết(?: kỳ| bài)?\)?\W*$)"
    r"|[-–—_=*~. ]{1,6}hết[-–—_=*~. ]{0,6}$"
    r"|(?:kỳ|bài|phần|số) (?:sau|tới|tiếp(?: theo)?|cuối|\d{1,2}|[ivx]{1,5})\s?[:：]"
    r"|(?:ghi chú|lưu ý|đính chính|p/?s|n\.?b)\s?[:.]"
    r"|link\s?:\s?https?:"
    r"|(?:tệp|tập|file|tài liệu|văn bản)(?: tin)? (?:đính kèm|kèm theo)\b"
    r"|mọi (?:ý kiến|thông tin|chi tiết|thắc mắc|đóng góp|phản (?:ánh|hồi))\b"
    r"|mọi (?:sự )?(?:giúp đỡ|ủng hộ|hỗ trợ)\b"
    r"|(?:quý )?(?:bạn đọc|độc giả)\b"
    r"|\(?(?:bài|tác phẩm) (?:viết |báo )?(?:dự thi|tham dự|tham gia|(?:đã )?đăng|đoạt giải)\b"
    r"|\(?(?:bài (?:viết|báo)|tư liệu|tên(?: (?:một số|các))? nhân vật|ảnh trong bài)\b",
    re.IGNORECASE,
)
#: Heads a list of which each line is numbered or begins with a dash.
_HEADS_NOTES = lazy_regex(
    r"\W*(?:(?:tài liệu|nguồn) (?:tham khảo|trích dẫn)|tham khảo|chú thích|trích dẫn|ghi chú)\b",
    re.IGNORECASE,
)
_ITEM = lazy_regex(r"\[?\d{1,3}[.)\]]|[-–+•]")
#: Notes that no other lines look like: a name above them need not be set apart.
_FOOTNOTE = lazy_regex(
    rf"{_MARK}|\W*(?:(?:tài liệu|nguồn) (?:tham khảo|trích dẫn)|chú thích|ghi chú)\s?:", re.IGNORECASE
)
#: A numbered line that cites a book or a journal: "2. Sđd, tr. 240".
_CITATION = lazy_regex(
    r"\d{1,3}(?:,\s?\d{1,3}){0,3}[.)]?\s.{0,300}?"
    r"(?:\b(?:nxb|nhà xuất bản|sđd|toàn tập|tạp chí|văn kiện|tập \d|trang \d)\b|\btr\.\s?\d|https?://)",
    re.IGNORECASE,
)


def take_byline(blocks: Sequence[Block], *, is_letter: bool) -> tuple[list[Block], str | None]:
    """(blocks without it, the byline as printed or None). `is_letter`: a full name at its end signs it.

    The pieces of a last line that only a style parts are parted by a mark: a name and an address, two names.
    """
    blocks = join_credit_pairs(blocks)
    last = blocks[-_MOST_PARTED:]
    parted = list(map(part_pieces, last))
    rest, byline = _take([*blocks[:-_MOST_PARTED], *parted], is_letter=is_letter)
    printed = {new: block for new, block in zip(parted, last, strict=True) if new is not block}
    return [printed.get(block, block) for block in rest] if printed else rest, byline


def _take(blocks: list[Block], *, is_letter: bool) -> tuple[list[Block], str | None]:
    rest, opening = _take_first(blocks)
    below = _count_below(rest) or count_notes(rest) or count_parts_below(rest, is_box=False)
    rest, closing = _take_above(rest, below, is_letter=is_letter)
    if closing is None and (below := count_parts_below(rest, is_box=True)):
        rest, closing = _take_above(rest, below, is_letter=is_letter)
    return rest, _choose(opening, closing)


def _choose(opening: str | None, closing: str | None) -> str | None:
    """The byline above the text, or that below it, or both."""
    if opening is None or (closing and is_dated_name(opening) and names_author(closing)):
        return closing
    if closing and names_author(closing) and not names_author(opening):  # the outlet above, the name below
        return f"{opening}\n{closing}"
    return opening


def _take_above(blocks: list[Block], below: int, *, is_letter: bool) -> tuple[list[Block], str | None]:
    rest, behind = blocks[: len(blocks) - below], blocks[len(blocks) - below :]
    is_signed = is_letter and bool(rest) and is_signer(rest[-1].text)
    rest, closing = (rest, None) if is_signed else take_last(rest)
    return [*rest, *behind], closing


def _count_below(blocks: Sequence[Block]) -> int:
    """Number of blocks below a byline at the right: tables, and the heading of further pictures."""
    count = 0
    while count < _MOST_BELOW and count + 2 < len(blocks) and _may_follow_byline(blocks[-1 - count]):
        count += 1
    return count if count and _is_signed(blocks[: len(blocks) - count]) else 0


def _is_signed(blocks: Sequence[Block]) -> bool:
    """Whether the last line is a byline, at the right or in bold; in bold it may head what is below it."""
    signed = blocks[-1]
    if not (is_right(signed) or signed.bold) or not is_byline(signed.text):
        return False
    return (is_right(signed) or not is_mentioned(signed.text, blocks[:-1])) and closes(blocks)


def _may_follow_byline(block: Block) -> bool:
    return block.kind == TABLE or (block.kind == TEXT and heads_pictures(block.text))


def _take_first(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """Name and office between date and lead, perhaps below a series or a contest: "Nguyễn Văn A," and below
    it "Bí thư …".
    """
    above = list(takewhile(lambda line: _NOTE.match(line.text) and not is_byline(line.text), blocks[:1]))
    blocks = blocks[len(above) :]
    if not _may_begin_with_byline(blocks):
        return above + blocks, None
    count = _count_names(blocks)
    byline = "\n".join(line.text for line in blocks[:count])
    byline, number = join_lines_below(blocks[0], byline, blocks[count:-1] if count else [])
    return above + blocks[count + number :], byline or None


def _may_begin_with_byline(blocks: Sequence[Block]) -> bool:
    if len(blocks) < 3 or not may_be_byline(blocks[0]):
        return False
    # Those of a picture, a list or facts are not a byline.
    return not (is_credit_line(blocks[0].text) or names_other(blocks[0], [blocks[-1].parent]))


def _count_names(blocks: Sequence[Block]) -> int:
    """Number of the first lines that name authors or an outlet; further names are not in the text."""
    first, second = blocks[0].text, blocks[1].text
    names = list(takewhile(_names_author_or_outlet, blocks[:_MOST_FIRST]))
    if any(is_mentioned(line.text, blocks[len(names) :]) for line in names[1:]):
        del names[1:]
    return len(names) or int(has_office(first) or is_office_of(second, first))


def _names_author_or_outlet(line: Block) -> bool:
    return is_byline(line.text) or is_outlet_mark(line.text)


def count_notes(blocks: Sequence[Block]) -> int:
    """Number of the last blocks that are notes below a byline; 0 without such a one. It is set apart, or the
    notes are footnotes.
    """
    has_items = False
    for count, block in enumerate(blocks[: -_MOST_NOTES - 2 : -1]):
        if count and not has_items and _is_signed_above(blocks[: len(blocks) - count], blocks[-count]):
            return count
        if block.kind != TEXT or len(block.text) > _LONGEST_NOTE:
            return 0
        if _HEADS_NOTES.match(block.text):
            has_items = False
        elif not _is_note(block.text):
            if not _ITEM.match(block.text):
                return 0
            has_items = True
    return 0


def _is_note(text: str) -> bool:
    return _NOTE.match(text) is not None or _CITATION.match(text) is not None


def _is_signed_above(blocks: Sequence[Block], note: Block) -> bool:
    """Whether the last of the blocks is the byline of the article, the note below it being the first."""
    if is_set_byline(blocks[-1], AUTHOR, BYLINE):
        return _is_of_article(blocks[-1], blocks)
    if not (_FOOTNOTE.match(note.text) or _CITATION.match(note.text)):
        return False
    return ends_with_office(blocks) or (is_byline(blocks[-1].text) and _is_of_article(blocks[-1], blocks))


def _is_of_article(byline: Block, above: Sequence[Block]) -> bool:
    """`above`: the text with its byline."""
    return closes(above) and not is_mentioned(byline.text, above)
