"""Reads the persons of a byline: names, names with the body or the outlet they belong to, staff."""

import re
from collections.abc import Callable

from dvcrawler.items import Author
from dvcrawler.normalize.bylines.accounts import is_account
from dvcrawler.normalize.bylines.byline_part import EDGES, UNREAD, BylinePart
from dvcrawler.normalize.bylines.name_lists import PLACES
from dvcrawler.normalize.bylines.names import begins_with_family_name, is_sure_name, tidy_name
from dvcrawler.normalize.bylines.offices import is_office, names_office, split_office
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.bylines.titles import is_body_in_short, join_titles
from dvcrawler.patterns import lazy_regex

#: "&" within an abbreviation is not a separator: "Trung tâm VH-TT&TT".
_BETWEEN_NAMES = lazy_regex(
    r"\s?[,;/|+•·]\s?|\s&\s?|&(?!(?-i:[BCDĐGHKLMNPQRSTVX]{2,4})(?!\w))\s?|\s[-–—]\s?|[-–—]\s|\svà\s",
    re.IGNORECASE,
)
_HYPHEN = lazy_regex(r"(?<=\w)[-–—](?=\w)")
_STAFF_PREFIX = lazy_regex(
    r"(phóng viên thường trú|nhóm (?:pv|phóng viên)|pv|phóng viên|ctv|btv|nhà báo|nb"
    r"|nhà văn|nhà thơ|nhạc sĩ|nhạc sỹ|họa sĩ|hoạ sĩ|cô giáo|thầy giáo"
    r"|đồng chí|đ/c)\.?\s(?=\S)",
    re.IGNORECASE,
)
_PLACES = frozenset(PLACES.split("|"))
#: How officials are addressed: without a label it mentions somebody.
_ADDRESSED = frozenset(("đồng chí", "đ/c"))
#: Behind a person's name: "PV TTXVN tại Paris".
_EMPLOYER = lazy_regex(
    r"(?:pv|phóng viên|btv|biên tập viên)(?: thường trú)? (?P<outlet>.{2,60}?)(?: (?:tại|ở) .{2,40})?",
    re.IGNORECASE,
)
#: "Trần Thị Hà - Trường Tiểu học Hải Minh": a person and the body that the person belongs to.
_OF_BODY = lazy_regex(r"(?P<name>[^,;–—-]{4,40}?)(?:\s?[-–—]\s?|,\s)(?P<body>.{3,80})")
#: One word that is not a name: in capitals, with a mark or a digit, or with an English word for a paper.
_BRAND = lazy_regex(
    r"(?-i:(?!CTV|BTV)[A-ZÀ-ỸĐ]{3,8}|[A-Z][a-z]{0,3}[A-Z][A-Za-z]{2,12})|[^\W\d_]{2,12}[+\d]\d?"
    r"|[a-z]{1,10}(?:news|times|plus|online|media|tv)",
    re.IGNORECASE,
)


def read_persons(part: str, role: str | None, believed: Callable[[str], bool]) -> BylinePart:
    if not names_office(part):
        return read_names(part, role, believed)
    found = [split_office(join_titles(chunk.strip(EDGES))) for chunk in part.split(";")]
    if None in found:
        return UNREAD
    return BylinePart(tuple(Author(name, role, office) for name, office in filter(None, found)))


def read_names(part: str, role: str | None, believed: Callable[[str], bool]) -> BylinePart:
    """Reads one or more names; an outlet among them is the source."""
    part = join_titles(part)
    if believed(part):
        return BylinePart((Author(tidy_name(part), role),))
    if is_account(part):  # "N/A" is not two persons
        return UNREAD
    found = _read_name_of_body(part, role) or _read_names_and_brand(part, role)
    if found is not None:
        return found
    reading = BylinePart()
    for piece in _split_names(part):
        employer = find_employer(piece) if reading.authors else None
        read = BylinePart(source=employer) if employer else _read_name(piece, role, believed)
        reading = reading.listed(read)
    return UNREAD if reading.unread else reading


def _split_names(part: str) -> list[str]:
    """The names between marks. Behind one full name a place is where the person lives; a short name may be
    the district: "Thanh Xuân - Hà Nội".
    """
    pieces = [piece for each in _BETWEEN_NAMES.split(part) if (piece := each.strip(EDGES))]
    if len(pieces) != 2 or pieces[1].lower() not in _PLACES:
        return pieces
    is_full = len(pieces[0].split()) > 2 and begins_with_family_name(pieces[0])
    return pieces[:1] if is_full else pieces


def _read_name_of_body(part: str, role: str | None) -> BylinePart | None:
    """One person and the body that the person belongs to."""
    parted = _split_before_body(part)
    if parted is None:
        return None
    name, body = parted
    is_body = is_office(body) or is_body_in_short(body)
    staff = _STAFF_PREFIX.match(name)
    name = name[staff.end() :] if staff else name
    if not (is_body or _is_outlet_with_comma(body)) or not is_sure_name(name):
        return None
    author = Author(tidy_name(name), role, body if is_body else None)
    return BylinePart((author,), None if is_body else body)


def _split_before_body(part: str) -> tuple[str, str] | None:
    """(name, what may be the body), parted by a mark; without one only behind a full name."""
    if found := _OF_BODY.fullmatch(part):
        return found["name"], found["body"]
    parted = split_before_office(part)
    name, body = parted[0] if len(parted) == 1 else ("", "")
    return (name, body) if name.count(" ") > 1 and begins_with_family_name(name) else None


def split_before_office(text: str) -> list[tuple[str, str]]:
    """Each (name, office or body) that the words can be parted into: "Vũ Thị Nga Công chức VHXH xã"."""
    words = text.split()
    parted = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(2, min(6, len(words))))
    kinds = (is_office, is_body_in_short, is_outlet)
    return [pair for pair in parted if any(kind(pair[1]) for kind in kinds) and is_sure_name(pair[0])]


def _is_outlet_with_comma(text: str) -> bool:
    """Whether the commas are in the name of one outlet: "Trung tâm VH, TT và TT huyện"."""
    first, *rest = (piece.strip(EDGES) for piece in text.split(","))
    if not rest or not is_outlet(text) or not first.startswith("Trung tâm"):
        return False
    return not any(is_sure_name(piece) or is_outlet(piece) for piece in rest)


def _read_names_and_brand(part: str, role: str | None) -> BylinePart | None:
    """Persons, and after a slash an outlet that no list has: "Lan Anh/Bnews/vnanet.vn", "Lan Anh/HNMO"."""
    persons, *behind = (piece.strip() for piece in part.split("/"))
    names = [piece.strip(EDGES) for piece in _BETWEEN_NAMES.split(persons)] if behind else []
    if not names or not all(map(is_sure_name, names)):
        return None
    if not _BRAND.fullmatch(behind[0]) or (persons.isupper() and behind[0].isalpha()):
        return None
    outlet = next(filter(is_outlet, behind), behind[0])
    return BylinePart(tuple(Author(tidy_name(name), role) for name in names), outlet)


def find_employer(piece: str) -> str | None:
    """The outlet for which the person before it reports; None for other text."""
    found = _EMPLOYER.fullmatch(piece)
    return found["outlet"] if found is not None and is_outlet(found["outlet"]) else None


def _read_name(piece: str, role: str | None, believed: Callable[[str], bool]) -> BylinePart:
    if is_outlet(piece) and not is_sure_name(piece):
        return BylinePart(source=piece)
    name = piece if believed(piece) else piece.rstrip(".")
    if believed(name):
        return BylinePart((Author(tidy_name(name), role),))
    if staff := _STAFF_PREFIX.match(piece):
        return _read_staff(staff[1], piece[staff.end() :], role, believed)
    return _read_joined(piece, role)


def _read_joined(piece: str, role: str | None) -> BylinePart:
    """Reads names, or a name and an outlet, with only a hyphen between them: "Lan Anh-TTXVN"."""
    halves = _HYPHEN.split(piece)
    outlet = piece[len(halves[0]) + 1 :]
    if is_sure_name(halves[0]) and is_outlet(outlet):
        return BylinePart((Author(tidy_name(halves[0]), role),), outlet)
    if len(halves) > 1 and all(map(is_sure_name, halves)):
        return BylinePart(tuple(Author(tidy_name(half), role) for half in halves))
    return UNREAD


def _read_staff(prefix: str, rest: str, role: str | None, believed: Callable[[str], bool]) -> BylinePart:
    """Reads "PV TTXVN" as unnamed staff of an outlet, "PV Lan Anh" as a person."""
    if believed is is_sure_name and prefix.lower() in _ADDRESSED:
        return UNREAD
    if is_outlet(rest):
        return BylinePart((Author(prefix, role),), rest)
    return BylinePart((Author(tidy_name(rest), role),)) if is_sure_name(rest) else UNREAD
