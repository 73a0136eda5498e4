"""The lines about a headline that may be its date."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import names_of
from dvcrawler.extract.generic.authors.dated_names import is_dated_line, is_posted_line
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.dates.dates_of_changes import is_line_of_change, without_changes
from dvcrawler.extract.generic.dates.head_bars import is_in_head_bar
from dvcrawler.extract.generic.dates.stated_dates import LONGEST_DATE
from dvcrawler.extract.generic.dates.visit_dates import (
    Surroundings,
    find_surroundings,
    is_of_visit,
    pieces_with_digits,
    says_today,
)
from dvcrawler.extract.generic.rows_of_facts import read_row
from dvcrawler.extract.lines.article_end import is_link_line
from dvcrawler.extract.lines.end_lines import heads_other_articles
from dvcrawler.extract.lines.interface_lines import is_counter
from dvcrawler.extract.styles.glued_lines import separate_line
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.account_lines import is_account_line, split_facts
from dvcrawler.normalize.dates import find_date, find_relative, is_date_line, read_date
from dvcrawler.normalize.dates.clock import HALF

#: Characters beside a date on its line.
LONGEST_BESIDE = 70
#: Characters of a line that is no longer part of the head but begins the text.
_SENTENCE = 80
_ABOVE = 8
_PROSE_BELOW = 3
_DATE_NAMES = re.compile(r"date|time|ngay|publish|post(?:ed)?-?on|meta|info", re.I)
_DATED_BOX = re.compile(r"time|date|ngay", re.I)
#: A time without a digit has one of these: "Vừa xong", "một giờ trước", "hôm qua", "thứ năm tuần qua".
_RELATIVE_WORDS = ("vừa", "mới", "bây giờ", "now", "trước", "ago", "cách", "day", "nay", "qua", "kia")
#: Labels of publication, and of the draft, the document or the print edition.
_PUBLISHED = re.compile(r"\bđăng\b|xuất bản|phát hành|posted|published", re.I)
_OF_OTHER_THING = re.compile(
    r"\W*(?:hết hạn|hạn (?:nộp|cuối|chót)|(?:có )?hiệu lực|(?:ngày )?(?:khởi )?tạo"
    r"|ngày (?:nhập|viết|soạn|ban hành|ký)|ban hành|số báo|kỳ báo|xem lần cuối|created|expires?)",
    re.I,
)
_UPDATE = re.compile(r"cập nhật|chỉnh sửa|sửa đổi|updated|modified", re.I)
_DIGIT = re.compile(r"\d")
#: Parts a date from the name or section before it: "Thời sự | 15/03/2024 08:05".
_PARTED = re.compile(r"[|•·»]\s*$")
#: Before the time of an event: "Khai mạc lúc 08:15 12/03/2021".
_IS_EVENT = re.compile(r"^\D*\b(?:lúc|vào|hồi|từ|đến|trước|sau)\s*(?=\d)", re.I)
_PARTS = re.compile(r"[|•·»>/]|\s[-–—]\s")
_MOST_WORDS_BEFORE, _LONGEST_BEHIND = 6, 40
#: Two boxes of one line have nothing between them in the source: "15/03/202408:05".
_GLUED = re.compile(
    r"(?<=[/.-](?:19|20)\d\d)(?=\d?\d[:hg]\d\d)|(?<=[:hg]\d\d)(?=\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d)"
    # A counter behind the date: "15/03/2024128", "08:05128".
    r"|(?<=\d[/.-]\d[/.-](?:19|20)\d\d)(?=\d)|(?<=\d[/.-]\d\d[/.-](?:19|20)\d\d)(?=\d)|(?<=\d[:hg]\d\d)(?=\d)"
    # A calendar's leaf: "18Tháng 112024".
    r"|(?<=\d)(?=[Tt]h(?:áng )?\d)|(?<=[Tt]háng \d)(?=(?:19|20)\d\d(?!\d))"
    r"|(?<=[Tt]háng \d\d)(?=(?:19|20)\d\d(?!\d))|(?<=Th\d\d)(?=(?:19|20)\d\d(?!\d))"
    r"|(?<=Th\d)(?=(?:19|20)\d\d(?!\d))|(?<=\d\d\d\d)(?=/[^\W\d])"
    # A name behind a twelve-hour clock: "5:36 CHLan Anh"; "5:36 CHỦ NHẬT" is a weekday.
    r"|(?<=:\d\d (?:SA|CH|AM|PM))(?=[^\W\d_])(?!Ủ)"
)
#: Necessary for any of them, and found several times as fast.
_MAY_BE_GLUED = re.compile(r"\d(?:\d{4}|[Tt]h|/[^\W\d]| [SCAP][AHM][^\W\d_])|[:hg]\d{3}")
#: A word right before a day, or a number right behind a year.
_GLUED_PIECES = re.compile(r"[^\W\d_]\d{1,2}\W|(?:19|20)\d\d\d")
#: A time of day in a separate box.
_CLOCK = re.compile(
    r"\W{0,3}(?:(?:giờ|lúc|time)\W{0,3})?"
    rf"(\d{{1,2}}(?::|h|g| giờ )\d\d(?::\d\d)?(?: ?(?:{HALF})(?!\w))?)\W{{0,3}}",
    re.I,
)
_LONGEST_CLOCK = 40
#: The boxes of a calendar's leaf, and the characters of one.
_LEAF_SIZES, _LONGEST_PART = (2, 3), 16
#: Least words of what a reader wrote.
_LEAST_OF_COMMENT = 3
#: Least words of a headline; buttons and sections have fewer.
_LEAST_WORDS = 4
#: Characters of a paragraph.
PARAGRAPH = 90
#: An invitation gives time and place of what it invites to.
_TIME_OF_EVENT = re.compile(r"^\W*thời gian\s*:", re.I)
_PLACE_OF_EVENT = re.compile(r"^\W*(?:địa điểm|thành phần|nội dung|chủ trì|hình thức)\b", re.I)


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
        (place, _add_clock_beside(blocks, place, _find_date_text(_read_line(blocks[place]))))
        for place in range(start, end)
        if _may_be_date(
            blocks[place],
            furniture,
            in_head=place < prose,
            above_text=place <= opening,
            below_heading=title_place >= 0 and title_place < place < prose,
        )
        and not _is_of_other(blocks, place, prose)
        and not is_of_visit(blocks[place], article, above=place < heading)
    ]
    lines += _find_leaves(blocks, start, end, furniture)
    return _sort_lines(lines, blocks, furniture) if len(lines) > 1 else lines


def _sort_lines(
    lines: Sequence[tuple[int, str]], blocks: Sequence[Block], furniture: Furniture
) -> list[tuple[int, str]]:
    changes = {place for place, _ in lines if is_line_of_change(blocks[place])}
    beside = {place for place, _ in lines if furniture.is_outside(blocks[place].parent)}
    return sorted(lines, key=lambda line: (line[0] in changes, _rank(line[1], in_bar=line[0] in beside)))


def _is_of_other(blocks: Sequence[Block], place: int, prose: int) -> bool:
    """Whether it is the date of an event, of another article, or of a reader's comment."""
    if _is_of_event(blocks, place):
        return True
    return place > prose and (is_link_to_other(blocks[place - 1]) or _is_of_comment(blocks, place, prose))


def _is_of_comment(blocks: Sequence[Block], place: int, prose: int) -> bool:
    """Whether a text is below the line in a box of both, which does not hold the first paragraph."""
    text = blocks[place + 1].text if place + 1 < len(blocks) else ""
    if len(text.split()) < _LEAST_OF_COMMENT or is_counter(text) or is_link_line(blocks[place + 1]):
        return False
    around, line = frozenset(blocks[place + 1].parent.iterancestors()), blocks[place].parent
    box = next((each for each in (line, *line.iterancestors()) if each in around), None)
    return box is not None and box not in blocks[prose].parent.iterancestors()


def _rank(text: str, *, in_bar: bool) -> int:
    """The lower, the more surely the line is the date of publication, among several about one headline.

    A bar of buttons may print the day of the visit instead.
    """
    if _UPDATE.search(text) or _OF_OTHER_THING.match(text) or says_today(text):
        return 4
    return 2 * in_bar + int(not _PUBLISHED.search(text) and read_date(text).at is None)


def _find_leaves(
    blocks: Sequence[Block], start: int, end: int, furniture: Furniture
) -> Iterator[tuple[int, str]]:
    """A calendar's leaf, whose day and month are boxes of their own: "12" above "Tháng 6 2023"."""
    if not any(map(_is_number, blocks[start : end + max(_LEAF_SIZES)])):
        return
    for place in range(start, end):
        if len(blocks[place].text) > _LONGEST_PART:
            continue
        size = next((n for n in _LEAF_SIZES if _is_leaf(blocks[place : place + n], n)), 0)
        if size and not furniture.is_outside(blocks[place].parent):
            yield place, " ".join(block.text for block in blocks[place : place + size])


def _is_leaf(blocks: Sequence[Block], size: int) -> bool:
    if len(blocks) < size or any(b.kind != TEXT or len(b.text) > _LONGEST_PART for b in blocks):
        return False
    if not any(map(_is_number, blocks)):
        return False
    is_whole = is_date_line(" ".join(block.text for block in blocks))
    return is_whole and not any(is_date_line(block.text) for block in blocks)


def _is_number(block: Block) -> bool:
    return block.text.strip(" ,/.-").isdigit()


def find_sentence(blocks: Sequence[Block], first: int, end: int) -> int:
    """The place of the first block with the length of a sentence, `end` if there is none."""
    return next((n for n in range(first, end) if len(blocks[n].text) >= _SENTENCE), end)


def _add_clock_beside(blocks: Sequence[Block], place: int, text: str) -> str:
    """The line with the time of day in the box before or after it, if it has none itself."""
    if find_date(text) is None or read_date(text).at is not None:
        return text
    for beside in (place + 1, place - 1):
        found = _CLOCK.fullmatch(blocks[beside].text) if 0 <= beside < len(blocks) else None
        if found is not None and blocks[beside].kind == TEXT:
            return f"{text} {found[1]}"
    return text


def is_clock(block: Block) -> bool:
    """Whether the line is nothing but a time of day."""
    return (
        block.kind == TEXT and len(block.text) <= _LONGEST_CLOCK and _CLOCK.fullmatch(block.text) is not None
    )


def _is_of_event(blocks: Sequence[Block], place: int) -> bool:
    if not _TIME_OF_EVENT.match(blocks[place].text):
        return False
    return any(_PLACE_OF_EVENT.match(block.text) for block in blocks[max(0, place - 3) : place + 4])


def is_update(text: str) -> bool:
    """Whether the line only says when the article was last changed."""
    return _UPDATE.search(text) is not None and read_date(_UPDATE.sub(" ", text)).day is not None


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


def _separate_glued(text: str) -> str:
    """The line with a space between two boxes that nothing separates in the source."""
    return _GLUED.sub(" ", text) if _MAY_BE_GLUED.search(text) else text


def _read_line(block: Block) -> str:
    """The line without the date of a change, its pieces parted that only a style parts: "Lan Anh5/6/2025"."""
    whole = without_changes(block)
    text = _separate_glued(whole)
    if len(block.parent) == 0 or whole != block.text or not _GLUED_PIECES.search(text):
        return text
    parted = separate_line(block)
    return text if find_date(parted) is None else parted


def _find_date_text(text: str) -> str:
    """The line, or the relative time among its parts."""
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
    block: Block, furniture: Furniture, *, in_head: bool, above_text: bool, below_heading: bool
) -> bool:
    text = _find_text_with_time(block) or ""
    found = _find_span(text) if text else None
    if found is None or furniture.leads_elsewhere(block.parent):
        return False
    if _is_beside_article(block, furniture) and not (below_heading and is_in_head_bar(block, furniture)):
        return False
    if above_text and _is_set_off(text, found):
        return True
    return _holds_little_else(block, text, found, in_head=in_head)


def _find_span(text: str) -> tuple[int, int] | None:
    """The part of the line that is a date: all of it if it says nothing else or names a relative one."""
    if is_date_line(text):
        return 0, len(text)
    found = find_date(text)
    return (0, len(text)) if found is None and find_relative(text) is not None else found


def _find_text_with_time(block: Block) -> str | None:
    """The line, or its part with the date; None if it is too long or cannot state a time."""
    if block.kind != TEXT or len(block.text) > LONGEST_DATE or not _may_state_time(block.text):
        return None
    text = _read_line(block)
    return text if len(text) <= LONGEST_DATE else None


def _holds_little_else(block: Block, text: str, found: tuple[int, int], *, in_head: bool) -> bool:
    """Whether the line is named after its date, begins with it, or has the form of a dated line."""
    beside = (text[: found[0]] + text[found[1] :]).strip()
    if len(beside) > LONGEST_BESIDE:
        return False
    return _is_named(block) or (found[0] == 0 and beside[-1:] != ".") or is_dated_line(text, in_head=in_head)


def _is_set_off(text: str, found: tuple[int, int]) -> bool:
    """Whether the date ends a line after a name or a section, with a mark between them or a time of day.

    A counter or a label may follow it.
    """
    before, date, behind = text[: found[0]], text[found[0] : found[1]], text[found[1] :].strip()
    if len(behind) > _LONGEST_BEHIND or behind.endswith("."):
        return False
    if date.startswith(("(", "[")) and not behind:
        return read_date(date).at is not None
    if is_counter(before) or is_account_line(before.strip()):
        return True
    if not _may_be_name(before):
        return False
    if is_posted_line(text) or _PARTED.search(before):
        return True
    return read_date(date).at is not None and not _IS_EVENT.search(before + date)


def _may_be_name(before: str) -> bool:
    """Whether the words before a date may be a name or a section."""
    if len(before) > LONGEST_BESIDE or any(map(str.isdigit, before)) or before.rstrip().endswith(":"):
        return False
    return len(_PARTS.split(before.rstrip(" |•·»>/–—-"))[-1].split()) <= _MOST_WORDS_BEFORE


def is_link_to_other(block: Block) -> bool:
    """Whether the line is the linked headline of another article, whose date may be below it."""
    if block.kind != TEXT or len(block.text.split()) < _LEAST_WORDS or not is_link_line(block):
        return False
    return not split_facts(block.text) and not is_byline(block.text)


def _is_beside_article(block: Block, furniture: Furniture) -> bool:
    """Whether the line is in a box beside the article; `time_comment` names a date, not comments."""
    if not furniture.is_outside(without_footer(block.parent)) or not is_beside(block.parent, furniture):
        return False
    named = _DATED_BOX.search(names_of(block.parent))
    around = block.parent.getparent()
    if not named or around is None or furniture.is_outside(around):
        return True
    found = find_date(block.text)
    return not is_date_line(block.text) and (found is None or found[0] > 0)


def without_footer(element: Element) -> Element:
    """The element around the article's footer if the line is in such a footer, else `element` itself."""
    for around in (element, *element.iterancestors()):
        holder = around.getparent()
        if around.tag == "footer" and holder is not None and holder.tag in ("article", "section", "main"):
            return holder
    return element


def _is_named(block: Block) -> bool:
    """Whether the line is in a box that is named after the date."""
    near = [*pieces_with_digits(block), block.parent, *list(block.parent.iterancestors())[:2]]
    return any(_DATE_NAMES.search(names_of(e)) for e in near)
