"""The parts of an article: persons, pictures, files, problems."""

from collections.abc import Iterable
from dataclasses import dataclass

from dvcrawler.codes import ProblemCode

KINDS = ("article", "emagazine", "photo", "video", "audio", "document")
ROLES = ("text", "photo", "text+photo", "compiled", "performed")
#: Kinds whose page may have no body text.
BODILESS_KINDS = frozenset({"photo", "video", "audio", "emagazine", "document"})


@dataclass(frozen=True, slots=True)
class Author:
    """One person. `role` is one of `ROLES`, or None if the page names none."""

    name: str
    role: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """`url` is absolute; `credit` is the photographer, without the word "Ảnh".

    `capture` is None unless the picture itself is archived.
    """

    url: str
    caption: str | None = None
    credit: str | None = None
    capture: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An attached file. `url` is absolute; `type` is a media type; `capture` None: it is not archived."""

    url: str
    title: str | None = None
    type: str | None = None
    capture: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why `field` is missing or doubtful: `code` for programs, `reason` for people."""

    field: str
    code: ProblemCode
    reason: str


def find_problem(problems: Iterable[Problem], field: str) -> Problem | None:
    return next((each for each in problems if each.field == field), None)
