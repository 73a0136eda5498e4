"""Paragraphs that may be of another article or a reader: they are kept in the text, for a person to judge."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from dvcrawler.extract.block import TEXT, Block, doubt_blocks
from dvcrawler.extract.bylines.author_doubts import doubt_author
from dvcrawler.extract.elements import find_common_box, find_part, is_within
from dvcrawler.extract.endings.comment_headings import heads_comments
from dvcrawler.extract.generic.authors.dated_names import byline_beside_date
from dvcrawler.extract.generic.other_articles.appended import MOST_HEADLINES, find_labels
from dvcrawler.extract.generic.other_articles.signed_parts import name_signed_parts, unless_below
from dvcrawler.extract.generic.teasers.linked_articles import find_headings, find_linked_articles
from dvcrawler.extract.generic.text.text_boxes import LEAST_TEXT, heads_own_text, is_prose, list_prose
from dvcrawler.extract.site import Reading
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.dates import read_date

#: Headings that are looked at, and characters of a reader's name.
_MOST_DOUBTFUL, _LONGEST_NAME = 20, 60
_OF_ANOTHER = doubt_blocks("the last paragraphs are below the heading or date of another article")
_OF_READERS = doubt_blocks("the last paragraphs are below a heading of comments, and a name")
_BELOW_MOMENT = doubt_blocks("the last lines are below a name and a moment, as readers' comments are")
_BELOW_LINK = doubt_blocks(
    "paragraphs are below a headline that is a link, with a date or in a box of their own"
)
_OF_LINK = doubt_blocks("a paragraph is below a heading that leads to another article, perhaps its excerpt")


def name_doubtful_parts(reading: Reading, blocks: Sequence[Block], start: int = 0) -> Reading:
    """The reading with the problem of paragraphs that may be another article's or a reader's: those below
    "Đọc tiếp", or below "Ý kiến bạn đọc" and a name. Who is named below them alone may be their author.
    """
    place, doubt = _find_doubtful(blocks, start, reading.body), _OF_ANOTHER
    if place is None:
        place, doubt = _find_linked(blocks, start, reading.body), _BELOW_LINK
    if place is None:
        return name_signed_parts(_doubt_excerpts(reading, blocks, start), blocks, start)
    byline, source = (unless_below(blocks, place, each) for each in (reading.byline_raw, reading.source_raw))
    doubt = _OF_READERS if heads_comments(blocks[place].text) else doubt
    doubt = _BELOW_MOMENT if _heads_comment(blocks, place) else doubt
    problems = (*reading.problems, doubt)
    if byline != reading.byline_raw and doubt is _BELOW_LINK:
        problems += doubt_author(f"{reading.byline_raw!r} is below them; it may be the author")
    return replace(reading, byline_raw=byline, source_raw=source, problems=problems)


def doubt_name_below(reading: Reading, own: Sequence[Block], rest: Sequence[Block]) -> Reading:
    """The reading with the doubt about a name in the box of the text, right below another article set in at
    its end. `own`: the blocks above that; `rest`: its blocks, and those below.
    """
    if not (own and rest) or reading.byline_raw or any(each.field == "author" for each in reading.problems):
        return reading
    name = _find_line_below(own[-1], rest)
    if name is None or len(name.text) > _LONGEST_NAME or not is_byline(name.text):
        return reading
    doubt = doubt_author(f"{name.text!r} is below another article set in; it may be the author")
    return replace(reading, problems=(*reading.problems, *doubt))


def _find_line_below(last: Block, rest: Sequence[Block]) -> Block | None:
    """The line right below the other article with which `rest` begins, in the box of the last line above."""
    box = last.parent.getparent()
    other = find_part(rest[0].parent, (box,)) if box is not None else None
    if box is None or other is None:
        return None
    inside = (each for each in rest if not is_within(each.parent, other))
    return next(takewhile(lambda each: is_within(each.parent, box), inside), None)


def _find_doubtful(blocks: Sequence[Block], start: int, body: Sequence[str]) -> int | None:
    places = range(start, len(blocks))
    doubtful = sorted({*find_labels(blocks, places), *_find_opinions(blocks, places)})
    own = frozenset(body) if doubtful else frozenset()
    doubtful = [n for n in islice(doubtful, _MOST_DOUBTFUL) if _has_text_above(blocks, start, n)]
    if len(doubtful) > MOST_HEADLINES:
        return None
    return next(
        (n for n in doubtful if heads_own_text(blocks, n, own) or _heads_opinion(blocks, n, own)), None
    )


def _find_linked(blocks: Sequence[Block], start: int, body: Sequence[str]) -> int | None:
    """The place of the linked headline of another article the first paragraph of which is in the text, below
    a paragraph of this one.
    """
    own = frozenset(body)
    first = next((n for n in range(start, len(blocks)) if is_prose(blocks[n])), len(blocks))
    last = next((n for n in reversed(range(first, len(blocks))) if blocks[n].text in own), first)
    places = list(islice(find_linked_articles(blocks, range(first, last)), MOST_HEADLINES + 1))
    if not 0 < len(places) <= MOST_HEADLINES:
        return None
    below = ((n, next(list_prose(blocks, n + 1), None)) for n in places)
    return next((n for n, text in below if text is not None and text.text in own), None)


def _doubt_excerpts(reading: Reading, blocks: Sequence[Block], start: int) -> Reading:
    """The reading with the problem of a paragraph below the linked heading of another article. A single one
    in the text is its own, and so are those of a longer list.
    """
    own = frozenset(reading.body)
    first = next((n for n in range(start, len(blocks)) if blocks[n].text in own), len(blocks))
    above_own = (n for n in range(first, len(blocks) - 1) if blocks[n + 1].text in own)
    kept = [blocks[n].text in own for n in find_headings(blocks, above_own)]
    is_doubtful = 0 < len(kept) <= MOST_HEADLINES and kept != [True]
    return replace(reading, problems=(*reading.problems, _OF_LINK)) if is_doubtful else reading


def _heads_opinion(blocks: Sequence[Block], place: int, own: Container[str]) -> bool:
    """Whether a line of the article, however short, is right below a heading of comments and a name."""
    below = blocks[place + 1 : place + 3]
    if not any(each.text in own for each in below):
        return False
    return heads_comments(blocks[place].text) or _heads_comment(blocks, place)


def _find_opinions(blocks: Sequence[Block], places: Iterable[int]) -> Iterator[int]:
    """The headings of comments above a name, and names with a moment. An article may print what people think
    in the same way.
    """
    lines = (n for n in places if blocks[n].kind == TEXT)
    return (
        n
        for n in lines
        if _heads_comment(blocks, n) or (heads_comments(blocks[n].text) and _is_name(blocks[n + 1 : n + 2]))
    )


def _heads_comment(blocks: Sequence[Block], place: int) -> bool:
    """Whether a name with a moment is in one box with the line below it: "Lan Anh 13/06/2025 09:12"."""
    text = blocks[place].text
    if len(text) > _LONGEST_NAME or not (":" in text and "/" in text) or place + 1 >= len(blocks):
        return False
    if byline_beside_date(text) is None or read_date(text).at is None:
        return False
    box = find_common_box(blocks[place].parent, blocks[place + 1].parent, 2)
    return box is not None and not is_within(blocks[place - 1].parent, box)


def _is_name(blocks: Sequence[Block]) -> bool:
    """Whether a name is alone in the line, or is followed by what the person says: "Lan Anh: Rất hay"."""
    names = (each.text.partition(":")[0] for each in blocks if each.kind == TEXT)
    return any(len(name) <= _LONGEST_NAME and is_byline(name) for name in names)


def _has_text_above(blocks: Sequence[Block], start: int, place: int) -> bool:
    length = 0
    for n in range(start, place):
        length += len(blocks[n].text) if is_prose(blocks[n]) else 0
        if length >= LEAST_TEXT:
            return True
    return False
