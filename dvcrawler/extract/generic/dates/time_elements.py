"""Elements that hold a time for machines: `<time>`, `<abbr>`, microdata, and attributes of a printed date."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from dvcrawler.extract.elements import Element, is_inside, text_before, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.dates.stated_dates import LONGEST_DATE
from dvcrawler.extract.generic.dates.visit_dates import is_page_clock
from dvcrawler.extract.generic.other_scopes import find_properties
from dvcrawler.extract.generic.updates.dates_of_changes import is_named_changed
from dvcrawler.extract.page import Page
from dvcrawler.extract.styles.looks import is_in_sentence
from dvcrawler.normalize.dates import as_iso, is_date_line, read_machine_date
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_MOST_PARTS_OF_LINE = 8
_DATED_ATTRIBUTE = lazy_regex(
    r"title|datetime|data-(?:[a-z-]{0,20}-)?(?:time|date|datetime|timestamp|published)"
)
#: The label of a change, and characters of one before its date.
_CHANGE = lazy_regex(r"\b(?:cập nhật|sửa|updated|modified|edited)\b", re.I)
_LONGEST_LABEL = 40


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
