"""The files of an article: those shown or offered between its headline and the end of its column.

The rule is the same for all layouts, so that a site's layout need not know where its CMS puts them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import (
    ALL_HEADINGS,
    ancestors_or_self,
    find_common_box,
    find_holder,
    is_within,
    names_of,
    unwrap,
)
from dvcrawler.extract.files.attachments import is_attached
from dvcrawler.extract.files.file_links import FileLink, file_links
from dvcrawler.extract.files.file_titles import find_name_in_address, is_file_label
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.headlines.title import Title, place_of
from dvcrawler.extract.layout import Reading
from dvcrawler.extract.lines.end_lines import ends_article, is_button_heading
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.boxed_captions import is_in_slider
from dvcrawler.extract.selectors import text_of
from dvcrawler.items import Document
from dvcrawler.normalize.text import clean_text, fold

#: A text shorter than this only introduces the file beside it.
LONGEST_INTRODUCTION = 500
_HEADING_NAMES = re.compile(r"heading|title|tieu-?de|header|caption", re.I)
_FRAME = frozenset(("nav", "footer", "aside"))
_PROSE = 60
_MOST_LINKS = 0.4
#: Buttons ("In trang", "Gửi cho bạn bè") have fewer words than the headlines of other articles.
_WORDS_OF_HEADLINE = 6
_LEAST_SHARED = 20
_ATTACHED = re.compile(
    r"đính kèm|kèm theo|tải (?:về|xuống)|(?:tải|xem) (?:tệp|tập tin|file|tại|văn bản|toàn văn)"
    r"|(?:toàn văn|nội dung) (?:văn bản|kế hoạch|quyết định|chi tiết|thông báo)"
    r"|dưới đây|tại đây|tập tin|tệp tin|\bfile\b|attachment|download",
    re.I,
)
#: Further labels of files that may be the article's, and facts.
_MAY_BE_OF_ARTICLE = re.compile(r"tài liệu|phụ lục|biểu mẫu|hồ sơ|toàn văn|[\d:]", re.I)
#: Labels of the facts that portals print about an official document instead of its text.
FACTS = re.compile(
    r"\b(?:Số(?: ?/ ?|, ?| )[Kk]ý hiệu|Số hiệu|Trích yếu|Ngày ban hành|Cơ quan ban hành|Loại văn bản|Người ký"
    r"|Ngày có hiệu lực|Lĩnh vực)\b"
)


def add_documents(page: Page, reading: Reading) -> Reading:
    """Adds the article's files to the reading; its kind is "document" if a file is the text itself."""
    found = article_files(page, reading.title, reading.body)
    if not found:
        return reading
    is_text = reading.kind in (None, "article") and holds_text(found, reading.body)
    return replace(reading, documents=as_documents(found), kind="document" if is_text else reading.kind)


def holds_text(files: Sequence[FileLink], body: Sequence[str]) -> bool:
    """Whether the text is in the files: the page has none, or a few lines that introduce them."""
    length = sum(map(len, body))
    if length >= LONGEST_INTRODUCTION:
        return False
    if length == 0 or any(f.is_shown for f in files):
        return True
    return any(_ATTACHED.search(text) for text in body) or len(set(FACTS.findall(" ".join(body)))) > 1


def as_documents(files: Iterable[FileLink]) -> tuple[Document, ...]:
    """Returns each file once, with the first title and type that the page gives it. One that the page shows
    has the headline for its title; of others, the file's own name is used if the page gives no title.
    """
    found: dict[str, Document] = {}
    shown: set[str] = set()
    for file in files:
        known = found.get(file.url, Document(file.url))
        found[file.url] = replace(known, title=known.title or file.title, type=known.type or file.type)
        shown.update((file.url,) if file.is_shown else ())
    return tuple(
        each if each.title or url in shown else replace(each, title=find_name_in_address(each.url))
        for url, each in found.items()
    )


def article_files(page: Page, title: str, body: Sequence[str]) -> list[FileLink]:
    """The files of the article with that headline and text, in document order."""
    found = list(file_links(page))
    attached = frozenset(file.element for file in filter(_is_attachment, found))
    own_words = (fold(title), fold(max(body, key=len, default=title)))
    offered = [file for file in found if file.element in attached or not _is_in_other_box(file, own_words)]
    first, last = _find_bounds(page.blocks, title, body) if offered else (-1, -1)
    if first < 0:
        return []
    own = attached | _find_files_between(page, offered, first, last)
    return [file for file in offered if file.element in own]


def _is_attachment(file: FileLink) -> bool:
    return not file.is_shown and is_attached(file)


def _find_files_between(page: Page, offered: Sequence[FileLink], first: int, last: int) -> frozenset[Element]:
    """The elements of the files from the headline to the end of the text's column; outside of boxes, unless
    the page shows them.
    """
    furniture = Furniture(page)
    start_element = page.blocks[first].parent
    end_of_text = page.blocks[last].parent
    furniture.spare(frozenset((start_element, *start_element.iterancestors(), *end_of_text.iterancestors())))
    files = frozenset(file.element for file in offered)
    article = find_common_box(start_element, end_of_text) if last > first else None
    end_element = _find_column_end(page.blocks[last + 1 :], furniture, files, article)
    order = _order_elements(page.root, {start_element, end_element, *files})
    start, end = order[start_element], order.get(end_element, float("inf"))
    inside = (file for file in offered if start <= order[file.element] < end)
    return frozenset(
        file.element for file in inside if file.is_shown or not furniture.is_outside(file.element)
    )


def _order_elements(root: Element, wanted: Set[Element | None]) -> Mapping[Element | None, float]:
    """The positions of these elements in the document; those of all elements would take longer."""
    found = ((element, place) for place, element in enumerate(root.iter()) if element in wanted)
    return dict(islice(found, len(wanted - {None})))


def _is_in_other_box(file: FileLink, own: Sequence[str]) -> bool:
    """Whether the file is in a menu, a foot, or (unless it is shown) a box beside the article.

    A box of any name that holds the headline or the longest paragraph is the article's own.
    """
    for around in ancestors_or_self(file.element):
        if around.tag in _FRAME or (not file.is_shown and names_furniture(around)):
            return around.tag in _FRAME or not _holds_any(around, own)
    return False


def _holds_any(box: Element, words: Sequence[str]) -> bool:
    text = fold(text_of(box))
    return any(each in text for each in words)


def _find_bounds(blocks: Sequence[Block], title: str, body: Sequence[str]) -> tuple[int, int]:
    """Positions of the headline and of the last block of the text; the first is -1 if neither is printed."""
    first = _place_of_heading(blocks, title)
    whole = "\n".join(body)
    last = first
    for place in range(max(first, 0), len(blocks)):
        text = blocks[place].text
        if len(text) >= _LEAST_SHARED and blocks[place].kind == TEXT and text in whole:
            first, last = (place if first < 0 else first), place
    return first, last


def _place_of_heading(blocks: Sequence[Block], title: str) -> int:
    """Prefers the heading to other places with the same words, such as the breadcrumb."""
    own = fold(title)
    for place, block in enumerate(blocks):
        if _is_heading(block) and fold(block.text) == own:
            return place
    return place_of(Title(title, None), blocks)


def _is_heading(block: Block) -> bool:
    near = (block.parent, block.parent.getparent())
    return any(e is not None and (e.tag in ALL_HEADINGS or _HEADING_NAMES.search(names_of(e))) for e in near)


def _find_column_end(
    blocks: Sequence[Block],
    furniture: Furniture,
    files: frozenset[Element],
    article: Element | None,
) -> Element | None:
    """The element of the first block below the text that belongs to something else; None if there is none."""
    for block in blocks:
        if block.kind != TEXT or furniture.is_outside(block.parent) or is_file_line(block, files):
            continue
        if is_in_slider(block.parent):
            continue  # it stands anywhere in the column
        if opens_another(block, furniture):
            return block.parent
        if article is not None and _heads_other_files(block, files, article):
            return block.parent
    return None


def _heads_other_files(block: Block, files: frozenset[Element], article: Element) -> bool:
    """Whether the line is the label of a box beside the article that lists files: "Văn bản mới"."""
    if len(block.text) >= _PROSE or _ATTACHED.search(block.text) or _MAY_BE_OF_ARTICLE.search(block.text):
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
    inner = unwrap(block.parent)
    around = (block.parent, *block.parent.iterancestors("a"), inner, *inner.iterancestors("a"))
    if not files.isdisjoint(around):
        return True
    links = filter(files.__contains__, map(unwrap, inner))
    return any(clean_text(text_of(link)) in block.text for link in links)


def opens_another(block: Block, furniture: Furniture) -> bool:
    """Whether a line below the text is the heading of a box, another article or the page's foot."""
    text = block.text
    if _ATTACHED.search(text) and len(text) < _PROSE:
        return False
    if is_button_heading(text):
        return False  # files may be below the buttons
    if ends_article(text) or _is_heading(block):
        return True
    if furniture.link_share(block.parent) > _MOST_LINKS:
        return len(text.split()) >= _WORDS_OF_HEADLINE
    return len(text) >= _PROSE
