"""Facts about the article that its text ends with, in a small table or a list of terms: author and source."""

from collections.abc import Sequence
from typing import NamedTuple

from dvcrawler.extract.block import TABLE, Block
from dvcrawler.extract.generic.authors.credits import is_credited
from dvcrawler.extract.lines.label_lines import names_fact
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.bylines.labels import SOURCE
from dvcrawler.normalize.bylines.outlets import is_outlet

_LONGEST_LABEL, _LONGEST_VALUE, _MOST_ROWS = 30, 120, 8
_PAIRS = frozenset((("dt", "dd"), ("td", "td"), ("th", "td")))


class ClosingFacts(NamedTuple):
    """`places`: of the blocks with the facts; `credits`: (label, value) of author, account and source."""

    places: frozenset[int] = frozenset()
    credits: tuple[tuple[str, str], ...] = ()


_NO_FACTS = ClosingFacts()


def find_closing_facts(blocks: Sequence[Block], span: tuple[int, int]) -> ClosingFacts:
    """The facts in the last table or list of the text, if each of its rows is a fact about the page."""
    first, end = span
    if end - first < 2:
        return _NO_FACTS
    places = {end - 1} if blocks[end - 1].kind == TABLE else _find_pairs(blocks, first, end)
    rows = _rows_of(blocks, sorted(places))
    found = [_read_row(*row) for row in rows]
    credited = tuple(fact for facts in found for fact in facts)
    # A book that an article presents has other facts: a publisher, pages and a price.
    is_all_facts = all(
        facts or names_fact(label.rstrip(" :")) for facts, (label, _) in zip(found, rows, strict=True)
    )
    return ClosingFacts(frozenset(places), credited) if credited and is_all_facts else _NO_FACTS


def _find_pairs(blocks: Sequence[Block], first: int, end: int) -> set[int]:
    """The places of the `<dt>` and `<dd>` of the last list of terms, or of the cells of the last row."""
    box = blocks[end - 1].parent.getparent() if blocks[end - 1].parent.tag in ("dd", "td") else None
    start = end
    while start > first and box is not None and blocks[start - 1].parent.getparent() is box:
        start -= 1
    tags = [str(each.parent.tag) for each in blocks[start:end]]
    pairs = set(zip(tags[::2], tags[1::2], strict=False))
    return set(range(start, end)) if len(tags) % 2 == 0 and pairs <= _PAIRS else set()


def _rows_of(blocks: Sequence[Block], places: Sequence[int]) -> list[tuple[str, str]]:
    """(label, value) of each row; none if a table has other rows too."""
    if len(places) != 1:
        texts = [blocks[place].text for place in places]
        return list(zip(texts[::2], texts[1::2], strict=True))
    rows = [row.split(" | ") for row in blocks[places[0]].text.split("\n")[: _MOST_ROWS + 1]]
    is_small = len(rows) <= _MOST_ROWS and all(len(row) == 2 for row in rows)
    return [(label, value) for label, value in rows] if is_small else []


def _read_row(label: str, value: str) -> list[tuple[str, str]]:
    if len(label) > _LONGEST_LABEL or len(value) > _LONGEST_VALUE:
        return []
    facts = split_facts(f"{label.rstrip(' :')}: {value}")
    return [each for each in facts if is_outlet(each[1]) if each[0] == SOURCE] + [
        each for each in facts if each[0] != SOURCE and is_credited(each[1], each[0])
    ]
