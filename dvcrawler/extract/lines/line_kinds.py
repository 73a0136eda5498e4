"""Kinds of lines: a sentence of running text, a link, a date, a note of the newsroom; and a date with its
time below a headline, perhaps those of another article.
"""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import CAPTION, IMAGE, TABLE, TEXT, Block, doubt_blocks
from dvcrawler.extract.elements import Element, find_link, is_leaf, text_of
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS, ends_article
from dvcrawler.extract.lines.link_texts import measure_links, read_links
from dvcrawler.items import Problem
from dvcrawler.normalize.dates import find_date, is_date_line
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_TIME = lazy_regex(r"\d(?::|h|g| giờ )\d\d")
_LONGEST_DATE, _LONGEST_HEADLINE, _LEAST_OF_HEADLINE = 80, 200, 4
#: More such lines are the entries of a report; text of an article.
_MOST_LINES, _LEAST_TEXT = 2, 200
_OF_ANOTHER = doubt_blocks("the last paragraphs are below a headline with a date of its own")
#: Characters from which a line is running text.
PROSE = 60
_LEAST_WORDS = 6
#: What a line of running text ends with.
_LINE_ENDS = (".", "!", "?", "…", "”", '"', ")", ":", ";")
#: Characters of a line that says who wrote a text, and when.
_LONGEST_DATED = 100
#: A line of which links make up less than one part in this many needs no closer look.
_FEW_LINKS = 4
_ARTICLE = r"(?:bài (?:viết|báo|này)|tin(?: bài)?|bản tin|tiêu đề|nội dung)(?: này| trên)?"
_CHANGED = r"(?:cập nhật|chỉnh sửa|sửa(?: đổi| chữa| lại)?|đính chính|bổ sung|điều chỉnh|thay đổi)"
_NOTE = lazy_regex(
    r"[\W_]*(?:LTS\b|l[oờ]i (?:tòa|toà) soạn\b|(?:thông tin |lời |xin )?(?:đính chính|cải chính)\b"
    r"|(?:báo|tòa soạn|toà soạn|ban biên tập|bbt|chúng tôi)(?: [^\W\d_]{1,7}){0,4} xin (?:được )?"
    r"(?:đính chính|cải chính|cáo lỗi|sửa lại)\b"
    rf"|(?:(?:cập nhật|lưu ý|chú ý|ghi chú)\s?[:,–-]\s?)?{_ARTICLE}(?: đã(?: được)?| được) {_CHANGED}\b"
    r"|đã (?:sửa|đính chính|cập nhật)\s?:"
    r"|(?:corrections?|clarification|editor['’]?s?['’]? note|update)\s?[:,–-]"
    r"|this (?:article|story|post) (?:has been|was) (?:updated|corrected|amended)\b)",
    re.I,
)


def is_dated(block: Block) -> bool:
    """Whether the line is a date, by itself or beside a name."""
    if block.kind != TEXT or len(block.text) > _LONGEST_DATED:
        return False
    return any(map(str.isdigit, block.text)) and find_date(block.text) is not None


def is_paragraph(block: Block) -> bool:
    """Whether the block is text of the length of a sentence."""
    return block.kind == TEXT and len(block.text) >= PROSE


def is_running_text(block: Block) -> bool:
    """Whether the block is a sentence that is mostly not a link and not a line of a footer, or a table."""
    if block.kind == TABLE:
        return True
    text = block.text
    if block.kind != TEXT or not text.endswith(_LINE_ENDS) or text.count(" ") < _LEAST_WORDS - 1:
        return False
    return not ends_article(text) and line_link_length(block) * 2 < len(text)


def holds_line(element: Element, block: Block) -> bool:
    return clean_text(text_of(element)) == block.text


def is_link_line(block: Block) -> bool:
    if block.kind != TEXT:
        return False
    if find_link(block.parent) is not None:
        return True
    least = 0.75 * len(block.text)
    return link_length(block.parent) >= least and _measure_links_in(block) >= least


def is_picture_or_link(block: Block) -> bool:
    """Whether the block may belong to a box of pictures or links between two paragraphs."""
    return block.kind in (IMAGE, CAPTION) or is_link_line(block)


def _measure_links_in(block: Block) -> int:
    """Characters of the links that the line holds: its element may print others in further lines."""
    line = block.text
    return sum(min(len(text), len(line)) for _, text in read_links(block.parent, line))


def link_length(element: Element) -> int:
    """Characters of the links within the element."""
    if is_leaf(element) and element.tag != "a":
        return 0  # a paragraph without anything in it, as most are
    return measure_links(element)


def line_link_length(block: Block) -> int:
    """Characters of the links within the line: a box that prints a line of its own may hold others too."""
    length = link_length(block.parent)
    return length if length * _FEW_LINKS <= len(block.text) else min(length, _measure_links_in(block))


def has_linked_text(element: Element) -> bool:
    return any(str(text).strip() for link in element.iter("a") for text in link.itertext("*"))


def prose_length(blocks: Sequence[Block]) -> int:
    """Characters of running text and of tables."""
    return sum(map(prose_of, blocks))


def prose_of(block: Block) -> int:
    length = len(block.text)
    return length if block.kind == TABLE or (block.kind == TEXT and length >= PROSE) else 0


def name_dated_line(body: Sequence[str]) -> tuple[Problem, ...]:
    """The problem of a text whose last paragraphs another article may have."""
    found = [n for n in range(2, len(body)) if states_moment(body[n])]
    if not 0 < len(found) <= _MOST_LINES:
        return ()
    return (_OF_ANOTHER,) if any(_parts_texts(body, n) for n in found) else ()


def states_moment(text: str) -> bool:
    """Whether the line is a date with a time of day."""
    return len(text) <= _LONGEST_DATE and _TIME.search(text) is not None and is_date_line(text)


def reads_as_headline(text: str) -> bool:
    """Whether the line has the length of a headline, and does not end as a sentence or a label does."""
    if len(text) > _LONGEST_HEADLINE or text.endswith((*SENTENCE_ENDS, ":")):
        return False
    return text.count(" ") >= _LEAST_OF_HEADLINE - 1


def _parts_texts(body: Sequence[str], place: int) -> bool:
    texts = (body[: place - 1], body[place + 1 :])
    return reads_as_headline(body[place - 1]) and all(sum(map(len, text)) >= _LEAST_TEXT for text in texts)


def is_editors_note(text: str) -> bool:
    """Whether the paragraph is such a note, by its beginning."""
    return _NOTE.match(text) is not None
