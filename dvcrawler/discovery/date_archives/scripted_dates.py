"""Days and months of a list that are not links: a script opens them."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from dvcrawler.discovery.date_archives.archive_addresses import MONTH, SMALL, read_date
from dvcrawler.discovery.pagers.number_rows import is_named
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

_NAMES = ("data-date", "data-day", "data-ngay", "data-month", "data-thang", "data-value", "onclick")
_MARKED = etree.XPath(f"//*[not(self::option)][{' or '.join(f'@{name}' for name in _NAMES)}]")
_UNFOLDED = etree.XPath("//*[not(self::a[@href]) or starts-with(@href, '#')][@data-url]")
#: `2024-03-15`, `15/3/2024`, `03/2024`, also as an argument of a call.
_WRITTEN = lazy_regex(
    r"(?<![0-9])[0-9]{1,4}[/-][0-9]{1,4}(?:[/-][0-9]{1,4})?(?![0-9])|(?<![0-9])20[0-9]{4}(?:[0-9]{2})?(?![0-9])"
)
_LEAD = lazy_regex(r"[^0-9]{1,80}")
#: Calendars of other things.
OTHER_CALENDARS = lazy_regex(
    r"(?<!du-)lich-?(?:cong-?tac|hop|tiep|tuan|truc|lam-?viec|thi|hoc|xet-?xu|cat-?dien|gieo|tiem|giang|mua-?vu)"
    r"|phat-?song|bao-?in(?![a-z])|e-?paper|(?<!tuc-)su-?kien|(?<![a-z])event"
    r"|thoi-?tiet|xo-?so|am-?lich|lich-?am|van-?nien|lunar|ngay-?sinh|booking|(?<![a-z])fc-|picker|picka",
    re.I,
)
_LEAST, _MOST, _LONGEST_LABEL = 3, 500, 30
_LEVELS, _LONGEST_HEADING, _HEADLINE_WORDS = 5, 60, 5


def find_scripted_dates(page: Page) -> str | None:
    """Why the days or months that the page shows are not read; None if it shows fewer than three."""
    if not any(name.encode() in page.data for name in _NAMES):
        return None
    read = ((_read_marked(each), each) for each in islice(_list_marked(page), _MOST))
    found = {day: each for day, each in read if day is not None}
    if len(found) < _LEAST or _has_other_heading(next(iter(found.values()))):
        return None
    shown = "days" if any(len(each) > 2 for each in found) else "months"
    return f"a script opens its {shown}; give the addresses of their articles with -a source=urls:FILE"


def _list_marked(page: Page) -> Iterator[Element]:
    for each in cast("list[Element]", _MARKED(page.root)):
        if (each.get("href") or "#").strip()[:1] in ("", "#") or "avascript:" in (each.get("href") or ""):
            yield each


def _read_marked(element: Element) -> tuple[int, ...] | None:
    """The date that the element opens: its text is the day, or names the month."""
    label = fold(clean_text(text_of(element)))[: _LONGEST_LABEL + 1]
    if not (SMALL.fullmatch(label) or MONTH.fullmatch(label)):
        return None
    if _is_of_other_calendar(element):
        return None
    written = (_WRITTEN.search(element.get(name) or "") for name in _NAMES)
    return next((date for found in written if found and (date := read_date([found[0]]))), None)


def _is_of_other_calendar(element: Element) -> bool:
    if is_named(element, OTHER_CALENDARS):
        return True
    return OTHER_CALENDARS.search(element.get("onclick") or "") is not None


def _has_other_heading(day: Element) -> bool:
    """Whether the box of the calendar begins with what else it is of, or the line before it: "Lịch trực"."""
    for box in islice(day.iterancestors(), _LEVELS):
        if _has_headline(box):
            return False
        before = box.getprevious()
        shown = text_of(before) if before is not None and not _has_headline(before) else ""
        texts = (each[:_LONGEST_HEADING] for each in (text_of(box), shown, *box.attrib))
        if any(OTHER_CALENDARS.search("-".join(fold(each).split())) for each in texts):
            return True
    return False


def _has_headline(box: Element) -> bool:
    return any(len(text_of(each).split()) >= _HEADLINE_WORDS for each in box.iter("a"))


def unfolded_months(page: Page) -> Iterator[tuple[str, Element]]:
    """(address, element) of the parts that a script loads from an address which the element gives."""
    if b"data-url" not in page.data:
        return
    for each in islice(cast("list[Element]", _UNFOLDED(page.root)), _MOST):
        url = absolute_url(page.base, (each.get("data-url") or "").strip())
        if url is not None:
            yield url, each


def read_anywhere(url: str) -> list[str]:
    """The date in an address that may have nothing in common with that of the list: `/ajax/xem?m=2024-03`."""
    parts = urlsplit(url)
    values = [value for _, value in parse_qsl(parts.query) if SMALL.fullmatch(value) or read_date([value])]
    return values or [_LEAD.sub("", parts.path, count=1).rstrip("/")]
