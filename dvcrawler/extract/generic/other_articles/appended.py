"""Another article within the box of this one, as pages append it while the reader scrolls.

Only what is printed shows where it begins: a headline above a date that the page's template made, or any
below "Đọc tiếp". A time that an editor wrote below a subheading is that of an event.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import TOP_HEADINGS, look_of, names_of
from dvcrawler.extract.generic.headlines.unmarked_headlines import is_moment
from dvcrawler.extract.generic.teasers.linked_articles import find_below_byline
from dvcrawler.extract.generic.text.text_boxes import TextBoxes, has_text, is_prose, list_prose
from dvcrawler.extract.lines.line_kinds import is_dated, is_link_line, reads_as_headline
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: What is printed above the next article, in folded form.
_LABEL = lazy_regex(
    r"(?:moi (?:ban )?)?(?:doc|xem)? ?(?:tiep|(?:bai|tin)(?: viet| bao| tuc)? (?:tiep theo|ke tiep|tiep|sau))"
    r"(?: (?:bai|tin)(?: viet| bao)?)?|(?:read |up )?next(?: (?:article|post|story|news|up))?"
    r"|continue reading"
)
_LONGEST_LABEL = 30
_TITLES = lazy_regex(r"title|headline|tieu-?_?de|ten-?_?bai", re.I)
#: More dated headlines are the entries of a report.
MOST_HEADLINES = 2
#: Blocks below a label with the headline, and below a headline with the date.
_BELOW_LABEL, _BELOW_HEADLINE = 2, 2
#: Lines around the headline among which the page prints its own date.
_ABOVE, _BELOW = 4, 8


def find_appended(blocks: Sequence[Block], start: int, places: Sequence[int], boxes: TextBoxes) -> int | None:
    """The place where it begins. `places`: of lines below an article's text; `start`: below the headline."""
    headlines = _list_dated(blocks, places)
    if len(headlines) > MOST_HEADLINES:
        return None
    below_byline = next(find_below_byline(blocks, places), len(blocks))
    labels = _list_labels(blocks, places, headlines)
    is_dated_above = bool(headlines) and _prints_date(blocks, start, places[0])
    dated = _list_of_template(blocks, headlines) if is_dated_above else []
    over = (n for n in sorted({*labels, *dated}) if _is_over(blocks, n, boxes))
    end = min(next(over, len(blocks)), below_byline)
    return end if end < len(blocks) else None


def _list_of_template(blocks: Sequence[Block], headlines: Iterable[int]) -> list[int]:
    paragraphs = {look_of(block.parent) for block in blocks if is_prose(block)}
    return [n for n in headlines if _is_dated_by_template(blocks, n, paragraphs)]


def _list_labels(blocks: Sequence[Block], places: Iterable[int], headlines: Container[int]) -> list[int]:
    labels = find_labels(blocks, places)
    return list(islice((n for n in labels if _heads_headline(blocks, n, headlines)), MOST_HEADLINES))


def find_labels(blocks: Sequence[Block], places: Iterable[int]) -> Iterator[int]:
    return (n for n in places if len(blocks[n].text) <= _LONGEST_LABEL and _is_label(blocks[n]))


def _list_dated(blocks: Sequence[Block], places: Sequence[int]) -> list[int]:
    """The headlines above a date with the time of day."""
    moments = [n for n in places if is_moment(blocks[n])]
    found = (
        _find_headline(blocks, range(n - 1, max(places[0] - 1, n - 1 - _BELOW_HEADLINE), -1)) for n in moments
    )
    return [place for place in dict.fromkeys(found) if place is not None]


def _find_headline(blocks: Sequence[Block], places: Iterable[int]) -> int | None:
    return next((n for n in places if _may_be_headline(blocks[n])), None)


def _is_over(blocks: Sequence[Block], place: int, boxes: TextBoxes) -> bool:
    """Whether another text is below, beside the paragraphs above or with nothing of this one below it. Below
    a link beside them this one may go on.
    """
    if not has_text(blocks, place + 1):
        return False
    above = next((blocks[n] for n in range(place - 1, -1, -1) if is_prose(blocks[n])), None)
    below = next(list_prose(blocks, place + 1))
    is_beside = above is not None and above.parent.getparent() is below.parent.getparent()
    return (is_beside and not is_link_line(blocks[place])) or not boxes.continue_at(place)


def _is_dated_by_template(
    blocks: Sequence[Block], place: int, paragraphs: Container[tuple[str, str]]
) -> bool:
    """Whether the date below has an element of its own kind, as no line has that an editor wrote."""
    below = (each.parent for each in blocks[place + 1 : place + 1 + _BELOW_HEADLINE] if is_moment(each))
    made = (each for each in below if each.tag == "time" or each.get("class"))
    return any(look_of(each) not in paragraphs for each in made)


def _prints_date(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether the page prints its own date above its text."""
    near = blocks[max(0, start - _ABOVE) : min(start + _BELOW, end)]
    return any(map(is_dated, near))


def _may_be_headline(block: Block) -> bool:
    if block.kind != TEXT or not reads_as_headline(block.text) or is_byline(block.text):
        return False
    is_marked = block.parent.tag in TOP_HEADINGS or block.bold
    return is_marked or _TITLES.search(names_of(block.parent)) is not None


def _is_label(block: Block) -> bool:
    return block.kind == TEXT and _names_next(block.text)


@lru_cache(maxsize=512)  # the same short lines are on every page of a site
def _names_next(text: str) -> bool:
    return _LABEL.fullmatch(fold(text).strip(" .:>»")) is not None


def _heads_headline(blocks: Sequence[Block], place: int, headlines: Container[int]) -> bool:
    """Whether a headline with its date, or an `<h1>`, is below the label."""
    below = range(place + 1, min(place + 1 + _BELOW_LABEL, len(blocks)))
    return any(n in headlines or (blocks[n].kind == TEXT and blocks[n].parent.tag == "h1") for n in below)
