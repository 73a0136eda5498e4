"""A calendar's leaf: boxes of their own for day, month and year, such as "12" above "Tháng 6 2023"."""

from collections.abc import Sequence

from dvcrawler.patterns import lazy_regex

#: How many boxes a leaf has.
LEAF_SIZES = (2, 3)
_LONGEST_PART = 16
#: "12" above "06/2023", or "12/06" above "2023".
_SHORT_LEAF = lazy_regex(r"\d{1,2} \d{1,2} ?[/.-] ?(?:19|20)\d\d|\d{1,2} ?[/.-] ?\d{1,2} (?:19|20)\d\d")
_BETWEEN_NUMBERS = lazy_regex(r" ?[/.-] ?| ")


def may_be_part(text: str) -> bool:
    """Whether the text is short enough for a box of a leaf."""
    return len(text) <= _LONGEST_PART


def join_leaf(parts: Sequence[str]) -> str:
    """The texts of the boxes as one line: "12/06/2023", "12 Tháng 6 2023"."""
    line = " ".join(parts)
    return _BETWEEN_NUMBERS.sub("/", line) if _SHORT_LEAF.fullmatch(line) else line
