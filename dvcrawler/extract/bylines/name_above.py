"""A name above a text that nobody signs: that of a person, or of an official who may speak in it."""

import re
from collections.abc import Sequence
from itertools import takewhile

from dvcrawler.extract.bylines.author_doubts import doubt_author
from dvcrawler.extract.bylines.signatures import LONGEST_ITEM, is_sentence
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.items import Problem
from dvcrawler.normalize.bylines import is_byline, names_author
from dvcrawler.normalize.bylines.names import begins_with_family_name, is_sure_name
from dvcrawler.normalize.bylines.offices import names_office, split_office, tells_action
from dvcrawler.patterns import lazy_regex

#: Lines above a text.
_MOST_FIRST = 2
#: How somebody is called.
_CALLED = lazy_regex(r"(?:đồng chí|đ/c|ông|bà)\.?:?\s", re.I)


def find_official_above(body: Sequence[str]) -> tuple[Problem, ...]:
    """The doubt about the author of a text that nobody signs, with the name of somebody above."""
    above = list(takewhile(_is_above_text, body[: _MOST_FIRST + 1]))
    lines = (line for text in above for line in text.split("\n") if len(line) <= LONGEST_ITEM)
    below = " ".join(body[len(above) :])
    found = (line for line in lines if _names_official(line) or (line not in below and _names_person(line)))
    named = next(found, None) if len(above) <= _MOST_FIRST < len(body) else None
    return doubt_author(f"{named!r} is a line above the text; it may be the author") if named else ()


def _is_above_text(line: str) -> bool:
    return not is_sentence(line) and line[-1:] != ":"


def _names_official(line: str) -> bool:
    """Whether the line is how somebody is called: "Đồng chí Lê Hà, Bí thư Huyện ủy", "Bí thư Lê Văn Hà"."""
    if line.endswith(SENTENCE_ENDS) or tells_action(line):
        return False
    called, name = _CALLED.match(line), " ".join(line.split()[-3:])
    if called is not None:
        return is_sure_name(line[called.end() :]) or split_office(line[called.end() :]) is not None
    return names_office(line.removesuffix(name)) and begins_with_family_name(name) and is_sure_name(name)


def _names_person(line: str) -> bool:
    return names_author(line) and is_byline(line)
