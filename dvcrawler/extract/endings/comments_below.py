"""Where the comments of readers begin."""

from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import SUBHEADINGS
from dvcrawler.extract.endings.boxes_within import heads_form
from dvcrawler.extract.endings.comment_headings import counts_comments, heads_comments, invites_comments
from dvcrawler.extract.lines.line_kinds import is_dated, prose_length
from dvcrawler.normalize.bylines import is_byline

#: Characters of an article above the comments of its readers.
_LEAST_ABOVE = 200
#: Characters of a byline.
_LONGEST_NAME = 80


def precedes_comments(blocks: Sequence[Block], place: int) -> bool:
    """Whether what readers wrote, or the form for it, begins here."""
    block = blocks[place]
    if block.kind != TEXT or not heads_comments(block.text):
        return False
    if opens_comments(block, blocks[place + 1 : place + 2]) or heads_form(block):
        return True
    return is_between_names(blocks, place)


def is_between_names(blocks: Sequence[Block], place: int) -> bool:
    """Whether the article is signed right above the line, and somebody is named right below it."""
    above, below = blocks[max(0, place - 1) : place], blocks[place + 1 : place + 2]
    marked = (each for each in above if each.align == "right" or each.bold or each.italic)
    return any(map(is_name_line, marked)) and any(map(is_name_line, below))


def may_be_name_line(block: Block) -> bool:
    """Whether the line is as short as a name. Most lines are not, and to read a name takes long."""
    return block.kind == TEXT and len(block.text) <= _LONGEST_NAME


def is_name_line(block: Block) -> bool:
    """Whether a name is alone in the line."""
    return may_be_name_line(block) and is_byline(block.text)


def is_over(block: Block, kept: Sequence[Block], resumed: int | None) -> bool:
    """Whether readers' comments follow, however long. "Bình luận" among paragraphs may be an intertitle."""
    if invites_comments(block.text) and block.parent.tag in SUBHEADINGS and resumed is None:
        return True
    if resumed is not None and not counts_comments(block.text):
        return False
    return prose_length(kept) >= _LEAST_ABOVE


def opens_comments(block: Block, below: Sequence[Block] = ()) -> bool:
    """Whether the block heads readers' comments: it says so, and is a heading, has their number, or is above
    the date of the first. They may be longer than the article.
    """
    if block.kind != TEXT or not heads_comments(block.text):
        return False
    return block.parent.tag in SUBHEADINGS or counts_comments(block.text) or any(map(is_dated, below))
