"""Paragraphs of the text that another article may have written: those of a second box such as the one that
holds the headline, and those right below the heading of a list of other articles.

Both may also continue the article: a report set in sections, a text around a box whose links are gone. They
are kept, and the record says so.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import islice

from dvcrawler.extract.block import TEXT, Block, doubt_blocks
from dvcrawler.extract.elements import SUBHEADINGS, Element, ancestors_or_self, are_alike, is_longer
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.teasers.cards import FRAMES
from dvcrawler.extract.generic.text.entries import Entries
from dvcrawler.extract.lines.line_kinds import PROSE, is_link_line
from dvcrawler.extract.lines.link_lists import is_sentence
from dvcrawler.items import Problem

#: Blocks below a heading of which one is the first paragraph, and words of a headline.
_NEAR, _LEAST_WORDS = 2, 6
#: Characters of a line below "Tin liên quan" or the like.
_SHORTEST = 20
#: Elements around a heading that may be a box of its own.
_LEVELS = 8
_BELOW_HEADING = doubt_blocks("paragraphs are right below the heading of a list of other articles")
_IN_BOX_ALIKE = doubt_blocks(
    "paragraphs are in another box such as that of the headline, below a heading of its own"
)


def find_texts_of_others(
    blocks: Sequence[Block], start: int, body: Sequence[str], headline: Element | None
) -> Iterator[Problem]:
    """One problem for either kind. `start`: below the headline."""
    own = frozenset(body)
    headings = [n for n in range(start, len(blocks)) if _may_head(blocks[n])]
    if any(heads_other_articles(blocks[n].text) and _heads_text(blocks, n, own, _SHORTEST) for n in headings):
        yield _BELOW_HEADING
    if headline is not None and start and _have_box_alike(blocks, headings, own, headline):
        yield _IN_BOX_ALIKE


def _may_head(block: Block) -> bool:
    return block.kind == TEXT and (block.parent.tag in SUBHEADINGS or heads_other_articles(block.text))


def _heads_text(blocks: Sequence[Block], place: int, body: Container[str], least: int = PROSE) -> bool:
    """Whether a line of the article with this length is right below, or below one more heading."""
    for n in range(place + 1, min(place + 1 + _NEAR, len(blocks))):
        block = blocks[n]
        if block.kind != TEXT or (is_link_line(block) and block.parent.tag not in SUBHEADINGS):
            return False
        is_own = len(block.text) >= least and block.text in body
        if is_own or len(block.text) >= PROSE:
            return is_own and all(map(_is_next, blocks[place:n], blocks[place + 1 : n + 1]))
    return False


def _is_next(above: Block, block: Block) -> bool:
    """Whether nothing is between the two, such as a list of links that is not read."""
    around = frozenset(ancestors_or_self(above.parent))
    part = block.parent
    while (parent := part.getparent()) is not None and parent not in around:
        if part.getprevious() is not None:
            return False
        part = parent
    before = part.getprevious()
    return parent is above.parent or (before in around and not is_longer(before, len(above.text)))


def _have_box_alike(
    blocks: Sequence[Block], headings: Sequence[int], body: Container[str], headline: Element
) -> bool:
    around, entries = frozenset(headline.iterancestors()), Entries(headline)
    long = (
        n
        for n in headings
        if blocks[n].text.count(" ") >= _LEAST_WORDS - 1 and not is_sentence(blocks[n].text)
    )
    return any(_opens_box_alike(blocks, n, around, entries) and _heads_text(blocks, n, body) for n in long)


def _opens_box_alike(
    blocks: Sequence[Block], place: int, around: Container[Element], entries: Entries
) -> bool:
    """Whether the heading is the first line of a box beside that of the headline and named alike, or of an
    `<article>` of its own. Several that are not named may be the parts of one report.
    """
    heading = blocks[place].parent
    box = _find_box(heading, around)
    if box is None or box in blocks[place - 1].parent.iterancestors():
        return False
    is_article, is_beside = box.tag == "article", _is_beside_alike(box, around)
    if is_beside and (is_article or box.get("class")):
        return True
    return (is_beside or is_article) and not entries.hold(heading)


def _find_box(heading: Element, around: Container[Element]) -> Element | None:
    """The outermost box of the heading that does not hold the headline."""
    boxes = islice(heading.iterancestors(), _LEVELS)
    return next((each for each in boxes if each.getparent() in around and each.tag in FRAMES), None)


def _is_beside_alike(box: Element, around: Container[Element]) -> bool:
    """Whether the box of the headline is above it in the same box, and named alike."""
    above = islice(box.itersiblings(preceding=True), _LEVELS)
    return any(each in around and are_alike(each, box) for each in above)
