"""The date of publication: the line printed at the headline, and what is stated for machines.

The printed line is the judge of local time, since stated times are often local ones marked as UTC;
where it shows no time of day, the statement that agrees on the day lends its own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dvcrawler.extract.blocks import TEXT, Block
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import DateReading, find_date, find_relative, is_date_line, read_date

_LONGEST = 140
_LONGEST_BESIDE = 70
_ABOVE = 8
_PROSE_BELOW = 3
_TODAY = re.compile(
    r"(?:^|[\s_-])(?:now|today|current|clock|server|hom-?nay|weather)(?:$|\s)"
    r"|(?:^|\s)header(?:$|\s)|top-?(?:bar|header)|(?:site|main|page)[_-]?header|date-?(?:now|today)|time-?(?:now|today)",
    re.I,
)
_DATE_NAMES = re.compile(r"date|time|ngay|publish|post(?:ed)?-?on|meta|info", re.I)
_DATED_BOX = re.compile(r"time|date|ngay", re.I)
_MONTH_FIRST = re.compile(r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}(?::\d{2})? [AP]M", re.I)
_ZONE = re.compile(
    r"(?<=\d)(?:z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)| ?(?:gmt|utc)(?![+-]))$", re.I
)
_SECTIONS = ("article", "main", "section")
_UPDATE = re.compile(r"cập nhật|chỉnh sửa|sửa đổi|updated|modified", re.I)
_LOCAL = timedelta(hours=7)
#: A page is often published some minutes after its first save, which is what CMSs state for machines.
_SAME = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class When:
    """`raw` is as printed or stated; `place` that of its block, -1 where it is not printed."""

    raw: str
    month_first: bool = False
    place: int = -1
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Stated:
    raw: str
    month_first: bool
    read: DateReading

    @property
    def as_local(self) -> datetime | None:
        """The moment when a time marked as of another zone was the Vietnamese clock all along."""
        zone = _ZONE.search(self.raw.strip())
        if self.read.at is None or zone is None:
            return None
        offset = timedelta(hours=int(zone["hours"] or 0), minutes=int(zone["minutes"] or 0))
        offset = -offset if zone["sign"] == "-" else offset
        return None if offset == _LOCAL else self.read.at + offset - _LOCAL


def find_when(
    page: Page,
    stated: Structured,
    blocks: Sequence[Block],
    title_place: int,
    first_prose: int,
    furniture: Furniture,
) -> When | None:
    """None where neither the headline's neighbourhood nor the page's statements give a day."""
    claims = list(_claims([*stated.dates, *_times(page, furniture)]))
    near = list(_printed(blocks, title_place, first_prose, furniture))
    for below_title in (True, False):
        for place, raw in near:
            if (place > title_place) is below_title:
                found = _settled(place, raw, claims, trusted=below_title)
                if found is not None:
                    return replace(found, problem=_find_conflict(found, claims))
    best = next((claim for claim in claims if claim.read.at), claims[0] if claims else None)
    return When(best.raw, best.month_first) if best else None


def _claims(texts: Iterable[str]) -> Iterable[_Stated]:
    for text in dict.fromkeys(texts):
        if len(text) > _LONGEST:
            continue
        month_first = bool(_MONTH_FIRST.search(text))
        read = read_date(text, month_first=month_first)
        if read.day is not None and not read.problem:
            yield _Stated(text, month_first, read)


def _times(page: Page, furniture: Furniture) -> list[str]:
    """`<time datetime>` of the article; those of other articles stand in their boxes, or in links."""
    found = []
    for element in page.body.iter("time"):
        stated = element.get("datetime")
        if not stated or furniture.is_outside(element):
            continue
        if not any(around.tag in ("a", "li") for around in element.iterancestors()):
            found.append(stated.strip())
    return found[:3]


def _printed(
    blocks: Sequence[Block], title_place: int, first_prose: int, furniture: Furniture
) -> Iterable[tuple[int, str]]:
    """(place, text) of the date lines about the headline, updates last."""
    end = _end_of_head(blocks, first_prose)
    start = max(0, (title_place if title_place >= 0 else first_prose) - _ABOVE)
    lines = [
        (place, _date_text(blocks[place].text))
        for place in range(start, end)
        if _may_be_date(blocks[place], furniture, above=place < title_place)
    ]
    return sorted(lines, key=lambda line: bool(_UPDATE.search(line[1])))


def _may_tell_time(text: str) -> bool:
    return any(map(str.isdigit, text)) or is_date_line(text) or find_relative(text) is not None


def _date_text(text: str) -> str:
    """The line, or the relative time among its parts."""
    return text if find_date(text) is not None else find_relative(text) or text


def _end_of_head(blocks: Sequence[Block], first_prose: int) -> int:
    """Behind the third paragraph: some print the date below the sapo."""
    seen = 0
    for place in range(first_prose, len(blocks)):
        seen += len(blocks[place].text) >= _LONGEST
        if seen >= _PROSE_BELOW:
            return place
    return len(blocks)


def _may_be_date(block: Block, furniture: Furniture, *, above: bool) -> bool:
    text = block.text
    if block.kind != TEXT or len(text) > _LONGEST or not _may_tell_time(text):
        return False
    if _is_beside_article(block, furniture) or any(e.tag == "a" for e in block.parent.iterancestors()):
        return False
    if above and _is_todays(block):
        return False
    if is_date_line(text):
        return True
    found = find_date(text)
    if found is None:
        return find_relative(text) is not None
    beside = (text[: found[0]] + text[found[1] :]).strip()
    return len(beside) <= _LONGEST_BESIDE and (_is_named(block) or (found[0] == 0 and beside[-1:] != "."))


def _is_beside_article(block: Block, furniture: Furniture) -> bool:
    """Whether the line is in a box beside the article; `time_comment` names a date, not comments."""
    if not furniture.is_outside(block.parent):
        return False
    named = _DATED_BOX.search(f"{block.parent.get('class') or ''} {block.parent.get('id') or ''}")
    around = block.parent.getparent()
    return not named or around is None or furniture.is_outside(around) or not is_date_line(block.text)


def _is_named(block: Block) -> bool:
    """Whether the line stands in a box that is called after the date."""
    near = [block.parent, *list(block.parent.iterancestors())[:2]]
    return any(_DATE_NAMES.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in near)


def _is_todays(block: Block) -> bool:
    """The header's own date, which changes every day."""
    near = [block.parent, *list(block.parent.iterancestors())[:4]]
    if _is_articles_header(block):
        return False
    return any(
        e.tag == "header" or _TODAY.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in near
    )


def _is_articles_header(block: Block) -> bool:
    """Whether the line is in the header of an article or section, rather than of the page."""
    around = list(block.parent.iterancestors())
    header = next((n for n, each in enumerate([block.parent, *around]) if each.tag == "header"), None)
    return header is not None and any(each.tag in _SECTIONS for each in around[header:])


def _settled(place: int, raw: str, claims: Sequence[_Stated], *, trusted: bool) -> When | None:
    """The printed line held against the statements; None where it should not be believed."""
    month_first = bool(_MONTH_FIRST.search(raw)) and bool(claims)
    read = read_date(raw, month_first=False)
    if read.day is None and month_first:
        read = read_date(raw, month_first=True)
    if read.day is None or read.problem:
        return When(raw, False, place) if trusted and not claims and is_date_line(raw) else None
    if read.at is None:
        return _with_clock(place, raw, read, claims, trusted=trusted)
    if not claims or trusted or any(_agree(read.at, claim) for claim in claims):
        return When(_date_alone(raw, read), False, place)
    return None


def _date_alone(raw: str, read: DateReading) -> str:
    """The line without what else stands on it: section, author, buttons."""
    found = find_date(raw)
    alone = raw[found[0] : found[1]] if found else raw
    return alone if read_date(alone).at == read.at else raw


def _with_clock(
    place: int, raw: str, read: DateReading, claims: Sequence[_Stated], *, trusted: bool
) -> When | None:
    for claim in claims:
        if claim.read.at and claim.read.day == read.day:
            return When(claim.raw, claim.month_first, place)
        if claim.as_local and claim.as_local.date() == read.day:
            return When(_ZONE.sub("", claim.raw.strip()), claim.month_first, place)
    return When(raw, False, place) if trusted or not claims else None


def _find_conflict(found: When, claims: Sequence[_Stated]) -> Problem | None:
    """What is printed at the headline is believed; statements that all say something else are named."""
    printed = read_date(found.raw, month_first=found.month_first)
    if printed.day is None or not claims or any(_is_compatible(printed, claim) for claim in claims):
        return None
    reason = f"the page prints {found.raw[:_LONGEST]!r} and states {claims[0].raw[:_LONGEST]!r} for machines"
    return Problem("date", ProblemCode.DATES_DISAGREE, reason)


def _is_compatible(printed: DateReading, claim: _Stated) -> bool:
    if printed.at is None or claim.read.at is None:
        return printed.day in (claim.read.day, claim.as_local.date() if claim.as_local else None)
    return abs(printed.at - claim.read.at) <= _SAME


def _agree(at: datetime, claim: _Stated) -> bool:
    moments = [moment for moment in (claim.read.at, claim.as_local) if moment is not None]
    return any(abs(at - moment) < timedelta(minutes=2) for moment in moments) or claim.read.day == at.date()
