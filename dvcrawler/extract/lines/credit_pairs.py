"""The credits of a long read with each label on a line above its names: "NỘI DUNG", "THU HÀ", …"""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.normalize.bylines import is_byline

_WRITING = r"(?:nội dung|(?:bài )?viết|tin bài|bài|lời|tác giả|thực hiện|biên tập|kịch bản|ý tưởng)"
_MAKING = (
    r"(?:tổ chức(?: sản xuất| thực hiện)?|chỉ đạo(?: nội dung| sản xuất| thực hiện)?|(?:hình )?ảnh|photos?"
    r"|video|clip|quay phim|thiết kế|trình bày|đồ họa|đồ hoạ|minh họa|minh hoạ|kỹ thuật|mỹ thuật"
    r"|dựng(?: phim)?|design|graphics?)"
)
_AND = r"\s?(?:,|&|/|\+|[-–]|và)\s?"
_LABEL = re.compile(rf"(?:{_WRITING}|{_MAKING})(?:{_AND}(?:{_WRITING}|{_MAKING})){{0,2}}\s?:?", re.I)
_LABEL_OF_MAKER = re.compile(rf"{_MAKING}\s?:?", re.I)
#: Characters of a label and of its names, and pairs at the end of one article.
_LONGEST_LABEL, _LONGEST_NAMES, _MOST = 30, 80, 6


def join_credit_pairs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each such pair at their end as one line; a single one only where it names a maker, who
    did not write the text.
    """
    end = len(blocks)
    joined: list[Block] = []
    while end > 2 and len(joined) < _MOST and _are_pair(blocks[end - 2], blocks[end - 1]):
        label, names = blocks[end - 2 : end]
        joined.insert(0, names._replace(text=f"{label.text.rstrip(' :')}: {names.text}"))
        end -= 2
    if not joined or (len(joined) == 1 and not _LABEL_OF_MAKER.fullmatch(blocks[end].text)):
        return list(blocks)
    return [*blocks[:end], *joined]


def _are_pair(label: Block, names: Block) -> bool:
    if label.kind != TEXT or names.kind != TEXT:
        return False
    if len(label.text) > _LONGEST_LABEL or len(names.text) > _LONGEST_NAMES:
        return False
    return _LABEL.fullmatch(label.text) is not None and is_byline(names.text)
