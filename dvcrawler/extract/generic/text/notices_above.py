"""Boxes of no name between the headline and the text in which a portal says something of itself: that it is
down for repair, or tried out, its hotline, a slogan. Other lines above a lead set as such are doubted.
"""

import re
from collections.abc import Sequence, Set
from itertools import dropwhile, islice

from dvcrawler.extract.block import TEXT, Block, doubt_blocks
from dvcrawler.extract.elements import Element, ancestors_or_self, is_longer, is_within_any, names_of
from dvcrawler.extract.generic.text.lead import LEAD_NAMES, SURE_NAMES
from dvcrawler.extract.generic.text.opening_text import says_something
from dvcrawler.extract.lines.line_kinds import PROSE, is_editors_note
from dvcrawler.items import Problem
from dvcrawler.normalize.text import same_text
from dvcrawler.patterns import lazy_regex

#: A line that says no more: one that goes on behind a comma tells of something, as a lead does.
_OF_SITE = lazy_regex(
    r"\W*(?:(?:hệ thống|website|trang (?:web|thông tin|tin)|cổng (?:thông tin|dịch vụ)|máy chủ)\b"
    r"[^.,:]{0,60}? (?:bảo trì|nâng cấp|chạy thử|(?:bản )?thử nghiệm|vận hành thử|tạm (?:ngừng|dừng))\b"
    r"[^.,]{0,80}(?:[.,] ?(?:rất )?(?:mong|xin|kính)\b[^.,]{0,80})?"
    r"|(?:bạn|quý vị) đang (?:xem|dùng|sử dụng|truy cập)\b[^.,?]{0,40} (?:bản|trang|website|cổng)\b"
    r"[^.,?]{0,60}"
    r"|đường dây nóng\b[^.]{0,80}\d{3}|(?:cài(?: đặt)?|tải)(?: về| ngay){0,2} (?:ứng dụng|app)\b[^.,]{0,90}"
    r"|còn \d{1,3} ngày (?:nữa )?(?:là )?(?:đến|tới)\b[^.,]{2,90}|[^.:]{2,30}: \d{2}\s?°C(?:,[^.]{0,80})?"
    r"|(?:nhiệt liệt chào mừng|toàn đảng, toàn dân)[^.]{10,150})[.!]?\Z",
    re.I,
)
#: Blocks below the headline among which such boxes are looked for, and blocks from one to the lead.
_MOST_BELOW, _NEAR = 8, 4
_LONGEST, _LONGEST_HEADING = 250, 40
_ABOVE_LEAD = doubt_blocks("a line in a box of its own is above the lead; it may be a notice of the site")


def find_notices(blocks: Sequence[Block], start: int) -> list[Element]:
    """The boxes right below the headline that speak of the site, above a lead that is set as such."""
    near = blocks[start : start + _MOST_BELOW]
    places = (n for n, block in enumerate(near) if block.kind == TEXT and _OF_SITE.match(block.text))
    boxes = (_find_box_apart(near[place:]) for place in places if any(map(_heads_text, near[place + 1 :])))
    return [box for box in boxes if box is not None]


def without_notices(blocks: Sequence[Block], start: int, below: Sequence[Block] = ()) -> list[Block]:
    """`below`: the lines that follow these."""
    boxes = frozenset(find_notices([*blocks, *below], start))
    return [each for each in blocks if not (boxes and is_within_any(each.parent, boxes))]


def doubt_line_above(
    blocks: Sequence[Block], start: int, own: Set[str], lead: str | None
) -> tuple[Problem, ...]:
    """The doubt about a line of the article, `own`, that is above its lead in a box of its own."""
    near = dropwhile(lambda each: not _is_own(each, own, lead), blocks[start : start + _MOST_BELOW])
    lines = list(islice(near, _NEAR))
    if not lines or _find_box_apart(lines, _LONGEST_HEADING) is None:
        return ()
    below = [each for each in lines[1:] if each.kind == TEXT and says_something(each)]
    is_repeated = any(same_text(each.text, lines[0].text) for each in below)
    is_lead = any(map(_is_lead, below[:1])) or _OF_SITE.match(lines[0].text) is not None
    return (_ABOVE_LEAD,) if is_lead and not is_repeated else ()


def _is_own(block: Block, own: Set[str], lead: str | None) -> bool:
    return len(block.text) >= PROSE and (block.text in own or block.text == lead)


def _is_lead(block: Block) -> bool:
    return block.bold or any(SURE_NAMES.search(names_of(each)) for each in _list_boxes(block))


def _heads_text(block: Block) -> bool:
    return block.kind == TEXT and says_something(block) and _is_lead(block)


def _find_box_apart(blocks: Sequence[Block], beside: int = 0) -> Element | None:
    """The own box of the first line, unless it is set as a lead, or a paragraph beside those that follow."""
    box = _find_own_box(blocks[0], beside)
    if box is None or _is_set_as_lead(blocks[0]):
        return None
    lines = (each for each in blocks[1:] if each.kind == TEXT and says_something(each))
    return None if any(_is_beside(each, box) for each in lines) else box


def _is_set_as_lead(block: Block) -> bool:
    """Whether it is long, bold, italic, a note of the editors or in the field of a lead."""
    if len(block.text) > _LONGEST or block.italic or block.bold or is_editors_note(block.text):
        return True
    return any(LEAD_NAMES.search(names_of(each)) for each in _list_boxes(block))


def _is_beside(block: Block, box: Element) -> bool:
    """Whether the line, in no field of a lead, is beside the box, itself or in a box of its own."""
    near = (block.parent, _find_own_box(block))
    is_beside = any(each is not None and each.getparent() is box.getparent() for each in near)
    return is_beside and not any(SURE_NAMES.search(names_of(each)) for each in _list_boxes(block))


def _list_boxes(block: Block) -> tuple[Element, ...]:
    return ancestors_or_self(block.parent, 2)


def _find_own_box(block: Block, beside: int = 0) -> Element | None:
    """The box of this line, with at most that number of characters `beside` it."""
    box = next((each for each in _list_boxes(block) if each.tag == "div"), None)
    return None if box is None or is_longer(box, len(block.text) + beside) else box
