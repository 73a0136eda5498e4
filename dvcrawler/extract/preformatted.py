"""The lines of preformatted text: those of a poem, or paragraphs that were wrapped by hand."""

import re

from dvcrawler.extract.elements import Element, names_of
from dvcrawler.extract.lines.verse import FEWEST_VERSES, are_verses
from dvcrawler.patterns import lazy_regex

#: Characters of a line that was wrapped by hand.
_LONGEST_WRAPPED = 160
#: The class of a poem, and the lines of the shortest one: WordPress, editors with styles of their own.
_NAMES_VERSE, _FEWEST_NAMED = lazy_regex(r"(?<![a-z])(?:verse|poem|poetry|tho|bai-?tho)(?![a-z])", re.I), 2
_EMPTY_LINES = lazy_regex(r"\n[^\S\n]*\n\s*")


def split_preformatted(text: str, box: Element) -> list[str]:
    """A poem and lines longer than any wrapped one stay apart, other lines run on to the next empty one."""
    lines = text.split("\n")
    least = _FEWEST_NAMED if _NAMES_VERSE.search(names_of(box)) else FEWEST_VERSES
    if are_verses([line for line in lines if line and not line.isspace()], least=least):
        return lines
    return lines if max(map(len, lines)) > _LONGEST_WRAPPED else _EMPTY_LINES.split(text)
