"""A sentence that the page prints again in a box of its own among the paragraphs, to draw the eye to it."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self
from dvcrawler.patterns import lazy_regex

_SHORTEST, _LONGEST, _LONGEST_NAME = 25, 400, 80
#: Such boxes of a page, and elements around a line that may be one.
_MOST_BOXES, _LEVELS = 20, 2
_TAGS = frozenset(("aside", "blockquote", "q"))
_NAMES = lazy_regex(r"quote|(?:^|[\s_-])pull(?:$|[\s_-])|trich-?dan|cau-?noi|highlight", re.I)
_EDGES = " \"'“”‘’«»….–-"


def drop_pull_quotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without sentences in such boxes that a paragraph outside of them holds too, and without the
    name of who said it.
    """
    boxes = {n: box for n, block in enumerate(blocks) if (box := _find_box(block)) is not None}
    repeated = set(_list_repeated(blocks, boxes)) if boxes else set()
    if not repeated:
        return list(blocks)
    quotes = {boxes[n] for n in repeated}
    kept = ((n, block) for n, block in enumerate(blocks) if n not in repeated)
    return [block for n, block in kept if not _is_name(block, boxes.get(n), quotes)]


def _list_repeated(blocks: Sequence[Block], boxes: Mapping[int, Element]) -> Iterator[int]:
    text = "\n".join(block.text for n, block in enumerate(blocks) if n not in boxes and block.kind == TEXT)
    for n in islice(boxes, _MOST_BOXES):
        quoted = blocks[n].text.strip(_EDGES)
        if len(quoted) >= _SHORTEST and quoted in text:
            yield n


def _is_name(block: Block, box: Element | None, quotes: Container[Element]) -> bool:
    return box is not None and box in quotes and len(block.text) <= _LONGEST_NAME


def _find_box(block: Block) -> Element | None:
    """The box of a line that is set apart as a quotation is."""
    if block.kind != TEXT or len(block.text) > _LONGEST:
        return None
    for each in ancestors_or_self(block.parent, _LEVELS):
        names = each.get("class")
        if each.tag in _TAGS or (names is not None and _names_quote(names)):
            return each
    return None


@lru_cache(maxsize=2048)  # the same boxes are on every page of a site
def _names_quote(names: str) -> bool:
    return _NAMES.search(names) is not None
