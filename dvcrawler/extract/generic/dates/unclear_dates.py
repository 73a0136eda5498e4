"""Printed dates with two readings: "6/5/2025 7:20:00 AM" by the order of its numbers, "08:05 (GMT)" by zone.

Other evidence of the page decides; if there is none, the more likely reading is kept with a problem.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from dvcrawler.extract.block import Block
from dvcrawler.extract.generic.dates.date_conflicts import is_compatible
from dvcrawler.extract.generic.dates.stated_dates import LONGEST_DATE, StatedDate
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import read_date
from dvcrawler.patterns import lazy_regex

#: What .NET prints in American English; "AM" and "PM" are also used with the day first, then mostly without
#: seconds and with leading zeros.
_AMERICAN = lazy_regex(
    r"(?<![\d/])(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>\d{4}),? (?P<hour>\d\d?):\d\d(?P<seconds>:\d\d)?"
    r" ?[AP]M(?!\w)",
    re.I,
)
_NUMBERS = lazy_regex(r"(?<![\d/])(?P<first>\d\d?)/(?P<second>\d\d?)/\d{4}(?!\d)")
#: A year and a month in an address, with or without a day.
_IN_ADDRESS = lazy_regex(
    r"(?<!\d)(?P<year>20\d\d)([/-]?)(?P<month>\d\d?)(?:\2(?P<day>\d\d?))?(?!\d{1,3}(?!\d))"
)
_MONTHS = range(1, 13)
#: A zone that is Greenwich's, or Vietnam's without its offset.
_BARE_ZONE = lazy_regex(r"(?<=\d)(?P<half> ?[APap]\.?[Mm]\.?)?[ ,]?[(\[]? ?GMT ?[)\]]?(?! ?[+-]?\d)", re.I)


def is_in_either_order(raw: str) -> bool:
    """Whether the date is in the American form, and its numbers may be day and month in either order."""
    found = _AMERICAN.search(raw)
    if found is None or found["first"] == found["second"]:
        return False
    is_padded = "0" in (found["first"][0], found["second"][0], found["hour"][0])
    may_be_both = int(found["first"]) in _MONTHS and int(found["second"]) in _MONTHS
    return may_be_both and (found["seconds"] is not None or not is_padded)


def find_order(raw: str, page: Page, claims: Sequence[StatedDate]) -> tuple[bool, Problem | None]:
    """Whether the month comes first in such a date, and a problem if nothing on the page shows it."""
    found = _AMERICAN.search(raw)
    if found is None or any(claim.read.day == read_date(raw).day for claim in claims):
        return False, None
    numbers = int(found["first"]), int(found["second"])
    for decide in (_by_weekday, _by_address, _by_other_dates):
        if (decided := decide(raw, numbers, page)) is not None:
            return decided, None
    is_padded = found["first"][0] == "0" or found["second"][0] == "0"
    reason = f"{raw[:LONGEST_DATE]!r} may be read with the day or with the month first"
    return found["seconds"] is not None and not is_padded, Problem("date", ProblemCode.UNCLEAR_DATE, reason)


def _by_weekday(raw: str, _numbers: tuple[int, int], _page: Page) -> bool | None:
    wrong = [read_date(raw, month_first=first).code == ProblemCode.WRONG_WEEKDAY for first in (False, True)]
    return None if wrong[0] == wrong[1] else wrong[0]


def _by_address(raw: str, numbers: tuple[int, int], page: Page) -> bool | None:
    parts = urlsplit(page.url)
    for found in _IN_ADDRESS.finditer(f"{parts.path}?{parts.query}"):
        month, day = int(found["month"]), found["day"] and int(found["day"])
        fits = [month == numbers[n] and day in (None, numbers[1 - n]) for n in (0, 1)]
        if found["year"] in raw and fits[0] != fits[1]:
            return fits[0]
    return None


def _by_other_dates(_raw: str, _numbers: tuple[int, int], page: Page) -> bool | None:
    """Whether the month comes first, by the page's dates whose order is certain: in the same form, or else
    with a number that can only be a day.
    """
    for form, judge in ((_AMERICAN, _tells_order), (_NUMBERS, _tells_month_first)):
        answers = {judge(found) for found in _search(form, page.blocks)} - {None}
        if len(answers) == 1:
            return answers.pop()
    return None


def _search(form: re.Pattern[str], blocks: Sequence[Block]) -> Iterator[re.Match[str]]:
    for block in blocks:
        if "/" in block.text and len(block.text) <= LONGEST_DATE:
            yield from form.finditer(block.text)


def _tells_order(found: re.Match[str]) -> bool | None:
    first, second = int(found["first"]), int(found["second"])
    return None if (first in _MONTHS) == (second in _MONTHS) else first in _MONTHS


def _tells_month_first(found: re.Match[str]) -> bool | None:
    """Other modules of a site may print the day first."""
    return _tells_order(found) or None


def find_zone(raw: str, claims: Sequence[StatedDate]) -> tuple[str, Problem | None]:
    """The line without a bare "GMT", unless a statement in another zone is of that moment.

    Vietnamese papers print local time, and may state it for machines as Greenwich's, too.
    """
    if not _BARE_ZONE.search(raw):
        return raw, None
    read = read_date(raw)
    if any(claim.as_local is None and is_compatible(read, claim) for claim in claims):
        return raw, None
    local = _BARE_ZONE.sub(lambda found: found["half"] or "", raw)
    read = read_date(local)
    if any(is_compatible(read, claim) for claim in claims):
        return local, None
    reason = f"{raw[:LONGEST_DATE]!r} has no offset; it is read as the local time"
    return local, Problem("published_at", ProblemCode.UNCLEAR_DATE, reason)
