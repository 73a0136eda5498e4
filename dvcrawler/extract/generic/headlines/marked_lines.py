"""Lines marked as a headline that is not stated: headings, bold lines, named boxes; and the kicker."""

import re
from collections.abc import Callable, Sequence
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import (
    ALL_HEADINGS,
    SUBHEADINGS,
    Element,
    ancestors_or_self,
    is_inside,
    names_of,
)
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.headlines.heading_above import NO_HEADLINE
from dvcrawler.extract.generic.headlines.headings import is_headline
from dvcrawler.extract.generic.headlines.other_titles import LEAST_WORDS
from dvcrawler.extract.generic.teasers.other_cards import heads_card
from dvcrawler.extract.lines.line_kinds import holds_line
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import find_date, is_date_line
from dvcrawler.patterns import lazy_regex

#: Classes and ids of boxes for the headline: "news_title", "TieuDe", "lblTenBai", "detail-heading".
_NAMED = lazy_regex(r"title|head(?:line|ing|er)|tieu-?_?de|ten-?_?(?:bai|tin)|post-?name|subject", re.I)
#: A larger letter than that of the text.
_STYLED = lazy_regex(r"font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:1[6-9]|[2-4]\d)(?:px|pt)", re.I)
#: How the names of sections begin: "Tin tức và sự kiện nổi bật", "Hoạt động của lãnh đạo tỉnh".
_SECTION = lazy_regex(
    r"(?:các |trang )?tin(?: mới| bài| nổi bật| chi tiết)?(?= (?:và|nổi bật|mới|sự kiện)\b| ?[-–,|/&]|$)"
    r"|tin (?:tức|hoạt động|trong)\b|(?:chuyên |danh )mục\b|chuyên trang\b|(?:văn bản|thông báo) mới\b"
    r"|thông tin (?:chung|tuyên truyền|chỉ đạo)\b"
    r"|hoạt động (?:của |các )?(?:lãnh đạo|đảng|hội|đoàn|ngành|xã|phường|địa phương)\b",
    re.I,
)
_LONGEST_SECTION = 7
_MOST_AROUND, _MOST_PIECES = 3, 40
NAMES_OF_KICKERS = lazy_regex(
    r"kicker|eyebrow|overline|(?:over|super|pre|sub)-?_?title|title-?_?sub|ti[te]t?-?phu|tieu-?de-?phu", re.I
)
_MOST_WORDS = 15
#: Labels of a path, a section or a list.
_LABEL = lazy_regex(r"bạn đang|chuyên (?:mục|trang)|danh mục|tin |trang |từ khóa", re.I)


def marks(block: Block) -> int:
    """3 for a heading, 2 for a box with the name of one, 1 for a line in bold, else 0."""
    near = boxes_of_line(block)
    if any(each.tag in ALL_HEADINGS for each in near):
        return 3
    if any(_NAMED.search(names_of(each)) for each in near):
        return 2
    return int(block.bold or any(_STYLED.search(each.get("style") or "") for each in near))


def boxes_of_line(block: Block) -> list[Element]:
    """The elements that hold this line and nothing else, from within to without."""
    pieces = islice(block.parent.iterdescendants("span", "font", "a"), _MOST_PIECES)
    found = [each for each in pieces if is_line(each, block)]
    for around in ancestors_or_self(block.parent):
        if len(found) > _MOST_AROUND or not is_line(around, block):
            break
        found.append(around)
    return found


def is_line(element: Element, block: Block) -> bool:
    return len(element) <= _MOST_PIECES and holds_line(element, block)


def may_be_headline(
    page: Page, block: Block, furniture: Furniture, names_site: Callable[[str], bool]
) -> bool:
    text = block.text
    if block.kind != TEXT or not is_headline(text) or len(text.split()) < LEAST_WORDS:
        return False
    if is_date_line(text) or find_date(text) == (0, len(text)) or names_site(text) or names_section(text):
        return False
    return not _is_of_other_box(page, block, furniture)


def _is_of_other_box(page: Page, block: Block, furniture: Furniture) -> bool:
    near = boxes_of_line(block)
    if any(NO_HEADLINE.search(names_of(each)) for each in near) or furniture.is_outside(block.parent):
        return True
    return is_inside(block.parent, "a") or any(heads_card(each, page) for each in near)


def names_section(text: str) -> bool:
    return len(text.split()) <= _LONGEST_SECTION and _SECTION.match(text) is not None


def find_kicker(blocks: Sequence[Block], title_place: int, furniture: Furniture) -> str | None:
    """The line above the headline if its name says so, or if it ends in a colon, as a heading or right above
    the headline in its box.
    """
    block = blocks[title_place - 1] if title_place > 0 else None
    if block is None or block.kind != TEXT or len(block.text.split()) > _MOST_WORDS:
        return None
    if not _is_kicker(block, blocks[title_place].parent):
        return None
    return None if find_date(block.text) or furniture.is_outside(block.parent) else block.text


def _is_kicker(block: Block, headline: Element) -> bool:
    parent = block.parent
    if NAMES_OF_KICKERS.search(names_of(parent)):
        return True
    if not block.text.endswith(":"):
        return False
    is_apart = len(block.text.split()) >= LEAST_WORDS and parent.getnext() is headline
    return parent.tag in SUBHEADINGS or (is_apart and not _LABEL.match(block.text))
