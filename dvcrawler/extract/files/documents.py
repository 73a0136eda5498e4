"""The files of an article: those shown or offered between its headline and the end of its column.

The rule is the same for all layouts, so that a site's layout need not know where its CMS puts them.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, find_common_box, text_of
from dvcrawler.extract.files.attachments import FileLink, file_links, is_attached
from dvcrawler.extract.files.file_titles import find_name_in_address
from dvcrawler.extract.files.lines_of_files import ATTACHED, find_column_end, is_heading
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.headlines.title import Title, place_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reading
from dvcrawler.items import Document
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: A text shorter than this only introduces the file beside it.
LONGEST_INTRODUCTION = 500
_FRAME = frozenset(("nav", "footer", "aside"))
_LEAST_SHARED = 20
#: Labels of the facts that portals print about an official document instead of its text.
FACTS = lazy_regex(
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
    return any(ATTACHED.search(text) for text in body) or len(set(FACTS.findall(" ".join(body)))) > 1


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
    if not found:
        return []
    attached = frozenset(file.element for file in found if not file.is_shown and is_attached(file))
    own_words = (title, max(body, key=len, default=title))
    offered = [file for file in found if file.element in attached or not _is_in_other_box(file, own_words)]
    first, last = _find_bounds(page.blocks, title, body) if offered else (-1, -1)
    if first < 0:
        return []
    own = attached | _find_files_between(page, offered, first, last)
    return [file for file in offered if file.element in own]


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
    end_element = find_column_end(page.blocks[last + 1 :], furniture, files, article)
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
    # Judged before the blocks are read, which most pages with files in such boxes need for nothing else.
    for around in ancestors_or_self(file.element):
        if around.tag in _FRAME or (not file.is_shown and names_furniture(around)):
            return around.tag in _FRAME or not _holds_any(around, own)
    return False


def _holds_any(box: Element, words: Sequence[str]) -> bool:
    printed = text_of(box)
    text = fold(printed)
    return any(len(each) < 2 * len(printed) and fold(each) in text for each in words)


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
        if is_heading(block) and fold(block.text) == own:
            return place
    return place_of(Title(title, None), blocks)
