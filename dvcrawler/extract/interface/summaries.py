"""Summaries of an article that its page prints beside the text, mostly by a program: "Tóm tắt bằng AI"."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from dvcrawler.extract.block import TEXT, Block, doubt_blocks
from dvcrawler.extract.elements import Element, ancestors_or_self, find_common_box, is_within
from dvcrawler.extract.lines.line_kinds import is_paragraph
from dvcrawler.items import Problem
from dvcrawler.patterns import lazy_regex

_AI = r"(?:ai|a\.i\.?|trí tuệ nhân tạo|chatgpt|gemini|chatbot)"
_WHAT = r"(?: (?:nhanh|nội dung|bài(?: viết| báo)?|tin(?: tức)?|thông tin|ý chính|này))"
_BY = rf"[ (]{{1,2}}(?:(?:bằng|bởi|với|từ|do|qua) )?(?:công (?:nghệ|cụ) )?{_AI}(?: (?:tạo|thực hiện))?\)?"
_HEADING = lazy_regex(
    rf"(?P<plain>tóm tắt{_WHAT}{{1,3}})|(?:(?:nội dung|bài viết|tin) )?(?:được )?tóm tắt{_WHAT}{{0,3}}{_BY}"
    rf"|(?:các |những )?(?:điểm|ý|nội dung) chính{_BY}|(?:trợ lý |công cụ )?{_AI} tóm tắt{_WHAT}{{0,3}}",
    re.I,
)
_BULLETS = ("- ", "– ", "• ", "+ ", "* ", "✓", "✔", "▪", "●", "■")
_LONGEST_HEADING, _FEWEST, _LEVELS = 60, 2, 3
#: Characters of the text beside a summary.
_LEAST_TEXT = 200
#: Paragraphs of a text among which the heading of a summary is.
_MOST_ABOVE = 5
_OF_PROGRAM = doubt_blocks("paragraphs are below the heading of a summary by a program")


def without_summaries(blocks: Sequence[Block]) -> Sequence[Block]:
    places = find_summaries(blocks)
    return [block for place, block in enumerate(blocks) if place not in places] if places else blocks


def find_summaries(blocks: Sequence[Block]) -> Set[int]:
    """The places of the headings and items of such summaries, if the text itself is among the blocks."""
    places: set[int] = set()
    for place, block in enumerate(blocks[:-1]):
        if block.kind == TEXT and (heading := _read_heading(block.text)):
            places.update(_list_summary(blocks, place, is_plain=heading["plain"] is not None))
    kept = (len(each.text) for n, each in enumerate(blocks) if n not in places and each.kind == TEXT)
    return places if places and sum(kept) >= _LEAST_TEXT else frozenset()


def _read_heading(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST_HEADING or not ("óm tắt" in text or " chính" in text):
        return None
    return _HEADING.fullmatch(text.strip(" .:-–✨🤖"))


def _list_summary(blocks: Sequence[Block], place: int, *, is_plain: bool) -> Sequence[int]:
    """The places of the heading and its items. A plain heading, which names no program, is that of a list
    alone: an editor may have written paragraphs.
    """
    found = next(filter(None, _find_items(blocks, place, is_plain=is_plain)), ())
    return () if not found or (is_plain and len(found) < _FEWEST) else (place, *found)


def _find_items(blocks: Sequence[Block], place: int, *, is_plain: bool) -> Iterator[Sequence[int]]:
    """What is in the box of the heading, the list right below it, lines with bullets, and lines beside it."""
    below = blocks[place + 1].parent
    item = next((each for each in ancestors_or_self(below, _LEVELS) if each.tag == "li"), None)
    if not is_plain or item is not None:
        yield _list_within(blocks, place, find_common_box(below, blocks[place].parent, _LEVELS))
    if item is not None:
        yield _list_within(blocks, place, item.getparent())
    yield [*takewhile(lambda n: blocks[n].text.startswith(_BULLETS), range(place + 1, len(blocks)))]
    if not is_plain:
        yield _list_beside(blocks, place)


def _list_beside(blocks: Sequence[Block], place: int) -> Sequence[int]:
    """The places of the lines beside the heading, if the text below is in a box of its own."""
    around = blocks[place].parent.getparent()
    beside = [n for n in range(place + 1, len(blocks)) if blocks[n].parent.getparent() is around]
    end = place + 1 + len(beside)
    return beside if beside and beside[-1] < end and any(map(is_paragraph, blocks[end:])) else ()


def doubt_summary(body: Sequence[str]) -> tuple[Problem, ...]:
    """The problem of a text with such a heading, and no sign where the summary ends."""
    headings = filter(None, map(_read_heading, body[:_MOST_ABOVE]))
    return (_OF_PROGRAM,) if any(heading["plain"] is None for heading in headings) else ()


def _list_within(blocks: Sequence[Block], place: int, box: Element | None) -> Sequence[int]:
    """The places below the heading to the end of the box; none for the box of the text, with half of it."""
    if box is None or (place > 0 and is_within(blocks[place - 1].parent, box)):
        return ()
    inside = [*takewhile(lambda n: is_within(blocks[n].parent, box), range(place + 1, len(blocks)))]
    length = sum(len(blocks[n].text) for n in (place, *inside))
    return () if 2 * length > sum(len(each.text) for each in blocks) else inside
