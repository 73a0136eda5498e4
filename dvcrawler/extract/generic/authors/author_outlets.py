"""The outlet in the box of the author: a reprint is signed "Theo TTXVN" or "TTXVN" where a name would be."""

from itertools import islice

from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.lines.author_names import ACCOUNT, attributes_of, rank_names
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.text import clean_text, fold

#: Boxes of authors that are judged, and characters of one that names an outlet.
_MOST_BOXES, _LONGEST = 20, 60


def find_author_outlet(stated: Structured, furniture: Furniture) -> str | None:
    """The text of the first box of an author that names an outlet and no person. The paper itself is none."""
    own = frozenset(map(fold, stated.organisations))
    for box in islice(furniture.page.authors, _MOST_BOXES):
        if rank_names(attributes_of(box)) <= ACCOUNT:
            continue
        text = clean_text(text_of(box)[: 2 * _LONGEST]).strip(" -|,;:•·()")
        if 2 <= len(text) <= _LONGEST and _names_outlet(text, own) and not is_beside(box, furniture):
            return text
    return None


def _names_outlet(text: str, own: frozenset[str]) -> bool:
    read = read_byline(text)
    return read is not None and not read.authors and read.source is not None and fold(read.source) not in own
