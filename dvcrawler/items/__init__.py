"""The field contract: what extraction hands on (`Draft`) and what is stored (`Article`).

The order of `Article`'s fields is the order of keys in a stored line.
"""

from dvcrawler.codes import Cause, ListKind, PageCode, PageResult, ProblemCode, code_of_status
from dvcrawler.items.article import RECORD_FIELDS, SCHEMA, Article
from dvcrawler.items.draft import VIAS, Draft, PageOutcome, Provenance
from dvcrawler.items.moments import VIETNAM, utc_text
from dvcrawler.items.parts import BODILESS_KINDS, KINDS, ROLES, Author, Document, Image, Problem, find_problem
from dvcrawler.items.record import (
    AuthorRecord,
    DocumentRecord,
    ImageRecord,
    ProblemRecord,
    Record,
    Tombstone,
    to_record,
)

__all__ = [
    "BODILESS_KINDS",
    "KINDS",
    "RECORD_FIELDS",
    "ROLES",
    "SCHEMA",
    "VIAS",
    "VIETNAM",
    "Article",
    "Author",
    "AuthorRecord",
    "Cause",
    "Document",
    "DocumentRecord",
    "Draft",
    "Image",
    "ImageRecord",
    "ListKind",
    "PageCode",
    "PageOutcome",
    "PageResult",
    "Problem",
    "ProblemCode",
    "ProblemRecord",
    "Provenance",
    "Record",
    "Tombstone",
    "code_of_status",
    "find_problem",
    "to_record",
    "utc_text",
]
