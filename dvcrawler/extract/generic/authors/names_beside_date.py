"""The author in the line of the date, or in the box beside it, where both are above the headline or below the
text: themes print "Lan Anh", a pictogram and the day in pieces of one row.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.authors.dated_names import byline_beside_date
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.date_line_kinds import is_update
from dvcrawler.extract.generic.rows_of_facts import find_name_in_row
from dvcrawler.extract.styles.glued_lines import separate_line
from dvcrawler.normalize.bylines import is_byline

_LONGEST_NAME = 60
#: Boxes around the date among which one is the row.
_LEVELS = 2
_EDGES = " •|·–—-,"


def find_name_beside_date(blocks: Sequence[Block], place: int, furniture: Furniture) -> str | None:
    date = blocks[place]
    if furniture.is_outside(date.parent):
        return None
    if own := byline_beside_date(separate_line(date)) or find_name_in_row(date):
        return own
    beside = (blocks[near] for near in _list_beside(blocks, place))
    return next(filter(None, (_read_name(near, date) for near in beside)), None)


def _list_beside(blocks: Sequence[Block], place: int) -> Iterator[int]:
    """The places next to the date, or next to the update beside it."""
    for step in (-1, 1):
        near = place + step
        if 0 <= near < len(blocks) and is_update(blocks[near].text):
            near += step
        if 0 <= near < len(blocks):
            yield near


def _read_name(near: Block, date: Block) -> str | None:
    """The name in the box `near`, if it is in the row of the date."""
    if near.kind != TEXT or len(near.text) > _LONGEST_NAME:
        return None
    rows = tuple(islice(date.parent.iterancestors(), _LEVELS))
    is_in_row = any(box in rows for box in islice(near.parent.iterancestors(), _LEVELS))
    name = separate_line(near).strip(_EDGES)
    return name if is_in_row and is_byline(name) else None
