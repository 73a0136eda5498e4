"""The article's picture where a theme prints it above the headline, in the box of the article."""

import re
from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import find_common_box, is_within
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.patterns import lazy_regex

#: Blocks above the headline: a picture, its caption, the section, the date.
_MOST_BLOCKS = 6
#: Characters of a section, a date or a path between picture and headline.
_LONGEST_LINE = 60
#: Boxes around the headline, the innermost of which holds the text as well.
_LEVELS = 8
#: Folders of a theme's own pictures: a line under the section, an ornament.
_OF_THEME = lazy_regex(r"(?:^|/)(?:themes?|templates?|skins?|layouts?|styles?)/", re.IGNORECASE)
#: They hold the whole page, with its banner.
_WHOLE_PAGE = frozenset({"html", "body", "main", "form"})


def find_blocks_above_title(
    blocks: Sequence[Block], title: int, first: int, furniture: Furniture
) -> list[Block]:
    """The blocks right above the headline at the place `title` of the article whose text begins at `first`,
    where a picture is among them and nothing that is longer than a label but its caption.
    """
    near = list(_take_near(blocks, title, furniture))
    if not any(block.kind == IMAGE for block in near):
        return []
    box = _find_box_of_both(blocks[title].parent, blocks[first].parent)
    return [] if box is None else [each for each in reversed(near) if is_within(each.parent, box)]


def _take_near(blocks: Sequence[Block], title: int, furniture: Furniture) -> Iterator[Block]:
    """The blocks right above the headline, the nearest first."""
    for block in blocks[max(0, title - _MOST_BLOCKS) : title][::-1]:
        is_label = block.kind == TEXT and len(block.text) <= _LONGEST_LINE
        if block.kind == IMAGE and _OF_THEME.search(block.source):
            continue
        if not is_label and block.kind not in (IMAGE, CAPTION) and not furniture.is_caption(block.parent):
            return
        yield block


def _find_box_of_both(heading: Element, text: Element) -> Element | None:
    """The innermost box that holds the headline and the text, None if that is the whole page."""
    box = find_common_box(text, heading, _LEVELS)
    return None if box is None or box.tag in _WHOLE_PAGE else box
