"""The parts of a byline: the text in brackets, and the text between two labels."""

import re
from collections.abc import Callable

from dvcrawler.items import Author
from dvcrawler.normalize.bylines.byline_part import EDGES, BylinePart
from dvcrawler.normalize.bylines.cited_sources import read_source
from dvcrawler.normalize.bylines.labels import (
    ACCOUNT,
    AUTHOR,
    CITED,
    CONTENT,
    EDITOR,
    ESSAY,
    PHOTO,
    SOURCE,
    read_remark,
    split_at_labels,
    take_closing_role,
)
from dvcrawler.normalize.bylines.names import (
    begins_with_family_name,
    is_pen_name,
    is_place_and_name,
    is_possible_name,
    is_reporters,
    is_sure_name,
    tidy_name,
)
from dvcrawler.normalize.bylines.offices import is_office, names_office, tells_action
from dvcrawler.normalize.bylines.outlets import is_body, is_cited, is_outlet
from dvcrawler.normalize.bylines.persons import find_employer, read_persons
from dvcrawler.patterns import lazy_regex

END_MARK = lazy_regex(r"\s?\.?/\.$|\svà$", re.IGNORECASE)
_BRACKETS = lazy_regex(r"\(([^()]{1,120})\)")
_RESIDENT = lazy_regex(r"(?:pv|phóng viên) thường trú(?: (?:tại|ở) .{2,40})?", re.IGNORECASE)
#: Before a full name behind a label; "Ông" is a family name, too.
_ADDRESS = lazy_regex(r"(?:(?:cô|thầy)(?: giáo)?|em|anh|chị|bác|ông(?! văn)|bà|hs|gv|học sinh)\.?\s", re.I)
#: The roles of labels that also begin sentences.
_DOUBTFUL = {CONTENT: "text", ESSAY: "photo"}
#: Words that begin like the name of a body: events, and the paper's own board.
_NO_CONTRIBUTOR = lazy_regex(
    r"hội (?:nghị|thảo|thi|làng|chợ|xuân|diễn|trại|khỏe|thao|báo|đàm|chẩn)|ban (?:biên tập|quản trị)"
    r"|(?:bộ|phòng) (?:ảnh|tranh|phim)|đoàn (?:kết|viên)|trường hợp|viện trợ|đảng viên|thành (?:công|tựu)",
    re.IGNORECASE,
)


def take_brackets(line: str) -> tuple[str, str | None, str | None, BylinePart]:
    """Returns (the line without its brackets, role, office, everything else in the brackets)."""
    role = office = None
    reading = BylinePart()
    for found in _BRACKETS.finditer(line):
        inside = found[1].strip(EDGES)
        if found[0] == line:
            return inside, None, None, BylinePart(labelled=is_outlet(inside))
        said, source = read_remark(inside)
        if said:
            role, reading = said, reading.joined(BylinePart(source=source))
        elif (is_office(inside) or names_office(inside)) and not is_outlet(inside):
            office = inside
        else:
            reading = reading.listed(_read_bracket(inside))
    return _BRACKETS.sub(" ", line), role, office, reading


def _read_bracket(inside: str) -> BylinePart:
    """Reads a source or photo credit in brackets; a place such as "(Hải Hậu)" and "(CTV)" are ignored."""
    if is_reporters(inside) or _RESIDENT.fullmatch(inside):
        return BylinePart()
    outlet = find_employer(inside) or (inside if is_outlet(inside) else None)
    if outlet is not None:
        return BylinePart(source=outlet, labelled=True)
    names, role = take_closing_role(inside)
    if role is not None and is_sure_name(names):
        return BylinePart((Author(tidy_name(names), role),), labelled=True)
    return _read_labelled_bracket(inside)


def _read_labelled_bracket(inside: str) -> BylinePart:
    parts = list(split_at_labels(inside))
    labels = {label for label, part in parts if part.strip(EDGES)}
    if not labels <= {SOURCE, CITED, PHOTO}:
        return BylinePart(unread=is_sure_name(inside) or not is_cited(inside))
    whole = BylinePart(labelled=True)
    for label, part in parts:
        whole = whole.joined(read_part(part, label, None, is_sure_name))
    return whole


def read_part(part: str, label: str | None, role: str | None, believed: Callable[[str], bool]) -> BylinePart:
    part = END_MARK.sub("", part.strip(EDGES)).strip(EDGES)
    if not part or label in (PHOTO, EDITOR):
        return BylinePart()
    if label in (SOURCE, CITED):
        return read_source(part.strip(" ."), role, sure=label == SOURCE)
    if label == ACCOUNT:
        return BylinePart(accounts=read_persons(part, None, is_sure_name).authors)
    if label == AUTHOR and is_pen_name(part):
        return BylinePart((Author(part, role),))
    part = _drop_address(part) if label else part
    if _names_source(part, label) and not is_sure_name(part):
        return BylinePart(source=part.strip(" ."))
    return read_persons(part, *_apply_label(label, role, believed))


def _drop_address(part: str) -> str:
    """The full name without how the person is addressed: "cô giáo"."""
    found = _ADDRESS.match(part)
    if found is None or not begins_with_family_name(part[found.end() :]):
        return part
    return part[found.end() :]


def _names_source(part: str, label: str | None) -> bool:
    return is_outlet(part) or (label is not None and _is_contributor(part))


def _apply_label(
    label: str | None, role: str | None, believed: Callable[[str], bool]
) -> tuple[str | None, Callable[[str], bool]]:
    """The role after the label, and whether words there are a name."""
    if label in _DOUBTFUL:
        return _DOUBTFUL[label], is_sure_name
    if label is None:
        return role, believed if role is None else _or_place(believed)
    return (role if label == AUTHOR else label), _or_place(is_possible_name)


def _or_place(believed: Callable[[str], bool]) -> Callable[[str], bool]:
    """What is believed to be a name where a label or a role says that it is one: "Bài: Hà Giang"."""
    return lambda text: believed(text) or is_place_and_name(text)


def _is_contributor(part: str) -> bool:
    """Whether a label announces the author and a body follows: "Tin, ảnh: Phòng Văn hóa - Xã hội"."""
    return is_body(part) and not tells_action(part) and not _NO_CONTRIBUTOR.match(part)
