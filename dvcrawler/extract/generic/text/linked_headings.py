"""Sub-headings that are links: the places, books or people of a list, each with its paragraph below.

A single linked headline of the same site among the paragraphs leads on to another article.
"""

from collections.abc import Sequence
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import SUBHEADINGS, find_link, select_like, text_length
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.excerpt_runs import MOST_NAME_WORDS, NUMBERED
from dvcrawler.extract.generic.boilerplate.other_pages import is_same_site
from dvcrawler.extract.lines.line_kinds import PROSE, link_length
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.normalize.links import absolute_url

_LONGEST = 200
#: Pictures and empty elements between a heading and its paragraph, and headings that are compared.
_MOST_BETWEEN, _MOST_COMPARED = 4, 60


def is_linked_heading(block: Block, furniture: Furniture, above: Sequence[Block]) -> bool:
    """Whether the line, which is a link, heads the paragraph below it."""
    is_heading = block.parent.tag in SUBHEADINGS
    if len(block.text) > _LONGEST or not (is_heading or block.bold):
        return False
    line = _find_line(block.parent)
    if not _heads_text(line):
        return False
    if NUMBERED.match(block.text) or _leads_to_other_site(block.parent, furniture):
        return True
    if _follows_alike(line, above):
        return True
    return is_heading and (len(block.text.split()) <= MOST_NAME_WORDS or _is_repeated(line))


def _find_line(element: Element) -> Element:
    """The heading, or the link that is around nothing else."""
    link = element.getparent()
    return link if link is not None and link.tag == "a" and len(link) == 1 else element


def _heads_text(line: Element) -> bool:
    """Whether a paragraph that is no link follows, perhaps below its picture."""
    for below in islice(line.itersiblings("*"), _MOST_BETWEEN):
        length = text_length(below)
        if below.tag not in SUBHEADINGS and length >= PROSE:
            return 2 * link_length(below) < length
        if length and next(below.iter(*PICTURE_TAGS), None) is None:
            return False
    return False


def _leads_to_other_site(element: Element, furniture: Furniture) -> bool:
    around = find_link(element)
    link = around if around is not None else next(element.iter("a"), None)
    page = furniture.page
    address = None if link is None else absolute_url(page.base, link.get("href") or "")
    return address is not None and not any(is_same_site(address, own) for own in (page.url, page.base))


def _follows_alike(line: Element, above: Sequence[Block]) -> bool:
    """Whether the text has such a heading already: that of the first item of a list that is announced."""
    for earlier in reversed(above[-_MOST_COMPARED:]):
        if earlier.kind == TEXT and (each := _find_line(earlier.parent)).getparent() is line.getparent():
            is_alike = each.tag == line.tag and (earlier.bold or each.tag in SUBHEADINGS)
            if is_alike and link_length(each) * 2 > len(earlier.text):
                return True
    return False


def _is_repeated(line: Element) -> bool:
    """Whether another linked heading of the same kind is beside it, with a paragraph of its own."""
    around = line.getparent()
    if around is None:
        return False
    others = (each for each in islice(select_like(around, line), _MOST_COMPARED) if each is not line)
    return any(2 * link_length(each) > text_length(each) > 0 and _heads_text(each) for each in others)
