"""A text that continues below its byline, under a headline: another article without a date, or a part by
somebody else. Only a person can tell which.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from dvcrawler.extract.block import TEXT, Block, doubt_blocks
from dvcrawler.extract.bylines.author_doubts import doubt_author
from dvcrawler.extract.bylines.byline_form import closes, is_in_brackets
from dvcrawler.extract.bylines.mentioned_persons import doubt_kept
from dvcrawler.extract.bylines.parts_below_byline import ends_text
from dvcrawler.extract.elements import SUBHEADINGS
from dvcrawler.extract.endings.comments_below import is_name_line, may_be_name_line
from dvcrawler.extract.generic.text.text_boxes import LEAST_TEXT, heads_own_text, is_prose
from dvcrawler.extract.lines.line_kinds import reads_as_headline
from dvcrawler.extract.pictures.essay_captions import QUOTES
from dvcrawler.extract.site import Reading
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.patterns import lazy_regex

#: Characters of a headline; lines below the byline among which the headline is.
_LEAST_HEADLINE, _BELOW = 20, 2
#: Characters of a name above a heading.
_LONGEST_NAME = 40
#: The heading of the answer to a letter, whose writer is named above it.
_ANSWER = lazy_regex(r"\b(?:trả lời|hồi âm|phúc đáp|giải đáp|tư vấn|ý kiến|lời bàn|đáp)\b", re.I)
#: Names below paragraphs that are looked at.
_MOST_BYLINES = 10
_OF_ANOTHER = doubt_blocks("the last paragraphs are below a byline and a headline of their own")


def name_signed_parts(reading: Reading, blocks: Sequence[Block], start: int) -> Reading:
    """The reading with the problem of paragraphs that may be another article's, and without a byline that is
    printed only below them: it signs these.
    """
    place = next(_list_places(reading, blocks, start), None)
    if place is None:
        return _doubt_other_signer(reading, blocks, start)
    problems, byline = (*reading.problems, _OF_ANOTHER), reading.byline_raw
    if unless_below(blocks, place + 1, byline) == byline:
        return replace(reading, problems=problems)
    reason = f"{blocks[place].text!r} signs the first paragraphs, {byline!r} the last ones"
    doubt = Problem("author", ProblemCode.NAME_BELOW_TEXT, reason)
    return replace(reading, byline_raw=None, problems=(*problems, doubt))


def _doubt_other_signer(reading: Reading, blocks: Sequence[Block], start: int) -> Reading:
    """The reading with the doubt about its author where a name at the right or above a heading, among the
    paragraphs, signs those above it: news in brief, opinions of several persons.
    """
    places = (n for n in range(start + 1, len(blocks) - 1) if _is_set_as_name(blocks, n))
    body = frozenset(reading.body)
    name = next((blocks[n].text for n in places if _signs_part(blocks, n, body)), None)
    if name is None or any(each.field == "author" for each in reading.problems):
        return reading
    if reading.byline_raw:
        doubt = doubt_kept(f"{name!r} signs a part of the text, {reading.byline_raw!r} the last one")
    else:
        doubt = doubt_author(f"{name!r} signs a part of the text; it may be the author")
    return replace(reading, problems=(*reading.problems, *doubt))


def _is_set_as_name(blocks: Sequence[Block], place: int) -> bool:
    below = blocks[place + 1]
    is_heading = below.bold or below.parent.tag in SUBHEADINGS
    return blocks[place].align == "right" or (is_heading and len(blocks[place].text) <= _LONGEST_NAME)


def _signs_part(blocks: Sequence[Block], place: int, body: Container[str]) -> bool:
    """Whether the line is a name with a paragraph of the text above, not a quotation, and text below."""
    name, above = blocks[place], blocks[place - 1]
    if name.text not in body or not is_name_line(name) or is_in_brackets(name.text):
        return False
    if above.text.startswith(QUOTES) or not _ends_article(above) or not closes(blocks[: place + 1]):
        return False
    return any(is_prose(each) and each.text in body for each in blocks[place + 1 : place + 1 + _BELOW])


def _list_places(reading: Reading, blocks: Sequence[Block], start: int) -> Iterator[int]:
    """The places of the bylines with a text above and another below."""
    body = frozenset(reading.body)
    for place in islice(_list_bylines(blocks, start), _MOST_BYLINES):
        if _heads_part(blocks, place, body) and closes(blocks[: place + 1]):
            yield place


def _list_bylines(blocks: Sequence[Block], start: int) -> Iterator[int]:
    """The places of bylines below a text's end. Only paragraphs above bylines are judged, to save time."""
    above, judged = 0, start
    short = (n for n in range(start + 1, len(blocks) - 1) if may_be_name_line(blocks[n]))
    for place in short:
        if _ends_article(blocks[place - 1]) and is_name_line(blocks[place]):
            new = filter(is_prose, blocks[judged:place])
            above, judged = above + sum(len(each.text) for each in new), place
            if above >= LEAST_TEXT:
                yield place


def _ends_article(block: Block) -> bool:
    """Whether the paragraph ends a text, but not with a question: that is a letter."""
    return ends_text(block) and not block.text.endswith("?")


def _heads_part(blocks: Sequence[Block], place: int, body: Container[str]) -> bool:
    """Whether a headline is right below, and paragraphs of the article are below it."""
    below = range(place + 1, min(place + 1 + _BELOW, len(blocks)))
    headline = next((n for n in below if _may_be_headline(blocks[n])), None)
    return headline is not None and heads_own_text(blocks, headline, body)


def _may_be_headline(block: Block) -> bool:
    text = block.text
    if block.kind != TEXT or len(text) < _LEAST_HEADLINE or not reads_as_headline(text):
        return False
    return not is_in_brackets(text) and _ANSWER.search(text) is None and not is_byline(text)


def unless_below(blocks: Sequence[Block], place: int, line: str | None) -> str | None:
    """The line, unless it or one of its lines is printed from the place on and not above it."""
    lines = line.split("\n") if line else []
    if any(each in block.text for each in lines for block in blocks[:place]):
        return line
    return None if any(each in block.text for each in lines for block in blocks[place:]) else line
