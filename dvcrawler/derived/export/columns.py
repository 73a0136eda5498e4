"""The columns of an export: those of the record, flat versions of nested ones, and the reposts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from dvcrawler.derived.similarity.origin import Outlets
from dvcrawler.derived.similarity.similar import Finder, Repost
from dvcrawler.derived.similarity.similar_index import SimilarIndex
from dvcrawler.items import RECORD_FIELDS, Record
from dvcrawler.storage.records import ENTRY_KEYS, PROBLEM_KEYS

#: The keys of the entries of each list.
LISTS = {**ENTRY_KEYS, "problems": PROBLEM_KEYS}
#: For readers that do not support nested columns: names, roles and addresses joined with " | ".
FLAT = ("author_names", "author_roles", "image_urls", "document_urls", "problem_codes")
#: Columns that an export adds: a list, and its ids joined. None if reposts were not searched for.
REPOSTS = ("reposts", "repost_ids")
COLUMNS = (*RECORD_FIELDS, *FLAT, *REPOSTS)
_JOINT = " | "
#: Types of columns in terms of Table Schema; columns not listed are text.
TYPES: Mapping[str, str] = {
    name: kind
    for kind, names in (
        ("integer", "schema revision"),
        ("date", "date"),
        ("datetime", "published_at modified_at captured_at"),
        ("array", "authors images documents tags problems reposts"),
    )
    for name in names.split()
}
DESCRIPTIONS: Mapping[str, str] = {
    "schema": "version of the record's form",
    "id": "site and the article's own id",
    "revision": "1, 2, …: rises when title, date, author or body change",
    "site": "short name of the site",
    "url": "canonical address",
    "title": "headline",
    "kicker": "line over the headline",
    "date": "day of publication, Vietnam time",
    "published_at": "moment of publication, Vietnam time; null if no true time is printed",
    "date_raw": "date as printed",
    "author": "names joined with a comma",
    "authors": "name, role and office of each author",
    "byline_raw": "byline as printed",
    "source": "outlet that the text was taken from",
    "summary": "summary under the headline (sapo)",
    "body": "paragraphs joined by a blank line",
    "images": "address, caption, credit and capture of each picture",
    "documents": "address, title, type and capture of each attached file",
    "section": "section as the page names it",
    "tags": "tags given by the site",
    "modified_at": "time of change where the page states one",
    "language": "vi or en",
    "kind": "article, emagazine, photo, video, audio or document",
    "via": "live, wayback or warc",
    "fetched_from": "address that was read",
    "captured_at": "time of capture, UTC",
    "capture": "WARC file and record of the raw page",
    "layout": "layout that read the page",
    "problems": "field, code and reason of what is missing or doubtful",
    "content_hash": "fingerprint of title, date, author and body",
    "extractor": "version that read the page",
    "author_names": "names of the authors, joined with |",
    "author_roles": "roles of the authors, joined with |",
    "image_urls": "addresses of the pictures, joined with |",
    "document_urls": "addresses of the attached files, joined with |",
    "problem_codes": "codes of the problems, joined with |",
    "reposts": "articles of other sites that have text of this one; null if not searched for",
    "repost_ids": "ids of those articles, joined with |",
}
assert (*DESCRIPTIONS,) == COLUMNS

#: The parts of one of them, in this order; `part` and `other_part` are numbers.
REPOST = ("id", "site", "kind", "part", "other_part", "origin", "origin_id", "origin_by")


def flat_columns(record: Record) -> dict[str, str | None]:
    """The columns of `FLAT`; None if the list is empty."""
    return {
        "author_names": _join([author["name"] for author in record["authors"]]),
        "author_roles": _join([author["role"] or "" for author in record["authors"]]),
        "image_urls": _join([image["url"] for image in record["images"]]),
        "document_urls": _join([document["url"] for document in record["documents"]]),
        "problem_codes": _join([problem["code"] for problem in record["problems"]]),
    }


def as_row(record: Record) -> Mapping[str, object]:
    """The record with its flat columns, in the order of `COLUMNS`."""
    reposts = record.get("reposts")
    ids = [str(each["id"]) for each in reposts] if isinstance(reposts, list) else []
    fields = {name: record[name] for name in RECORD_FIELDS}  # type: ignore[literal-required]
    return {**fields, **flat_columns(record), "reposts": reposts, "repost_ids": _join(ids)}


def _join(parts: list[str]) -> str | None:
    return _JOINT.join(parts) if parts else None


def add_reposts(records: Iterable[Record], index: SimilarIndex, outlets: Outlets) -> Iterator[Record]:
    """The records with one key more."""
    finder = Finder(index, outlets)
    for record in records:
        found = [_flatten(each) for each in finder.find(record["id"])]
        yield cast(Record, {**record, "reposts": found})


def _flatten(repost: Repost) -> dict[str, object]:
    origin = repost.origin
    values = (
        repost.record["id"],
        repost.record["site"],
        repost.kind,
        round(repost.part, 2),
        round(repost.other_part, 2),
        origin.name if origin else None,
        origin.id if origin else None,
        origin.by if origin else None,
    )
    return dict(zip(REPOST, values, strict=True))
