"""The columns of an export: those of the record, and flat versions of nested ones."""

from collections.abc import Mapping

from dvcrawler.items import RECORD_FIELDS, Record

#: The keys of the entries of each list.
LISTS = {
    "authors": ("name", "role", "office"),
    "images": ("url", "caption", "credit", "capture"),
    "documents": ("url", "title", "type", "capture"),
    "problems": ("field", "code", "reason"),
}
#: For readers that do not support nested columns: names, roles and addresses joined with " | ".
FLAT = ("author_names", "author_roles", "image_urls", "document_urls", "problem_codes")
#: Columns that an export adds: a list, and its ids joined. None if reposts were not searched for.
REPOSTS = ("reposts", "repost_ids")
COLUMNS = (*RECORD_FIELDS, *FLAT, *REPOSTS)
_JOINT = " | "


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
