"""Authors of other articles, in the cards that lead to them."""

from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.generic.headlines.heading_above import leads_elsewhere
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text, fold

_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
#: Boxes around the author's that may be the card, its characters, and words of a linked headline.
_LEVELS, _LONGEST_CARD, _LEAST_WORDS = 3, 600, 6


def is_of_card(box: Element, page: Page) -> bool:
    """Whether the box of an author is beside the linked headline of another article."""
    for around in islice(box.iterancestors(), _LEVELS):
        if len(text_of(around)) > _LONGEST_CARD:
            return False
        headline = _find_headline(around)
        if headline is not None:
            return leads_elsewhere(page, headline) and not _is_title(headline, page)
    return False


def _find_headline(card: Element) -> Element | None:
    """The first heading, or else the first link with the length of a headline."""
    heading = next(card.iter(*_HEADINGS), None)
    if heading is not None:
        return heading
    return next((link for link in card.iter("a") if len(text_of(link).split()) >= _LEAST_WORDS), None)


def _is_title(headline: Element, page: Page) -> bool:
    own = fold(clean_text(text_of(headline)))
    return bool(own) and fold(page.title).startswith(own)
