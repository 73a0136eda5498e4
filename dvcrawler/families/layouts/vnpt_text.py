"""The text of pages of the VNPT portal, without what their templates print in its box."""

from collections.abc import Sequence
from itertools import takewhile

from dvcrawler.extract.block import Block
from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.body import BodyParts, read_body
from dvcrawler.extract.elements import Element, find_link, is_within
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.other_articles.next_article import until_next_article
from dvcrawler.extract.generic.teasers.cards import without_cards
from dvcrawler.extract.generic.text.cleaning import tidy_run
from dvcrawler.extract.generic.updates.update_lines import take_update
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_bodies import fill_from_script

#: Boxes inside the content container that are not the article.
_DROP = frozenset(
    "related box_tag tags-box social header_tool abs-action poll_box feedback_comment1 media-heading "
    "date bd02 category-related-posts horizontal-post-box group-time after-author head_title".split()
)
#: The classes of boxes with a date, which are not read with the text.
_DATES = ("date", "group-time")


def read_text(
    page: Page, content: Element, head: Sequence[Block], lead: str | None
) -> tuple[BodyParts, str | None, Sequence[Block]]:
    """The text, the line that says when it was changed last, and the lines as printed. `head`: the headline
    and the date.
    """
    box, title = fill_from_script(page, content), head[0].text
    date = head[1].text if len(head) > 1 else None
    blocks: Sequence[Block] = read_blocks(box, _DROP)
    printed = blocks
    if find_link(box) is None:  # an unclosed link above the text would make links of all its lines
        furniture = Furniture(page)
        furniture.confine(box)
        printed = _until_next(blocks, box, head, furniture)
        blocks = tidy_run(without_cards(printed, furniture), furniture, title)
    blocks, update = take_update(blocks, date)
    return read_body(blocks, page.base, title, lead=lead), update, printed


def _until_next(
    blocks: Sequence[Block], box: Element, head: Sequence[Block], furniture: Furniture
) -> Sequence[Block]:
    """The blocks above the next article, which may be known only by its date, in a box that is not read."""
    if not _has_further_date(box, head, furniture.page):
        return until_next_article(blocks, head, furniture)
    every = read_blocks(box)
    own = until_next_article(every, head, furniture)
    below = {each.parent for each in every[len(own) :]}.difference(each.parent for each in own)
    return list(takewhile(lambda block: block.parent not in below, blocks))


def _has_further_date(box: Element, head: Sequence[Block], page: Page) -> bool:
    """Whether the box holds the box of a date that is not that of the page."""
    own = {element for block in head for element in (*block.parent.iter(), *block.parent.iterancestors())}
    dates = (each for key in _DATES for each in page.class_index.find(key))
    return any(each not in own and is_within(each, box) for each in dates)
