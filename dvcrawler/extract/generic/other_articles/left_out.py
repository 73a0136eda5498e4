"""Problems of a text that was read: a part of its column that a visitor may see was left out."""

from itertools import islice

from dvcrawler.extract.elements import Element, is_longer, text_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.hidden.folded import Folded, find_folded, is_shown
from dvcrawler.extract.generic.hidden.markup import LEAST_TEXT
from dvcrawler.extract.page import Page
from dvcrawler.extract.styles.toggled import find_hidden
from dvcrawler.extract.styles.unshown import list_styling
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.text import clean_text, fold

#: Share of links in a box of articles.
_MOST_LINKS = 0.4
#: Caps the hidden boxes examined in a column.
_MOST_BOXES = 200


def find_rest(page: Page, container: Element, furniture: Furniture) -> Folded | None:
    """Finds the text that a script would add to the column."""
    return find_folded(page, _find_column(container), furniture)


def name_hidden(page: Page, container: Element, furniture: Furniture) -> tuple[Problem, ...]:
    """A problem if the page hides a text of the column, which may be the rest of the article."""
    hidden = find_hidden(list_styling(_find_column(container)))
    for element in islice(dict.fromkeys(hidden), _MOST_BOXES):
        if not is_longer(element, LEAST_TEXT):
            continue
        text = fold(clean_text(text_of(element)))
        is_other = furniture.is_outside(element) or furniture.link_share(element) >= _MOST_LINKS
        if len(text) >= LEAST_TEXT and not is_other and not is_shown(page, text):
            reason = f"left out: a text of {len(text)} characters that the page hides"
            return (Problem("body", ProblemCode.HIDDEN_TEXT, reason),)
    return ()


def _find_column(container: Element) -> Element:
    parent = container.getparent()
    return container if parent is None else parent
