"""Lines that are a link and still belong to the text: a sentence, a document, an outlet."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_link
from dvcrawler.extract.generic.teasers.other_pages import link_share
from dvcrawler.extract.generic.text.linked_headings import is_linked_heading
from dvcrawler.extract.lines.line_kinds import line_link_length
from dvcrawler.extract.lines.link_lists import introduces, is_sentence, names_document
from dvcrawler.extract.lines.link_texts import read_links
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.patterns import lazy_regex

#: The address of the article that this one repeats.
_SOURCE = lazy_regex(r"^\W*(?:trích |theo )?nguồn(?: tin)?\s?:\s?https?://\S+\W*$", re.I)
#: An address that is printed after its label: "Website: https://hoilang.vn".
_ADDRESS = lazy_regex(r"\w[^:]{1,60}:\s?(?:https?://|www\.)\S{3,200}", re.I)
_LONGEST_LIST = 60


def is_content_link(block: Block, furniture: Furniture, above: Sequence[Block]) -> bool:
    """Whether a line that is a link belongs to the text: a sentence, a document, an announced item."""
    if is_sentence(block.text) or _is_term(block.parent) or _prints_address(block.text):
        return True
    if any(map(names_document, _list_links(block))):
        return True
    if begins_with_label(block.text, " (") and _names_outlet(block.text):
        return True
    return _is_announced(furniture, above) or is_linked_heading(block, furniture, above)


def _prints_address(text: str) -> bool:
    return _SOURCE.match(text) is not None or _ADDRESS.fullmatch(text) is not None


def _is_announced(furniture: Furniture, above: Sequence[Block]) -> bool:
    """Whether the line above the list of links introduces it."""
    for earlier in reversed(above[-_LONGEST_LIST:]):
        is_item = is_link(earlier.parent, furniture) or 2 * line_link_length(earlier) > len(earlier.text)
        if earlier.kind != TEXT or not is_item:
            return earlier.kind == TEXT and introduces(earlier.text)
    return False


def _names_outlet(text: str) -> bool:
    """Whether the line is "Theo <outlet>" or "Nguồn: <outlet>", the outlet a link to its article."""
    read = read_byline(text)
    return read is not None and read.source is not None


def _is_term(element: Element) -> bool:
    """Whether the line is a term in a list of terms with definitions."""
    below = element.getnext() if element.tag == "dt" else None
    return below is not None and below.tag == "dd" and link_share(below) == 0.0 and len(text_of(below)) > 1


def _list_links(block: Block) -> Iterator[Element]:
    """The links of the line, whose box may hold other lines too."""
    links = list(islice(block.parent.iterdescendants("a"), 2))
    if len(links) > 1:
        links = [link for link, text in read_links(block.parent, block.text) if text in block.text]
    yield from (link for link in links if link is not block.parent)
    yield from block.parent.iterancestors("a")
