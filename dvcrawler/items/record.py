"""A stored line as plain JSON values."""

from operator import attrgetter
from typing import TypedDict, cast

from dvcrawler.items.article import RECORD_FIELDS, Article

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
