"""Bylines: who wrote, in what role and office, and where the text was taken from.

Forms seen on Báo Nam Định, its sister papers and the province's party sites, 2010-2024.
A photo credit names no author; nor does a signature under an official text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dvcrawler.items import Author
from dvcrawler.normalize.credits import split_credit
from dvcrawler.normalize.labels import (
    AUTHOR,
    PHOTO,
    SOURCE,
    read_remark,
    split_at_labels,
    take_closing_role,
)
from dvcrawler.normalize.names import is_possible_name, is_sure_name, tidy_name
from dvcrawler.normalize.offices import names_office, split_office
from dvcrawler.normalize.outlets import is_body, is_cited, is_outlet
from dvcrawler.normalize.text import clean_block, clean_text

__all__ = ["Byline", "is_byline", "read_byline", "split_credit"]


@dataclass(frozen=True, slots=True)
class Byline:
    """`raw` is the line as printed, on one line. `source` is the outlet, None where unnamed."""

    authors: tuple[Author, ...]
    source: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """`labelled`: words of a byline stand in it. `unread`: so does what no byline holds."""

    authors: tuple[Author, ...] = ()
    source: str | None = None
    labelled: bool = False
    unread: bool = False

    def joined(self, other: "_Reading") -> "_Reading":
        return _Reading(
            self.authors + other.authors,
            self.source or other.source,
            self.labelled or other.labelled,
            self.unread or other.unread,
        )


_UNREAD = _Reading(unread=True)
_LONGEST = 240
_MOST_NAMES = 8
_EDGES = " *|•·–—-,;:\"“”"
_BRACKETS = re.compile(r"\(([^()]{1,120})\)")
_BETWEEN_NAMES = re.compile(r"\s?[,;&/|+]\s?|\s[-–—]\s?|[-–—]\s|\svà\s", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=\w)[-–—](?=\w)")
_STAFF_PREFIX = re.compile(r"(pv|phóng viên|ctv|nhà báo|đồng chí|đ/c)\s(?=\S)", re.IGNORECASE)
_END_MARK = re.compile(r"\s?\./\.$|\svà$", re.IGNORECASE)
#: The printed time that a sister paper sets behind the name: "Lan Anh 14:27, 20/02/2024".
_PRINTED_TIME = re.compile(
    r"[ ,|–-]{1,4}\d{1,2}(?:\s?[:h]\s?\d{2}|\s?[/-]\s?\d{1,2}\s?[/-])[\d\s:h/,.|–-]*"
    r"(?:[(\[]GMT\+7[)\]])?$"
)
#: Signatures under official texts, the paper's imprint, contact lines.
_NO_BYLINE = re.compile(
    r"(?:\(?đã ký|tm\s?\.|kt\s?\.|tl\s?\.|t/m|nơi nhận|(?:phó )?tổng biên tập|tòa soạn|toà soạn"
    r"|địa chỉ|điện thoại|giấy phép|lượt xem|email|hotline|đường dây nóng|lts\b|xem thêm|in trang"
    r"|báo .{1,40} điện tử$)",
    re.IGNORECASE,
)


def read_byline(text: str) -> Byline | None:
    """Reads a line that stands where the author does. None: it names neither author nor source."""
    reading = _read(_on_one_line(text), is_possible_name)
    if not reading.authors and not reading.source:
        return None
    return Byline(reading.authors, reading.source, clean_text(text))


def is_byline(text: str, *, strict: bool = True) -> bool:
    """Whether this whole line can be a byline, in the body's last lines or under the title.

    strict: a name without a role label must be sure (`names.is_sure_name`); otherwise any
    capitalised words will do, for places where only a byline can stand.
    """
    if len(text) > 2 * _LONGEST:
        return False
    raw = _on_one_line(text)
    reading = _read(raw, is_sure_name if strict else is_possible_name)
    if reading.unread or not (reading.authors or reading.source):
        return False
    # Names alone in brackets are places, where readers' letters say who asks: "(Trực Ninh)".
    return reading.labelled or not strict or (bool(reading.authors) and raw[0] != "(")


def _on_one_line(text: str) -> str:
    """A line break parts a name from the office or outlet below it; it becomes a comma."""
    lines = clean_block(text).split("\n")
    line = lines[0]
    for following in lines[1:]:
        line += (" " if line[-1] in ",:;-–(" else ", ") + following
    return line


def _read(raw: str, believed: Callable[[str], bool]) -> _Reading:
    """`believed` says which unlabelled words are a name; labelled ones need only be possible."""
    if not raw or len(raw) > _LONGEST or raw.endswith(":") or _NO_BYLINE.match(raw):
        return _UNREAD
    line = _END_MARK.sub("", _PRINTED_TIME.sub("", raw.strip(_EDGES)))
    line, role, office, reading = _take_brackets(line)
    line, closing = take_closing_role(line.strip(_EDGES))
    role = role or closing
    labelled = reading.labelled or role is not None
    for label, part in split_at_labels(line):
        labelled = labelled or label is not None
        reading = reading.joined(_read_part(part, label, role, believed))
    if office and len(reading.authors) == 1 and reading.authors[0].office is None:
        reading = replace(reading, authors=(replace(reading.authors[0], office=office),))
    if len(reading.authors) > _MOST_NAMES:
        return _UNREAD
    return replace(reading, labelled=labelled)


def _take_brackets(line: str) -> tuple[str, str | None, str | None, _Reading]:
    """(the line without its brackets, role, office, what else they say)."""
    role = office = None
    reading = _Reading()
    for found in _BRACKETS.finditer(line):
        inside = found[1].strip(_EDGES)
        if found[0] == line:
            return inside, None, None, _Reading(labelled=is_outlet(inside))
        said, source = read_remark(inside)
        if said:
            role, reading = said, reading.joined(_Reading(source=source))
        elif (is_body(inside) or names_office(inside)) and not is_outlet(inside):
            office = inside
        else:
            reading = reading.joined(_read_bracket(inside))
    return _BRACKETS.sub(" ", line), role, office, reading


def _read_bracket(inside: str) -> _Reading:
    """Sources and photo credits; a place, as in "(Hải Hậu)", says nothing of the author."""
    if is_outlet(inside):
        return _Reading(source=inside, labelled=True)
    parts = list(split_at_labels(inside))
    labels = {label for label, part in parts if part.strip(_EDGES)}
    if not labels <= {SOURCE, PHOTO}:
        return _Reading(unread=is_sure_name(inside) or not is_cited(inside))
    readings = (_read_part(part, label, None, is_sure_name) for label, part in parts)
    whole = _Reading(labelled=True)
    for reading in readings:
        whole = whole.joined(reading)
    return whole


def _read_part(
    part: str, label: str | None, role: str | None, believed: Callable[[str], bool]
) -> _Reading:
    part = _END_MARK.sub("", part.strip(_EDGES)).strip(_EDGES)
    if not part or label == PHOTO:
        return _Reading()
    if label == SOURCE:
        return _read_source(part)
    if label is not None:
        believed = is_possible_name
        role = role if label == AUTHOR else label
    if is_outlet(part) and not is_sure_name(part):
        return _Reading(source=part.strip(" ."))
    return _read_persons(part, role, believed)


def _read_source(part: str) -> _Reading:
    """What "Theo" cites; "Lan Anh/VOV" is a person of an outlet."""
    part = part.strip(" .")
    if not is_cited(part):
        return _UNREAD
    pieces = [piece.strip() for piece in part.split("/")]
    if len(pieces) == 2 and is_sure_name(pieces[0]) and is_outlet(pieces[1]):
        return _Reading((Author(tidy_name(pieces[0])),), pieces[1])
    return _Reading(source=part)


def _read_persons(part: str, role: str | None, believed: Callable[[str], bool]) -> _Reading:
    if not names_office(part):
        return _read_names(part, role, believed)
    found = [split_office(chunk.strip(_EDGES)) for chunk in part.split(";")]
    if None in found:
        return _UNREAD
    return _Reading(tuple(Author(name, role, office) for name, office in filter(None, found)))


def _read_names(part: str, role: str | None, believed: Callable[[str], bool]) -> _Reading:
    """One name, or several; an outlet among them is the source."""
    if believed(part):
        return _Reading((Author(tidy_name(part), role),))
    reading = _Reading()
    for piece in filter(None, (piece.strip(_EDGES) for piece in _BETWEEN_NAMES.split(part))):
        reading = reading.joined(_read_name(piece, role, believed))
    return _UNREAD if reading.unread else reading


def _read_name(piece: str, role: str | None, believed: Callable[[str], bool]) -> _Reading:
    if is_outlet(piece) and not is_sure_name(piece):
        return _Reading(source=piece)
    name = piece if believed(piece) else piece.rstrip(".")
    if believed(name):
        return _Reading((Author(tidy_name(name), role),))
    if staff := _STAFF_PREFIX.match(piece):
        return _read_staff(staff[1], piece[staff.end() :], role)
    halves = _HYPHEN.split(piece)
    if len(halves) > 1 and all(map(is_sure_name, halves)):
        return _Reading(tuple(Author(tidy_name(half), role) for half in halves))
    return _UNREAD


def _read_staff(prefix: str, rest: str, role: str | None) -> _Reading:
    """ "PV TTXVN" is someone of an outlet, "PV Lan Anh" a person."""
    if is_outlet(rest):
        return _Reading((Author(prefix, role),), rest)
    return _Reading((Author(tidy_name(rest), role),)) if is_sure_name(rest) else _UNREAD
