"""Lines of facts about a page that are not its text: which account published it, where, what is counted."""

import re

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.author_names import is_about_author
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.files.attachments import heads_files
from dvcrawler.extract.generic.authors.credits import is_credited
from dvcrawler.extract.generic.section import section_of_line
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.normalize.bylines.account_lines import is_account_line, split_facts
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
