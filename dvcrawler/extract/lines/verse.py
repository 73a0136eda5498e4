"""Distinguishes verses from prose in lines that hard breaks split, in preformatted text and in short
paragraphs; finds poems.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, names_of
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_LONGEST_VERSE, _MOST_WORDS = 80, 14
#: Vietnamese verses have six to eight syllables, free verse a little more; a line of Word has twelve or more.
_MEAN_WORDS = 9.0
#: Lines of the shortest poem that is recognised by its lines alone.
FEWEST_VERSES = 4
#: Two stanzas side by side on a page; fewer short lines may be anything else.
_LEAST_LINES = 8
#: Syllables of a verse in the metres that all lines of a poem share.
_METRES = frozenset((4, 5, 6, 7, 8))
#: Items of a list, labels and figures: an address, a programme, a table typed with spaces.
_NO_VERSE = lazy_regex(r"\s*[-–+•*●▪]|[^:]{1,30}:\s*\S")
_NOT_IN_VERSE = lazy_regex(r"[\d@]")

#: Elements around a line of a quotation.
_LEVELS = 3
#: What rhymes of a syllable in folded form: all from its vowel on.
_RHYME = lazy_regex(r"[aeiouy]\w*")
#: Characters of a line that was wrapped by hand.
_LONGEST_WRAPPED = 160
#: The class of a poem, and the lines of the shortest one: WordPress, editors with styles of their own.
_NAMES_VERSE, _FEWEST_NAMED = lazy_regex(r"(?<![a-z])(?:verse|poem|poetry|tho|bai-?tho)(?![a-z])", re.I), 2
_EMPTY_LINES = lazy_regex(r"\n[^\S\n]*\n\s*")


def is_verse_line(text: str) -> bool:
    if len(text) > _LONGEST_VERSE or len(text.split()) > _MOST_WORDS or _NO_VERSE.match(text):
        return False
    return not _NOT_IN_VERSE.search(text) and "http:" not in text and "https:" not in text


def is_verse_block(block: Block) -> bool:
    return block.kind == TEXT and is_verse_line(block.text)


def is_quoted(block: Block) -> bool:
    """Whether the line is marked as a quotation."""
    around = ancestors_or_self(block.parent, _LEVELS)
    return any(each.tag == "blockquote" for each in around)


def are_verses(lines: Sequence[str], *, least: int = FEWEST_VERSES) -> bool:
    """Whether successive lines of one paragraph are a poem."""
    if len(lines) < least or not all(map(is_verse_line, lines)):
        return False
    return sum(len(line.split()) for line in lines) <= _MEAN_WORDS * len(lines)


def have_metre(lines: Sequence[str]) -> bool:
    """Whether the lines, each a separate paragraph, have a metre: equal syllables, or 6 and 8 in turn."""
    if len(lines) < FEWEST_VERSES or not all(map(is_verse_line, lines)):
        return False
    counts = [len(line.split()) for line in lines]
    if counts[0] in _METRES and len(set(counts)) == 1:
        return True
    return counts == [(6, 8)[place % 2] for place in range(len(counts))]


def are_couplet(first: str, second: str) -> bool:
    """Whether the lines are a couplet of folk verse: six syllables and eight, the sixth of which rhyme."""
    words, below = first.split(), second.split()
    if (len(words), len(below)) != (6, 8) or not (is_verse_line(first) and is_verse_line(second)):
        return False
    one, other = (_RHYME.search(fold(word)) for word in (words[5], below[5]))
    return one is not None and other is not None and one[0] == other[0]


def find_poems(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of the lines of all poems, each in one paragraph or in paragraphs beside one another."""
    for _, run in groupby(enumerate(blocks), key=lambda each: _describe_block(each[1])):
        lines = list(run)
        if len(lines) >= _LEAST_LINES and are_verses([block.text for _, block in lines]):
            yield from (place for place, _ in lines)


def _describe_block(block: Block) -> tuple[bool, Element | None]:
    """Whether the block may be a verse, and the box around its paragraph."""
    box = block.parent.getparent() if block.parent.tag in ("p", "div") else block.parent
    return is_verse_block(block), box


def split_preformatted(text: str, box: Element) -> list[str]:
    """A poem and lines longer than any wrapped one stay apart, other lines run on to the next empty one."""
    lines = text.split("\n")
    least = _FEWEST_NAMED if _NAMES_VERSE.search(names_of(box)) else FEWEST_VERSES
    if are_verses([line for line in lines if line and not line.isspace()], least=least):
        return lines
    return lines if max(map(len, lines)) > _LONGEST_WRAPPED else _EMPTY_LINES.split(text)
