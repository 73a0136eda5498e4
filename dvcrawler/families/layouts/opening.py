"""What a page prints of its article between the headline and the box of the text: a lead, pictures."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, takewhile

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, find_common_box, is_within
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.hidden.hidden_texts import is_hidden
from dvcrawler.extract.generic.text.notices_above import without_notices
from dvcrawler.extract.generic.text.opening_pictures import find_opening_pictures
from dvcrawler.extract.generic.text.opening_text import find_opening_text
from dvcrawler.extract.generic.text.stanzas import take_lead
from dvcrawler.extract.page import Page

#: Boxes of the page around its text, and boxes between headline and text.
_LEVELS, _MOST_BOXES = 6, 30


def read_opening(
    page: Page,
    heading: Element,
    text: tuple[Element, Sequence[Block]],
    known: Element | None,
    drop: frozenset[str],
) -> tuple[str | None, list[Block]]:
    """The lead, unless a box is known to hold it (`known`), and the pictures and further lines in order.

    `text`: its box, and the blocks in it; `drop`: classes of boxes that are not read.
    """
    box, own = text
    boxes = (each for each in _list_between(heading, box) if known is None or not is_within(known, each))
    blocks = list(chain.from_iterable(page.read_box(each, drop) for each in boxes))
    if not own or not any(block.kind in (IMAGE, TEXT) for block in blocks):
        return None, []
    furniture = Furniture(page)
    furniture.spare(frozenset(box.iterancestors()))
    head = Block(TEXT, "", heading)
    blocks = without_notices([head, *blocks], 1, own[:_MOST_BOXES])[1:]
    places = find_opening_text([head, *blocks, own[0]], 1, len(blocks) + 1, furniture)
    lines = [blocks[place - 1] for place in places]
    lead, lines = take_lead(lines) if known is None else (None, lines)
    return lead, [*find_opening_pictures(blocks, own, furniture), *lines]


def _list_between(heading: Element, text: Element) -> Iterator[Element]:
    """The outermost boxes below the headline and above the text, in their order; none of another column."""
    around = find_common_box(heading, text, _LEVELS)
    if around is None or around in (heading, text):
        return
    for each in takewhile(lambda box: box is not around, ancestors_or_self(heading)):
        yield from takewhile(lambda box: not is_within(text, box), _list_siblings(each))
    parts = list(takewhile(lambda box: box is not around, ancestors_or_self(text)))
    for each in parts[-2::-1]:
        yield from reversed(list(_list_siblings(each, preceding=True)))


def _list_siblings(element: Element, *, preceding: bool = False) -> Iterator[Element]:
    siblings = (each for each in element.itersiblings(preceding=preceding) if isinstance(each.tag, str))
    return (each for each in islice(siblings, _MOST_BOXES) if not is_hidden(each))
