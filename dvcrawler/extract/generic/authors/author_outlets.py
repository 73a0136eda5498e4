"""The outlet in the box of the author: a reprint is signed "Theo TTXVN" or "TTXVN" where a name would be."""

import re
from itertools import islice

from dvcrawler.extract.bylines.author_names import ACCOUNT, join_names, rank_names
from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.own_footer import is_beside
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.bylines.outlets import is_body
from dvcrawler.normalize.dates import find_date
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: Boxes of authors that are judged, characters of one that names an outlet, and pieces of its text.
_MOST_BOXES, _LONGEST, _MOST_PIECES = 20, 60, 12
#: Those who run the site itself.
_OWN_BOARD = lazy_regex(r"ban (?:biên tập|quản trị|thư ký)(?: (?:báo|cổng|trang|website)\b.*)?", re.I)


def find_author_outlet(stated: Structured, furniture: Furniture) -> str | None:
    """The first text in boxes of an author that names an outlet or a body, no person and not the paper."""
    own = frozenset(map(fold, stated.organisations))
    for box in islice(furniture.authors, _MOST_BOXES):
        if rank_names(join_names(box)) <= ACCOUNT:
            continue
        text = _read_without_date(box).strip(" -|,;:•·()")
        if 2 <= len(text) <= _LONGEST and _names_outlet(text, own) and not is_beside(box, furniture):
            return text
    return None


def _read_without_date(box: Element) -> str:
    """The text of the box. The source may not separate the outlet from the date after it."""
    text = clean_text(" ".join(islice(map(str, box.itertext()), _MOST_PIECES))[: 2 * _LONGEST])
    found = find_date(text)
    return text if found is None else (text[: found[0]] + text[found[1] :])


def _names_outlet(text: str, own: frozenset[str]) -> bool:
    read = read_byline(text)
    if read is None and is_body(text):
        return fold(text) not in own and not _OWN_BOARD.fullmatch(text)
    return read is not None and not read.authors and read.source is not None and fold(read.source) not in own
