"""Lines of facts about a page that are not its text: which account published it, where, what is counted; also
in a row between headline and text, each in a box of its own.
"""

import re
from collections.abc import Iterator, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.author_names import is_about_author
from dvcrawler.extract.elements import Element, ancestors_or_self, text_length
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.files.attachments import heads_files
from dvcrawler.extract.generic.authors.credits import is_credited
from dvcrawler.extract.generic.section import section_of_line
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.normalize.bylines.account_lines import is_account_line
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.bylines.labels import ACCOUNT, SOURCE
from dvcrawler.patterns import lazy_regex

#: A label whose value is in a box of its own, and the count of something that a pictogram names.
_LABEL_ALONE = lazy_regex(
    r"(?:bởi|by|ngày(?: đăng| tạo)?|thời gian(?: đăng)?|đăng(?: lúc| ngày)?|tác giả|người đăng|posted on"
    r"|date)\s?:?",
    re.I,
)
_NUMBER = lazy_regex(r"[\d.,]{1,10} ?[kKmM]?")
#: Characters of such a line.
_LONGEST_FACT = 60
_LABEL = lazy_regex(r":(?!\d)")
_LONGEST_LINE, _MOST_LINES = 60, 12
#: Characters of the row, with a headline that is in its box.
_LONGEST_ROW = 500


def _is_label_of_facts(block: Block) -> bool:
    """Whether the line heads a list of facts: Joomla's "Chi tiết"."""
    return block.parent.tag == "dt" and "info" in (block.parent.get("class") or "")


def is_fact_line(block: Block) -> bool:
    """Whether the line is "Người đăng: quantri", "trong Thời sự", "Tập tin đính kèm" or about the author."""
    text = block.text
    if block.kind != TEXT or is_about_author(block.parent):
        return block.kind == TEXT
    if len(text) > _LONGEST_FACT or text.endswith(SENTENCE_ENDS):
        return False
    return _is_label_or_number(block) or _is_of_head(block) or _are_facts(text)


def _is_label_or_number(block: Block) -> bool:
    if _LABEL_ALONE.fullmatch(block.text) or _NUMBER.fullmatch(block.text):
        return True
    return _is_label_of_facts(block)


def _is_of_head(block: Block) -> bool:
    """Whether the line names an account, counts readers, heads files or names the section."""
    text = block.text
    return is_account_line(text) or is_counter(text) or heads_files(text) or bool(section_of_line(block))


def _are_facts(text: str) -> bool:
    facts = split_facts(text)
    return bool(facts) and not any(label != ACCOUNT and is_credited(value, label) for label, value in facts)


def is_credit(block: Block) -> bool:
    """Whether the line only names the author or the source: "Tác giả: Lan Anh"."""
    if block.kind != TEXT or len(block.text) > _LONGEST_FACT or block.text.endswith(SENTENCE_ENDS):
        return False
    facts = split_facts(block.text)
    return bool(facts) and all(label == SOURCE or is_credited(value, label) for label, value in facts)


def find_head_row(blocks: Sequence[Block], date: int, start: int, first: int) -> Iterator[int]:
    """The places of the short lines in the row. `date`: the place of the date, which is between the headline
    and `first`, the place of the first sentence; `start`: that of the block below the headline.
    """
    if not start <= date < first < len(blocks) or first - start > _MOST_LINES:
        return
    row = _find_row(blocks[date].parent, blocks[first].parent)
    if row is None:
        return
    inside = frozenset(row.iter())
    for place in range(start, first):
        if place != date and blocks[place].parent in inside and _is_fact(blocks[place]):
            yield place


def _find_row(date: Element, sentence: Element) -> Element | None:
    """The largest box around the date that does not hold the first sentence."""
    around = frozenset(ancestors_or_self(sentence))
    row = None
    for box in ancestors_or_self(date):
        if box in around or text_length(box) > _LONGEST_ROW:
            break
        row = box
    return row


def _is_fact(block: Block) -> bool:
    """Whether the line is short and not a sentence; one with a label may state what the text is about."""
    text = block.text
    if block.kind != TEXT or len(text) > _LONGEST_LINE or _LABEL.search(text):
        return False
    return not text.endswith(SENTENCE_ENDS)
