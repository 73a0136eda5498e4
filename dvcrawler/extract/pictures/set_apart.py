"""Captions that only their element distinguishes from the paragraphs: `<p class="note">` or `<div>` below
pictures, where the paragraphs are plain `<p>`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.elements import (
    Element,
    find_common_box,
    has_at_least,
    is_within,
    look_of,
    names_of,
    text_of,
)
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.pictures.essay_captions import QUOTES, SENTENCE_END
from dvcrawler.extract.pictures.picture_names import PICTURE_BOX
from dvcrawler.extract.pictures.styled_captions import is_labelled_byline
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.text import clean_text, is_blank_mark
from dvcrawler.patterns import lazy_regex

#: Characters; a longer line may be a paragraph.
_LONGEST = 150
_TAGS = frozenset(("p", "div", "span"))
#: Share of the text in paragraphs that look alike.
_MOST_OF_TEXT = 0.7
#: Sentences of a text whose other lines are captions, and words of a caption.
_LEAST_SENTENCES, _LEAST_WORDS = 3, 5
#: How many times as long the paragraphs are as the captions.
_TIMES = 1.5
#: A line that says that pictures follow.
_ANNOUNCES = lazy_regex(
    r"(?:một (?:số|vài)|(?:dưới|sau) đây|những|các|chùm|mời|xin mời) .{0,40}(?:ảnh|hình)", re.I
)
#: Characters of a sentence that may be a caption.
_LONGEST_SENTENCE = 80
#: Boxes around a line that may hold its picture.
_LEVELS = 2
#: Class names of captions.
_NAMES = lazy_regex(
    r"cap(?:$|[\s_-])|chu-?thich|ghi-?chu|mo-?ta-?anh|legend|expEdit|ima?ge?|photo|\bpic", re.I
)


def find_lines_set_apart(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the lines in elements that are only found right below pictures, alone with one in its
    element, or that alone are not sentences. The first text may be the lead: it counts only by its name.
    """
    below = _find_lines_below(blocks)
    if not below:
        return frozenset()
    plain = frozenset(place for place in below if _is_plain_caption(blocks[place].text))
    alone = frozenset(place for place in plain if _is_alone_with_picture(blocks, place))
    return alone | _find_by_look(blocks, below) | (plain if _are_sentences(blocks, below) else frozenset())


def _is_plain_caption(text: str) -> bool:
    is_line = text.endswith(SENTENCE_ENDS) or is_labelled_byline(text)
    return not is_line and len(text.split()) >= _LEAST_WORDS


def _is_alone_with_picture(blocks: Sequence[Block], place: int) -> bool:
    box = blocks[place].parent
    if box.tag != "p" or not is_within(blocks[place - 1].parent, box):
        return False
    around = (*blocks[max(0, place - 2) : place - 1], *blocks[place + 1 : place + 2])
    return not any(is_within(each.parent, box) for each in around)


def find_line_above(blocks: Sequence[Block], place: int, *, opens: bool) -> str | None:
    """The line right above the picture at `place` that is alone with it in a box. A sentence, and the line
    that `opens` the text, are its caption only if they, or their box, are named so; a long sentence, a
    heading in capitals and one that says that pictures follow, only if the line is.
    """
    line = blocks[place - 1]
    box = find_common_box(blocks[place].parent, line.parent, _LEVELS)
    if box is None or not _may_be_caption(line) or not _is_alone(line, box):
        return None
    if _NAMES.search(line.parent.get("class") or ""):
        return line.text
    is_caption = PICTURE_BOX.search(names_of(box)) or (not opens and _is_plain_line(line))
    return line.text if is_caption and not _is_of_text(line.text) else None


def _is_plain_line(line: Block) -> bool:
    return line.align == "center" or _is_plain_caption(line.text)


def _is_of_text(text: str) -> bool:
    """Whether it is a long sentence, a heading in capitals, or says that pictures follow."""
    is_long = len(text) > _LONGEST_SENTENCE and text.endswith(SENTENCE_ENDS)
    return is_long or text.isupper() or _ANNOUNCES.match(text) is not None


def _is_alone(line: Block, box: Element) -> bool:
    """Whether the box, of one picture, has only the text of this line, in an element of its own."""
    if box is line.parent or line.text.endswith(":") or has_at_least(box.iter("img"), 2):
        return False
    return clean_text(text_of(box)) == line.text


def _are_sentences(blocks: Sequence[Block], below: frozenset[int]) -> bool:
    """Whether all lines but those below pictures, and the last one, which may sign them, are sentences."""
    lines = [block for place, block in enumerate(blocks) if block.kind == TEXT and place not in below]
    sentences = sum(block.text.endswith(SENTENCE_ENDS) for block in lines[:-1])
    return sentences >= max(_LEAST_SENTENCES, len(lines) - 1)


def _find_by_look(blocks: Sequence[Block], below: frozenset[int]) -> frozenset[int]:
    looks = _measure_looks(block for place, block in enumerate(blocks) if place not in below)
    length, lines = max(looks.values(), default=0), sum(len(blocks[place].text) for place in below)
    if length < _MOST_OF_TEXT * looks.total() or length < _TIMES * lines:
        return frozenset()
    return frozenset(place for place in below if look_of(blocks[place].parent) not in looks)


def _measure_looks(blocks: Iterable[Block]) -> Counter[tuple[str, str]]:
    """The characters of text for each look."""
    looks = Counter[tuple[str, str]]()
    for block in blocks:
        if block.kind == TEXT:
            looks[look_of(block.parent)] += len(block.text)
    return looks


def _find_lines_below(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of short lines right below pictures."""
    first = next((n for n, each in enumerate(blocks) if each.kind == TEXT), 0)
    if first and _NAMES.search(blocks[first].parent.get("class") or ""):
        first -= 1
    pairs = enumerate(pairwise(blocks[first:]), first + 1)
    return frozenset(n for n, (above, line) in pairs if above.kind == IMAGE and _may_be_caption(line))


def _may_be_caption(block: Block) -> bool:
    text = block.text
    if block.kind != TEXT or block.parent.tag not in _TAGS or block.bold or len(text) > _LONGEST:
        return False
    if text.startswith((*QUOTES, ">")):
        return False
    return not (is_blank_mark(text) or SENTENCE_END.search(text) or is_byline(text))
