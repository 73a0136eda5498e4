"""A short last paragraph that may be a pen name: only its place and its form say so.

A name above the table or the list with which a text ends may sign the text or head what is below it.
"""

from collections.abc import Sequence
from itertools import filterfalse, takewhile

from dvcrawler.extract.bylines.author_doubts import doubt_author, doubt_roles, doubt_source
from dvcrawler.extract.bylines.byline_form import has_office, is_in_brackets
from dvcrawler.extract.bylines.signatures import (
    LONGEST_BODY,
    LONGEST_ITEM,
    LONGEST_NAME,
    NAME_AT_START,
    ends_with_body,
    ends_with_name,
    is_sentence,
)
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.items import Problem
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.account_lines import names_editor
from dvcrawler.normalize.bylines.contact_lines import asks_to_call, names_place_and_day
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.normalize.bylines.offices import is_office
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.bylines.roles import may_name_author, says_who_did_what
from dvcrawler.patterns import lazy_regex

#: Paragraphs of a text that may be signed.
_LEAST_PARAGRAPHS = 3
#: Lines of a list below the name, and notes below it.
_MOST_BELOW, _MOST_NOTES = 15, 3
_KINDS_OF_PLACES = ("xã", "phường", "thị trấn", "huyện", "thôn", "làng", "quận", "thành phố")
#: Lines that say what persons did.
_MOST_ROLES = 6
#: Behind the last sentence: "… (Lan Anh)".
_IN_BRACKETS = lazy_regex(r"[.!…] ?\((?P<name>[^()]{2,40})\)\.?$")


def find_name_at_end(body: Sequence[str]) -> tuple[Problem, ...]:
    """The doubt about the author of a text that nobody signs elsewhere."""
    if len(body) < _LEAST_PARAGRAPHS:
        return ()
    if _is_signed(body):
        return doubt_author(f"{body[-1]!r} is the last line of the text; it may be the author")
    if name := _find_in_brackets(body):
        return doubt_author(f"{name!r} is behind the last sentence; it may be the author")
    if roles := _find_roles(body):
        return doubt_roles(roles)
    if above := _find_name_above_parts(body):
        return doubt_author(f"{above!r} is the last line above a table or a list; it may be the author")
    for end in range(len(body), max(len(body) - _MOST_NOTES, 2), -1):
        if _is_above_last_line(body[:end]):
            return doubt_author(f"{body[end - 2]!r} is a line above the last paragraph; it may be the author")
        if len(body[end - 1]) > LONGEST_ITEM:
            break
    return ()


def find_named_otherwise(byline: str, body: Sequence[str]) -> tuple[Problem, ...]:
    """The doubt about the author of a text of which the byline only names who edited it, or its source."""
    read = read_byline(byline)
    if read is not None:
        return () if read.authors else doubt_source(read.source) or find_name_at_end(body)
    if not any(map(names_editor, byline.split("\n"))):
        return ()
    return doubt_author(f"{byline!r} names who edited the text; it may be the author")


def _find_in_brackets(body: Sequence[str]) -> str | None:
    """The name in brackets behind the last sentence, of somebody whom the text above does not mention."""
    found = _IN_BRACKETS.search(body[-1][-LONGEST_NAME:])
    name = found["name"] if found is not None else ""
    is_name = is_byline(name) and not begins_with_label(name, " ")
    return name if is_name and not any(name in each for each in body[:-1]) else None


def _is_above_last_line(body: Sequence[str]) -> bool:
    """Whether a name on a line of its own is above the last paragraph or a note, or names are above where
    they belong to; not in the text above.
    """
    name, last, above = body[-2], body[-1], body[:-2]
    while len(above) > 1 and is_sure_name(above[-1]):  # several authors, each on a line
        above = above[:-1]
    if "\n" in last or not ends_with_name(above[-1], name):
        return False
    if not _may_be_employer(last) and (not is_sure_name(name) or is_byline(last, strict=False)):
        return False
    return not any(name in each for each in above)


def _may_be_employer(line: str) -> bool:
    is_named = is_in_brackets(line) or is_body(line) or is_office(line) or is_outlet(line)
    return is_named and len(line) <= LONGEST_BODY


def _find_roles(body: Sequence[str]) -> Sequence[str]:
    """The last lines, or rows of a table, on what persons did, after a sentence and among photo credits."""
    rows = [row.replace(": | ", " | ").replace(" | ", ": ") for row in body[-1].split("\n", _MOST_ROLES)]
    is_table = "\n" in body[-1] and all(map(_is_credit, rows))
    lines = rows[::-1] if is_table else list(takewhile(_is_credit, reversed(body[-_MOST_ROLES:])))
    above = body[:-1] if is_table else body[: len(body) - len(lines)]
    roles = [text for text in reversed(lines) if may_name_author(text)]
    return roles if above and is_sentence(above[-1]) else []


def _is_credit(text: str) -> bool:
    return len(text) <= LONGEST_ITEM and says_who_did_what(text)


def _find_name_above_parts(body: Sequence[str]) -> str | None:
    """The only name below the last whole sentence, if the lines below it are those of a table or a list."""
    for place in range(len(body) - 1, max(1, len(body) - 2 - _MOST_BELOW), -1):
        name = body[place]
        if not _may_be_part(name):
            return None
        if is_sure_name(name) and is_byline(name):
            is_only = place < len(body) - 1 and ends_with_name(body[place - 1], name)
            return name if is_only and not any(name in each for each in body[:place]) else None
    return None


def _may_be_part(text: str) -> bool:
    if "\n" in text:
        return " | " in text
    return len(text) <= LONGEST_ITEM and (text[-1:] == "?" or not text.endswith(SENTENCE_ENDS))


def _is_signed(body: Sequence[str]) -> bool:
    last, above = body[-1], next(filterfalse(_is_list_line, reversed(body[-3:-1])), body[-2])
    return (ends_with_name(above, last) and not _is_dated_place(body)) or ends_with_body(above, last)


def _is_list_line(text: str) -> bool:
    """Whether the line above a name says whom to call, or is another name with its office."""
    return asks_to_call(text) or (len(text) <= LONGEST_BODY and has_office(text))


def _is_dated_place(body: Sequence[str]) -> bool:
    """Whether the last line is the day and a place that the text names: "Hải Minh, tháng 4/2023"."""
    found = NAME_AT_START.match(body[-1])
    if found is None or not names_place_and_day(body[-1]):
        return False
    places = tuple(f"{kind} {found['name'].strip().lower()}" for kind in _KINDS_OF_PLACES)
    return any(place in text.lower() for text in body[:-1] for place in places)
