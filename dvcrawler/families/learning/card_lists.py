"""Lists that read as an article: their cards have a headline and an excerpt, and only a button leads on."""

from dvcrawler.extract.elements import text_of
from dvcrawler.extract.generic.kinds.stated_types import states_article
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reading
from dvcrawler.families.learning.listing_blocks import list_card_titles
from dvcrawler.items import ProblemCode
from dvcrawler.normalize.text import clean_text

#: Cards that make a list.
_LEAST_CARDS = 3
_DOUBTS = (ProblemCode.MAY_BE_EXCERPTS, ProblemCode.UNCONFIRMED_TITLE)


def is_card_list(page: Page, reading: Reading) -> bool:
    """Whether the reading is the first card of a list, or all of them, which only their buttons link to."""
    codes = {each.code for each in reading.problems}
    lines = reading.body if ProblemCode.MAY_BE_EXCERPTS in codes else (reading.title,)
    if codes.isdisjoint(_DOUBTS) or states_article(page):
        return False
    cards = set(list_card_titles(page))
    if len(cards) < _LEAST_CARDS:
        return False
    cards.difference_update(clean_text(text_of(anchor)) for anchor in page.anchors.elements)
    return len(cards) >= _LEAST_CARDS and not cards.isdisjoint(lines)
