"""The text of another box of the page, where the article has none: "Thông báo" and its latest entries."""

from collections.abc import Sequence
from itertools import islice

from dvcrawler.extract.block import TEXT, Block, doubt_blocks
from dvcrawler.extract.elements import ALL_HEADINGS, Element, ancestors_or_self, is_within, text_of
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem
from dvcrawler.normalize.text import fold

#: Words of a box's name, links of a page that are compared with it, and characters of one.
_MOST_WORDS, _MOST_LINKS, _LONGEST = 8, 1_000, 80
_OF_OTHER_BOX = doubt_blocks(
    "the text is in another box than the headline, below a heading that is a link of the page"
)


def find_other_box(body: Sequence[str], headline: Element | None, page: Page) -> tuple[Problem, ...]:
    """The problem of a text at or right below the name of a section, in a box without the headline."""
    if not body or headline is None:
        return ()
    place = next((n for n, block in enumerate(page.blocks) if block.text == body[0]), 0)
    is_other = any(
        _heads_section(each, headline, page) for each in page.blocks[max(0, place - 1) : place + 1]
    )
    return (_OF_OTHER_BOX,) if is_other else ()


def _heads_section(block: Block, headline: Element, page: Page) -> bool:
    if block.kind != TEXT or len(block.text.split()) > _MOST_WORDS:
        return False
    around = ancestors_or_self(block.parent, 2)
    heading = next((each for each in around if each.tag in ALL_HEADINGS), None)
    box = heading.getparent() if heading is not None else None
    if box is None or is_within(headline, box):
        return False
    return heads_other_articles(block.text) or _is_link(block.text, page)


def _is_link(text: str, page: Page) -> bool:
    links = islice(page.root.iter("a"), _MOST_LINKS)
    own = fold(text)
    return any(
        (link.get("href") or "#")[0] != "#" and fold(text_of(link)[:_LONGEST]) == own for link in links
    )
