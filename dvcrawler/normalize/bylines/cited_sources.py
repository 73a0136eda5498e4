"""Reads what follows "Nguồn:" and "Theo": an outlet, or the person who took the text from it."""

import re

from dvcrawler.items import Author
from dvcrawler.normalize.bylines.accounts import is_nobody
from dvcrawler.normalize.bylines.byline_part import UNREAD, BylinePart
from dvcrawler.normalize.bylines.names import is_sure_name, tidy_name
from dvcrawler.normalize.bylines.outlets import is_cited, is_outlet
from dvcrawler.normalize.bylines.persons import read_names
from dvcrawler.patterns import lazy_regex

_SHORT = lazy_regex(r"[^.!?:…]{2,80}|https?://[^\s|]{4,150}")
#: Words of a source in small letters: "tổng hợp từ internet", "tư liệu của gia đình".
_MOST_SMALL_WORDS = 6
_PORTAL = lazy_regex(
    r"(?:theo )?(?:cổng thông tin|trang (?:thông tin|tin|web)|báo|đài|tạp chí|bản tin|website)\b"
)
#: Behind an outlet, where it has the text from: "Báo Lao Động - nguồn @laodong".
_NOTE = lazy_regex(
    r"\s?[-–—,;(]\s?(?:theo )?nguồn\s?:?\s?(?:@|https?:|[\w-]{1,40}\.)\S{0,80}\)?$", re.IGNORECASE
)


def read_source(part: str, role: str | None, *, sure: bool) -> BylinePart:
    """Reads a source. `sure`: it follows "Nguồn:"; the label "Theo" may also start a sentence.

    "Theo Lan Anh" names the author, "Theo Dân trí" the outlet.
    """
    part = _drop_note(part)
    if sure and is_nobody(part):
        return BylinePart(labelled=True)
    found = _read_person_and_outlet(part, role) or _read_outlet_and_person(part, role)
    if found is None and not sure and not is_outlet(part):
        found = _read_sure_persons(part, role)
    if found is not None:
        return found
    return BylinePart(source=part) if _may_be_source(part, sure=sure) else UNREAD


def _may_be_source(part: str, *, sure: bool) -> bool:
    return is_cited(part) or (sure and _SHORT.fullmatch(part) is not None and not _tells(part))


def _tells(part: str) -> bool:
    """Whether words in small letters follow: "Nguồn: nước cho trạm lấy từ sông Ninh Cơ"."""
    is_long = part[:1].islower() and len(part.split()) > _MOST_SMALL_WORDS and "/" not in part
    return is_long and _PORTAL.match(part) is None


def _read_sure_persons(part: str, role: str | None) -> BylinePart | None:
    persons = read_names(part, role, is_sure_name)
    return persons if persons.authors and not persons.unread else None


def _drop_note(source: str) -> str:
    """The outlet without a note after its name."""
    note = _NOTE.search(source)
    return source[: note.start()] if note is not None and is_outlet(source[: note.start()]) else source


def _read_outlet_and_person(part: str, role: str | None) -> BylinePart | None:
    """The outlet and, behind a dash or on a second line, who took the text from it."""
    for mark in (", ", " - ", " – "):
        outlet, found, name = part.partition(mark)
        if found and is_outlet(outlet) and is_sure_name(name):
            return BylinePart((Author(tidy_name(name), role),), outlet)
    return None


def _read_person_and_outlet(part: str, role: str | None) -> BylinePart | None:
    """Reads "Lan Anh/VOV" and "Lan Anh - Dân trí"; after a slash the outlet need not be a known one."""
    for mark in ("/", " - ", " – ", ", "):
        name, found, outlet = (piece.strip() for piece in part.partition(mark))
        if found.strip() not in part or not is_sure_name(name) or is_sure_name(outlet):
            continue
        if is_outlet(outlet) or (mark == "/" and is_cited(outlet)):
            return BylinePart((Author(tidy_name(name), role),), outlet)
    return None
