"""Lists that read as an article: their cards have a headline and an excerpt, and only a button leads on."""

from collections.abc import Mapping

from dvcrawler.extract.elements import text_of
from dvcrawler.extract.generic.kinds.stated_types import states_article
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reading
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.items import ProblemCode
from dvcrawler.normalize.text import clean_text

#: Cards that make a list.
_LEAST_CARDS = 3
_DOUBTS = (ProblemCode.MAY_BE_EXCERPTS, ProblemCode.UNCONFIRMED_TITLE)


def is_card_list(page: Page, reading: Reading, hosts: Mapping[str, str]) -> bool:
    """Whether the reading is the first card of a list, or all of them, which only their buttons link to."""
    codes = {each.code for each in reading.problems}
    lines = reading.body if ProblemCode.MAY_BE_EXCERPTS in codes else (reading.title,)
    if codes.isdisjoint(_DOUBTS) or states_article(page):
        return False
    linked = {page.url, *(clean_text(text_of(anchor)) for _, anchor in page.links)}
    blocks = find_blocks(page, hosts)
    cards = {each.title for each in blocks if each.is_headline and linked.isdisjoint((each.url, each.title))}
    return len(cards) >= _LEAST_CARDS and not cards.isdisjoint(lines)
