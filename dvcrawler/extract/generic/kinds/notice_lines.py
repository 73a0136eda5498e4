"""Which lines below the headline of a notice are its text, and which are sentences."""

from collections.abc import Sequence

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element, is_within
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.files.lines_of_files import is_file_line
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.fact_lines import is_fact_line
from dvcrawler.extract.generic.boilerplate.site_notices import is_site_notice
from dvcrawler.extract.generic.dates.set_off_dates import is_of_event
from dvcrawler.extract.generic.text.lead import is_named_lead
from dvcrawler.extract.generic.text.opening_pictures import is_of_article
from dvcrawler.normalize.dates import find_date, is_date_line

HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4"))
#: Characters beside the date in a line that is little else.
LONGEST_BESIDE_DATE = 50


def list_notice_lines(
    blocks: Sequence[Block], heading: Element, furniture: Furniture, files: frozenset[Element]
) -> list[Block]:
    """The blocks of the text among those below the headline."""
    lines = [
        block
        for place, block in enumerate(blocks)
        if not _is_beside(block, heading, furniture, files) and not _is_date(blocks, place)
    ]
    return _drop_head_pictures(lines, furniture)


def is_lead_of_head(block: Block) -> bool:
    """Whether the line is a lead that the page sets as a heading, which is not yet the text."""
    return block.parent.tag in HEADING_TAGS and (is_named_lead(block) or is_sentence(block))


def _drop_head_pictures(blocks: list[Block], furniture: Furniture) -> list[Block]:
    """The blocks without the buttons and portraits above the first sentence."""
    first = find_sentence(blocks)
    head = [each for each in blocks[:first] if each.kind != IMAGE or is_of_article(each, furniture)]
    return [*head, *blocks[first:]]


def find_sentence(blocks: Sequence[Block]) -> int:
    """The place of the first sentence; 0 without one."""
    return next((n for n, block in enumerate(blocks) if is_sentence(block)), 0)


def is_sentence(block: Block) -> bool:
    return block.kind == TEXT and ends_sentence(block.text)


def ends_sentence(text: str) -> bool:
    return text.endswith(SENTENCE_ENDS) and " " in text


def _is_beside(block: Block, heading: Element, furniture: Furniture, files: frozenset[Element]) -> bool:
    """Whether the block is not part of the text: furniture, a fact about the page, the line of a file."""
    if is_within(block.parent, heading):
        return True
    if furniture.is_apart(block.parent):
        return True
    if block.kind != TEXT:
        return False
    if is_site_notice(block.text):
        return True
    return is_file_line(block, files) or is_fact_line(block)


def _is_date(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line is hardly more than a date. One with a label of its own, or of an event whose place is
    named too, belongs to the text: "Hạn nộp hồ sơ: 30/06/2023".
    """
    text = blocks[place].text
    if blocks[place].kind != TEXT or is_of_event(blocks, place):
        return False
    found = find_date(text)
    if found is None:
        return is_date_line(text)
    beside = (text[: found[0]] + text[found[1] :]).strip()
    return len(beside) <= LONGEST_BESIDE_DATE and ":" not in beside and not text.endswith(".")
