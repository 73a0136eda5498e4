"""Excerpts of other articles in no box of their own: linked headlines, each with one paragraph.

A text may have links between its paragraphs too. Only headlines that are headings, that are beside a linked
picture or that share a box with their excerpt are sure to be those of a list; the others are kept and named.
Names of a few words are kept too, and headings with numbers are those of the text.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from dvcrawler.extract.block import TEXT, Block, doubt_blocks
from dvcrawler.extract.bylines.byline_form import closes
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.teasers.excerpt_pairs import Excerpt, read_excerpt
from dvcrawler.extract.lines.line_kinds import PROSE, prose_length
from dvcrawler.extract.lines.link_lists import introduces
from dvcrawler.items import Problem
from dvcrawler.patterns import lazy_regex

#: Excerpts in boxes of their own, and among the paragraphs: two links may be above two paragraphs by chance.
_FEWEST, _FEWEST_BARE = 2, 3
#: Characters of one below "Tin liên quan" or the like.
_SHORTEST_HEADED = 15
#: Words of a name, such as that of a place; one of several headlines has more.
MOST_NAME_WORDS = 6
#: The number of an item: "2. Cầu tàu gỗ", "IV/ Chợ nổi", "Điểm đến 3: …".
NUMBERED = lazy_regex(r"(?:\d{1,2}|[IVX]{1,5})\s?[.)/:–-]\s?[^\W\d]|\w+(?: \w+)? \d{1,2}\s?:\s", re.I)
#: Ends excerpts that break off.
_BREAKS = ("...", "…", "[…]", "[...]")
IN_A_ROW = doubt_blocks("several links, each with one paragraph below: excerpts of other articles, perhaps")


class Run(NamedTuple):
    """Excerpts in a row. `is_sure`: whether they are of other articles; `texts`: without the headlines."""

    blocks: Sequence[Block]
    texts: Sequence[str]
    is_sure: bool


def find_runs(blocks: Sequence[Block], furniture: Furniture) -> Iterator[Run]:
    """The runs of excerpts among the blocks."""
    place, whole = 0, None
    while place < len(blocks):
        excerpts = _read_run(blocks, place, furniture)
        if not excerpts:
            place += 1
            continue
        end = excerpts[-1].end
        whole = prose_length(blocks) if whole is None else whole
        run = _judge(blocks, place, whole, excerpts)
        if run is not None:
            yield run
        place = end


def find_sure(runs: Iterable[Run]) -> frozenset[int]:
    """The identities of the blocks that are sure to be of other articles."""
    return frozenset(id(block) for run in runs if run.is_sure for block in run.blocks)


def find_doubt(runs: Iterable[Run], paragraphs: Collection[str]) -> tuple[Problem, ...]:
    """A problem if perhaps some of the paragraphs are excerpts."""
    unsure = (run for run in runs if not run.is_sure)
    return (IN_A_ROW,) if any(not set(run.texts).isdisjoint(paragraphs) for run in unsure) else ()


def _read_run(blocks: Sequence[Block], place: int, furniture: Furniture) -> list[Excerpt]:
    """The excerpts of one form in a row: a single link above a paragraph may come before those of a list."""
    found: list[Excerpt] = []
    if read_excerpt(blocks, place, furniture, least=_SHORTEST_HEADED) is None:
        return found
    least = _SHORTEST_HEADED if _is_headed(blocks, place) else PROSE
    while (excerpt := read_excerpt(blocks, place, furniture, least=least)) is not None:
        if found and excerpt.form != found[0].form:
            break
        found.append(excerpt)
        place = excerpt.end
    return found


def _is_headed(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line above says that other articles follow."""
    return any(
        each.kind == TEXT and heads_other_articles(each.text) for each in blocks[max(0, place - 1) : place]
    )


def _judge(blocks: Sequence[Block], start: int, whole: int, excerpts: Sequence[Excerpt]) -> Run | None:
    """`whole`: the characters of all blocks. Below the byline, all to the end is of others."""
    end = excerpts[-1].end
    if start > 1 and end == len(blocks) and closes(blocks[:start]):
        return Run(blocks[start:], [each.text.text for each in excerpts], is_sure=True)
    if len(excerpts) < _FEWEST or len({each.address for each in excerpts}) < len(excerpts):
        return None
    if _are_of_text(blocks, start, excerpts):
        return None
    fewest = _FEWEST if _is_headed(blocks, start) else _FEWEST_BARE
    return _weigh(blocks[start:end], whole, excerpts, fewest)


def _are_of_text(blocks: Sequence[Block], start: int, excerpts: Sequence[Excerpt]) -> bool:
    """Whether they are parts of the text: numbered, or introduced by the line above."""
    if all(NUMBERED.match(each.headline.text) for each in excerpts):
        return True
    return introduces(blocks[start - 1].text if start else "")


def _weigh(blocks: Sequence[Block], whole: int, excerpts: Sequence[Excerpt], fewest: int) -> Run | None:
    """A run if there is more text than excerpts; a survey of the week's news consists of them."""
    marks = all(each.is_marked for each in excerpts), 2 * prose_length(blocks) <= whole
    is_list = all(marks) and _are_of_list(excerpts)
    if not any(marks) or len(excerpts) < (_FEWEST if is_list else fewest):
        return None
    is_sure = all(marks) and (is_list or not _are_names(excerpts))
    return Run(blocks, [each.text.text for each in excerpts], is_sure)


def _are_of_list(excerpts: Sequence[Excerpt]) -> bool:
    """Whether two of them are enough: each in a box of its own, or breaking off."""
    break_off = all(each.text.text.endswith(_BREAKS) for each in excerpts)
    return break_off or all(each.is_item for each in excerpts)


def _are_names(excerpts: Sequence[Excerpt]) -> bool:
    return all(len(each.headline.text.split()) <= MOST_NAME_WORDS and not each.picture for each in excerpts)
