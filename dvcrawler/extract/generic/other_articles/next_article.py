"""Another article that the page shows below this one, as pages do that load it while the reader scrolls."""

from collections.abc import Iterable, Iterator, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import TOP_HEADINGS, Element, are_alike, has_at_least
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_in_box_of_links
from dvcrawler.extract.generic.headlines.unmarked_headlines import find_unmarked
from dvcrawler.extract.generic.other_articles.appended import find_appended
from dvcrawler.extract.generic.other_articles.boxes_of_pages import find_box_of_page
from dvcrawler.extract.generic.text.entries import Entries
from dvcrawler.extract.generic.text.text_boxes import LEAST_TEXT, TextBoxes, has_text, is_prose
from dvcrawler.extract.lines.line_kinds import is_dated, reads_as_headline
from dvcrawler.normalize.text import same_text

_LEAST_WORDS = 3
#: Blocks below a headline among which its date is printed.
_NEAR = 3
#: Blocks of a list of other articles that are looked at, and dates in it.
_LONGEST_LIST, _FEWEST_DATES = 40, 2
#: More `<article>` elements beside one another are the entries of a live report or of a list.
_MOST_ARTICLES = 3


def find_next_article(blocks: Sequence[Block], start: int, furniture: Furniture) -> int | None:
    """The place of its headline, or of the heading of a list of dated articles; None if the page shows one
    article. `start`: below the first headline.

    The next headline is marked as the first one is, or in an `<article>` of its own, or an `<h1>`, or has
    its date and time right below it as the first one has; text is above it and below.
    """
    return _find_next(blocks, start, furniture, furniture.prose) if start else None


def until_next_article(blocks: Sequence[Block], head: Sequence[Block], furniture: Furniture) -> list[Block]:
    """The blocks of a column of text above the next article in it. `head`: the headline of the page, and the
    date below it, which may be printed anywhere.
    """
    every = [*head, *blocks]
    prose = [(place, block) for place, block in enumerate(every) if is_prose(block)]
    end = _find_next(every, 1, furniture, prose)
    return list(blocks) if end is None else every[len(head) : end]


def _find_next(
    blocks: Sequence[Block], start: int, furniture: Furniture, prose: Iterable[tuple[int, Block]]
) -> int | None:
    places = list(_list_possible(blocks, start, prose))
    if not places:
        return None
    own = blocks[start - 1]
    boxes, entries = TextBoxes(blocks, start), Entries(own.parent)
    found = (
        find_unmarked(blocks, start),
        find_appended(blocks, start, places, boxes),
        find_box_of_page(blocks, start, places, furniture.page, boxes),
    )
    for place in places:
        if place in found or _heads_dated_list(blocks, place, boxes, furniture):
            return place
        if not _is_headline(blocks[place], own, furniture) or entries.hold(blocks[place].parent):
            continue
        if _heads_article(blocks, place, start, boxes):
            return place
    return None


def _list_possible(blocks: Sequence[Block], start: int, prose: Iterable[tuple[int, Block]]) -> Iterator[int]:
    """The places of the lines with enough text above them to be that of an article."""
    lengths = {place: len(block.text) for place, block in prose}
    above = 0
    for place in range(start, len(blocks)):
        if above >= LEAST_TEXT and blocks[place].kind == TEXT:
            yield place
        above += lengths.get(place, 0)


def _heads_dated_list(blocks: Sequence[Block], place: int, boxes: TextBoxes, furniture: Furniture) -> bool:
    """Whether the block is the heading of other articles, with dates of several below it, and nothing beside
    the paragraphs above it.
    """
    block = blocks[place]
    if not heads_other_articles(block.text) or not _has_dates_below(blocks, place):
        return False
    return not is_in_box_of_links(block.parent, furniture) and not boxes.have_lines_below(place)


def _has_dates_below(blocks: Sequence[Block], place: int) -> bool:
    below = blocks[place + 1 : place + 1 + _LONGEST_LIST]
    dated = (each for each in below if is_dated(each))
    return has_at_least(dated, _FEWEST_DATES)


def _is_headline(block: Block, own: Block, furniture: Furniture) -> bool:
    if not _is_marked_as_headline(block, own):
        return False
    is_copy = block.parent is own.parent or same_text(block.text, own.text)
    return not is_copy and len(block.text.split()) >= _LEAST_WORDS and not furniture.is_outside(block.parent)


def _is_marked_as_headline(block: Block, own: Block) -> bool:
    """Whether the line is a heading, or set as `own`, the first headline, is."""
    box = block.parent
    is_alike = _is_alike(box, own.parent)
    if box.tag not in TOP_HEADINGS:
        return is_alike and block.bold == own.bold and reads_as_headline(block.text.rstrip("?!…"))
    return box.tag == "h1" or is_alike or _is_in_article_of_its_own(box, own)


def _is_alike(box: Element, headline: Element) -> bool:
    """Whether both are marked alike: by tag and class, or by those of the element around each."""
    if not are_alike(box, headline):
        return False
    if box.tag in TOP_HEADINGS or box.get("class"):
        return True
    around, other = box.getparent(), headline.getparent()
    return around is not None and other is not None and bool(around.get("class")) and are_alike(around, other)


def _is_in_article_of_its_own(box: Element, own: Block) -> bool:
    around = next(box.iterancestors("article"), None)
    if around is None or any(each is around for each in own.parent.iterancestors()):
        return False
    name = around.get("class")
    beside = [each for each in around.itersiblings("article") if each.get("class") == name]
    beside += [each for each in around.itersiblings("article", preceding=True) if each.get("class") == name]
    return len(beside) < _MOST_ARTICLES


def _heads_article(blocks: Sequence[Block], place: int, start: int, boxes: TextBoxes) -> bool:
    """Whether date and text are below the headline, or text in a box such as that of the first article; and
    the text above it is over.
    """
    headline = blocks[start - 1].parent
    is_dated_below = any(map(is_dated, blocks[place + 1 : place + 1 + _NEAR]))
    if not (is_dated_below or _is_in_box_alike(blocks[place].parent, headline)):
        return False
    return has_text(blocks, place + 1) and not boxes.continue_at(place)


def _is_in_box_alike(box: Element, headline: Element) -> bool:
    """Whether the heading and the headline are in boxes of one name, marked alike, each with only one."""
    if not _is_alike(box, headline):
        return False
    around = list(box.iterancestors())
    own = next((each for each in headline.iterancestors() if each.get("class") and each not in around), None)
    return own is not None and any(are_alike(each, own) for each in around)
