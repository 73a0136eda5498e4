"""Lines below a text: those that offer its files, and those that begin something else."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import (
    ALL_HEADINGS,
    Element,
    ancestors_or_self,
    find_holder,
    is_within,
    names_of,
    text_of,
    unwrap,
)
from dvcrawler.extract.endings.end_lines import ends_article, is_button_heading
from dvcrawler.extract.files.file_titles import is_file_label
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_SLIDER = lazy_regex(r"(?<![a-z])(?:slick|swiper|carousel|owl|slider?|slides|slide-?show)(?![a-z])", re.I)
_LEVELS_OF_SLIDER = 4
_HEADING_NAMES = lazy_regex(r"heading|title|tieu-?de|header|caption", re.I)
_PROSE = 60
_MOST_LINKS = 0.4
#: Buttons ("In trang", "Gửi cho bạn bè") have fewer words than the headlines of other articles.
_WORDS_OF_HEADLINE = 6
#: What says that files are attached.
ATTACHED = lazy_regex(
    r"đính kèm|kèm theo|tải (?:về|xuống)|(?:tải|xem) (?:tệp|tập tin|file|tại|văn bản|toàn văn)"
    r"|(?:toàn văn|nội dung) (?:văn bản|kế hoạch|quyết định|chi tiết|thông báo)"
    r"|dưới đây|tại đây|tập tin|tệp tin|\bfile\b|attachment|download",
    re.I,
)
#: Further labels of files that may be the article's, and facts.
_MAY_BE_OF_ARTICLE = lazy_regex(r"tài liệu|phụ lục|biểu mẫu|hồ sơ|toàn văn|[\d:]", re.I)


def find_column_end(
    blocks: Sequence[Block], furniture: Furniture, files: frozenset[Element], article: Element | None
) -> Element | None:
    """The element of the first block below the text that belongs to something else; None if there is none."""
    for block in blocks:
        if block.kind != TEXT or furniture.is_outside(block.parent) or is_file_line(block, files):
            continue
        if _says_when(block.text) or _is_in_slider(block.parent):
            continue  # they may be anywhere in the column
        if opens_another(block, furniture):
            return block.parent
        if article is not None and _heads_other_files(block, files, article):
            return block.parent
    return None


def _says_when(text: str) -> bool:
    """Whether the line is the day of publication, the box of which may be called a header, and no heading."""
    return len(text) < _PROSE and any(map(str.isdigit, text)) and is_date_line(text)


def _is_in_slider(element: Element) -> bool:
    """Whether the element is in a box of pictures or links that pass by."""
    boxes = ancestors_or_self(element, _LEVELS_OF_SLIDER)
    return any(_SLIDER.search(names_of(box)) for box in boxes)


def _heads_other_files(block: Block, files: frozenset[Element], article: Element) -> bool:
    """Whether the line is the label of a box beside the article that lists files: "Văn bản mới"."""
    if len(block.text) >= _PROSE or ATTACHED.search(block.text) or _MAY_BE_OF_ARTICLE.search(block.text):
        return False
    box = _find_headed_box(block)
    if box is None or is_within(box, article) or is_within(article, box):
        return False
    return any(is_within(file, box) for file in files)


def _find_headed_box(block: Block) -> Element | None:
    """The nearest box with more than this line, if it begins with the line."""
    has_more = len(block.parent) > 0 and clean_text(text_of(block.parent)) != block.text
    box = block.parent if has_more else find_holder(block.parent)
    return box if box is not None and clean_text(text_of(box)).startswith(block.text) else None


def is_file_line(block: Block, files: frozenset[Element]) -> bool:
    """Whether the line offers one of the files, or is the label of such lines."""
    if is_file_label(block.text):
        return True
    if not files:
        return False
    inner = unwrap(block.parent)
    around = (block.parent, *block.parent.iterancestors("a"), inner, *inner.iterancestors("a"))
    if not files.isdisjoint(around):
        return True
    # Not the box's elements, one for each of its lines.
    return any(clean_text(text_of(file)) in block.text and find_holder(file) is inner for file in files)


def opens_another(block: Block, furniture: Furniture) -> bool:
    """Whether a line below the text is the heading of a box, another article or the page's foot."""
    text = block.text
    if ATTACHED.search(text) and len(text) < _PROSE:
        return False
    if is_button_heading(text):
        return False  # files may be below the buttons
    if ends_article(text) or is_heading(block):
        return True
    if furniture.link_share(block.parent) > _MOST_LINKS:
        return len(text.split()) >= _WORDS_OF_HEADLINE
    return len(text) >= _PROSE


def is_heading(block: Block) -> bool:
    near = (block.parent, block.parent.getparent())
    return any(e is not None and (e.tag in ALL_HEADINGS or _HEADING_NAMES.search(names_of(e))) for e in near)
