"""The date of an article without one at its headline: that of a line below the text, or of the document."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dvcrawler.extract.block import Block
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.address_days import is_near
from dvcrawler.extract.generic.dates.dates_below import find_date_at_end, find_date_below
from dvcrawler.extract.generic.dates.document_dates import find_document_day
from dvcrawler.extract.generic.dates.settling import settle
from dvcrawler.extract.generic.dates.when import When
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import read_date


def find_when_below(
    blocks: Sequence[Block], first: int, end: int, furniture: Furniture, address: date | None
) -> When | None:
    """The date below the text, or in it, where it is a document, unless the address has another day. `first`:
    the place of its first block.
    """
    found = _find_about_end(blocks, first, end, furniture)
    return found if found is None or is_near(read_date(found.raw).day, address) else None


def _find_about_end(blocks: Sequence[Block], first: int, end: int, furniture: Furniture) -> When | None:
    below = find_date_below(blocks, end, furniture)
    found = settle(*below, (), trusted=False) if below is not None else _find_signed(blocks, end, furniture)
    return found or _find_document_date(blocks, first, end, furniture)


def _find_signed(blocks: Sequence[Block], end: int, furniture: Furniture) -> When | None:
    signed = find_date_at_end(blocks, end, furniture)
    found = settle(*signed, (), trusted=False) if signed is not None else None
    if found is None:
        return None
    reason = "no date at the headline; it is that of a line below the text"
    return replace(found, problem=Problem("date", ProblemCode.DATE_BELOW_TEXT, reason))


def _find_document_date(blocks: Sequence[Block], first: int, end: int, furniture: Furniture) -> When | None:
    found = find_document_day(blocks, first, end, furniture)
    if found is None:
        return None
    reason = "no date at the headline; it is the day printed in the document itself"
    return When(found[1], place=-1, problem=Problem("date", ProblemCode.DATE_BELOW_TEXT, reason))
