"""Text whose paragraphs are directly in `<body>`, as in print editions: no box shows where it ends."""

from collections.abc import Sequence

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element
from dvcrawler.extract.endings.comments_below import opens_comments
from dvcrawler.extract.endings.end_lines import ends_article, heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.site_notices import is_of_every_page
from dvcrawler.extract.generic.text.inset_boxes import TO_READER
from dvcrawler.extract.generic.text.opening_pictures import is_of_article
from dvcrawler.extract.lines.line_kinds import is_link_line
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.dates import find_date

_PARAGRAPH_TAGS = frozenset("p blockquote font center".split())
_HEADLINES = ("h1", "h2")
#: Blocks after the text, such as a box of facts, below which its author may be named.
_BEHIND = 6


def find_page_of(prose: Sequence[Block]) -> Element | None:
    """The `<body>` whose children are the paragraphs; None if fewer of them are than are in boxes."""
    length = sum(len(block.text) for block in prose)
    own = [block for block in prose if is_of_page(block.parent)]
    if not own or sum(len(block.text) for block in own) * 2 < length:
        return None
    parent = own[0].parent
    return parent if parent.tag == "body" else parent.getparent()


def is_of_page(element: Element) -> bool:
    """Whether the element is `<body>`, or a paragraph that is a child of it."""
    if element.tag in _PARAGRAPH_TAGS:
        around = element.getparent()
        return around is not None and around.tag == "body"
    return element.tag == "body"


def find_bare_span(start: int, blocks: Sequence[Block], furniture: Furniture) -> tuple[int, int]:
    """The places of the text: from its first paragraph to the last picture, table or line of the page's own
    that neither leads elsewhere nor is the site's.
    """
    paragraphs = [n for n, b in furniture.prose if start <= n < len(blocks) and _is_paragraph(b, furniture)]
    if not paragraphs:
        return start, start
    first = paragraphs[0]
    while first > start and _may_precede(blocks[first - 1], furniture):
        first -= 1
    return first, _find_end(paragraphs[-1] + 1, blocks, furniture)


def _find_end(place: int, blocks: Sequence[Block], furniture: Furniture) -> int:
    """The place after the last block that follows the paragraphs and is the page's own."""
    end = place
    while place < len(blocks) and (
        _may_follow(blocks[place], furniture) or _is_signed(blocks[place + 1 : place + 1 + _BEHIND])
    ):
        place += 1
        if blocks[place - 1].kind != TEXT or is_of_page(blocks[place - 1].parent):
            end = place
    return end


def _may_precede(block: Block, furniture: Furniture) -> bool:
    """Whether a picture or a short line above the first paragraph opens the text: neither date nor byline."""
    if block.kind != TEXT:
        return block.kind != IMAGE or is_of_article(block, furniture)
    if furniture.is_outside(block.parent) or not (is_of_page(block.parent) or _is_subhead(block.parent)):
        return False
    is_fact = find_date(block.text) is not None or is_byline(block.text) or is_link_line(block)
    return not is_fact and not ends_article(block.text)


def _is_subhead(element: Element) -> bool:
    around = element.getparent()
    return element.tag in ("h3", "h4") and around is not None and around.tag == "body"


def _is_signed(below: Sequence[Block]) -> bool:
    """Whether the author's name is below, as a paragraph of the page's own."""
    return any(is_of_page(each.parent) and is_byline(each.text, strict=False) for each in below)


def _is_paragraph(block: Block, furniture: Furniture) -> bool:
    is_own = is_of_page(block.parent) and not furniture.is_outside(block.parent)
    return is_own and not (TO_READER.search(block.text) or is_of_every_page(block.text))


def _may_follow(block: Block, furniture: Furniture) -> bool:
    if block.parent.tag in _HEADLINES or furniture.is_outside(block.parent):
        return False
    if block.kind != TEXT:
        return block.kind != IMAGE or is_of_article(block, furniture)
    if _is_below_rule(block.parent) and not is_byline(block.text):
        return False  # the name or address of the site, at the foot of a print edition
    return not _is_end(block)


def _is_end(block: Block) -> bool:
    if is_link_line(block) or opens_comments(block):
        return True
    text = block.text
    is_end = ends_article(text) or heads_other_articles(text) or is_of_every_page(text)
    return is_end or TO_READER.search(text) is not None


def _is_below_rule(element: Element) -> bool:
    above = element.getprevious()
    return above is not None and above.tag == "hr"
