"""The parts of a byline: the text in brackets, and the text between two labels."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dvcrawler.items import Author
from dvcrawler.normalize.bylines.accounts import is_account, is_nobody
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
    is_pen_name,
    is_possible_name,
    is_reporters,
    is_sure_name,
    tidy_name,
)
from dvcrawler.normalize.bylines.offices import is_office, names_office, split_office, tells_action
from dvcrawler.normalize.bylines.outlets import is_body, is_cited, is_outlet
from dvcrawler.normalize.bylines.titles import join_titles

EDGES = ' *|•·–—-,;:"“”'
END_MARK = re.compile(r"\s?\.?/\.$|\svà$", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]{1,120})\)")
#: "&" within an abbreviation is not a separator: "Trung tâm VH-TT&TT".
_BETWEEN_NAMES = re.compile(
    r"\s?[,;/|+•·]\s?|\s&\s?|&(?!(?-i:[BCDĐGHKLMNPQRSTVX]{2,4})(?!\w))\s?|\s[-–—]\s?|[-–—]\s|\svà\s",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?<=\w)[-–—](?=\w)")
_SHORT = re.compile(r"[^.!?:…]{2,80}")
_STAFF_PREFIX = re.compile(
    r"(phóng viên thường trú|nhóm (?:pv|phóng viên)|pv|phóng viên|ctv|btv|nhà báo|nb"
    r"|nhà văn|nhà thơ|nhạc sĩ|nhạc sỹ|họa sĩ|hoạ sĩ|cô giáo|thầy giáo"
    r"|đồng chí|đ/c)\.?\s(?=\S)",
    re.IGNORECASE,
)
#: Behind a person's name: "PV TTXVN tại Paris".
_EMPLOYER = re.compile(
    r"(?:pv|phóng viên|btv|biên tập viên)(?: thường trú)? (?P<outlet>.{2,60}?)(?: (?:tại|ở) .{2,40})?",
    re.IGNORECASE,
)
_RESIDENT = re.compile(r"(?:pv|phóng viên) thường trú(?: (?:tại|ở) .{2,40})?", re.IGNORECASE)
#: "Trần Thị Hà - Trường Tiểu học Hải Minh": a person and the body that the person belongs to.
_OF_BODY = re.compile(r"(?P<name>[^,;–—-]{4,40}?)(?:\s?[-–—]\s?|,\s)(?P<body>.{3,80})")
#: Behind an outlet, where it has the text from: "Báo Lao Động - nguồn @laodong".
_NOTE = re.compile(
    r"\s?[-–—,;(]\s?(?:theo )?nguồn\s?:?\s?(?:@|https?:|[\w-]{1,40}\.)\S{0,80}\)?$", re.IGNORECASE
)
#: One word that is no name: in capitals, with a mark or a digit, or with an English word for a paper.
_BRAND = re.compile(
    r"(?-i:(?!CTV|BTV)[A-ZÀ-ỸĐ]{3,8}|[A-Z][a-z]{0,3}[A-Z][A-Za-z]{2,12})|[^\W\d_]{2,12}[+\d]\d?"
    r"|[a-z]{1,10}(?:news|times|plus|online|media|tv)",
    re.IGNORECASE,
)
#: The roles of labels that also begin sentences.
_DOUBTFUL = {CONTENT: "text", ESSAY: "photo"}
#: Words that begin like the name of a body: events, and the paper's own board.
_NO_CONTRIBUTOR = re.compile(
    r"hội (?:nghị|thảo|thi|làng|chợ|xuân|diễn|trại|khỏe|thao|báo|đàm|chẩn)|ban (?:biên tập|quản trị)"
    r"|(?:bộ|phòng) (?:ảnh|tranh|phim)|đoàn (?:kết|viên)|trường hợp|viện trợ|đảng viên|thành (?:công|tựu)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The result so far. `labelled`: it has words that only a byline has. `unread`: it has words that no
    byline has. `accounts`: persons named only as publishers of the page.
    """

    authors: tuple[Author, ...] = ()
    source: str | None = None
    labelled: bool = False
    unread: bool = False
    accounts: tuple[Author, ...] = ()

    def joined(self, other: "Reading") -> "Reading":
        return Reading(
            self.authors + other.authors,
            self.source or other.source,
            self.labelled or other.labelled,
            self.unread or other.unread,
            self.accounts + other.accounts,
        )


UNREAD = Reading(unread=True)


def take_brackets(line: str) -> tuple[str, str | None, str | None, Reading]:
    """Returns (the line without its brackets, role, office, everything else in the brackets)."""
    role = office = None
    reading = Reading()
    for found in _BRACKETS.finditer(line):
        inside = found[1].strip(EDGES)
        if found[0] == line:
            return inside, None, None, Reading(labelled=is_outlet(inside))
        said, source = read_remark(inside)
        if said:
            role, reading = said, reading.joined(Reading(source=source))
        elif (is_body(inside) or names_office(inside)) and not is_outlet(inside):
            office = inside
        else:
            reading = reading.joined(_read_bracket(inside))
    return _BRACKETS.sub(" ", line), role, office, reading


def _read_bracket(inside: str) -> Reading:
    """Reads a source or photo credit in brackets; a place such as "(Hải Hậu)" and "(CTV)" are ignored."""
    if is_reporters(inside) or _RESIDENT.fullmatch(inside):
        return Reading()
    outlet = _find_employer(inside) or (inside if is_outlet(inside) else None)
    if outlet is not None:
        return Reading(source=outlet, labelled=True)
    names, role = take_closing_role(inside)
    if role is not None and is_sure_name(names):
        return Reading((Author(tidy_name(names), role),), labelled=True)
    return _read_labelled_bracket(inside)


def _read_labelled_bracket(inside: str) -> Reading:
    parts = list(split_at_labels(inside))
    labels = {label for label, part in parts if part.strip(EDGES)}
    if not labels <= {SOURCE, CITED, PHOTO}:
        return Reading(unread=is_sure_name(inside) or not is_cited(inside))
    whole = Reading(labelled=True)
    for label, part in parts:
        whole = whole.joined(read_part(part, label, None, is_sure_name))
    return whole


def read_part(part: str, label: str | None, role: str | None, believed: Callable[[str], bool]) -> Reading:
    part = END_MARK.sub("", part.strip(EDGES)).strip(EDGES)
    if not part or label in (PHOTO, EDITOR):
        return Reading()
    if label in (SOURCE, CITED):
        return _read_source(part.strip(" ."), role, sure=label == SOURCE)
    if label == ACCOUNT:
        return Reading(accounts=_read_persons(part, None, is_sure_name).authors)
    if label == AUTHOR and is_pen_name(part):
        return Reading((Author(part, role),))
    if _names_source(part, label) and not is_sure_name(part):
        return Reading(source=part.strip(" ."))
    return _read_persons(part, *_apply_label(label, role, believed))


def _names_source(part: str, label: str | None) -> bool:
    return is_outlet(part) or (label is not None and _is_contributor(part))


def _apply_label(
    label: str | None, role: str | None, believed: Callable[[str], bool]
) -> tuple[str | None, Callable[[str], bool]]:
    """The role after the label, and whether words there are a name."""
    if label in _DOUBTFUL:
        return _DOUBTFUL[label], is_sure_name
    if label is None:
        return role, believed
    return (role if label == AUTHOR else label), is_possible_name


def _is_contributor(part: str) -> bool:
    """Whether a label announces the author and a body follows: "Tin, ảnh: Phòng Văn hóa - Xã hội"."""
    return is_body(part) and not tells_action(part) and not _NO_CONTRIBUTOR.match(part)


def _read_source(part: str, role: str | None, *, sure: bool) -> Reading:
    """Reads a source. `sure`: it follows "Nguồn:"; the label "Theo" may also start a sentence.

    "Theo Lan Anh" names the author, "Theo Dân trí" the outlet.
    """
    part = _drop_note(part)
    if sure and is_nobody(part):
        return Reading(labelled=True)
    found = _read_person_and_outlet(part, role) or _read_outlet_and_person(part, role)
    if found is None and not sure and not is_outlet(part):
        found = _read_sure_persons(part, role)
    if found is not None:
        return found
    return Reading(source=part) if _may_be_source(part, sure=sure) else UNREAD


def _may_be_source(part: str, *, sure: bool) -> bool:
    return is_cited(part) or (sure and _SHORT.fullmatch(part) is not None)


def _read_sure_persons(part: str, role: str | None) -> Reading | None:
    persons = _read_names(part, role, is_sure_name)
    return persons if persons.authors and not persons.unread else None


def _drop_note(source: str) -> str:
    """The outlet without a note behind its name."""
    note = _NOTE.search(source)
    return source[: note.start()] if note is not None and is_outlet(source[: note.start()]) else source


def _read_outlet_and_person(part: str, role: str | None) -> Reading | None:
    """On two lines: the outlet, and who took the text from it."""
    outlet, comma, name = part.partition(", ")
    if not comma or not is_outlet(outlet) or not is_sure_name(name):
        return None
    return Reading((Author(tidy_name(name), role),), outlet)


def _read_person_and_outlet(part: str, role: str | None) -> Reading | None:
    """Reads "Lan Anh/VOV" and "Lan Anh - Dân trí"; after a slash the outlet need not be a known one."""
    for mark in ("/", " - ", " – ", ", "):
        name, found, outlet = (piece.strip() for piece in part.partition(mark))
        if found.strip() not in part or not is_sure_name(name) or is_sure_name(outlet):
            continue
        if is_outlet(outlet) or (mark == "/" and is_cited(outlet)):
            return Reading((Author(tidy_name(name), role),), outlet)
    return None


def _read_persons(part: str, role: str | None, believed: Callable[[str], bool]) -> Reading:
    if not names_office(part):
        return _read_names(part, role, believed)
    found = [split_office(join_titles(chunk.strip(EDGES))) for chunk in part.split(";")]
    if None in found:
        return UNREAD
    return Reading(tuple(Author(name, role, office) for name, office in filter(None, found)))


def _read_names(part: str, role: str | None, believed: Callable[[str], bool]) -> Reading:
    """Reads one or more names; an outlet among them is the source."""
    part = join_titles(part)
    if believed(part):
        return Reading((Author(tidy_name(part), role),))
    if is_account(part):  # "N/A" is not two persons
        return UNREAD
    found = _read_name_of_body(part, role) or _read_names_and_brand(part, role)
    if found is not None:
        return found
    reading = Reading()
    for piece in filter(None, (piece.strip(EDGES) for piece in _BETWEEN_NAMES.split(part))):
        employer = _find_employer(piece) if reading.authors else None
        read = Reading(source=employer) if employer else _read_name(piece, role, believed)
        reading = reading.joined(read)
    return UNREAD if reading.unread else reading


def _read_name_of_body(part: str, role: str | None) -> Reading | None:
    """One person and the body that the person belongs to."""
    found = _OF_BODY.fullmatch(part)
    if found is None or not is_office(found["body"]):
        return None
    staff = _STAFF_PREFIX.match(found["name"])
    name = found["name"][staff.end() :] if staff else found["name"]
    return Reading((Author(tidy_name(name), role, found["body"]),)) if is_sure_name(name) else None


def _read_names_and_brand(part: str, role: str | None) -> Reading | None:
    """Persons, and behind a slash an outlet that no list has: "Lan Anh/Bnews/vnanet.vn", "Lan Anh/HNMO"."""
    persons, *behind = (piece.strip() for piece in part.split("/"))
    names = [piece.strip(EDGES) for piece in _BETWEEN_NAMES.split(persons)] if behind else []
    if not names or not all(map(is_sure_name, names)):
        return None
    if not _BRAND.fullmatch(behind[0]) or (persons.isupper() and behind[0].isalpha()):
        return None
    outlet = next(filter(is_outlet, behind), behind[0])
    return Reading(tuple(Author(tidy_name(name), role) for name in names), outlet)


def _find_employer(piece: str) -> str | None:
    """The outlet for which the person before it reports; None for other text."""
    found = _EMPLOYER.fullmatch(piece)
    return found["outlet"] if found is not None and is_outlet(found["outlet"]) else None


def _read_name(piece: str, role: str | None, believed: Callable[[str], bool]) -> Reading:
    if is_outlet(piece) and not is_sure_name(piece):
        return Reading(source=piece)
    name = piece if believed(piece) else piece.rstrip(".")
    if believed(name):
        return Reading((Author(tidy_name(name), role),))
    if staff := _STAFF_PREFIX.match(piece):
        return _read_staff(staff[1], piece[staff.end() :], role)
    halves = _HYPHEN.split(piece)
    if len(halves) > 1 and all(map(is_sure_name, halves)):
        return Reading(tuple(Author(tidy_name(half), role) for half in halves))
    return UNREAD


def _read_staff(prefix: str, rest: str, role: str | None) -> Reading:
    """Reads "PV TTXVN" as unnamed staff of an outlet, "PV Lan Anh" as a person."""
    if is_outlet(rest):
        return Reading((Author(prefix, role),), rest)
    return Reading((Author(tidy_name(rest), role),)) if is_sure_name(rest) else UNREAD
