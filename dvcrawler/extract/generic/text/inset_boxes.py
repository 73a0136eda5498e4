"""Text of an article in a box among its paragraphs, such as a quotation or an aside, under any name, and the
rows in which page builders set its parts.
"""

import re
from collections.abc import Iterator
from itertools import islice

from dvcrawler.extract.block import TEXT
from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.elements import (
    Element,
    find_only_child,
    holds_any,
    names_of,
    select_like,
    text_length,
    text_of,
)
from dvcrawler.extract.endings.end_lines import ends_article
from dvcrawler.extract.generic.text.parts import list_names
from dvcrawler.extract.lines.line_kinds import PROSE, link_length
from dvcrawler.patterns import lazy_regex

#: Sentences in and below an article that address the reader, and those of a page's footer.
TO_READER = lazy_regex(
    r"^\W*(?:mọi (?:hành|hình|sao|trích|góp|thông tin|ý kiến)|bản quyền|copyright|đăng k[ýí] (?:nhận|để|theo)"
    r"|nhập (?:địa chỉ|e-?mail|thư điện tử|họ|tên|mã)"
    r"|bạn (?:cần|phải|có thể|đang|đã)|vui lòng|hãy |nếu (?:bạn|thấy)|quý (?:vị|khách|độc|bạn)"
    r"|xin (?:vui|mời|ghi)|tổng số điểm|bài (?:trước|sau)|tin (?:trước|sau)"
    r"|bài viết (?:rất|hay|này|thể hiện|phản ánh)|địa chỉ|chịu trách nhiệm"
    r"|cơ quan (?:chủ quản|ngôn luận|quản lý)|giấy phép|điện thoại|liên hệ|website"
    r"|toàn bộ (?:nội dung|bản quyền)|thông tin (?:liên hệ|phản hồi|góp ý)|cảm ơn|click|nhấn|theo dõi|tải )"
    r"|bình luận|(?:bài viết|website|trang) này|ý kiến (?:của )?bạn|bản tin|sao chép|ghi rõ nguồn"
    r"|chia sẻ (?:cho|bài|trên|lên|với bạn)|đăng (?:nhập|ký) để",
    re.I,
)
#: Further lines, of boxes set into a text, that offer something to the reader.
_OFFERS = lazy_regex(
    r"^\W*(?:nghe |(?:xem|đọc) (?:thêm|tiếp|ngay|video)|quảng cáo|tài trợ|mua |ưu đãi|khuyến mãi"
    r"|ủng hộ|bấm |video:)",
    re.I,
)
#: Boxes whose text never belongs to the article around it: advertisements, forms, tables of contents.
_NEVER = lazy_regex(
    r"(?:^|[^a-z])(?:ads?|advert\w*|qc|quang-?cao|banner|sponsor\w*|popup|modal|login|subscribe|newsletter|donate"
    r"|toc|table-?of-?contents|cookie|menu|nav\w*|breadcrumbs?|pag(?:ing|ination)|share|sharing|toolbar|tags?"
    r"|insert-?link|polls?|vote|voting|quiz|survey|khao-?sat|tham-?do|binh-?chon)(?:[^a-z]|$)|link-content|RelatedOne|RelatedNews",
    re.I,
)
#: Boxes for links to other articles; without a link one holds what happened before.
_RELATED = lazy_regex(r"related|(?<![a-z])relat(?:e|ion)|lien-?quan|read-?more|doc-?them", re.I)
_QUOTES = lazy_regex(r"quote|quotation|trich-?dan|cau-?noi|sapo|intro|highlight", re.I)
_NEVER_TAGS = frozenset(("nav", "menu", "form"))
_NO_PARAGRAPHS = frozenset(("script", "style", "ul", "ol", "h1", "h2", "h3"))
#: Number of elements on either side that are searched for the paragraphs around the box.
_NEAR = 3
_SHORTEST_SENTENCE, _LEAST_WORDS = 25, 6
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "»")
_MOST_LINKED = 0.25
_MOST_AROUND, _MOST_ROWS = 8, 12


def is_set_in(box: Element) -> bool:
    """Whether the box is between two paragraphs and has a sentence that does not address the reader.

    A box named after a quotation or an introduction may also be the first or last of the text, and any box
    that of one of its rows.
    """
    if is_never_text(box):
        return False
    box = _find_outermost(box)
    above, below = islice(_walk_above(box), 2 * _NEAR), islice(_walk_below(box), 2 * _NEAR)
    sides = any(map(_is_prose, above)) + any(map(_is_prose, below))
    if sides == 1 and not _QUOTES.search(names_of(box)):
        row = box.getparent()
        return row is not None and is_row_of_text(row) and holds_sentences(box)
    return sides > 0 and holds_sentences(box)


def is_never_text(box: Element) -> bool:
    """Whether the name or form of the box excludes it from the article at any place."""
    names = f"{names_of(box)} {box.get('type') or ''}"
    if box.tag in _NEVER_TAGS or _NEVER.search(names) is not None:
        return True
    return _RELATED.search(names) is not None and holds_any(box, "a", "script")


def _find_outermost(box: Element) -> Element:
    """The box or the one around it that holds nothing else."""
    for around in islice(box.iterancestors(), _NEAR):
        if box.getprevious() is not None or box.getnext() is not None:
            break
        if (around.text or "").strip() or (box.tail or "").strip():
            break
        box = around
    return box


def _walk_above(box: Element) -> Iterator[Element | str]:
    """The elements and texts before the box in the same element, nearest first."""
    for element in box.itersiblings(preceding=True):
        yield element.tail or ""
        yield element
    around = box.getparent()
    yield (around.text or "") if around is not None else ""


def _walk_below(box: Element) -> Iterator[Element | str]:
    yield box.tail or ""
    for element in box.itersiblings():
        yield element
        yield element.tail or ""


def _is_prose(piece: Element | str) -> bool:
    if isinstance(piece, str):
        return len(piece.strip()) >= PROSE
    if not isinstance(piece.tag, str) or piece.tag in _NO_PARAGRAPHS or is_never_text(piece):
        return False
    length = len(text_of(piece).strip())
    return length >= PROSE and link_length(piece) < _MOST_LINKED * length


def holds_sentences(box: Element) -> bool:
    """Whether the box has sentences and offers nothing to the reader."""
    lines = [block.text for block in read_blocks(box) if block.kind == TEXT]
    if not lines or any(TO_READER.search(line) or _OFFERS.match(line) for line in lines):
        return False
    return not ends_article(lines[0].rstrip(":")) and any(map(_is_sentence, lines))


def _is_sentence(line: str) -> bool:
    is_long = len(line) >= _SHORTEST_SENTENCE and len(line.split()) >= _LEAST_WORDS
    return is_long and (len(line) >= PROSE or line.endswith(_SENTENCE_ENDS))


def is_row_of_text(box: Element) -> bool:
    """Whether the box, or one around it with nothing else, is beside a box of the same names that has text
    and no link. Cards of other articles are beside cards.
    """
    for _ in range(_MOST_AROUND):
        around = box.getparent()
        if around is None or around.tag in ("body", "html"):
            return False
        if find_only_child(around) is None:
            return "class" in box.attrib and any(
                each is not box and _is_alike(each, box) and _is_text(each)
                for each in islice(select_like(around, box), _MOST_ROWS)
            )
        box = around
    return False


def _is_alike(one: Element, other: Element) -> bool:
    return "class" in one.attrib and list_names(one) == list_names(other)


def _is_text(box: Element) -> bool:
    return not holds_any(box, "a") and text_length(box) >= PROSE
