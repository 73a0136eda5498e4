"""The last paragraphs above a line, and which line below continues them: one that is set as they are, or an
intertitle among them that heads no comments, "Bình luận".
"""

import re
from collections.abc import Sequence
from itertools import islice

from dvcrawler.extract.block import IMAGE, TABLE, TEXT, Block
from dvcrawler.extract.bylines.byline_form import closes
from dvcrawler.extract.elements import SUBHEADINGS, Element, ancestors_or_self, are_alike, holds_any, look_of
from dvcrawler.extract.endings.comment_headings import heads_comments
from dvcrawler.extract.endings.end_lines import is_end_heading
from dvcrawler.extract.interface.button_labels import is_network
from dvcrawler.extract.lines.line_kinds import is_dated, is_link_line, is_picture_or_link, is_running_text
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: What a form for comments asks of readers.
_NOTE = lazy_regex(
    r"bình luận|ý kiến (?:của )?(?:bạn|quý)|tiếng việt có dấu|email|bắt buộc|kiểm duyệt|required|captcha"
    r"|mã xác (?:nhận|thực)|không được (?:công khai|hiển thị)|tòa soạn (?:có quyền|xin|giữ quyền)",
    re.I,
)
_LONGEST_NOTE = 200
#: Blocks that are passed to find the next paragraph, and paragraphs that it is compared with.
_MOST_PASSED, _MOST_COMPARED = 60, 5
#: Elements around a line.
_LEVELS = 12
#: What says nothing of readers, in folded form.
_PLAIN = lazy_regex(r"(?:y kien|binh luan|nhan xet|thao luan)\W{0,3}")
_LONGEST = 14
#: Blocks below the heading that show whether readers wrote them.
_NEAR = 6
#: Readers who wrote one after the other, and blocks in which they are counted.
_SEVERAL, _MOST = 2, 60


def is_note(text: str) -> bool:
    """Whether a form for comments prints the line for those who fill it in."""
    return len(text) <= _LONGEST_NOTE and _NOTE.search(text) is not None


def leads_nowhere(block: Block) -> bool:
    """Whether the block is a picture that is not a link."""
    return block.kind == IMAGE and not holds_any(block.parent, "a")


def list_lines_set_as(blocks: Sequence[Block], paragraph: Block) -> list[Block]:
    """The lines between a button and the paragraph below it that are set beside the latter: as a paragraph, a
    subheading or the item of a list. Labels, notes and links are none.
    """
    column = paragraph.parent.getparent()
    return [each for each in blocks if _is_set_in(each, column, paragraph.parent)]


def _is_set_in(block: Block, column: Element | None, paragraph: Element) -> bool:
    own, around = block.parent, block.parent.getparent()
    if around is None or not _says_something(block):
        return False
    is_item = own.tag == "li" and around.getparent() is column
    return is_item or (around is column and (are_alike(own, paragraph) or own.tag in SUBHEADINGS))


def _says_something(block: Block) -> bool:
    """Whether the line is neither a link, a label nor a note."""
    if block.kind != TEXT or is_link_line(block) or is_end_heading(block.text):
        return False
    return not (is_network(block.text) or is_note(block.text) or heads_comments(block.text))


class Paragraphs:
    """The last paragraphs of the text above, and the elements that they are set in."""

    def __init__(self, kept: Sequence[Block]) -> None:
        near = reversed(kept[-3 * _MOST_COMPARED :])
        texts = list(islice(filter(is_running_text, near), _MOST_COMPARED))
        self._last = texts[0] if texts else None
        self.are_none = not texts
        self._looks = {look_of(each.parent) for each in texts}
        self._parents = {each.parent for each in texts}
        self._columns = {each.parent.getparent() for each in texts}

    def find_part(self, element: Element) -> Element | None:
        """The element among the paragraphs that this is, or is in; None if it is not among them."""
        for each in ancestors_or_self(element, _LEVELS):
            if each in self._parents:
                return None
            if each.getparent() in self._columns or each.getparent() in self._parents:
                return each
        return None

    def hold_beside(self, block: Block) -> bool:
        """Whether the line is in an element of its own beside the paragraphs."""
        return block.parent.getparent() in self._columns

    def find_continuation(
        self, blocks: Sequence[Block], start: int, notes: int = 0, *, pictures: bool = False
    ) -> int | None:
        """The place of the next paragraph, or of the byline. `notes`: how many lines between may be neither
        that nor the name of a network. `pictures`: a picture among the paragraphs that leads nowhere counts
        too.
        """
        for place in range(start, min(len(blocks), start + _MOST_PASSED)):
            block = blocks[place]
            if is_picture_or_link(block):
                if pictures and self.hold_beside(block) and leads_nowhere(block):
                    return place
            elif self._continues(block, is_form=notes > 0):
                return place
            elif self._are_beside(block) and not is_network(block.text):
                notes -= 1
                if notes < 0:
                    return None
        return None

    def _continues(self, block: Block, *, is_form: bool) -> bool:
        if self._are_beside(block) and is_running_text(block):
            return not (is_form and is_note(block.text))
        return self.hold_beside(block) and self._is_byline(block)

    def _are_beside(self, block: Block) -> bool:
        if block.parent in self._parents:
            return True
        is_alike = block.kind == TABLE or look_of(block.parent) in self._looks
        return is_alike and self.hold_beside(block)

    def _is_byline(self, block: Block) -> bool:
        return self._last is not None and block.kind == TEXT and closes([self._last, self._last, block])


def is_intertitle(kept: Sequence[Block], blocks: Sequence[Block], place: int) -> bool:
    """Whether the heading and the paragraph below it are set as the paragraphs above, perhaps with a name
    between the two. Comments have dates, a number, boxes of their own, or name after name.
    """
    block = blocks[place]
    if len(block.text) > _LONGEST or not _PLAIN.fullmatch(fold(block.text)):
        return False
    own = Paragraphs(kept)
    if not own.hold_beside(block) or any(map(is_dated, blocks[place + 1 : place + 1 + _NEAR])):
        return False
    found = own.find_continuation(blocks, place + 1, 1)
    if found is None or found > place + 2:
        return False
    between = blocks[place + 1 : found]
    is_set_in = all(own.hold_beside(each) and not is_link_line(each) for each in between)
    return is_set_in and not _are_pairs(blocks[place + 1 : place + 1 + _MOST])


def _are_pairs(blocks: Sequence[Block]) -> bool:
    """Whether only several names are below, each above what that person says."""
    texts = [is_running_text(block) for block in blocks if block.kind == TEXT]
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    return len(pairs) >= _SEVERAL and all(pair == (False, True) for pair in pairs)
