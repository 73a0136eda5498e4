"""Dates that a page prints in parts: a calendar's leaf with boxes of its own for day and month, and the boxes
of a date line that nothing separates in the source, "15/03/202408:05".
"""

from collections.abc import Iterator, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, is_leaf
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.rows_of_facts import without_updates
from dvcrawler.extract.generic.updates.dates_of_changes import without_changes
from dvcrawler.extract.styles.glued_lines import MARK, list_pieces, separate_line
from dvcrawler.normalize.dates import find_date, is_date_line
from dvcrawler.normalize.dates.calendar_leaf import LEAF_SIZES, join_leaf, may_be_part
from dvcrawler.patterns import lazy_regex

#: Two boxes of one line have nothing between them in the source: "15/03/202408:05".
_GLUED = lazy_regex(
    r"(?<=[/.-](?:19|20)\d\d)(?=\d?\d[:hg]\d\d)|(?<=[:hg]\d\d)(?=\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d)"
    # A counter after the date: "15/03/2024128", "08:05128".
    r"|(?<=\d[/.-]\d[/.-](?:19|20)\d\d)(?=\d)|(?<=\d[/.-]\d\d[/.-](?:19|20)\d\d)(?=\d)|(?<=\d[:hg]\d\d)(?=\d)"
    # A calendar's leaf: "18Tháng 112024".
    r"|(?<=\d)(?=[Tt]h(?:áng )?\d)|(?<=[Tt]háng \d)(?=(?:19|20)\d\d(?!\d))"
    r"|(?<=[Tt]háng \d\d)(?=(?:19|20)\d\d(?!\d))|(?<=Th\d\d)(?=(?:19|20)\d\d(?!\d))"
    r"|(?<=Th\d)(?=(?:19|20)\d\d(?!\d))|(?<=\d\d\d\d)(?=/[^\W\d])"
    # The next label or a name after a time of day or a year: "08:15Cập nhật".
    r"|(?:(?<=[:hg]\d\d)|(?<=[/.-](?:19|20)\d\d))(?=[A-ZĐÂĂÊÔƠƯ][^\W\d_A-ZĐÂĂÊÔƠƯ])"
    r"|(?:(?<=(?:GMT|UTC)[+-]\d)|(?<=(?:GMT|UTC)[+-]\d\d))(?=[A-ZĐÂĂÊÔƠƯ][^\W\d_A-ZĐÂĂÊÔƠƯ])"
    r"|(?<=:\d\d (?:SA|CH|AM|PM))(?=[^\W\d_])(?!Ủ)"  # "5:36 CHLan Anh", not "5:36 CHỦ NHẬT"
)
#: Necessary for any of them, and found several times as fast.
_MAY_BE_GLUED = lazy_regex(r"\d(?:\d{4}|[Tt]h|[A-ZĐÂĂÊÔƠƯ]|/[^\W\d]| [SCAP][AHM][^\W\d_])|[:hg]\d{3}")
#: A year that was typed with a digit too many, and is not a counter in a box of its own.
_LONG_YEAR = lazy_regex(r"[/.-](?:19|20)\d{3}\W{0,3}\Z")
#: A word right before a day or after a number of two digits, or a number right after a year.
_GLUED_PIECES = lazy_regex(r"[^\W\d_]\d{1,2}\W|(?:19|20)\d\d\d|\d\d[^\W\d_]{3}")
#: The boxes of a calendar's leaf that nothing separates: "1206/2023", "12/062023".
_GLUED_LEAF = lazy_regex(r"\d{3,4}[/.-]\d{4}|\d{1,2}[/.-]\d{5,6}")


def read_parted(block: Block) -> str:
    """The line without the date of a change, its pieces parted that only a style parts: "Lan Anh5/6/2025"."""
    whole = without_changes(block)
    text = _part_glued(whole, block.parent)
    if "ập nhật" in whole and not is_date_line(whole) and (published := _without_update(block)):
        return published
    if whole != block.text or is_leaf(block.parent):
        return text
    if _GLUED_LEAF.fullmatch(text) and is_date_line(leaf := join_leaf([*list_pieces(block.parent)])):
        return leaf
    if not _GLUED_PIECES.search(text):
        return text
    parted = separate_line(block)
    return text if find_date(parted) is None else parted


def _part_glued(line: str, box: Element) -> str:
    """The line with its glued dates parted; not a year that was typed with a digit too many."""
    if not _MAY_BE_GLUED.search(line) or (is_leaf(box) and _LONG_YEAR.search(line)):
        return line
    return _GLUED.sub(" ", line)


def _without_update(block: Block) -> str | None:
    """The pieces of a row without the one that says when the article changed; None if it has no other day."""
    parts = separate_line(block).split(MARK)
    rest = without_updates(parts)
    return MARK.join(rest) if len(rest) < len(parts) else None


def find_leaves(
    blocks: Sequence[Block], start: int, end: int, furniture: Furniture
) -> Iterator[tuple[int, str]]:
    """A calendar's leaf, whose day and month are boxes of their own: "12" above "Tháng 6 2023"."""
    if not any(map(_is_number, blocks[start : end + max(LEAF_SIZES)])):
        return
    for place in range(start, end):
        if not may_be_part(blocks[place].text):
            continue
        size = next((n for n in LEAF_SIZES if _is_leaf(blocks[place : place + n], n)), 0)
        if size and not furniture.is_outside(blocks[place].parent):
            yield place, join_leaf([block.text for block in blocks[place : place + size]])


def _is_leaf(blocks: Sequence[Block], size: int) -> bool:
    if len(blocks) < size or any(block.kind != TEXT or not may_be_part(block.text) for block in blocks):
        return False
    texts = [block.text for block in blocks]
    is_date = any(map(_is_number, blocks)) and is_date_line(join_leaf(texts))
    return is_date and not any(map(is_date_line, texts))


def _is_number(block: Block) -> bool:
    return may_be_part(block.text) and block.text.strip(" ,/.-").isdigit()
