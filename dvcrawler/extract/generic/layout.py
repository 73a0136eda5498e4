"""Any Vietnamese news page, with no rule for its site: read by what every such page shows.

Used where no layout of a site reads a page, for sites that no file describes, and by
`dvcrawler extract --generic`. `GENERIC` finds the body itself; `LAST_RESORT` has it found by
trafilatura, and its name says so.
"""

from dataclasses import replace

from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.headlines.headline import find_title
from dvcrawler.extract.generic.headlines.title_alone import print_title
from dvcrawler.extract.generic.hidden.app_shells import fill_shell
from dvcrawler.extract.generic.hidden.folded import (
    Folded,
    doubt_attribute,
    name_left_out,
    name_place,
    show_folded,
    unfold,
)
from dvcrawler.extract.generic.hidden.rest_in_script import find_rest_in_script, show_rest
from dvcrawler.extract.generic.hidden.revealing import reveal, reveal_styled, uncover
from dvcrawler.extract.generic.hidden.unnamed_boxes import show_in_unnamed_box
from dvcrawler.extract.generic.kinds.last_resort import read_with_trafilatura
from dvcrawler.extract.generic.landmarks import Column, read_column, read_landmarks
from dvcrawler.extract.generic.metadata import read_structured
from dvcrawler.extract.generic.other_articles.elsewhere import find_rest
from dvcrawler.extract.generic.teasers.excerpts import EXCERPTS
from dvcrawler.extract.language import doubt_language
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Layout, Reading
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.text import fold

#: A shorter text may be the lead of one that a script shows.
_SHORT = 600


def _read(page: Page) -> Reading | None:
    found = read_column(page)
    if found is None:
        return _read_hidden(page)
    if EXCERPTS in found.reading.problems and (whole := _read_hidden(page)):
        return whole
    length = sum(map(len, found.reading.body))
    folded = find_rest(page, found.container, found.furniture)
    if folded is not None and folded.length > length:
        return _add_rest(page, found.reading, folded)
    if length < _SHORT and (uncovered := uncover(page) or reveal_styled(page)):
        return _read_whole(page, found.reading, *uncovered) or found.reading
    return _add_doubt(_add_rest_in_script(page, found), page, found, length)


def _add_doubt(reading: Reading, page: Page, found: Column, length: int) -> Reading:
    """The reading, with a doubt if it is short and the rest of the text may be in an attribute."""
    if length >= _SHORT or reading is not found.reading:
        return reading
    return replace(reading, problems=(*reading.problems, *doubt_attribute(page, found.furniture, length)))


def _add_rest(page: Page, reading: Reading, folded: Folded) -> Reading:
    """The reading with the text that a script would add to its column, if the article continues there."""
    shown = show_folded(page, folded)
    whole = _read_whole(page, reading, shown, name_place(folded)) if shown is not None else None
    return whole or replace(reading, problems=(*reading.problems, name_left_out(folded)))


def _add_rest_in_script(page: Page, found: Column) -> Reading:
    reading = found.reading
    rest = find_rest_in_script(page, reading.body)
    if rest is None:
        return reading
    shown = show_rest(page, found.container, rest)
    whole = read_landmarks(shown) if shown is not None else None
    is_same = whole is not None and (whole.title, whole.date_raw) == (reading.title, reading.date_raw)
    if whole is None or not is_same or sum(map(len, whole.body)) <= sum(map(len, reading.body)):
        return replace(reading, problems=(*reading.problems, rest.left_out))
    page.hits["body/hidden"] += 1
    return replace(
        whole,
        images=whole.images or reading.images,
        byline_raw=whole.byline_raw or reading.byline_raw,
        problems=(*whole.problems, rest.read),
    )


def _read_whole(page: Page, reading: Reading, shown: Page, problem: Problem) -> Reading | None:
    """The reading of `shown`, the page with a script's text in its place. The old reading if that text is not
    part of the article, or is a copy of it; None if the old text is missing from the new one, or the new one
    is much longer.
    """
    whole = read_landmarks(shown)
    if whole is None or whole.body == reading.body:
        return None if whole is None else reading
    shown_text = fold(" ".join((whole.summary or "", *whole.body)))
    length = sum(map(len, reading.body))
    if len(shown_text) < 2 * length or not all(fold(text) in shown_text for text in reading.body):
        return None
    own = fold(" ".join(filter(None, (reading.title, reading.summary, *reading.body, reading.byline_raw))))
    if all(fold(text) in own for text in whole.body):
        return reading
    page.hits["body/hidden"] += 1
    return replace(whole, problems=(*whole.problems, problem))


def _read_hidden(page: Page) -> Reading | None:
    """As `read_landmarks`, of a page whose text a script would show."""
    for find in (uncover, reveal, reveal_styled, unfold, fill_shell, show_in_unnamed_box):
        found = find(page)
        reading = read_landmarks(found[0]) if found is not None else None
        if found is not None and reading is not None:
            page.hits["body/hidden"] += 1
            return replace(reading, problems=(*reading.problems, found[1]))
    return _read_untitled(page)


def _read_untitled(page: Page) -> Reading | None:
    """The article on a page that prints a date and a text, and whose headline only `<title>` has."""
    stated = read_structured(page)
    if stated.titles or find_title(page, stated, Furniture(page)) is not None:
        return None
    printed = print_title(page, stated)
    reading = read_landmarks(printed) if printed is not None else None
    if reading is None or reading.date_raw is None or doubt_language(reading.body):
        return None  # bytes in a wrong charset look like another script
    if not _is_about(reading.title or "", reading):
        return None
    reason = "no heading says so, only the page's <title>"
    problem = Problem("title", ProblemCode.UNCONFIRMED_TITLE, reason)
    return replace(reading, problems=(*reading.problems, problem))


def _is_about(title: str, reading: Reading) -> bool:
    """Whether lead and text have half of the headline's words: the `<title>` may be that of every page."""
    words = set(fold(title).split())
    used = set(fold(" ".join((reading.summary or "", *reading.body))).split())
    return 2 * len(words & used) >= len(words)


def _may_be_article(page: Page) -> bool:
    """Whether the page has more than an error page or a gate has."""
    return len(page.data) > 500


GENERIC = Layout("generic", _may_be_article, _read, shows_migrated_times=True)
LAST_RESORT = Layout("generic-trafilatura", _may_be_article, read_with_trafilatura, shows_migrated_times=True)
