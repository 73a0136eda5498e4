"""The lines about a headline that may be its date."""

from collections.abc import Iterable, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import ALL_HEADINGS, Element, ancestors_or_self, names_of
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.dates.date_line_kinds import (
    CLOCK,
    PUBLISHED,
    UPDATE,
    find_event,
    is_of_other_thing,
)
from dvcrawler.extract.generic.dates.glued_dates import find_leaves, read_parted
from dvcrawler.extract.generic.dates.head_bars import DATED_BOX, is_in_head_bar
from dvcrawler.extract.generic.dates.set_off_dates import (
    follows_section,
    heads_other,
    holds_little_else,
    is_of_other,
    is_set_off,
)
from dvcrawler.extract.generic.dates.stated_dates import LONGEST_DATE
from dvcrawler.extract.generic.dates.visit_dates import Surroundings, find_surroundings, is_of_visit
from dvcrawler.extract.generic.rows_of_facts import read_row
from dvcrawler.extract.generic.updates.dates_of_changes import is_line_of_change
from dvcrawler.normalize.dates import find_date, find_relative, is_date_line, read_date
from dvcrawler.patterns import lazy_regex

#: Characters of a line that is no longer part of the head but begins the text.
_SENTENCE = 80
_ABOVE = 8
_PROSE_BELOW = 3
#: A time without a digit has one of these: "Vừa xong", "một giờ trước", "hôm qua", "thứ năm tuần qua".
_RELATIVE_WORDS = ("vừa", "mới", "bây giờ", "now", "trước", "ago", "cách", "day", "nay", "qua", "kia")
_DIGIT = lazy_regex(r"\d")
#: Characters of a paragraph.
PARAGRAPH = 90
_LONGEST_LABEL = 30
#: Behind the day of a plan: what is done on it, and who does it.
_WHAT_IS_DONE = lazy_regex(r"\s?:\s?[^\W\d]")


def find_date_lines(
    blocks: Sequence[Block], title_place: int, first_prose: int, furniture: Furniture
) -> Iterable[tuple[int, str]]:
    """(place, text) of the date lines about the headline, updates and clocks of the page last."""
    end = end_of_head(blocks, first_prose)
    heading = title_place if title_place >= 0 else first_prose
    start = max(0, heading - _ABOVE)
    article = _find_surroundings(blocks, title_place, first_prose)
    prose = find_sentence(blocks, first_prose, end)
    opening = _find_opening(blocks, _find_opening(blocks, heading)) - 1
    lines = [
        (place, _add_clock_beside(blocks, place, _read_date_text(blocks[place])))
        for place in range(start, end)
        if _may_be_date(
            blocks[place],
            furniture,
            in_head=place < prose,
            above_text=place <= opening,
            below_heading=title_place >= 0 and title_place < place < prose,
            right_above=place == title_place - 1,
            of_plan=_is_of_plan(blocks, place, title_place),
        )
        and not is_of_other(blocks, place, prose)
        and not (title_place + 1 < place < prose and heads_other(blocks[place - 1], furniture.page))
        and not is_of_visit(blocks[place], article, above=place < heading)
    ]
    lines += find_leaves(blocks, start, end, furniture)
    if len(lines) < 2:
        return lines
    return _sort_lines(_add_labels(lines, blocks), blocks, furniture)


def _add_labels(lines: Iterable[tuple[int, str]], blocks: Sequence[Block]) -> list[tuple[int, str]]:
    return [(place, add_label_above(blocks, place, text)) for place, text in lines]


def _sort_lines(
    lines: Sequence[tuple[int, str]], blocks: Sequence[Block], furniture: Furniture
) -> list[tuple[int, str]]:
    changes = {place for place, _ in lines if is_line_of_change(blocks[place])}
    beside = {place for place, _ in lines if furniture.is_outside(blocks[place].parent)}
    return sorted(lines, key=lambda line: (line[0] in changes, _rank(line[1], in_bar=line[0] in beside)))


def _rank(text: str, *, in_bar: bool) -> int:
    """The lower, the more surely the line is the date of publication, among several about one headline.

    A bar of buttons may print the day of the visit instead.
    """
    if UPDATE.search(text) or is_of_other_thing(text):
        return 6
    if find_event(text) is not None:
        return 5
    if PUBLISHED.search(text) or read_date(text).at is not None:
        return 3 * in_bar
    return 3 * in_bar + (1 if is_date_line(text) else 2)


def find_sentence(blocks: Sequence[Block], first: int, end: int) -> int:
    """The place of the first block with the length of a sentence, `end` if there is none."""
    return next((n for n in range(first, end) if len(blocks[n].text) >= _SENTENCE), end)


def _add_clock_beside(blocks: Sequence[Block], place: int, text: str) -> str:
    """The line with the time of day in the box before or after it, if it has none itself."""
    if find_date(text) is None or read_date(text).at is not None:
        return text
    for beside in (place + 1, place - 1):
        found = CLOCK.fullmatch(blocks[beside].text) if 0 <= beside < len(blocks) else None
        if found is not None and blocks[beside].kind == TEXT:
            return f"{text} {found[1]}"
    return text


def add_label_above(blocks: Sequence[Block], place: int, text: str) -> str:
    """The line with the label in the box above it, as lists of the facts about a document print them. In the
    tables of forms the labels are headings, and the rows of the author and the source are not read.
    """
    above = blocks[place - 1] if place else None
    if above is None or above.kind != TEXT or above.parent.tag in ALL_HEADINGS:
        return text
    if len(above.text) > _LONGEST_LABEL or _DIGIT.search(above.text):
        return text
    is_label = is_of_other_thing(above.text) or PUBLISHED.search(above.text)
    return f"{above.text.rstrip(': ')}: {text}" if is_label and is_date_line(text) else text


def _find_opening(blocks: Sequence[Block], heading: int) -> int:
    """The place of the first paragraph below the headline or the lead, by its length."""
    below = range(max(heading, 0) + 1, len(blocks))
    return next((n for n in below if len(blocks[n].text) >= PARAGRAPH), len(blocks))


def _find_surroundings(blocks: Sequence[Block], title_place: int, first_prose: int) -> Surroundings | None:
    """None if neither the headline nor the text is on the page."""
    text = blocks[first_prose].parent if first_prose < len(blocks) else None
    heading = blocks[title_place].parent if title_place >= 0 else text
    return None if heading is None else find_surroundings(heading, text)


def _may_state_time(text: str) -> bool:
    if _DIGIT.search(text):
        return True
    lowered = text.lower()
    if not any(word in lowered for word in _RELATIVE_WORDS):
        return False
    return is_date_line(text) or find_relative(text) is not None


def _read_date_text(block: Block) -> str:
    """The line, or the relative time among its parts."""
    text = read_parted(block)
    row = read_row(text)
    if row is not None and row.has_clock:
        return row.date
    return text if find_date(text) is not None else find_relative(text) or text


def end_of_head(blocks: Sequence[Block], first_prose: int) -> int:
    """The place after the third paragraph: some pages print the date below the lead. Dates below a short text
    are those of other articles.
    """
    seen = 0
    for place in range(first_prose, len(blocks)):
        seen += len(blocks[place].text) >= LONGEST_DATE
        if seen >= _PROSE_BELOW or (place > first_prose and heads_other_articles(blocks[place].text)):
            return place
    return len(blocks)


def _may_be_date(
    block: Block,
    furniture: Furniture,
    *,
    in_head: bool,
    above_text: bool,
    below_heading: bool,
    right_above: bool,
    of_plan: bool,
) -> bool:
    text = _find_text_with_time(block) or ""
    found = _find_span(text)
    if found is None or _is_elsewhere(block, furniture, below_heading=below_heading):
        return False
    is_dated = above_text and is_set_off(text, found)
    is_at_heading = below_heading or right_above
    is_dated = is_dated or (is_at_heading and follows_section(block, text, found, furniture.page))
    if not is_dated and not holds_little_else(block, text, found, in_head=in_head, of_plan=of_plan):
        return False
    return not furniture.other_scopes.are_about(block.parent)


def _is_of_plan(blocks: Sequence[Block], place: int, title_place: int) -> bool:
    """Whether the line is a row of a plan, below its heading or beside another row."""
    if not _is_row_of_plan(blocks[place].text):
        return False
    near = [(n, blocks[n]) for n in (place - 1, place + 1) if 0 <= n < len(blocks) and n != title_place]
    is_headed = any(n < place and block.parent.tag in ALL_HEADINGS for n, block in near)
    return is_headed or any(_is_row_of_plan(block.text) for _, block in near)


def _is_row_of_plan(text: str) -> bool:
    """Whether the line begins with a day and says what is done on it: "15/06/2026: Họp giao ban"."""
    found = find_date(text) if ":" in text and len(text) <= LONGEST_DATE else None
    return found is not None and found[0] == 0 and _WHAT_IS_DONE.match(text, found[1]) is not None


def _is_elsewhere(block: Block, furniture: Furniture, *, below_heading: bool) -> bool:
    """Whether the line leads to another page, or is beside the article in no bar at its headline."""
    if furniture.leads_elsewhere(block.parent):
        return True
    if not _is_beside_article(block, furniture):
        return False
    return not (below_heading and is_in_head_bar(block, furniture))


def _find_span(text: str) -> tuple[int, int] | None:
    """The part of the line that is a date: all of it if it says nothing else or names a relative one."""
    if not text or is_date_line(text):
        return (0, len(text)) if text else None
    found = find_date(text)
    return (0, len(text)) if found is None and find_relative(text) is not None else found


def _find_text_with_time(block: Block) -> str | None:
    """The line, or its part with the date; None if it is too long or cannot state a time."""
    if block.kind != TEXT or len(block.text) > LONGEST_DATE or not _may_state_time(block.text):
        return None
    text = read_parted(block)
    return text if len(text) <= LONGEST_DATE else None


def _is_beside_article(block: Block, furniture: Furniture) -> bool:
    """Whether the line is in a box beside the article; `time_comment` names a date, not comments."""
    if not furniture.is_outside(without_footer(block.parent)) or not is_beside(block.parent, furniture):
        return False
    named = DATED_BOX.search(names_of(block.parent))
    around = block.parent.getparent()
    if not named or around is None or furniture.is_outside(around):
        return True
    found = find_date(block.text)
    return not is_date_line(block.text) and (found is None or found[0] > 0)


def without_footer(element: Element) -> Element:
    """The element around the article's footer if the line is in such a footer, else `element` itself."""
    for around in ancestors_or_self(element):
        holder = around.getparent()
        if around.tag == "footer" and holder is not None and holder.tag in ("article", "section", "main"):
            return holder
    return element
