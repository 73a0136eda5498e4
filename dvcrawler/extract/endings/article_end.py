"""Where an article ends: a line that may end it, judged by the blocks below.

A box of other articles or a row of buttons within the text is passed over; a footer that the text itself
prints (a telephone number, a sentence that begins like one) is kept.
"""

import re
from collections.abc import Sequence
from itertools import dropwhile

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.bylines.byline_form import closes
from dvcrawler.extract.endings.boxes_within import (
    Below,
    find_end_of_excerpts,
    find_pictures_above,
    find_text_below_box,
    heads_form,
)
from dvcrawler.extract.endings.comment_headings import counts_no_comments, heads_comments
from dvcrawler.extract.endings.comments_below import is_between_names, is_over, precedes_comments
from dvcrawler.extract.endings.end_lines import ends_article, is_button_heading, is_contact, is_end_heading
from dvcrawler.extract.endings.paragraphs_above import Paragraphs, is_intertitle, is_note, list_lines_set_as
from dvcrawler.extract.lines.line_kinds import is_link_line, is_picture_or_link, is_running_text, prose_of
from dvcrawler.patterns import lazy_regex

#: Lines of the imprint, and those below the owner's that say who answers for the site.
_LONGEST_IMPRINT, _LINES_OF_OWNER = 8, 2
_OWNER = lazy_regex(r"(?:đơn vị|cơ quan) (?:chủ quản|quản lý)\s?:", re.I)
_ANSWERS = lazy_regex(
    r"(?:người )?chịu trách nhiệm|giấy phép|(?:phó )?tổng biên tập|trưởng ban biên tập|t(?:òa|oà) soạn", re.I
)
#: Caps the lines of a box that are skipped to find text, or the byline, below it.
_LONGEST_BOX = 40
#: Caps the lines below a telephone number that are searched for a footer.
_FOOTER_LINES = 100


def until_end(blocks: Sequence[Block], *, late: float = 1.0) -> list[Block]:
    """The blocks up to the end of the article, without boxes of other articles among them.

    If more than the share `late` of all prose is below a line, the line heads a box within the text.
    """
    kept: list[Block] = []
    blocks = list(dropwhile(lambda block: block.kind == TEXT and heads_form(block), blocks))
    below: list[int] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if byline := _find_byline_below(kept, blocks, place):
            kept.extend(byline)
            break
        is_comments = precedes_comments(blocks, place)
        if block.kind != TEXT or not kept or not (is_comments or ends_article(block.text)):
            kept.append(block)
            place += 1
            continue
        below = below or _measure_prose_below(blocks)  # most texts have no such line
        is_late = below[place + 1] <= late * below[0]
        continued = _continue_below(kept, blocks, place, is_comments=is_comments, is_late=is_late)
        if continued is None:
            break
        kept.extend(continued.passed)
        place = continued.place
    return _without_imprint(kept)


def _find_byline_below(kept: Sequence[Block], blocks: Sequence[Block], place: int) -> Sequence[Block]:
    """The byline of the article, if it is all that is below the heading of comments or a button: the names of
    readers are above what they wrote.
    """
    block = blocks[place]
    if not kept or block.kind != TEXT or len(blocks) - place > _LONGEST_BOX:
        return ()
    if not (heads_comments(block.text) or is_button_heading(block.text)):
        return ()
    below = [each for each in blocks[place + 1 :] if not is_note(each.text)]
    return below if len(below) == 1 and _is_first_byline(below, kept) else ()


def _is_first_byline(below: Sequence[Block], kept: Sequence[Block]) -> bool:
    return closes([*kept, *below]) and not closes(kept)


def _without_imprint(kept: list[Block]) -> list[Block]:
    """The blocks without the imprint of the site at their end: to whom it belongs, and who answers for it."""
    for place in range(max(1, len(kept) - _LONGEST_IMPRINT), len(kept)):
        if kept[place].kind == TEXT and _OWNER.match(kept[place].text):
            below = kept[place + 1 : place + 1 + _LINES_OF_OWNER]
            is_imprint = any(_ANSWERS.match(each.text) for each in below)
            return kept[:place] if is_imprint else kept
    return kept


def _continue_below(
    kept: Sequence[Block], blocks: Sequence[Block], place: int, *, is_comments: bool, is_late: bool
) -> Below | None:
    """Where the article continues below a line that may end it; None if it is over."""
    block = blocks[place]
    below_box = None if is_contact(block.text) else find_text_below_box(kept, blocks, place)
    if below_box is not None:
        return below_box
    if is_end_heading(block.text) and (end := find_end_of_excerpts(blocks, place)):
        return Below(end) if Paragraphs(kept).find_continuation(blocks, end) is not None else None
    if (below := _find_next(kept, blocks, place)) is not None:
        return below
    return _resume(kept, blocks, place, is_comments=is_comments, is_late=is_late)


def _resume(
    kept: Sequence[Block], blocks: Sequence[Block], place: int, *, is_comments: bool, is_late: bool
) -> Below | None:
    block = blocks[place]
    resumed = _find_resumption(kept, blocks, place)
    if is_comments and not counts_no_comments(block.text) and is_over(block, kept, resumed):
        return None
    if is_comments and is_between_names(blocks, place):
        return None
    if resumed is None:
        return None if is_late else Below(place + 1)
    return Below(resumed, _select_kept(blocks[place:resumed]))


def _heads_numbers(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line heads telephone numbers of the text: "Đường dây nóng:"."""
    below = blocks[place + 1 : place + 2]
    return is_contact(blocks[place].text) and any(map(str.isdigit, below[0].text if below else ""))


def _find_next(kept: Sequence[Block], blocks: Sequence[Block], place: int) -> Below | None:
    """Where the text continues below a button, or below the number of comments where there are none."""
    if not (counts_no_comments(blocks[place].text) or is_button_heading(blocks[place].text)):
        return None
    found = Paragraphs(kept).find_continuation(blocks, place + 1, pictures=True)
    if found is None or find_end_of_excerpts(blocks, place):
        return None
    first = max(place + 1, find_pictures_above(blocks, found))
    return Below(first, list_lines_set_as(blocks[place + 1 : first], blocks[found]))


def _measure_prose_below(blocks: Sequence[Block]) -> list[int]:
    """The characters of prose from each place on, and from the end on."""
    below = [0]
    for block in reversed(blocks):
        below.append(below[-1] + prose_of(block))
    return below[::-1]


def _select_kept(passed: Sequence[Block]) -> Sequence[Block]:
    """The line and the blocks skipped below it, without headings and links."""
    if is_end_heading(passed[0].text) and len(passed) > 1:
        return ()
    return [block for block in passed if not is_link_line(block)]


def _find_resumption(kept: Sequence[Block], blocks: Sequence[Block], place: int) -> int | None:
    """The place at which the article continues below the line; None if it is over."""
    block = blocks[place]
    if is_intertitle(kept, blocks, place):
        return place + 1
    if is_contact(block.text) and (not is_end_heading(block.text) or _heads_numbers(blocks, place)):
        return place + 1 if _is_in_text(blocks[place + 1 : place + 1 + _FOOTER_LINES]) else None
    for below in range(place + 1, min(len(blocks), place + _LONGEST_BOX)):
        if not is_picture_or_link(blocks[below]):
            goes_on = is_running_text(blocks[below]) and _is_beside(blocks[below], kept)
            return below if goes_on else None
    return None


def _is_in_text(below: Sequence[Block]) -> bool:
    """Whether a line with a telephone number belongs to the text: no footer follows before it continues."""
    for block in below:
        if is_running_text(block):
            return True
        if block.kind == TEXT and ends_article(block.text) and not is_contact(block.text):
            return is_end_heading(block.text)
    return True


def _is_beside(block: Block, kept: Sequence[Block]) -> bool:
    """Whether the block is among the same paragraphs as the text above."""
    around = block.parent.getparent()
    return any(
        each.parent is block.parent or each.parent.getparent() is around
        for each in kept[-5:]
        if each.kind in (TEXT, TABLE)
    )
