"""The lines about a headline that may be its date."""

import re
from collections.abc import Iterable, Sequence

from dvcrawler.extract.blocks import TEXT, Block
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.stated_dates import LONGEST_DATE
from dvcrawler.extract.generic.visit_dates import (
    Surroundings,
    find_surroundings,
    is_of_visit,
    pieces_with_digits,
)
from dvcrawler.normalize.dates import find_date, find_relative, is_date_line

_LONGEST_BESIDE = 70
_ABOVE = 8
_PROSE_BELOW = 3
_DATE_NAMES = re.compile(r"date|time|ngay|publish|post(?:ed)?-?on|meta|info", re.I)
_DATED_BOX = re.compile(r"time|date|ngay", re.I)
#: A time without a digit has one of these: "Vừa xong", "một giờ trước", "hôm qua", "thứ năm tuần qua".
_RELATIVE_WORDS = ("vừa", "mới", "bây giờ", "now", "trước", "ago", "cách", "day", "nay", "qua", "kia")
_UPDATE = re.compile(r"cập nhật|chỉnh sửa|sửa đổi|updated|modified", re.I)


def find_date_lines(
    blocks: Sequence[Block], title_place: int, first_prose: int, furniture: Furniture
) -> Iterable[tuple[int, str]]:
    """(place, text) of the date lines about the headline, updates last."""
    end = _end_of_head(blocks, first_prose)
    start = max(0, (title_place if title_place >= 0 else first_prose) - _ABOVE)
    article = _surroundings(blocks, title_place, first_prose)
    heading = title_place if title_place >= 0 else first_prose
    lines = [
        (place, _date_text(blocks[place].text))
        for place in range(start, end)
        if _may_be_date(blocks[place], furniture)
        and not is_of_visit(blocks[place], article, above=place < heading)
    ]
    return sorted(lines, key=lambda line: bool(_UPDATE.search(line[1])))


def _surroundings(blocks: Sequence[Block], title_place: int, first_prose: int) -> Surroundings | None:
    """None where neither the headline nor the text is on the page."""
    text = blocks[first_prose].parent if first_prose < len(blocks) else None
    heading = blocks[title_place].parent if title_place >= 0 else text
    return None if heading is None else find_surroundings(heading, text)


def _may_tell_time(text: str) -> bool:
    if any(map(str.isdigit, text)):
        return True
    lowered = text.lower()
    if not any(word in lowered for word in _RELATIVE_WORDS):
        return False
    return is_date_line(text) or find_relative(text) is not None


def _date_text(text: str) -> str:
    """The line, or the relative time among its parts."""
    return text if find_date(text) is not None else find_relative(text) or text


def _end_of_head(blocks: Sequence[Block], first_prose: int) -> int:
    """Behind the third paragraph: some print the date below the sapo."""
    seen = 0
    for place in range(first_prose, len(blocks)):
        seen += len(blocks[place].text) >= LONGEST_DATE
        if seen >= _PROSE_BELOW:
            return place
    return len(blocks)


def _may_be_date(block: Block, furniture: Furniture) -> bool:
    text = block.text
    if block.kind != TEXT or len(text) > LONGEST_DATE or not _may_tell_time(text):
        return False
    if _is_beside_article(block, furniture) or any(e.tag == "a" for e in block.parent.iterancestors()):
        return False
    if is_date_line(text):
        return True
    found = find_date(text)
    if found is None:
        return find_relative(text) is not None
    beside = (text[: found[0]] + text[found[1] :]).strip()
    return len(beside) <= _LONGEST_BESIDE and (_is_named(block) or (found[0] == 0 and beside[-1:] != "."))


def _is_beside_article(block: Block, furniture: Furniture) -> bool:
    """Whether the line is in a box beside the article; `time_comment` names a date, not comments."""
    if not furniture.is_outside(block.parent):
        return False
    named = _DATED_BOX.search(f"{block.parent.get('class') or ''} {block.parent.get('id') or ''}")
    around = block.parent.getparent()
    return not named or around is None or furniture.is_outside(around) or not is_date_line(block.text)


def _is_named(block: Block) -> bool:
    """Whether the line stands in a box that is called after the date."""
    near = [*pieces_with_digits(block), block.parent, *list(block.parent.iterancestors())[:2]]
    return any(_DATE_NAMES.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in near)
