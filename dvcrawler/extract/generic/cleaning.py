"""The container's blocks made a plain run: without boxes, labels and captions that stand among them."""

import re
from collections.abc import Sequence

from lxml.etree import _Element as Element

from dvcrawler.extract.blocks import CAPTION, IMAGE, TABLE, TEXT, Block
from dvcrawler.extract.end_lines import ends_article
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.density import prose_length
from dvcrawler.normalize.text import same_text

_ONLY_LINK = 0.75
#: What begins a line that leads to another article, or tells the reader what to do.
_LEADS_ON = re.compile(
    r"^\W*(?:lượt xem\s*+(?::\s*+)?[\d.,]+$|>>|»|(?:xem|đọc) (?:thêm|tiếp|ngay)\b"
    r"|(?:mời|kính mời) (?:quý )?(?:độc giả|bạn đọc)|tin liên quan|bài liên quan|bài viết liên quan"
    r"|theo dõi .{2,60} trên|video\s*:|clip\s*:|ảnh\s*:\s*$"
    r"|nghe (?:bài|đọc)|quảng cáo$|click|bấm vào|nhấn vào|\[(?:video|infographic|photo|audio)\])",
    re.I,
)
_LONGEST_LABEL = 160
_LATE = 0.2


def tidy_run(blocks: Sequence[Block], furniture: Furniture, title: str) -> list[Block]:
    """The text, tables and pictures of the article, captions marked as such, up to its end."""
    marked = [_as_caption(block, furniture) for block in blocks]
    kept = [block for block in marked if _belongs(block, furniture)]
    return _without_boxes(_up_to_end(kept), title)


def _as_caption(block: Block, furniture: Furniture) -> Block:
    if block.kind == TEXT and furniture.is_caption(block.parent):
        return block._replace(kind=CAPTION)
    return block


def _belongs(block: Block, furniture: Furniture) -> bool:
    if furniture.is_outside(block.parent):
        return False
    if block.kind != TEXT:
        return True
    if len(block.text) <= _LONGEST_LABEL and _LEADS_ON.match(block.text):
        return False
    return not (len(block.text) < 300 and _is_link(block.parent, furniture))


def _is_link(element: Element, furniture: Furniture) -> bool:
    """Whether the line is nothing but a link: to a related article, a topic, a file."""
    if element.tag == "a" or any(around.tag == "a" for around in element.iterancestors()):
        return True
    return furniture.link_share(element) >= _ONLY_LINK


def _up_to_end(blocks: Sequence[Block]) -> list[Block]:
    """Up to the first line that ends the article; one with much text behind it heads a box within."""
    total = behind = prose_length(blocks)
    kept: list[Block] = []
    for block in blocks:
        behind -= prose_length((block,))
        if block.kind == TEXT and kept and ends_article(block.text):
            if behind <= total * _LATE:
                break
            continue
        kept.append(block)
    return kept


def _without_boxes(blocks: Sequence[Block], title: str) -> list[Block]:
    """Without the headline printed once more above the text."""
    first = next((n for n, b in enumerate(blocks) if b.kind in (TEXT, TABLE, IMAGE)), 0)
    return [b for n, b in enumerate(blocks) if n != first or not same_text(b.text, title)]
