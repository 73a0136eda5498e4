"""Whether a line with a date says little else, or sets the date off from a name or a section."""

import re

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import ancestors_or_self, names_of
from dvcrawler.extract.generic.authors.dated_names import is_dated_line, is_posted_line
from dvcrawler.extract.generic.dates.visit_dates import pieces_with_digits
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.normalize.bylines.account_lines import is_account_line
from dvcrawler.normalize.dates import find_update, read_date
from dvcrawler.patterns import lazy_regex

#: Characters beside a date on its line.
LONGEST_BESIDE = 70
_DATE_NAMES = lazy_regex(r"date|time|ngay|publish|post(?:ed)?-?on|meta|info", re.I)
#: Parts a date from the name or section before it: "Thời sự | 15/03/2024 08:05".
_PARTED = lazy_regex(r"[|•·»]\s*$")
#: Before the time of an event: "Khai mạc lúc 08:15 12/03/2021".
_IS_EVENT = lazy_regex(r"^\D*\b(?:lúc|vào|hồi|từ|đến|trước|sau)\s*(?=\d)", re.I)
_PARTS = lazy_regex(r"[|•·»>/]|\s[-–—]\s")
_MOST_WORDS_BEFORE, _LONGEST_BEHIND = 6, 40


def holds_little_else(block: Block, text: str, found: tuple[int, int], *, in_head: bool) -> bool:
    """Whether the line is named after its date, begins with it, or has the form of a dated line."""
    beside = (text[: found[0]] + text[found[1] :]).strip()
    if len(beside) > LONGEST_BESIDE and len(beside.replace(find_update(text) or "", "")) > LONGEST_BESIDE:
        return False
    return _is_named(block) or (found[0] == 0 and beside[-1:] != ".") or is_dated_line(text, in_head=in_head)


def is_set_off(text: str, found: tuple[int, int]) -> bool:
    """Whether the date ends a line after a name or a section, with a mark between them or a time of day.

    A counter or a label may follow it.
    """
    before, date, behind = text[: found[0]], text[found[0] : found[1]], text[found[1] :].strip()
    if len(behind) > _LONGEST_BEHIND or behind.endswith(".") or behind.startswith(":"):
        return False
    if date.startswith(("(", "[")) and not behind:
        return read_date(date).at is not None
    if is_counter(before) or is_account_line(before.strip()):
        return True
    if not _may_be_name(before):
        return False
    return is_posted_line(text) or _is_parted(before, date)


def _is_parted(before: str, date: str) -> bool:
    """Whether a mark or a time of day sets the date off from the name."""
    if _PARTED.search(before):
        return True
    return read_date(date).at is not None and not _IS_EVENT.search(before + date)


def _may_be_name(before: str) -> bool:
    """Whether the words before a date may be a name or a section."""
    if len(before) > LONGEST_BESIDE or any(map(str.isdigit, before)) or before.rstrip().endswith(":"):
        return False
    return len(_PARTS.split(before.rstrip(" |•·»>/–—-"))[-1].split()) <= _MOST_WORDS_BEFORE


def _is_named(block: Block) -> bool:
    """Whether the line is in a box that is named after the date."""
    near = [*pieces_with_digits(block), *ancestors_or_self(block.parent, 2)]
    return any(_DATE_NAMES.search(names_of(e)) for e in near)
