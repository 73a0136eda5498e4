"""Dates that a page states for machines, often local times marked with another zone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from dvcrawler.extract.elements import Element, is_inside, text_before, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.dates.visit_dates import is_page_clock
from dvcrawler.extract.generic.dates.when import When
from dvcrawler.extract.generic.other_scopes import find_properties
from dvcrawler.extract.generic.updates.dates_of_changes import is_named_changed
from dvcrawler.extract.page import Page
from dvcrawler.extract.styles.looks import is_in_sentence
from dvcrawler.items import VIETNAM, Problem, ProblemCode
from dvcrawler.normalize.dates import DateReading, as_iso, is_date_line, read_date, read_machine_date
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Caps the characters of a date and the words beside it.
LONGEST_DATE = 140
_MOST_PARTS_OF_LINE = 8
_DATED_ATTRIBUTE = lazy_regex(
    r"title|datetime|data-(?:[a-z-]{0,20}-)?(?:time|date|datetime|timestamp|published)"
)
_MONTH_FIRST = lazy_regex(r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}(?::\d{2})? [AP]M", re.I)
_ZONE = lazy_regex(
    r"(?<=\d)(?:z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)| ?(?:gmt|utc)(?![+-]))$", re.I
)
#: The label of a change, and characters of one before its date.
_CHANGE = lazy_regex(r"\b(?:cập nhật|sửa|updated|modified|edited)\b", re.I)
_LONGEST_LABEL = 40
_LOCAL = VIETNAM.utcoffset(None)
#: A page is often published some minutes after its first save, which is what CMSs state for machines.
_SAME = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date without a problem: as stated, and parsed."""

    raw: str
    month_first: bool
    read: DateReading

    @property
    def days(self) -> tuple[date | None, ...]:
        """The day, and that of the local time that another zone may be given to."""
        local = self.as_local
        return (self.read.day, local.date()) if local is not None else (self.read.day,)

    @property
    def as_local(self) -> datetime | None:
        """The time if one marked with another zone is in fact Vietnamese local time."""
        zone = _ZONE.search(self.raw.strip())
        if self.read.at is None or zone is None:
            return None
        offset = timedelta(hours=int(zone["hours"] or 0), minutes=int(zone["minutes"] or 0))
        offset = -offset if zone["sign"] == "-" else offset
        return None if offset == _LOCAL else self.read.at + offset - _LOCAL


def is_month_first(text: str) -> bool:
    """Whether the date is in the form of .NET: "9/5/2026 1:30:00 PM"."""
    return _MONTH_FIRST.search(text) is not None


def read_claims(texts: Iterable[str]) -> Iterator[StatedDate]:
    for text in dict.fromkeys(texts):
        if len(text) > LONGEST_DATE:
            continue
        month_first = is_month_first(text)
        read = read_date(text, month_first=month_first)
        if read.day is not None and not read.problem:
            yield _without_midnight(StatedDate(text, month_first, read))


def _without_midnight(claim: StatedDate) -> StatedDate:
    """Only the day of a statement whose time is midnight to the second, in its own zone or in Vietnam: CMSs
    that keep no time state it.
    """
    moments = (each for each in (claim.read.at, claim.as_local) if each is not None)
    at = next((each for each in moments if each.time() == time()), None)
    if at is None:
        return claim
    day = at.date().isoformat()
    return StatedDate(day, False, read_date(day))


def find_stated_change(
    texts: Sequence[str], published: Sequence[str] = (), when: When | None = None
) -> str | None:
    """The first of these dates, in ISO 8601 if it has the month first: the printed ones may not.

    Without its zone where those of `published` have the same one and are in fact the local time of `when`.
    """
    if not texts:
        return None
    zone = _ZONE.search(texts[0].strip())
    if zone is not None and when is not None and zone.group() in _find_false_zones(published, when):
        return without_zone(texts[0])
    claim = next(read_claims(texts[:1]), None)
    if claim is None or not claim.month_first or claim.read.at is None:
        return texts[0]
    return claim.read.at.isoformat()


def _find_false_zones(published: Sequence[str], when: When) -> Iterator[str]:
    """The zones of the statements that are the printed time without them: "12:40:25+08:00" for 12:40."""
    at = read_date(when.raw, month_first=when.month_first).at
    for claim in read_claims(published) if at is not None else ():
        zone, local = _ZONE.search(claim.raw.strip()), claim.as_local
        if zone is not None and local is not None and at is not None and abs(at - local) <= _SAME:
            yield zone.group()


def find_times(page: Page, furniture: Furniture, stated: Sequence[str]) -> list[str]:
    """`<time datetime>` of the article, or the title that a script turns into "2 giờ trước"; those of other
    articles are in boxes or links. Those of a change count if there are no others, nor a `stated` date.
    """
    found: list[str] = []
    changes: list[str] = []
    for element in (*_list_marked(page), *find_properties(page, "datePublished")):
        moment = _read_moment(element)
        if moment and _is_of_article(element, furniture):
            is_change = is_named_changed(element) or (bool(stated) and _is_labelled_change(element))
            (changes if is_change else found).append(as_iso(moment) or moment.strip())
    return (found or ([] if stated else changes))[:3]


def _list_marked(page: Page) -> Iterable[Element]:
    return page.body.iter("time", "abbr") if page.tagged["time"] or page.tagged["abbr"] else ()


def _read_moment(element: Element) -> str | None:
    return element.get("datetime") or element.get("content") or _read_dated_title(element)


def _is_labelled_change(element: Element) -> bool:
    """Whether the text of the element, or right before it, is the label of a change: "Cập nhật lần cuối:"."""
    above, before = element.getprevious(), text_before(element)
    if above is not None and not before.strip():
        before = text_of(above)
    text = clean_text(f"{before[-_LONGEST_LABEL:]} {text_of(element)[:LONGEST_DATE]}")
    return _CHANGE.search(text) is not None


def _is_of_article(element: Element, furniture: Furniture) -> bool:
    if is_beside(element, furniture) or is_page_clock(element) or is_in_sentence(element):
        return False
    is_item = is_inside(element, "li") and not _is_named_published(element)
    if is_item or furniture.leads_elsewhere(element):
        return False
    return not furniture.other_scopes.are_about(element)


def find_times_of_line(line: Element) -> list[str]:
    """What the attributes of a printed date say of it: `title`, `datetime`, `data-time`; often with the time
    of day where the reader sees only the day or "5 tháng trước".
    """
    found = []
    for element in (line, *islice(line.iterdescendants("*"), _MOST_PARTS_OF_LINE)):
        stated = [str(value) for name, value in element.items() if _DATED_ATTRIBUTE.fullmatch(str(name))]
        found += [as_iso(text) or text for text in map(str.strip, stated) if _is_date(text)]
    return found[:3]


def _is_date(text: str) -> bool:
    if len(text) > LONGEST_DATE or not any(map(str.isdigit, text)):
        return False
    return as_iso(text) is not None or is_date_line(text) or read_machine_date(text).day is not None


def _is_named_published(element: Element) -> bool:
    """Whether its name says that it is the day of publication, as in a list of facts about the article."""
    return (
        "datePublished" in (element.get("itemprop"), element.get("property"))
        or element.get("pubdate") is not None
    )


def _read_dated_title(element: Element) -> str | None:
    title = element.get("title") or ""
    return title if _is_date(title) else None


def is_stated_month_first(
    raw: str, day_first: DateReading, month_first: DateReading, claims: Sequence[StatedDate]
) -> bool:
    """Whether the printed date is that of a statement only if its month is read first.

    Without "AM", "PM" or a weekday that does not match, the statement may equally be wrong.
    """
    is_hinted = is_month_first(raw) or day_first.code == ProblemCode.WRONG_WEEKDAY
    if not is_hinted or any(is_compatible(day_first, claim) for claim in claims):
        return False
    return month_first.day is not None and any(is_compatible(month_first, claim) for claim in claims)


def find_conflict(raw: str, claims: Sequence[StatedDate], month_first: bool) -> Problem | None:
    """Reports that all statements contradict the date printed at the headline, which is kept."""
    printed = read_date(raw, month_first=month_first)
    if printed.day is None or not claims or any(is_compatible(printed, claim) for claim in claims):
        return None
    return _name_conflict(raw, claims[0])


def find_earlier(raw: str, published: Sequence[StatedDate], month_first: bool) -> Problem | None:
    """Reports that the date printed at the headline is later than all that the page states besides that in
    its `<time>`, which agrees with it in any case: it may be the last change.
    """
    printed = read_date(raw, month_first=month_first)
    if printed.day is None or not published or any(is_compatible(printed, claim) for claim in published):
        return None
    if any(day is None or day >= printed.day for claim in published for day in claim.days):
        return None
    return _name_conflict(raw, published[0])


def _name_conflict(raw: str, claim: StatedDate) -> Problem:
    reason = f"the page prints {raw[:LONGEST_DATE]!r} and states {claim.raw[:LONGEST_DATE]!r} for machines"
    return Problem("date", ProblemCode.DATES_DISAGREE, reason)


def is_compatible(printed: DateReading, claim: StatedDate) -> bool:
    """Whether the printed date may be that of the statement: the same time, or the day if one has no time.

    A statement without a zone may be in that of the server, which is Greenwich's.
    """
    if printed.at is None or claim.read.at is None:
        return printed.day in claim.days
    later = printed.at - claim.read.at
    return abs(later) <= _SAME or (later == _LOCAL and _ZONE.search(claim.raw.strip()) is None)


def without_zone(raw: str) -> str:
    return _ZONE.sub("", raw.strip())


def agrees(at: datetime, claim: StatedDate) -> bool:
    moments = [moment for moment in (claim.read.at, claim.as_local) if moment is not None]
    return any(abs(at - moment) < timedelta(minutes=2) for moment in moments) or claim.read.day == at.date()
