"""Sub-headings that are links: the places, books or people of a list, each with its paragraph below.

A single linked headline of the same site among the paragraphs leads on to another article; a name does not.
"""

from collections.abc import Sequence
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import (
    SUBHEADINGS,
    Element,
    find_any_link,
    holds_any,
    select_like,
    text_length,
    text_of,
)
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.teasers.excerpt_runs import MOST_NAME_WORDS, NUMBERED
from dvcrawler.extract.generic.teasers.other_pages import is_same_site
from dvcrawler.extract.lines.line_kinds import PROSE, link_length
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.normalize.links import absolute_url

_LONGEST = 200
_LEAST_NAME_WORDS = 2
#: Pictures and empty elements between a heading and its paragraph, and headings that are compared.
_MOST_BETWEEN, _MOST_COMPARED = 4, 60


def is_linked_heading(block: Block, furniture: Furniture, above: Sequence[Block]) -> bool:
    """Whether the line, which is a link, heads the paragraph below it."""
    line = _find_line(block.parent)
    below = _find_text_below(line) if len(block.text) <= _LONGEST else None
    if below is None:
        return False
    is_heading, is_name = block.parent.tag in SUBHEADINGS, len(block.text.split()) <= MOST_NAME_WORDS
    if is_name and (_is_subject(block.text, below) or _names_elsewhere(block, furniture)):
        return True
    if is_heading:
        return is_name or _is_repeated(line) or _is_item(block, line, furniture, above)
    return block.bold and _is_item(block, line, furniture, above)


def _is_item(block: Block, line: Element, furniture: Furniture, above: Sequence[Block]) -> bool:
    """Whether the line is numbered, leads to another site, or follows others like it."""
    if NUMBERED.match(block.text) or _leads_to_other_site(block.parent, furniture):
        return True
    return _follows_alike(line, above)


def heads_text(element: Element) -> bool:
    """Whether the element, which may be a link, is a heading with a paragraph below it."""
    line = _find_line(element)
    return (element.tag in SUBHEADINGS or line.tag in SUBHEADINGS) and _find_text_below(line) is not None


def _is_subject(name: str, below: Element) -> bool:
    """Whether the linked words are a person's or a place's name, or what the paragraph below speaks of."""
    words = name.split()
    if len(words) < _LEAST_NAME_WORDS or not name[-1].isalnum():
        return False
    return all(word[0].isupper() for word in words) or name.lower() in text_of(below).lower()


def _find_line(element: Element) -> Element:
    """The heading, or the link that is around nothing else."""
    link = element.getparent()
    return link if link is not None and link.tag == "a" and len(link) == 1 else element


def _names_elsewhere(block: Block, furniture: Furniture) -> bool:
    """Whether words with a name in them lead to a page about it on another site, such as a map."""
    has_name = any(word[0].isupper() for word in block.text.split()[1:])
    return has_name and block.text[-1].isalnum() and _leads_to_other_site(block.parent, furniture)


def _find_text_below(line: Element) -> Element | None:
    """The paragraph that follows, perhaps below its picture; None if it is a link."""
    for below in islice(line.itersiblings("*"), _MOST_BETWEEN):
        length = text_length(below)
        if below.tag not in SUBHEADINGS and length >= PROSE:
            return below if 2 * link_length(below) < length else None
        if length and not holds_any(below, *PICTURE_TAGS):
            return None
    return None


def _leads_to_other_site(element: Element, furniture: Furniture) -> bool:
    link, page = find_any_link(element), furniture.page
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
    linked = (each for each in others if 2 * link_length(each) > text_length(each) > 0)
    return any(_find_text_below(each) is not None for each in linked)
