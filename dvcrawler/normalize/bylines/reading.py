"""Reads a line as a byline: its authors and its source."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dvcrawler.items import Author
from dvcrawler.normalize.bylines.account_lines import is_editor_line
from dvcrawler.normalize.bylines.additions import strip_to_names
from dvcrawler.normalize.bylines.byline_part import EDGES, UNREAD, BylinePart
from dvcrawler.normalize.bylines.contact_lines import names_place_and_day
from dvcrawler.normalize.bylines.labels import SOURCE, split_at_labels, take_closing_role
from dvcrawler.normalize.bylines.names import (
    is_foreign_name,
    is_possible_name,
    is_reporters,
    is_sure_name,
    tidy_name,
)
from dvcrawler.normalize.bylines.offices import begins_with_office, is_office
from dvcrawler.normalize.bylines.outlets import is_address, is_outlet_mark
from dvcrawler.normalize.bylines.parts import read_part, take_brackets
from dvcrawler.normalize.bylines.titles import join_titles
from dvcrawler.normalize.emoji import without_opening_pictures
from dvcrawler.normalize.text import clean_block, clean_text
from dvcrawler.patterns import lazy_regex

#: "Sáng 12/3/2019", "Bản tin | 12/3": a word and a number are a pen name elsewhere.
_OF_TIME = lazy_regex(
    r"(?:ngày|(?:rạng )?sáng|trưa|chiều|tối|đêm|hôm|tháng|năm|tuần|lúc|vào|từ|đến|bản tin|số|kỳ|lần|đợt"
    r"|th?\. ?(?:hai|ba|tư|năm|sáu|bảy|bẩy))"
    r"\W{0,4}\d",
    re.I,
)
_MAX_LENGTH = 240
#: More names in a line without a label are those of winners or of members.
_MAX_UNLABELLED = 8
_BETWEEN_NAMES = lazy_regex(r",\s|\s[-–—&]\s|\svà\s")
_PARTED = lazy_regex(r"[^\w\s]\s*$")
#: Signatures under official texts, the paper's imprint, contact lines.
_NO_BYLINE = lazy_regex(
    r"(?:\(?đã ký|tm\s?\.|kt\s?\.|tl\s?\.|t/m|nơi nhận|(?:phó )?tổng biên tập|tòa soạn|toà soạn"
    r"|(?:ông|bà|anh|chị|cô|chú|bác|em|thầy)(?: \w{1,10}){1,4}\s?[:–-] ?(?:s?đt:? ?)?0\d"
    r"|\(?lời (?:bác|dạy|bài|hát|của)\b"
    r"|địa chỉ|điện thoại|giấy phép|lượt xem|email|hotline|đường dây nóng|lts\b|xem thêm|in trang"
    r"|(?:trang|phần|page|part)\s?:|báo .{1,40} điện tử$)",
    re.IGNORECASE,
)
#: The minutes or points after names; one number after a name alone counts articles.
_SCORED = lazy_regex(r"\(\d{1,3}(?: ?\+ ?\d{1,2})? ?['’′]|\(\d[\d ,+]{0,11}\).{1,60}\(\d")


@dataclass(frozen=True, slots=True)
class Byline:
    """`raw` is the byline as printed, on one line. `source` is the outlet, None if it is not named."""

    authors: tuple[Author, ...]
    source: str | None
    raw: str


@lru_cache(maxsize=1024)  # the same reporters sign every day, and each line is read three times
def read_byline(text: str) -> Byline | None:
    """Reads a line printed where the byline is expected; None if it names neither author nor source."""
    reading = _read(_join_lines(text), is_possible_name)
    if not reading.authors and not reading.source:
        return None
    return Byline(reading.authors, reading.source, clean_text(text))


def names_author(text: str) -> bool:
    """Whether the text is a byline with a person."""
    read = read_byline(text)
    return read is not None and bool(read.authors)


@lru_cache(maxsize=1024)
def is_byline(text: str, *, strict: bool = True) -> bool:
    """Whether the whole line can be a byline, among the last lines of the body or below the title.

    strict: a name without a role label must be certain (`names.is_sure_name`). Otherwise any capitalised
    words are accepted, for places where only a byline can be.
    """
    if len(text) > 2 * _MAX_LENGTH or _OF_TIME.match(text) or names_place_and_day(text):
        return False
    raw = _join_lines(text)
    reading = _read(raw, is_sure_name if strict else is_possible_name)
    if reading.unread or not (reading.authors or reading.source):
        return False
    return reading.labelled or not strict or _signs_without_label(reading, raw)


def _signs_without_label(reading: BylinePart, raw: str) -> bool:
    if len(reading.authors) > _MAX_UNLABELLED:
        return False
    # A name alone in brackets is a place: readers' letters name the sender's, as in "(Trực Ninh)".
    is_alone = raw[0] in "([" and not reading.source
    return bool(reading.authors) and not is_alone


def _join_lines(text: str) -> str:
    """Joins the lines with commas: a line break separates a name from the office or outlet below it. An
    editor's line is left out, which says nothing of those below it; an office of several is put in brackets.
    No comma follows an outlet above a name.
    """
    printed = without_opening_pictures(clean_block(text)).split("\n")
    lines = [line for line in printed if not is_editor_line(line)] if len(printed) > 1 else printed
    lines = lines or printed
    office = f" ({lines.pop().strip('( )')})" if len(lines) > 1 and _is_of_several(lines) else ""
    line = lines[0]
    for following in lines[1:]:
        apart = " | " if is_outlet_mark(line) else ", "
        line += (" " if line[-1] in ",:;-–(" else apart) + following
    return line + office


def _is_of_several(lines: Sequence[str]) -> bool:
    """Whether the last line is the office of the persons named above it."""
    names, office = _BETWEEN_NAMES.split(join_titles(", ".join(lines[:-1]))), lines[-1].strip("( )")
    is_known = len(names) > 1 and all(map(is_sure_name, names))
    return is_known and (is_office(office) or begins_with_office(office))


def _read(raw: str, believed: Callable[[str], bool]) -> BylinePart:
    """Reads one line. `believed` decides whether words without a label are a name; labelled words need only
    be a possible one.
    """
    if not _may_be_byline(raw):
        return UNREAD
    line, role, office, reading = take_brackets(strip_to_names(raw))
    others, reading = reading.authors, replace(reading, authors=())  # translators, named after the author
    line, closing = take_closing_role(line.strip(EDGES))
    role = role or closing
    parts = list(split_at_labels(line))
    labelled = reading.labelled or role is not None or any(label is not None for label, _ in parts)
    reading = _read_parts(parts, role, believed, reading)
    authors = _drop_unnamed(tuple(dict.fromkeys(reading.authors + others)))
    if not authors and not reading.source:
        authors = reading.accounts
    authors = _part_from_translators(authors) if role == "compiled" else authors
    return replace(reading, authors=_add_office(authors, office), labelled=labelled)


def _may_be_byline(raw: str) -> bool:
    if not raw or len(raw) > _MAX_LENGTH or raw.endswith(":") or _NO_BYLINE.match(raw):
        return False
    return "(" not in raw or not _SCORED.search(raw)


def _read_parts(
    parts: Sequence[tuple[str | None, str]],
    role: str | None,
    believed: Callable[[str], bool],
    reading: BylinePart,
) -> BylinePart:
    """Joins what each part says, with its label, to what has been read."""
    bracketed = reading.source
    if len(parts) > 1 and parts[0][1].strip() and not _PARTED.search(parts[0][1]):
        believed = is_sure_name  # "Đưa tin: Mai Anh": a word before the label is part of it
    for label, part in parts:
        if label is None and len(parts) > 1:  # "Mai Anh tổng hợp theo Báo Nhân Dân"
            part, closing = take_closing_role(part.strip(EDGES))
            role = role or closing
        reading = _join_part(reading, read_part(part, label, role, believed), label, bracketed)
    return reading


def _join_part(reading: BylinePart, read: BylinePart, label: str | None, bracketed: str | None) -> BylinePart:
    """A labelled source comes before the outlet in brackets: `bracketed`; a person is of that outlet. Behind
    an outlet its address is in brackets.
    """
    if not read.source or reading.source != bracketed:
        return reading.joined(read)
    if label == SOURCE and bracketed and is_sure_name(read.source):
        return reading.joined(BylinePart((Author(tidy_name(read.source)),), labelled=True))
    if label == SOURCE or (bracketed and is_address(bracketed)):
        reading = replace(reading, source=None)
    return _list_or_join(reading, read, label)


def _list_or_join(reading: BylinePart, read: BylinePart, label: str | None) -> BylinePart:
    return reading.listed(read) if label is None and read.authors else reading.joined(read)


def _drop_unnamed(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """The names without unnamed staff, where somebody is named: "Lan Anh và CTV"."""
    return tuple(author for author in authors if not is_reporters(author.name)) or authors


def _part_from_translators(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Takes the role from foreign authors, whom others translated: "Thomas Hugh - Lan Anh (dịch)"."""
    foreign = [is_foreign_name(author.name) for author in authors]
    if all(foreign) or not any(foreign):
        return authors
    return tuple(
        replace(author, role=None) if abroad and author.role == "compiled" else author
        for author, abroad in zip(authors, foreign, strict=True)
    )


def _add_office(authors: tuple[Author, ...], office: str | None) -> tuple[Author, ...]:
    """Gives an office in brackets to the only author, unless that one already has an office."""
    if office and len(authors) == 1 and authors[0].office is None:
        return (replace(authors[0], office=office),)
    return authors
