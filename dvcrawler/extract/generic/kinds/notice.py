"""Short notices of government portals: a dated headline, a sentence or a table, an attachment.

They have less text than two sentences, so only the headline with its date distinguishes them from boxes and
forms. Tried last, after all layouts that require a text of some length.
"""

from collections.abc import Sequence
from dataclasses import replace

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.date import ArticleLines, find_when
from dvcrawler.extract.generic.dates.document_dates import find_day_in_facts
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.dates.head_bars import DATED_BOX
from dvcrawler.extract.generic.headlines.headline import find_lone_heading, find_title
from dvcrawler.extract.generic.headlines.title import Title, place_of
from dvcrawler.extract.generic.hidden.folded import doubt_attribute
from dvcrawler.extract.generic.kinds.albums import PHOTO
from dvcrawler.extract.generic.kinds.notice_column import NoticeColumn, find_column, find_text_boxes
from dvcrawler.extract.generic.kinds.notice_reading import LOST, Notice, compose_notice
from dvcrawler.extract.generic.kinds.players import VIDEO, find_player
from dvcrawler.extract.generic.metadata import Structured, read_structured
from dvcrawler.extract.generic.teasers.excerpts import Items
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Layout, Reading
from dvcrawler.normalize.dates import read_date

#: Lines above the headline among which a box may be named after the date.
_ABOVE_HEADLINE = 2


def _read(page: Page) -> Reading | None:
    stated, furniture = read_structured(page), Furniture(page)
    furniture.spare(find_text_boxes(page))
    title = _find_title(page, stated, furniture)
    if title is None:
        return None
    place = place_of(title, page.blocks)
    heading = title.element if title.element is not None or place < 0 else page.blocks[place].parent
    if heading is None:
        return None
    title = replace(title, element=heading)
    player = find_player(heading, furniture, page.body)
    column = find_column(page, heading, place, furniture, player, title.text)
    if column is None:
        return None
    when = find_notice_date(page, stated, column, place, furniture, title.date)
    if when is None or _is_dated_in_list(page, when, heading):
        return None
    kind = VIDEO if player is not None else PHOTO if column.is_album else None
    reading = compose_notice(Notice(page, stated, furniture, title, column, when, kind))
    return _add_doubt(reading, page, furniture)


def _add_doubt(reading: Reading | None, page: Page, furniture: Furniture) -> Reading | None:
    if reading is None:
        return None
    doubt = doubt_attribute(page, furniture, sum(map(len, reading.body)))
    return replace(reading, problems=(*reading.problems, *doubt)) if doubt else reading


def _is_dated_in_list(page: Page, when: FoundDate, heading: Element) -> bool:
    """Whether the date is that of an item of a list, which leads to a page of its own."""
    return when.place >= 0 and Items(heading).hold(page.blocks[when.place].parent)


def _find_title(page: Page, stated: Structured, furniture: Furniture) -> Title | None:
    """None without one, or for one of the wrong charset."""
    title = find_title(page, stated, furniture) or find_lone_heading(page, stated, furniture)
    return title if title is not None and LOST not in title.text else None


def _may_be_notice(page: Page) -> bool:
    """Whether there is enough text: less is an error page or a gate."""
    return len(page.data) > 300


NOTICE = Layout("generic-notice", _may_be_notice, _read, shows_migrated_times=True)


def find_notice_date(
    page: Page,
    stated: Structured,
    column: NoticeColumn,
    place: int,
    furniture: Furniture,
    in_title: str | None,
) -> FoundDate | None:
    """The date printed in the column; a stated one only of a page that says it is an article."""
    blocks = page.blocks[: column.end]
    when = find_when(page, stated, furniture, ArticleLines(blocks, place, place + 1, in_title=in_title))
    if when is None or (when.place < 0 and not stated.is_article):
        return _find_day_of_issue(page.blocks[place + 1 : column.end])
    if when.place < 0 or when.place >= place:
        return when
    box = page.blocks[when.place].parent
    is_near = when.place >= place - _ABOVE_HEADLINE and DATED_BOX.search(box.get("class") or "")
    return when if is_near or column.element in box.iterancestors() else None


def _find_day_of_issue(lines: Sequence[Block]) -> FoundDate | None:
    """The day in a table or list of an official document's number, day and office."""
    for block in lines:
        day = find_day_in_facts(block.text)
        if day is not None and read_date(day).day is not None:
            return FoundDate(day)
    return None
