"""Notes that editors set below a byline: footnotes, references, what comes next, where to write.

They belong to the article; the byline above them is found all the same.
"""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.author_names import AUTHOR, BYLINE, rank_box
from dvcrawler.extract.bylines.byline_form import LONGEST, closes, is_right
from dvcrawler.extract.bylines.names_in_text import is_mentioned
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.patterns import lazy_regex

#: Footnotes of one article of theory.
_MOST_NOTES = 60
_LONGEST_NOTE = 600
_NOTE = lazy_regex(
    r"[(\[]?\s?(?:\*{1,5}|\d{1,3}[)\]]|[¹²³⁴-⁹])"
    r"|\(?(?:còn nữa|còn tiếp|xem tiếp|đón (?:đọc|xem)|hết kỳ|hết bài)\b"
    r"|(?:kỳ|bài|phần|số) (?:sau|tới|tiếp(?: theo)?|cuối|\d{1,2}|[ivx]{1,5})\s?[:：]"
    r"|(?:ghi chú|lưu ý|đính chính|p/?s|n\.?b)\s?[:.]"
    r"|mọi (?:ý kiến|thông tin|chi tiết|thắc mắc|đóng góp|phản (?:ánh|hồi))\b"
    r"|mọi (?:sự )?(?:giúp đỡ|ủng hộ|hỗ trợ)\b"
    r"|(?:quý )?(?:bạn đọc|độc giả)\b"
    r"|\(?(?:bài|tác phẩm) (?:viết |báo )?(?:dự thi|tham dự|tham gia|(?:đã )?đăng|đoạt giải)\b"
    r"|\(?(?:bài (?:viết|báo)|tư liệu|tên(?: (?:một số|các))? nhân vật|ảnh trong bài)\b"
    r"|[-_=*~ ]{3,}$",
    re.IGNORECASE,
)
#: Heads a list of which each line is numbered or begins with a dash.
_HEADS_NOTES = lazy_regex(
    r"\W*(?:(?:tài liệu|nguồn) (?:tham khảo|trích dẫn)|tham khảo|chú thích|trích dẫn|ghi chú)\b",
    re.IGNORECASE,
)
_ITEM = lazy_regex(r"\[?\d{1,3}[.)\]]|[-–+•]")


def count_notes(blocks: Sequence[Block]) -> int:
    """Number of the last blocks that are notes below a byline that is set apart; 0 without such a one."""
    has_items = False
    for count, block in enumerate(blocks[: -_MOST_NOTES - 2 : -1]):
        if count and not has_items and _is_set_byline(block):
            return count if _is_of_article(block, blocks[: len(blocks) - count]) else 0
        if not _is_short(block):
            return 0
        if _HEADS_NOTES.match(block.text):
            has_items = False
        elif not _NOTE.match(block.text):
            if not _ITEM.match(block.text):
                return 0
            has_items = True
    return 0


def _is_short(block: Block) -> bool:
    return block.kind == TEXT and len(block.text) <= _LONGEST_NOTE


def _is_of_article(byline: Block, above: Sequence[Block]) -> bool:
    """`above`: the text with its byline."""
    return closes(above) and not is_mentioned(byline.text, above)


def _is_set_byline(block: Block) -> bool:
    if block.kind != TEXT or len(block.text) > LONGEST or not is_byline(block.text):
        return False
    if is_right(block) or block.bold or begins_with_label(block.text, " "):
        return True
    return rank_box(block.parent) in (AUTHOR, BYLINE)
