"""The byline in a line: among those about the headline, or right below the text."""

import re
from collections.abc import Callable, Sequence
from itertools import dropwhile, islice, takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.author_names import AUTHOR as AUTHOR_BOX
from dvcrawler.extract.bylines.author_names import BYLINE, rank_box
from dvcrawler.extract.bylines.byline_form import goes_on
from dvcrawler.extract.elements import TOP_HEADINGS, are_alike
from dvcrawler.extract.endings.end_lines import is_button_heading
from dvcrawler.extract.generic.authors.cards_in_text import heads_biography, heads_card, leads_to_author
from dvcrawler.extract.generic.authors.credits import (
    LONGEST_BYLINE,
    LONGEST_NAME,
    is_credited,
    is_named_source,
    join_label,
)
from dvcrawler.extract.generic.authors.dated_names import byline_beside_date
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_link
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.rows_of_facts import find_name_in_row
from dvcrawler.extract.lines.credit_pairs import join_leading_pairs
from dvcrawler.extract.lines.line_kinds import is_running_text
from dvcrawler.extract.styles.glued_lines import part_pieces, separate_line
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.credit_lines import is_credit_line
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.bylines.labels import SOURCE, begins_with_label
from dvcrawler.normalize.bylines.outlets import is_body
from dvcrawler.patterns import lazy_regex

#: Other facts in a row of facts about the page.
_COUNTER = lazy_regex(r"lượt (?:xem|truy cập|đọc)|đã xem|bình luận|views?\b|comments?\b", re.I)

#: Blocks below the text of which two lines may be the byline, and lines of makers above these.
_NEAR, _MOST_MAKERS = 3, 3


def find_line(blocks: Sequence[Block], is_other: Callable[[Block], bool]) -> tuple[int, str] | None:
    """The place and the byline of the first line that has one, among the lines about the headline.

    `is_other`: whether the line names somebody else, such as who took a picture.
    """
    for place, block in enumerate(blocks):
        if block.kind == TEXT and len(block.text) <= LONGEST_BYLINE:
            byline = _find_in_line(block)
            if byline is not None and not is_other(block):
                return place, byline
    return None


def _find_in_line(block: Block) -> str | None:
    """The byline among the facts of a line, or the line that is one."""
    text = separate_line(block)
    if byline := byline_beside_date(text) or _find_first_fact(text) or find_name_in_row(block):
        return byline
    return text if is_byline(text) or _is_set_apart(block) else None


def _is_set_apart(block: Block) -> bool:
    """Whether it is what bylines alone are: emphasised, at the right, and words that may be a name."""
    is_placed = block.align == "right" and (block.bold or block.italic)
    return is_placed and is_byline(block.text, strict=False)


def _find_first_fact(text: str) -> str | None:
    """The labelled name with which a row of facts begins: "Người đăng: Lan Anh Lượt xem: 5"."""
    facts = split_facts(text) if _COUNTER.search(text) and begins_with_label(text, " ") else []
    if not facts or facts[0][0] == SOURCE or not is_credited(facts[0][1], facts[0][0]):
        return None
    value = facts[0][1]
    return text[: text.index(value) + len(value)].rstrip(" /")


def find_line_below(blocks: Sequence[Block], furniture: Furniture) -> str | None:
    """The byline right below the box of the text: a name in bold, italics or at the right, or labelled.
    Author and source may be on two lines, in either order.
    """
    if _lists_writers(blocks):
        return None
    lines = _list_lines_below(blocks)
    found = _read_line_below(lines[0], furniture) if lines else None
    further = _read_line_below(lines[1], furniture) if found and len(lines) > 1 else None
    if not found or not further:
        return found
    if goes_on(*lines[:2]):
        return f"{found}\n{further}"
    return _join_lines(found, further, are_pair=_are_pair(lines))


def _lists_writers(blocks: Sequence[Block]) -> bool:
    """Whether the lines lead to several authors: those of the site."""
    return len({block.text for block in blocks if block.kind == TEXT and leads_to_author(block)}) > 1


def _list_lines_below(blocks: Sequence[Block]) -> Sequence[Block]:
    """The first three lines, without those who made pictures and page, and without buttons."""
    blocks = join_leading_pairs(blocks[1:] if blocks and heads_card(blocks[0]) else blocks)
    made = sum(1 for _ in takewhile(_names_makers, blocks[:_MOST_MAKERS]))
    lines = dropwhile(lambda block: is_button_heading(block.text), blocks[made:])
    return [part_pieces(each) for each in islice(lines, _NEAR) if each.kind == TEXT][:3]


def _names_makers(block: Block) -> bool:
    return block.kind == TEXT and is_credit_line(block.text)


def _are_pair(lines: Sequence[Block]) -> bool:
    """Whether the first two lines are beside each other and look alike, with no comment below the second."""
    one, other = lines[0].parent, lines[1].parent
    is_comment = any(map(is_running_text, lines[2:]))
    return one.getnext() is other and are_alike(one, other) and not is_comment


def _join_lines(found: str, further: str, *, are_pair: bool) -> str:
    """Both lines if one names the author and the other the source, the author first, or if both name authors
    and are a pair; else the upper one.
    """
    first, second = read_byline(found), read_byline(further)
    if first is None or second is None:
        return found
    if bool(first.authors) == bool(second.authors):
        return f"{found}\n{further}" if are_pair and first.authors else found
    return f"{found}\n{further}" if first.authors else f"{further}\n{found}"


def _read_line_below(block: Block, furniture: Furniture) -> str | None:
    if len(block.text) > LONGEST_NAME or not _is_marked_as_byline(block):
        return None
    if (joined := join_label(block)) is not None:
        return joined if is_byline(joined) and not furniture.is_outside(block.parent) else None
    if block.parent.tag in TOP_HEADINGS or is_beside(block.parent, furniture):
        return None
    return block.text if _may_sign(block, furniture) and _reads_as_byline(block) else None


def _may_sign(block: Block, furniture: Furniture) -> bool:
    """Whether the line is not a link, except to its author, or is labelled."""
    if not is_link(block.parent, furniture) or begins_with_label(block.text, " "):
        return True
    return leads_to_author(block) and heads_biography(block)


def _reads_as_byline(block: Block) -> bool:
    if is_byline(block.text) or (is_body(block.text) and rank_box(block.parent) in (BYLINE, AUTHOR_BOX)):
        return True
    return _is_set_apart(block)


def _is_marked_as_byline(block: Block) -> bool:
    """Whether the line is set apart from the text, or labelled, or leads to the author's page."""
    if block.bold or block.italic or block.align == "right":
        return True
    if begins_with_label(block.text, " ([") and not is_credit_line(block.text):
        return True
    return is_named_source(block.parent) or _names_outlet_or_work(block.text) or leads_to_author(block)


def _names_outlet_or_work(text: str) -> bool:
    """Whether it says for whom the named person wrote, or what they did: readers who comment do not."""
    read = read_byline(text)
    if read is None or not read.authors:
        return False
    return read.source is not None or any(author.role for author in read.authors)
