"""A name below the box of the text, printed plainly and without a label: it may be the author's."""

from collections.abc import Sequence
from itertools import islice, takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.author_doubts import doubt_author, doubt_roles
from dvcrawler.extract.elements import ALL_HEADINGS, ancestors_or_self
from dvcrawler.extract.generic.authors.cards_in_text import leads_to_author
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_link
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.lines.credit_pairs import join_leading_pairs
from dvcrawler.extract.lines.line_kinds import PROSE, has_linked_text
from dvcrawler.items import Problem
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.names import is_place_and_name, is_sure_name
from dvcrawler.normalize.bylines.roles import may_name_author, says_who_did_what
from dvcrawler.normalize.dates import find_date, is_date_line

_LONGEST_NAME = 60
#: Boxes around the name among which one also holds the text, and lines below it that a comment has.
_LEVELS, _LINES = 2, 2
#: Lines below the text with credits, each label on a line of its own.
_MOST_LINES = 12


def find_name_below(blocks: Sequence[Block], end: int, furniture: Furniture) -> tuple[Problem, ...]:
    """The doubt about the author of a text that nobody else signs."""
    if name := _find_name(blocks, end, furniture):
        return doubt_author(f"{name!r} is below the text without a label; it may be the author")
    if roles := _find_roles(blocks[end : end + _MOST_LINES], furniture):
        return doubt_roles(roles)
    return ()


def _find_roles(blocks: Sequence[Block], furniture: Furniture) -> Sequence[str]:
    """The lines right below the text that say what persons did, among credits of pictures."""
    lines = takewhile(
        lambda block: block.kind == TEXT and says_who_did_what(block.text), join_leading_pairs(blocks)
    )
    return [
        each.text for each in lines if may_name_author(each.text) and not is_beside(each.parent, furniture)
    ]


def _find_name(blocks: Sequence[Block], end: int, furniture: Furniture) -> str | None:
    """The first line below the text, beside its box, if it is only names and no comment is below."""
    below = list(islice((n for n in range(end, len(blocks)) if blocks[n].kind == TEXT), 1 + _LINES))
    if not below or not end or not _is_name(blocks[below[0]], furniture):
        return None
    name = blocks[below[0]]
    around = set(ancestors_or_self(blocks[end - 1].parent))
    if not any(box in around for box in islice(name.parent.iterancestors(), _LEVELS)):
        return None
    return None if any(_is_of_comment(blocks[n], name) for n in below[1:]) else name.text


def _is_name(block: Block, furniture: Furniture) -> bool:
    is_place = is_place_and_name(block.text)
    if len(block.text) > _LONGEST_NAME or not (is_place or is_byline(block.text)):
        return False
    if block.parent.tag in ALL_HEADINGS or furniture.is_outside(block.parent):
        return False
    if _is_linked(block, furniture) and not leads_to_author(block):
        return False
    return is_place or _has_only_sure_names(block.text)


def _has_only_sure_names(text: str) -> bool:
    read = read_byline(text)
    authors = read.authors if read is not None else ()
    return bool(authors) and all(is_sure_name(each.name) for each in authors)


def _is_linked(block: Block, furniture: Furniture) -> bool:
    return is_link(block.parent, furniture) or has_linked_text(block.parent)


def _is_of_comment(block: Block, name: Block) -> bool:
    """Whether the line is what the named person wrote, or when: beside the name, or in the next box."""
    if block.parent.getparent() not in (name.parent, name.parent.getparent()):
        return False
    text = block.text
    return len(text) >= PROSE or find_date(text) is not None or is_date_line(text)
