"""Boxes of no name between the headline and the text in which a portal says something of itself: that it is
down for repair, or tried out, its hotline, a slogan. Other lines above a lead set as such are doubted.
"""

import re
from collections.abc import Sequence, Set
from itertools import dropwhile, islice

from dvcrawler.extract.block import TEXT, Block, doubt_blocks
from dvcrawler.extract.elements import Element, ancestors_or_self, is_longer, is_within_any, names_of
from dvcrawler.extract.generic.text.lead import SURE_NAMES
from dvcrawler.extract.generic.text.opening_text import says_something
from dvcrawler.extract.lines.line_kinds import PROSE, is_editors_note
from dvcrawler.items import Problem
from dvcrawler.normalize.text import same_text
from dvcrawler.patterns import lazy_regex

_OF_SITE = lazy_regex(
    r"\W*(?:(?:hệ thống|website|trang (?:web|thông tin|tin)|cổng (?:thông tin|dịch vụ)|máy chủ)\b"
    r"[^.,:]{0,60}? (?:bảo trì|nâng cấp|chạy thử|(?:bản )?thử nghiệm|vận hành thử|tạm (?:ngừng|dừng))\b"
    r"|(?:bạn|quý vị) đang (?:xem|dùng|sử dụng|truy cập)\b[^.]{0,40} (?:bản|trang|website|cổng)\b"
    r"|đường dây nóng\b[^.]{0,80}\d{3}|(?:cài(?: đặt)?|tải)(?: về| ngay){0,2} (?:ứng dụng|app)\b"
    r"|còn \d{1,3} ngày (?:nữa )?(?:là )?(?:đến|tới)\b|[^.:]{2,30}: \d{2}\s?°C"
    r"|(?:nhiệt liệt chào mừng|toàn đảng, toàn dân)[^.]{10,150}\Z)",
    re.I,
)
#: Blocks below the headline among which such boxes are looked for, and blocks from one to the lead.
_MOST_BELOW, _NEAR = 8, 4
_LONGEST, _LONGEST_HEADING = 250, 40
_ABOVE_LEAD = doubt_blocks("a line in a box of its own is above the lead; it may be a notice of the site")


def find_notices(blocks: Sequence[Block], start: int) -> list[Element]:
    """The boxes right below the headline that speak of the site."""
    near = blocks[start : start + _MOST_BELOW]
    boxes = (_find_own_box(block) for block in near if block.kind == TEXT and _OF_SITE.match(block.text))
    return [box for box in boxes if box is not None]


def without_notices(blocks: Sequence[Block], start: int) -> list[Block]:
    boxes = frozenset(find_notices(blocks, start))
    return [each for each in blocks if not (boxes and is_within_any(each.parent, boxes))]


def doubt_line_above(
    blocks: Sequence[Block], start: int, own: Set[str], lead: str | None
) -> tuple[Problem, ...]:
    """The doubt about a line of the article, `own`, that is above its lead in a box of its own."""
    near = dropwhile(lambda each: not _is_own(each, own, lead), blocks[start : start + _MOST_BELOW])
    lines = list(islice(near, _NEAR))
    if not lines or not _may_be_notice(lines[0]):
        return ()
    below = [each for each in lines[1:] if each.kind == TEXT and says_something(each)]
    is_repeated = any(same_text(each.text, lines[0].text) for each in below)
    return (_ABOVE_LEAD,) if not is_repeated and any(map(_is_lead, below)) else ()


def _is_own(block: Block, own: Set[str], lead: str | None) -> bool:
    return len(block.text) >= PROSE and (block.text in own or block.text == lead)


def _may_be_notice(block: Block) -> bool:
    if block.kind != TEXT or block.italic or _find_own_box(block, _LONGEST_HEADING) is None:
        return False
    return not (_is_lead(block) or is_editors_note(block.text))


def _is_lead(block: Block) -> bool:
    return block.bold or any(SURE_NAMES.search(names_of(each)) for each in _list_boxes(block))


def _list_boxes(block: Block) -> tuple[Element, ...]:
    return ancestors_or_self(block.parent, 2)


def _find_own_box(block: Block, beside: int = 0) -> Element | None:
    """The box of this line, with at most that number of characters `beside` it; no paragraph among others."""
    box = next((each for each in _list_boxes(block) if each.tag == "div"), None)
    if box is None or len(block.text) > _LONGEST:
        return None
    return None if is_longer(box, len(block.text) + beside) else box
