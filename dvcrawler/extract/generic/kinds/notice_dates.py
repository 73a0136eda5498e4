"""The date of a notice: printed in its column, stated, or in the facts about a document."""

from collections.abc import Sequence

from dvcrawler.extract.block import Block
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.date import ArticleLines, find_when
from dvcrawler.extract.generic.dates.document_dates import DAY_OF_ISSUE
from dvcrawler.extract.generic.dates.head_bars import DATED_BOX
from dvcrawler.extract.generic.dates.when import When
from dvcrawler.extract.generic.kinds.notice_column import NoticeColumn
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import read_date

#: Lines above the headline among which a box may be named after the date.
_ABOVE_HEADLINE = 2


def find_notice_date(
    page: Page,
    stated: Structured,
    column: NoticeColumn,
    place: int,
    furniture: Furniture,
    in_title: str | None,
) -> When | None:
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


def _find_day_of_issue(lines: Sequence[Block]) -> When | None:
    """The day in a table or list of an official document's number, day and office."""
    for block in lines:
        found = DAY_OF_ISSUE.search(block.text)
        if found is not None and read_date(found["day"]).day is not None:
            return When(found["day"])
    return None
