"""A heading such as "Bình luận" that an editor set among the paragraphs: it heads no readers' comments."""

from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.endings.paragraphs_above import Paragraphs
from dvcrawler.extract.lines.line_kinds import is_dated, is_link_line, is_running_text
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: What says nothing of readers, in folded form.
_PLAIN = lazy_regex(r"(?:y kien|binh luan|nhan xet|thao luan)\W{0,3}")
_LONGEST = 14
#: Blocks below the heading that show whether readers wrote them.
_NEAR = 6
#: Readers who wrote one after the other, and blocks in which they are counted.
_SEVERAL, _MOST = 2, 60


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
