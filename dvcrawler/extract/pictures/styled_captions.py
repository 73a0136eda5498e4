"""Captions that only their style sets apart: lines right below a picture, in italics or centred."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.lines.verse import are_couplet
from dvcrawler.extract.pictures.essay_captions import SENTENCE_END
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.text import is_blank_mark
from dvcrawler.patterns import lazy_regex

#: Characters of a caption, and of a credit on a line of its own.
LONGEST_BARE, LONGEST_CREDIT = 250, 60
#: Caps the lines of one caption that is printed as separate paragraphs.
_MOST_LINES = 3
#: Characters of a paragraph, and of a lead.
_PARAGRAPH, _SHORTEST_LEAD = 80, 100
_CLOSED = (".", "!", "?", "…", ")")
#: "Ảnh: Lan Anh" on a separate line.
_LEADING_CREDIT = lazy_regex(r"\(?Ảnh\s?:", re.I)


def is_mostly_plain(blocks: Sequence[Block]) -> bool:
    """Whether most of the text is neither in italics, unless bold, nor centred, which then mark captions."""
    lengths = [(len(each.text), _is_styled(each) and not each.bold) for each in blocks if each.kind == TEXT]
    return 3 * sum(length for length, styled in lengths if styled) <= sum(length for length, _ in lengths)


def without_centring(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks as if none were centred, where most paragraphs are: a `<center>` around the whole page."""
    long = [each for each in blocks if len(each.text) >= _PARAGRAPH and "\n" not in each.text]
    if 2 * sum(each.align == "center" for each in long) <= len(long):
        return blocks
    return [each._replace(align="") if each.align == "center" else each for each in blocks]


def _is_styled(block: Block) -> bool:
    return block.align == "center" or block.italic


def find_styled_captions(blocks: Sequence[Block], place: int, captions: Sequence[str]) -> list[str]:
    """The lines right below a picture that are set apart as captions are, all in the first one's style.

    In italics alone they count only where plain text follows; below a picture that opens the text a long line
    may be the lead. The first text of the article is the lead if bold (baonamdinh.vn, 2020: centred, below
    the first picture).
    """
    if captions or place >= len(blocks) or not _may_be_styled(blocks, place):
        return []
    lines = _above_couplet(blocks[place : place + _MOST_LINES + 2])
    found = _take_captions(lines[: _MOST_LINES + 1], blocks[:place])
    if len(found) > _MOST_LINES:  # a poem or a passage in italics
        return []
    is_last = place + len(found) >= len(blocks)
    return [] if is_last and blocks[place].align != "center" else found


def _above_couplet(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks above two verses, with which a text may continue below a picture or its caption."""
    for place, (one, other) in enumerate(pairwise(blocks)):
        if are_couplet(one.text, other.text):
            return blocks[:place]
    return blocks


def _may_be_styled(blocks: Sequence[Block], place: int) -> bool:
    first = blocks[place]
    if not _is_styled(first) or not (first.align == "center" or place > 1 or _is_no_lead(blocks, place)):
        return False
    return not first.bold or _hold_text(blocks[:place])


def _is_no_lead(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line below the picture that opens the text is not its lead: it is short, is in the picture's
    paragraph, or has the lead, in bold type, below it.
    """
    first, below = blocks[place], blocks[place + 1 : place + 2]
    if len(first.text) <= _SHORTEST_LEAD or any(each.bold for each in below):
        return True
    return first.parent.tag == "p" and first.parent is blocks[place - 1].parent


def _take_captions(blocks: Sequence[Block], above: Sequence[Block]) -> list[str]:
    """The first lines that read as captions and look alike, up to a credit or the end of a sentence."""
    found: list[str] = []
    for block in blocks:
        if block.kind != TEXT:
            break
        if found and _LEADING_CREDIT.match(block.text) and len(block.text) <= LONGEST_CREDIT:
            return [*found, block.text]
        if (block.italic, block.align) != (blocks[0].italic, blocks[0].align):
            break
        if not _reads_as_caption(block, above) or (found and found[-1].endswith(_CLOSED)):
            break
        found.append(block.text)
    return found


def _reads_as_caption(block: Block, above: Sequence[Block]) -> bool:
    """One of several sentences is in italics, and centred as the picture within the text is; no quotation."""
    text, is_centred = block.text, _ends_centred(above)
    if len(text) > LONGEST_BARE or is_blank_mark(text) or (block.bold and not block.italic):
        return False
    may_go_on = is_centred and _may_go_on(block, above)
    if is_labelled_byline(text) or (SENTENCE_END.search(text) and not may_go_on):
        return False
    return not is_byline(text) or _names_who_is_shown(block, is_centred=is_centred)


def _ends_centred(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and blocks[-1].align == "center"


def _hold_text(blocks: Sequence[Block]) -> bool:
    return any(each.kind == TEXT for each in blocks)


def _may_go_on(block: Block, above: Sequence[Block]) -> bool:
    """Whether the line is centred and in italics, and no quotation, within the text."""
    is_set = block.align == "center" and block.italic and not block.bold and block.text[0].isalnum()
    return is_set and _hold_text(above)


def _names_who_is_shown(block: Block, *, is_centred: bool) -> bool:
    """Whether a name below a picture is that of the person in it: bylines are not centred and in italics, nor
    centred as the picture is.
    """
    is_set = block.align == "center" and (block.italic or is_centred)
    return is_set and not begins_with_label(block.text, " (")


def is_labelled_byline(text: str) -> bool:
    return text.lower().startswith(("tin", "bài", "thực hiện"))
