"""The list of an article's own subheadings that a page prints among its paragraphs."""

import re
from collections.abc import Container, Mapping, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import SUBHEADINGS, find_any_link
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_LONGEST = 200
_NUMBER = lazy_regex(r"(?<!\w)(?:\d{1,2}(?:\.\d{1,2}){0,2}|[ivx]{1,4}|[a-d])[.)]\s{1,3}", re.I)
#: What opens and closes the list; a style may set it off from the heading.
_SWITCHES = "an|hien|an hien|hien an|hide|show|toggle|thu gon|mo rong|dong|mo|xem"
_SWITCH = frozenset(_SWITCHES.split("|"))
_HEADING = lazy_regex(
    r"(?:noi dung(?: chinh| bai viet){0,2}|muc luc(?: bai viet| noi dung)?"
    r"|(?:(?:cac )?(?:noi dung|phan|muc)(?: chinh)? )?trong bai(?: viet)?(?: nay)?"
    r"|cac (?:noi dung|phan|muc) chinh|bai viet gom(?: co)?"
    rf"|table of contents|contents)(?: ?(?:{_SWITCHES}))?"
)
#: Such a heading that never belongs to a text, wherever its list is.
_OF_LIST = lazy_regex(
    r"muc luc(?: bai viet| noi dung)?|table of contents"
    rf"|(?:noi dung(?: chinh| bai viet)?|contents|muc luc|table of contents) ?(?:{_SWITCHES})"
)
_FEWEST, _LONGEST_LABEL = 2, 40


def find_contents(blocks: Sequence[Block]) -> set[int]:
    """The places of the list and of its heading: two or more lines below one another which are headings
    further below, in this order, and lead there or are below a heading such as "Mục lục".
    """
    headings = _list_headings(blocks)
    if len(headings) < _FEWEST:
        return set()
    found = {place for end in headings.values() for place in _list_left_over(blocks, end)}
    run: list[int] = []
    ends = {_find_end(blocks[place].text) for place in headings.values()}
    for place in range(max(headings.values()) + 1):
        if _is_entry(blocks[place], place, headings, ends):
            run.append(place)
        elif run:
            found |= _take(blocks, run, headings)
            run = []
    return found


def _list_left_over(blocks: Sequence[Block], end: int) -> list[int]:
    """The place of the heading of a list that is not read, and of its button, right above a subheading."""
    first = end - 1 if end and fold(blocks[end - 1].text) in _SWITCH else end
    above = blocks[first - 1] if first else None
    if above is None or len(above.text) > _LONGEST_LABEL or not _OF_LIST.fullmatch(fold(above.text)):
        return []
    return list(range(first - 1, end))


def _list_headings(blocks: Sequence[Block]) -> Mapping[str, int]:
    """The last place of each line that is marked as a heading."""
    marked = ((n, each) for n, each in enumerate(blocks) if each.bold or each.parent.tag in SUBHEADINGS)
    return {_name(each.text): n for n, each in marked if each.kind == TEXT and len(each.text) <= _LONGEST}


def _name(text: str) -> str:
    return fold(_NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text)


def _find_end(text: str) -> str:
    """The last letters, by which most lines are distinguished from all headings."""
    return text.rstrip(" .:")[-3:].lower()


def _is_entry(block: Block, place: int, headings: Mapping[str, int], ends: Container[str]) -> bool:
    if block.kind != TEXT or len(block.text) > _LONGEST or _find_end(block.text) not in ends:
        return False
    return headings.get(_name(block.text), -1) > place


def _take(blocks: Sequence[Block], run: Sequence[int], headings: Mapping[str, int]) -> set[int]:
    """The lines of the list with its heading; nothing if they are not in the order of the headings."""
    below = [headings[_name(blocks[place].text)] for place in run]
    if len(run) < _FEWEST or sorted(set(below)) != below:
        return set()
    heading = _find_heading(blocks, run[0])
    return {*run, *heading} if heading or all(_leads_within(blocks[place]) for place in run) else set()


def _leads_within(block: Block) -> bool:
    link = find_any_link(block.parent)
    return link is not None and "#" in (link.get("href") or "")


def _find_heading(blocks: Sequence[Block], first: int) -> list[int]:
    """The place of the heading right above the list, and of the button that hides the list."""
    places: list[int] = []
    for place in range(first - 1, max(-1, first - 3), -1):
        text = fold(blocks[place].text)
        if _HEADING.fullmatch(text):
            return [*places, place]
        if text not in _SWITCH:
            break
        places.append(place)
    return []
