"""The author in the line of the date, or in the box beside it, where both are above the headline or below the
text: themes print "Lan Anh", a pictogram and the day in pieces of one row.
"""

from collections.abc import Sequence
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.authors.dated_names import byline_beside_date
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.styles.glued_lines import separate_line
from dvcrawler.normalize.bylines import is_byline

_LONGEST_NAME = 60
#: Boxes around the date among which one is the row.
_LEVELS = 2
_EDGES = " •|·–—-,"


def find_name_beside_date(blocks: Sequence[Block], place: int, furniture: Furniture) -> str | None:
    """`place`: that of the date."""
    date = blocks[place]
    if furniture.is_outside(date.parent):
        return None
    if own := byline_beside_date(separate_line(date)):
        return own
    rows = tuple(islice(date.parent.iterancestors(), _LEVELS))
    for beside in (place - 1, place + 1):
        near = blocks[beside] if 0 <= beside < len(blocks) else date
        if near is date or near.kind != TEXT or len(near.text) > _LONGEST_NAME:
            continue
        is_in_row = any(box in rows for box in islice(near.parent.iterancestors(), _LEVELS))
        name = separate_line(near).strip(_EDGES)
        if is_in_row and is_byline(name):
            return name
    return None
