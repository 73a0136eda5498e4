"""The dated lines about a headline that belong to an event, to another article or to a reader's comment."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import SUBHEADINGS, ancestors_or_self
from dvcrawler.extract.generic.teasers.section_links import is_like_own
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.extract.lines.line_kinds import is_link_line
from dvcrawler.extract.page import Page
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.account_lines import split_facts
from dvcrawler.patterns import lazy_regex

#: Least words of what a reader wrote.
_LEAST_OF_COMMENT = 3
#: Least words of a headline; buttons and sections have fewer.
_LEAST_WORDS = 4
#: An invitation gives time and place of what it invites to.
_TIME_OF_EVENT = lazy_regex(r"^\W*thời gian\s*:", re.I)
_PLACE_OF_EVENT = lazy_regex(r"^\W*(?:địa điểm|thành phần|nội dung|chủ trì|hình thức)\b", re.I)


def is_of_other(blocks: Sequence[Block], place: int, prose: int) -> bool:
    """Whether it is the date of an event, of another article, or of a reader's comment."""
    if is_of_event(blocks, place):
        return True
    return place > prose and (is_link_to_other(blocks[place - 1]) or _is_of_comment(blocks, place, prose))


def _is_of_comment(blocks: Sequence[Block], place: int, prose: int) -> bool:
    """Whether a text is below the line in a box of both, which does not hold the first paragraph."""
    text = blocks[place + 1].text if place + 1 < len(blocks) else ""
    if len(text.split()) < _LEAST_OF_COMMENT or is_counter(text) or is_link_line(blocks[place + 1]):
        return False
    around, line = frozenset(blocks[place + 1].parent.iterancestors()), blocks[place].parent
    box = next((each for each in ancestors_or_self(line) if each in around), None)
    return box is not None and box not in blocks[prose].parent.iterancestors()


def is_of_event(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line gives the time of an event, whose place or subject is on a line near it."""
    if not _TIME_OF_EVENT.match(blocks[place].text):
        return False
    return any(_PLACE_OF_EVENT.match(block.text) for block in blocks[max(0, place - 3) : place + 4])


def is_link_to_other(block: Block) -> bool:
    """Whether the line is the linked headline of another article, whose date may be below it."""
    if block.kind != TEXT or len(block.text.split()) < _LEAST_WORDS or not is_link_line(block):
        return False
    return not split_facts(block.text) and not is_byline(block.text)


def heads_other(block: Block, page: Page) -> bool:
    """Whether the line is a heading that leads to another article, as that of a card above the text."""
    box = block.parent
    heading = box if box.tag in SUBHEADINGS else box.getparent()
    if heading is None or heading.tag not in SUBHEADINGS or not is_link_to_other(block):
        return False
    link = next(heading.iter("a"), None)
    return link is not None and is_like_own(link, page)
