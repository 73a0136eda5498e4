"""Summaries of an article that its page prints beside the text, mostly by a program: "Tóm tắt bằng AI"."""

import re
from collections.abc import Iterator, Sequence, Set

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, is_within
from dvcrawler.patterns import lazy_regex

_AI = r"(?:ai|a\.i\.?|trí tuệ nhân tạo|chatgpt|gemini|chatbot)"
_WHAT = r"(?: (?:nhanh|nội dung|bài(?: viết| báo)?|tin(?: tức)?|thông tin|ý chính|này))"
_BY = rf"[ (]{{1,2}}(?:(?:bằng|bởi|với|từ|do|qua) )?(?:công (?:nghệ|cụ) )?{_AI}(?: (?:tạo|thực hiện))?\)?"
_BY_AI = lazy_regex(
    rf"(?:(?:nội dung|bài viết|tin) )?(?:được )?tóm tắt{_WHAT}{{0,3}}{_BY}"
    rf"|(?:các |những )?(?:điểm|ý|nội dung) chính{_BY}|(?:trợ lý |công cụ )?{_AI} tóm tắt{_WHAT}{{0,3}}",
    re.I,
)
_BY_SITE = lazy_regex(rf"tóm tắt{_WHAT}{{1,3}}", re.I)
_LONGEST_HEADING, _FEWEST, _LEVELS = 60, 2, 3
#: Characters of the text beside a summary.
_LEAST_TEXT = 200


def without_summaries(blocks: Sequence[Block]) -> Sequence[Block]:
    places = find_summaries(blocks)
    return [block for place, block in enumerate(blocks) if place not in places] if places else blocks


def find_summaries(blocks: Sequence[Block]) -> Set[int]:
    """The places of the headings and items of such summaries, if the text itself is among the blocks."""
    places = {n for place in _find_headings(blocks) for n in _list_summary(blocks, place)}
    kept = (len(each.text) for n, each in enumerate(blocks) if n not in places and each.kind == TEXT)
    return places if places and sum(kept) >= _LEAST_TEXT else frozenset()


def heads_summary(text: str) -> bool:
    """Whether the line is the heading of a summary."""
    if len(text) > _LONGEST_HEADING or not ("óm tắt" in text or " chính" in text):
        return False
    text = text.strip(" .:-–✨🤖")
    return _BY_AI.fullmatch(text) is not None or _BY_SITE.fullmatch(text) is not None


def _find_headings(blocks: Sequence[Block]) -> Iterator[int]:
    return (n for n, block in enumerate(blocks[:-1]) if block.kind == TEXT and heads_summary(block.text))


def _list_summary(blocks: Sequence[Block], place: int) -> Sequence[int]:
    """The places of the heading and what is in its box, or in the list right below it. Without "AI" in the
    heading, only a list is a summary: paragraphs are those of an editor.
    """
    heading, below = blocks[place], blocks[place + 1]
    item = next((each for each in ancestors_or_self(below.parent, _LEVELS) if each.tag == "li"), None)
    is_by_ai = _BY_SITE.fullmatch(heading.text.strip(" .:")) is None
    found = _list_within(blocks, place, _find_box(heading, below)) if is_by_ai or item is not None else ()
    if item is not None and not found:
        found = _list_within(blocks, place, item.getparent())
    return found if len(found) > _FEWEST or is_by_ai else ()


def _find_box(heading: Block, below: Block) -> Element | None:
    around = set(ancestors_or_self(below.parent))
    return next((each for each in ancestors_or_self(heading.parent, _LEVELS) if each in around), None)


def _list_within(blocks: Sequence[Block], place: int, box: Element | None) -> Sequence[int]:
    """The places from the heading to the end of the box; none for the box of the text, with half of it."""
    if box is None:
        return ()
    end = place + 1
    while end < len(blocks) and is_within(blocks[end].parent, box):
        end += 1
    is_of_text = place > 0 and is_within(blocks[place - 1].parent, box)
    length = sum(len(each.text) for each in blocks)
    is_most = 2 * sum(len(each.text) for each in blocks[place:end]) > length
    return () if is_of_text or is_most else range(place, end)
