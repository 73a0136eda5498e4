"""Summaries of an article that its page prints beside the text, mostly by a program: "Tóm tắt bằng AI"."""

import re
from collections.abc import Sequence, Set
from itertools import takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, find_common_box, is_within
from dvcrawler.extract.lines.line_kinds import is_paragraph
from dvcrawler.items import Problem, ProblemCode
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
_OF_PROGRAM = Problem(
    "body", ProblemCode.MAY_BE_EXCERPTS, "paragraphs are below the heading of a summary by a program"
)


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
    """The places of the heading and what is in its box, or in the list right below it, or the lines with
    bullets. A plain heading, which names no program, is that of a list alone: an editor may have written
    paragraphs.
    """
    heading, below = blocks[place].parent, blocks[place + 1].parent
    item = next((each for each in ancestors_or_self(below, _LEVELS) if each.tag == "li"), None)
    boxes = [] if item is None else [item.getparent()]
    if not is_plain or boxes:
        boxes.insert(0, find_common_box(below, heading, _LEVELS))
    found = next(filter(None, (_list_within(blocks, place, box) for box in boxes if box is not None)), ())
    if not found and blocks[place + 1].text.startswith(_BULLETS):
        items = takewhile(lambda n: blocks[n].text.startswith(_BULLETS), range(place + 1, len(blocks)))
        found = (place, *items)
    if not found and not is_plain:
        found = _list_beside(blocks, place)
    return () if is_plain and len(found) <= _FEWEST else found


def _list_beside(blocks: Sequence[Block], place: int) -> Sequence[int]:
    """The places of the heading and the lines beside it, if the text below is in a box of its own."""
    around = blocks[place].parent.getparent()
    beside = [n for n in range(place, len(blocks)) if blocks[n].parent.getparent() is around]
    is_in_row = beside == list(range(place, beside[-1] + 1))
    below = blocks[beside[-1] + 1 :]
    is_over = is_in_row and any(map(is_paragraph, below))
    return beside if is_over and len(beside) > 1 else ()


def doubt_summary(body: Sequence[str]) -> tuple[Problem, ...]:
    """The problem of a text with such a heading, and no sign where the summary ends."""
    headings = filter(None, map(_read_heading, body[:_MOST_ABOVE]))
    return (_OF_PROGRAM,) if any(heading["plain"] is None for heading in headings) else ()


def _list_within(blocks: Sequence[Block], place: int, box: Element) -> Sequence[int]:
    """The places from the heading to the end of the box; none for the box of the text, with half of it."""
    end = place + 1
    while end < len(blocks) and is_within(blocks[end].parent, box):
        end += 1
    is_of_text = place > 0 and is_within(blocks[place - 1].parent, box)
    is_most = 2 * sum(len(each.text) for each in blocks[place:end]) > sum(len(each.text) for each in blocks)
    return () if is_of_text or is_most else range(place, end)
