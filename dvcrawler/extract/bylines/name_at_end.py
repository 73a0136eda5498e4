"""A short last paragraph that may be a pen name: only its place and its form say so.

A name above the table or the list with which a text ends may sign the text or head what is below it.
"""

import re
from collections.abc import Sequence
from itertools import filterfalse, takewhile

from dvcrawler.extract.bylines.byline_form import has_office, is_in_brackets
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.interface.button_labels import is_network
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.bylines import is_byline, names_author, read_byline
from dvcrawler.normalize.bylines.account_lines import names_editor
from dvcrawler.normalize.bylines.contact_lines import asks_to_call, names_place_and_day
from dvcrawler.normalize.bylines.labels import AUTHOR, begins_with_label, split_at_labels
from dvcrawler.normalize.bylines.names import begins_with_family_name, is_place_and_name, is_sure_name
from dvcrawler.normalize.bylines.offices import is_office, names_office, split_office, tells_action
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.bylines.persons import split_before_office
from dvcrawler.normalize.bylines.roles import find_organisers, may_name_author, says_who_did_what
from dvcrawler.normalize.bylines.titles import is_abbreviation, is_initials
from dvcrawler.patterns import lazy_regex

#: Characters of the line, those of the paragraph above it, and paragraphs of a text that may be signed.
_LONGEST, _LEAST_ABOVE, _LEAST_PARAGRAPHS = 40, 60, 3
#: Lines above a text, those of a list below the name, characters of one, and notes below it.
_MOST_FIRST, _MOST_BELOW, _LONGEST_ITEM, _MOST_NOTES = 2, 15, 120, 3
#: Of where and when an official text was written.
_PERIOD = lazy_regex(r"\b(?:ngày|tháng|mùa)\b", re.I)
_DESCRIBED = lazy_regex(
    r"(?:(?:ông|bà|anh|chị|cô|chú|bác|thầy|em|cháu|đ/c|đồng chí|(?:tin )?(?:tin|bài|ảnh)(?: viết)?) )?"
    r"(?P<name>[^\W\d_][^\d,(–:;|/_-]{1,40}?)"
    r"(?:,|\(|\s[–-]\s|/|_|\s(?=\d|(?:viết|sáng|chiều|tối|thứ|chủ nhật,?|ngày|tháng|mùa) |TH$)|$)",
    re.I,
)
#: Who told the text, and somebody, perhaps of an unknown name, who wrote it down or translated it; a source.
_OF_OTHER = lazy_regex(
    r"\(?(?:ghi )?theo (?:lời|(?:câu )?chuyện) kể .{2,60}"
    r"|.{4,60}\((?:(?:lược |biên )?dịch|(?:lược )?ghi)\)|[^.:]{4,40} kể ?[-–,;] ?.{4,40} ghi(?: lại)?"
    r"|(?:nhạc|thơ|lời)\s?:.{4,40}\b(?:nhạc|thơ|lời)\s?:.{4,40}"
    r"|\(?(?:theo(?! dõi)|trích|nguồn)\s?:?\s.{2,50}",
    re.I,
)
#: How somebody is called.
_CALLED = lazy_regex(r"(?:đồng chí|đ/c|ông|bà)\.?:?\s", re.I)
_KINDS_OF_PLACES = ("xã", "phường", "thị trấn", "huyện", "thôn", "làng", "quận", "thành phố")
_OF_AUTHORS = frozenset((AUTHOR, "text", "text+photo", "performed", "compiled"))
#: Lines that say what persons did.
_MOST_ROLES = 6
#: Behind the last sentence: "… (Lan Anh)".
_IN_BRACKETS = lazy_regex(r"[.!…] ?\((?P<name>[^()]{2,40})\)\.?$")
#: Characters of the name of an authority or a unit, and words of one in short.
_LONGEST_BODY, _MOST_WORDS = 70, 5


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
        if len(body[end - 1]) > _LONGEST_ITEM:
            break
    return ()


def _find_in_brackets(body: Sequence[str]) -> str | None:
    """The name in brackets behind the last sentence, of somebody whom the text above does not mention."""
    found = _IN_BRACKETS.search(body[-1][-_LONGEST:])
    name = found["name"] if found is not None else ""
    is_name = is_byline(name) and not begins_with_label(name, " ")
    return name if is_name and not any(name in each for each in body[:-1]) else None


def find_official_above(body: Sequence[str]) -> tuple[Problem, ...]:
    """The doubt about the author of a text that nobody signs, with the name of somebody above."""
    above = list(takewhile(_is_above_text, body[: _MOST_FIRST + 1]))
    lines = (line for text in above for line in text.split("\n") if len(line) <= _LONGEST_ITEM)
    told = " ".join(body[len(above) :])
    found = (line for line in lines if _names_official(line) or (line not in told and _names_person(line)))
    named = next(found, None) if len(above) <= _MOST_FIRST < len(body) else None
    return doubt_author(f"{named!r} is a line above the text; it may be the author") if named else ()


def _is_above_text(line: str) -> bool:
    return not _is_text(line) and line[-1:] != ":"


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


def find_named_otherwise(byline: str, body: Sequence[str]) -> tuple[Problem, ...]:
    """The doubt about the author of a text of which the byline only names who edited it, or its source."""
    read = read_byline(byline)
    if read is not None:
        return () if read.authors else doubt_source(read.source) or find_name_at_end(body)
    if not any(map(names_editor, byline.split("\n"))):
        return ()
    return doubt_author(f"{byline!r} names who edited the text; it may be the author")


def doubt_source(source: str | None) -> tuple[Problem, ...]:
    """The doubt about the author of a text the source of which is a person."""
    if source is None or not is_sure_name(source):
        return ()
    return doubt_author(f"{source!r} is named as the source; it may be the author")


def _is_above_last_line(body: Sequence[str]) -> bool:
    """Whether a name on a line of its own is above the last paragraph or a note, or names are above where
    they belong to; not in the text above.
    """
    name, last, above = body[-2], body[-1], body[:-2]
    while len(above) > 1 and is_sure_name(above[-1]):  # several authors, each on a line
        above = above[:-1]
    if "\n" in last or not _ends_with_name(above[-1], name):
        return False
    if not _may_be_employer(last) and (not is_sure_name(name) or is_byline(last, strict=False)):
        return False
    return not any(name in each for each in above)


def _may_be_employer(line: str) -> bool:
    is_named = is_in_brackets(line) or is_body(line) or is_office(line) or is_outlet(line)
    return is_named and len(line) <= _LONGEST_BODY


def _find_roles(body: Sequence[str]) -> Sequence[str]:
    """The last lines, or rows of a table, on what persons did, after a sentence and among photo credits."""
    rows = [row.replace(": | ", " | ").replace(" | ", ": ") for row in body[-1].split("\n", _MOST_ROLES)]
    is_table = "\n" in body[-1] and all(map(_is_credit, rows))
    lines = rows[::-1] if is_table else list(takewhile(_is_credit, reversed(body[-_MOST_ROLES:])))
    above = body[:-1] if is_table else body[: len(body) - len(lines)]
    roles = [text for text in reversed(lines) if may_name_author(text)]
    return roles if above and _is_text(above[-1]) else []


def _is_credit(text: str) -> bool:
    return len(text) <= _LONGEST_ITEM and says_who_did_what(text)


def doubt_roles(lines: Sequence[str]) -> tuple[Problem, ...]:
    """`lines`: what persons did, below the text."""
    return doubt_author(f"{'; '.join(lines)!r} is below the text; it may name the author")


def doubt_author(reason: str) -> tuple[Problem, ...]:
    return (Problem("author", ProblemCode.NAME_BELOW_TEXT, reason),)


def _find_name_above_parts(body: Sequence[str]) -> str | None:
    """The only name below the last whole sentence, if the lines below it are those of a table or a list."""
    for place in range(len(body) - 1, max(1, len(body) - 2 - _MOST_BELOW), -1):
        name = body[place]
        if not _may_be_part(name):
            return None
        if is_sure_name(name) and is_byline(name):
            is_only = place < len(body) - 1 and _ends_with_name(body[place - 1], name)
            return name if is_only and not any(name in each for each in body[:place]) else None
    return None


def _may_be_part(text: str) -> bool:
    if "\n" in text:
        return " | " in text
    return len(text) <= _LONGEST_ITEM and (text[-1:] == "?" or not text.endswith(SENTENCE_ENDS))


def _ends_with_name(above: str, last: str) -> bool:
    """Whether a whole sentence is above the line, as it is not above the names of a list or below a verse."""
    if find_organisers(last) == last:
        return _is_text(above)
    if not _may_sign(last) or is_network(last):
        return False
    is_name = len(last) <= _LONGEST and (is_byline(last, strict=False) or is_place_and_name(last))
    is_short = len(last) <= _LONGEST or not any(map(str.isdigit, last))
    return _is_text(above) and (is_name or (is_short and _begins_with_name(last)))


def _may_sign(last: str) -> bool:
    return len(last) <= _LONGEST_BODY and "\n" not in last and not last.endswith(SENTENCE_ENDS)


def _is_signed(body: Sequence[str]) -> bool:
    last, above = body[-1], next(filterfalse(_is_list_line, reversed(body[-3:-1])), body[-2])
    return (_ends_with_name(above, last) and not _is_dated_place(body)) or _ends_with_body(above, last)


def _is_list_line(text: str) -> bool:
    """Whether the line above a name says whom to call, or is another name with its office."""
    return asks_to_call(text) or (len(text) <= _LONGEST_BODY and has_office(text))


def _is_dated_place(body: Sequence[str]) -> bool:
    """Whether the last line is the day and a place that the text names: "Hải Minh, tháng 4/2023"."""
    found = _DESCRIBED.match(body[-1])
    if found is None or not names_place_and_day(body[-1]):
        return False
    places = tuple(f"{kind} {found['name'].strip().lower()}" for kind in _KINDS_OF_PLACES)
    return any(place in text.lower() for text in body[:-1] for place in places)


def _begins_with_name(text: str) -> bool:
    """Whether the line is a name and what is said of the person: "Cô Lan Anh, lớp 9A", "Lan Anh - Ý Yên"."""
    found = _DESCRIBED.match(text.lstrip("( "))
    name = found["name"].strip() if found is not None else ""
    if is_sure_name(name) or is_initials(name) or split_before_office(text.replace(":", " ")):
        return True
    return begins_with_family_name(name) and is_body(text.rpartition(" - ")[2].rpartition(" – ")[2])


def _ends_with_body(above: str, last: str) -> bool:
    """Whether the line is an authority, a unit or an occupation, as contributors sign with theirs, or says
    who told or translated the text.
    """
    if not _may_sign(last) or not _is_text(above):
        return False
    if _is_labelled(last) or _OF_OTHER.fullmatch(last):
        return True
    if tells_action(last) or _PERIOD.search(last):
        return False
    return is_body(last) or is_office(last) or _is_body_in_short(last)


def _is_labelled(line: str) -> bool:
    """Whether the line begins with the label of an author."""
    labels = [label for label, value in split_at_labels(line) if label and value.lower() != value]
    return begins_with_label(line, " (") and not _OF_AUTHORS.isdisjoint(labels[:1])


def _is_body_in_short(text: str) -> bool:
    """Whether the line begins with a body or an office in short: "BCHQS xã", "PGD&ĐT", "PC Nam Định"."""
    words = text.split()
    if len(words) > _MOST_WORDS:
        return False
    is_short = len(words[0]) > 1 and words[0].isalpha() and words[0].isupper() and not text.isupper()
    return is_short or any(map(is_abbreviation, words[0].split("&")))


def _is_text(above: str) -> bool:
    """Whether the line is a whole sentence."""
    is_sentence = above.rstrip('/”" ').endswith((".", "!", "…"))
    return is_sentence and len(above) >= _LEAST_ABOVE and "\n" not in above
