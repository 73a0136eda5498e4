"""Boxes of quotations, and the sentence that the page prints again in one, to draw the eye to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self
from dvcrawler.extract.lines.link_lists import is_sentence
from dvcrawler.patterns import lazy_regex

_SHORTEST, _LONGEST, _LONGEST_NAME = 25, 400, 80
#: Lines in such boxes of a page, and elements around a line that may be one.
_MOST_LINES, _LEVELS = 60, 2
_TAGS = frozenset(("blockquote", "q", "cite"))
_QUOTES = lazy_regex(r"quot|testimonial|trich-?dan|cau-?noi", re.I)
#: Of boxes that are set apart for any reason, "pull-right" among them.
_APART = lazy_regex(r"highlight|(?:^|[\s_-])pull(?:$|[\s_-])", re.I)
_EDGES = " \"'“”‘’«»….–-"


def drop_pull_quotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without sentences in such boxes that a paragraph outside of them holds too, and without the
    name of who said it. A box whose longest line is only in it is part of the text, name and all.
    """
    boxes = {n: box for n, block in enumerate(blocks) if (box := _find_box(block)) is not None}
    if not boxes:
        return list(blocks)
    text_outside = "\n".join(
        block.text for n, block in enumerate(blocks) if n not in boxes and block.kind == TEXT
    )
    quotes = set(_list_repeated(blocks, boxes, text_outside))
    return [
        block
        for n, block in enumerate(blocks)
        if boxes.get(n) not in quotes or not _is_repeated(block.text, text_outside)
    ]


def _list_repeated(
    blocks: Sequence[Block], boxes: Mapping[int, Element], text_outside: str
) -> Iterator[Element]:
    longest: dict[Element, str] = {}
    for n, box in islice(boxes.items(), _MOST_LINES):
        longest[box] = max(longest.get(box, ""), blocks[n].text, key=len)
    return (box for box, text in longest.items() if _repeats(text, text_outside))


def _repeats(text: str, text_outside: str) -> bool:
    quoted = text.strip(_EDGES)
    return len(quoted) >= _SHORTEST and quoted in text_outside


def _is_repeated(text: str, text_outside: str) -> bool:
    """Whether the line of a box is in the text, or names who said it."""
    return _repeats(text, text_outside) or (len(text) <= _LONGEST_NAME and not is_sentence(text))


def _find_box(block: Block) -> Element | None:
    """The box of a line that is set apart as a quotation is."""
    if block.kind != TEXT or len(block.text) > _LONGEST:
        return None
    return next(filter(_is_set_apart, ancestors_or_self(block.parent, _LEVELS)), None)


def _is_set_apart(box: Element) -> bool:
    if box.tag == "cite":
        return False
    return box.tag == "aside" or is_quotation(box) or _names_part_set_apart(box.get("class", ""))


def is_quotation(box: Element) -> bool:
    """Whether the box is that of a quotation, or of who is quoted."""
    names = box.get("class")
    return box.tag in _TAGS or (names is not None and _names_quotation(names))


@lru_cache(maxsize=2048)  # the same boxes are on every page of a site
def _names_quotation(names: str) -> bool:
    return _QUOTES.search(names) is not None


@lru_cache(maxsize=2048)
def _names_part_set_apart(names: str) -> bool:
    return _APART.search(names) is not None
