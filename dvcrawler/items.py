"""The field contract: what extraction hands on (`Draft`) and what is stored (`Article`).

The order of `Article`'s fields is the order of keys in a stored line.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, timezone
from operator import attrgetter
from typing import TypedDict, cast

from dvcrawler.codes import Cause as Cause
from dvcrawler.codes import ListKind as ListKind
from dvcrawler.codes import PageCode as PageCode
from dvcrawler.codes import PageResult as PageResult
from dvcrawler.codes import ProblemCode as ProblemCode
from dvcrawler.codes import code_of_status as code_of_status

SCHEMA = 2
#: The time zone of `date`, `published_at` and `modified_at`: without daylight saving time.
VIETNAM = timezone(timedelta(hours=7))
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


#: A site itself, a web archive, a WARC file.
VIAS = ("live", "wayback", "warc")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the bytes came from: `via` is one of `VIAS` and `captured_at` is aware, or ValueError is raised.
    `capture` is None with the archive off.

    `served_at`: the server's own clock, aware; None if the answer has no date.
    """

    via: str
    fetched_from: str
    captured_at: datetime
    capture: str | None = None
    served_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.via not in VIAS:
            raise ValueError(f"via is one of {', '.join(VIAS)}, not {self.via!r}")
        for at in (self.captured_at, self.served_at or self.captured_at):
            if not isinstance(at, datetime) or at.tzinfo is None:
                raise ValueError(f"{at!r} is not a moment with its time zone, as datetime.now(UTC) is")

    @property
    def latest(self) -> datetime:
        """The latest time that the page can mention: our own clock may have been set back."""
        return max(self.captured_at, self.served_at or self.captured_at)


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of a page: `body` in clean paragraphs, everything else as printed, dates and names not yet
    parsed.

    `time_is_false`: the layout knows that the printed time of day is wrong (the date is right).
    `date_raw` may also hold a machine form (ISO 8601); `month_first` says how to read `9/5/2026`.
    `pages` are the addresses of further pages of the article, whose text is not in `body`.
    `url_month` is the (year, month) in the address, `url_stamp` the day or time of publication in it,
    as written; None if the address carries none.
    """

    site: str
    native_id: str
    url: str
    layout: str
    title: str
    body: tuple[str, ...]
    provenance: Provenance
    kicker: str | None = None
    date_raw: str | None = None
    month_first: bool = False
    time_is_false: bool = False
    url_month: tuple[int, int] | None = None
    url_stamp: str | None = None
    byline_raw: str | None = None
    source_raw: str | None = None
    summary: str | None = None
    images: tuple[Image, ...] = ()
    documents: tuple[Document, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    modified_raw: str | None = None
    language: str = "vi"
    kind: str = "article"
    problems: tuple[Problem, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A stored record, schema 2. Dates are text in the forms that `docs/fields.md` gives.

    `problems` has at most one entry for each field.
    """

    schema: int
    id: str
    revision: int
    site: str
    url: str
    title: str
    kicker: str | None
    date: str | None
    published_at: str | None
    date_raw: str | None
    author: str | None
    authors: tuple[Author, ...]
    byline_raw: str | None
    source: str | None
    summary: str | None
    body: str
    images: tuple[Image, ...]
    documents: tuple[Document, ...]
    section: str | None
    tags: tuple[str, ...]
    modified_at: str | None
    language: str
    kind: str
    via: str
    fetched_from: str
    captured_at: str
    capture: str | None
    layout: str
    problems: tuple[Problem, ...]
    content_hash: str
    extractor: str


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """A page that gave no article, and what became of it.

    `native_id` is None for a listing, or for an address that is not one of the site's. `target`: the
    address that the page redirects to, None if it does not. `is_doubt`: articles of the listing were read.
    """

    native_id: str | None
    url: str
    what: PageResult
    reason: str
    code: PageCode
    target: str | None = None
    is_doubt: bool = False


RECORD_FIELDS = tuple(f.name for f in fields(Article))
_select_fields = attrgetter(*RECORD_FIELDS)


class AuthorRecord(TypedDict):
    name: str
    role: str | None
    office: str | None


class ImageRecord(TypedDict):
    url: str
    caption: str | None
    credit: str | None
    capture: str | None


class DocumentRecord(TypedDict):
    url: str
    title: str | None
    type: str | None
    capture: str | None


class ProblemRecord(TypedDict):
    field: str
    code: str
    reason: str


class Record(TypedDict):
    """A stored line, schema 2: `Article` as plain JSON values, keys in the same order."""

    schema: int
    id: str
    revision: int
    site: str
    url: str
    title: str
    kicker: str | None
    date: str | None
    published_at: str | None
    date_raw: str | None
    author: str | None
    authors: list[AuthorRecord]
    byline_raw: str | None
    source: str | None
    summary: str | None
    body: str
    images: list[ImageRecord]
    documents: list[DocumentRecord]
    section: str | None
    tags: list[str]
    modified_at: str | None
    language: str
    kind: str
    via: str
    fetched_from: str
    captured_at: str
    capture: str | None
    layout: str
    problems: list[ProblemRecord]
    content_hash: str
    extractor: str


class Tombstone(TypedDict):
    """A stored line that says that an article was removed: its earlier lines are erased or not to be used.

    `removed_at`: ISO, UTC.
    """

    schema: int
    id: str
    removed_at: str
    reason: str


def to_record(article: Article) -> Record:
    """The article as the plain dict that becomes one JSON line, keys in contract order."""
    record = dict(zip(RECORD_FIELDS, _select_fields(article), strict=True))
    record["authors"] = [{"name": a.name, "role": a.role, "office": a.office} for a in article.authors]
    record["images"] = [
        {"url": i.url, "caption": i.caption, "credit": i.credit, "capture": i.capture} for i in article.images
    ]
    record["documents"] = [
        {"url": d.url, "title": d.title, "type": d.type, "capture": d.capture} for d in article.documents
    ]
    record["problems"] = [
        {"field": each.field, "code": each.code.value, "reason": each.reason} for each in article.problems
    ]
    record["tags"] = list(article.tags)
    return cast("Record", record)


def find_problem(problems: Iterable[Problem], field: str) -> Problem | None:
    return next((each for each in problems if each.field == field), None)


def utc_text(moment: datetime) -> str:
    """A moment as records, runs and ledgers hold it: `2026-01-31T08:00:00Z`; `fromisoformat` reads it.

    Not by `strftime`, which asks the system for the local time zone each time.
    """
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
