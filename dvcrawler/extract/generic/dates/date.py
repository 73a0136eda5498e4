"""Finds the date of publication: in the line printed at the headline, and in machine-readable statements.

The printed line decides local time, since stated times are often local ones marked as UTC. If it has no time
of day, that of a statement with the same day is used.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dvcrawler.extract.block import Block
from dvcrawler.extract.generic.authors.dated_names import is_posted_line
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.address_days import find_address_day
from dvcrawler.extract.generic.dates.date_conflicts import find_earlier
from dvcrawler.extract.generic.dates.date_line_kinds import (
    PUBLISHED,
    UPDATE,
    doubt_issue,
    doubt_label,
    find_event,
    is_update,
)
from dvcrawler.extract.generic.dates.date_lines import find_date_lines
from dvcrawler.extract.generic.dates.dates_below import find_date_below, find_when_below
from dvcrawler.extract.generic.dates.dates_in_paths import find_date_in_path
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.dates.lines_of_text import Line, without_lines_of_text
from dvcrawler.extract.generic.dates.settling import find_printed, settle_order
from dvcrawler.extract.generic.dates.stated_dates import LONGEST_DATE, StatedDate, read_claims
from dvcrawler.extract.generic.dates.time_elements import find_times, find_times_of_line
from dvcrawler.extract.generic.headlines.heading_above import is_section
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.updates.update_days import find_publication, is_only_update, list_above_text
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import read_date
from dvcrawler.normalize.text import fold, same_text

#: Caps the words of a section's name.
_MOST_OF_SECTION = 8


@dataclass(frozen=True)
class ArticleLines:
    """The blocks of a page, with the places of an article's headline, of its first paragraph and below its
    text: a line there that says "Ngày đăng" counts if there is nothing else. `in_title`: the date in the line
    of the headline.
    """

    blocks: Sequence[Block]
    title: int
    first_prose: int
    end: int | None = None
    in_title: str | None = None
    #: Whether the block at a place is about another article.
    is_elsewhere: Callable[[int], bool] = lambda place: False
    headline: str = ""


def find_when(
    page: Page, stated: Structured, furniture: Furniture, article: ArticleLines
) -> FoundDate | None:
    """None if neither the lines around the headline nor the page's statements give a day."""
    blocks, title, end = article.blocks, article.title, article.end
    published = list(read_claims(stated.dates))
    claims = [*published, *read_claims(find_times(page, furniture, stated.dates))]
    own = _list_own_lines(article, furniture, claims)
    claims = claims or list(_read_attributes(own, blocks))
    address = find_address_day(page.url)
    lines = without_lines_of_text(own, blocks, title, (article.first_prose, end), _list_days(claims, address))
    found = find_printed(lines, title, claims)
    if found is not None:
        found = _doubt_later(settle_order(found, page, claims), article, published)
        found = _doubt_event(found, page, article, claims)
        if _is_confirmed(found, stated, claims) or not is_only_update(found, lines):
            return found
        labelled = find_date_below(blocks, end, furniture) if end is not None else None
        return find_publication(found, labelled, list_above_text(own, lines, blocks, title), address)
    if claims:
        return _choose_stated(claims)
    found = _find_in_path(page, article)
    if found is None and end is not None:
        found = find_when_below(blocks, title + 1, end, furniture, address)
    return settle_order(found, page, ()) if found is not None else None


def _doubt_later(found: FoundDate, article: ArticleLines, published: Sequence[StatedDate]) -> FoundDate:
    """With a doubt if the line is that of a print edition, or if the page states an earlier publication,
    besides the `<time>` of the printed line.
    """
    above = [found.place - 1] if found.place - 1 > article.title else []  # a label on a line of its own
    lines = [text for n in (found.place, *above) if len(text := article.blocks[n].text) <= LONGEST_DATE]
    issue = doubt_issue(*lines) if lines and not published else None
    if found.problem is not None or issue is not None or any(map(PUBLISHED.search, lines)):
        return replace(found, problem=found.problem or issue)
    return replace(found, problem=find_earlier(found.raw, published, found.month_first))


def _doubt_event(
    found: FoundDate, page: Page, article: ArticleLines, claims: Sequence[StatedDate]
) -> FoundDate:
    """With a doubt if the line may say what is done on the day, and the page states no day for machines."""
    is_headline = article.in_title is not None or found.place == article.title
    if is_headline or claims or found.problem is not None:
        return found
    line = article.blocks[found.place].text
    event = None if _says_published(line) else find_event(line)
    if event is None or same_text(event, article.headline) or _names_section(page, event):
        return found
    return replace(found, problem=doubt_label(line))


def _names_section(page: Page, text: str) -> bool:
    """Whether it is the text of a link to another page, or a folder of the address is named so."""
    folder = f"/{'-'.join(fold(text).split())}"
    return f"{folder}/" in page.url or is_section(page, text, _MOST_OF_SECTION)


def _says_published(line: str) -> bool:
    return bool(UPDATE.search(line) or PUBLISHED.search(line)) or is_posted_line(line)


def _find_in_path(page: Page, article: ArticleLines) -> FoundDate | None:
    if article.title < 0:
        return None
    found = find_date_in_path(page.body, article.blocks[article.title].parent)
    return FoundDate(found) if found is not None else None


def _list_own_lines(article: ArticleLines, furniture: Furniture, claims: Sequence[StatedDate]) -> list[Line]:
    """The dated lines about the article, without changes after all statements."""
    lines = find_date_lines(article.blocks, article.title, article.first_prose, furniture)
    if article.in_title is not None:
        lines = [*(line for line in lines if line[0] > article.title), (article.title, article.in_title)]
    own = (line for line in lines if not article.is_elsewhere(line[0]))
    return [line for line in own if not _is_later_change(line[1], claims)]


def _list_days(claims: Iterable[StatedDate], address: date | None) -> set[date]:
    """The days that are stated, that of the address where there are no others."""
    days = {claim.read.day for claim in claims}
    return {day for day in days or {address} if day is not None}


def _read_attributes(lines: Sequence[tuple[int, str]], blocks: Sequence[Block]) -> Iterator[StatedDate]:
    """What the attributes of the printed dates add: the time of day, or the day of a relative time."""
    for place, raw in lines:
        day = read_date(raw).day
        for claim in read_claims(find_times_of_line(blocks[place].parent)):
            if day is None or day == claim.read.day:
                yield claim


def _is_confirmed(found: FoundDate, stated: Structured, claims: Sequence[StatedDate]) -> bool:
    """Whether the page states a day for machines besides that of the `<time>` around what is printed."""
    day = read_date(found.raw, month_first=found.month_first).day
    return bool(stated.dates) or any(claim.read.day != day for claim in claims)


def _is_later_change(raw: str, claims: Sequence[StatedDate]) -> bool:
    """Whether the line gives an update on a later day than all statements of the publication."""
    day = read_date(raw).day if claims and is_update(raw) else None
    return day is not None and all(claim.read.day is not None and claim.read.day < day for claim in claims)


def _choose_stated(claims: Sequence[StatedDate]) -> FoundDate:
    """The first statement with a time of day, else the first one."""
    best = next((claim for claim in claims if claim.read.at), claims[0])
    return FoundDate(best.raw, best.month_first)
