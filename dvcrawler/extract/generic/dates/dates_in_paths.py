"""The date of publication that a page prints only in the path above the headline, after the section."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from dvcrawler.extract.elements import Element, holds_any, is_longer, names_of, text_of
from dvcrawler.extract.generic.dates.visit_dates import is_page_clock, says_today
from dvcrawler.normalize.dates import find_date, read_date
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_PATH = lazy_regex(r"bread-?crumb|(?:^|[\s_-])(?:path(?:way)?|duong-?dan)(?:$|[\s_-])", re.IGNORECASE)
_TAGS = ("nav", "div", "ul", "ol", "section", "header", "p")
#: Of a path, with its date.
_LONGEST = 300
#: Boxes of one page with such a name; the last one is right above the headline.
_MOST_PATHS = 5
_MOST_PIECES = 40


def find_date_in_path(body: Element, heading: Element) -> str | None:
    """The only date of the path, with its time of day; a day alone may be that of the visit."""
    paths = list(islice(_list_paths(body, heading), _MOST_PATHS))
    dates = {date for path in paths[-1:] for date in _list_dates(path)}
    return dates.pop() if len(dates) == 1 else None


def _list_paths(body: Element, heading: Element) -> Iterator[Element]:
    """The outermost boxes of paths before the headline that have a link; none that holds the headline."""
    around = frozenset(heading.iterancestors())
    above = takewhile(lambda each: each is not heading, body.iter(*_TAGS, str(heading.tag)))
    last: Element | None = None
    for box in above:
        if box in around or (last is not None and last in box.iterancestors()):
            continue
        names = f"{names_of(box)} {box.get('aria-label') or ''}"
        if _PATH.search(names) and not is_longer(box, _LONGEST) and holds_any(box, "a"):
            last = box
            yield box


def _list_dates(path: Element) -> Iterator[str]:
    for piece in islice(path.iter(), _MOST_PIECES):
        if next(piece.iterchildren("*"), None) is not None or is_page_clock(piece):
            continue
        text = clean_text(text_of(piece))
        found = find_date(text) if any(map(str.isdigit, text)) and not says_today(text) else None
        if found is not None and read_date(text[found[0] : found[1]]).at is not None:
            yield text[found[0] : found[1]]
