"""What is stored: an article, in the order of the keys of a line."""

from dataclasses import dataclass, fields

from dvcrawler.items.parts import Author, Document, Image, Problem

SCHEMA = 2


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


RECORD_FIELDS = tuple(f.name for f in fields(Article))
