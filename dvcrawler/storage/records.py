"""Records as lines of JSON: checked before they are written, recognised when they are read.

A flipped bit or a foreign program can leave an object that parses and lacks a key, or holds a value of
another type; every reader of the store skips it. The check runs for every line read, so a valid line must
cost about two microseconds.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

import orjson

from dvcrawler.items import RECORD_FIELDS, SCHEMA, AuthorRecord, DocumentRecord, ImageRecord, ProblemRecord
from dvcrawler.storage.upgrade import FIELDS_1

#: Far above any real article; SQLite's integers end at 2**63.
_MAX_REVISIONS = 1 << 31
_TEXT: frozenset[type] = frozenset({str})
_OPTIONAL: frozenset[type] = frozenset({str, type(None)})
#: The schema of each order of keys, and of each set of them.
_ORDERS = {RECORD_FIELDS: SCHEMA, FIELDS_1: 1}
_SCHEMAS = {frozenset(names): schema for names, schema in _ORDERS.items()}
_TYPES: dict[str, frozenset[type]] = {
    **dict.fromkeys(RECORD_FIELDS, _OPTIONAL),
    **dict.fromkeys(("id", "site", "url", "title", "body", "language", "kind", "via"), _TEXT),
    **dict.fromkeys(("fetched_from", "captured_at", "layout", "content_hash", "extractor"), _TEXT),
    **dict.fromkeys(("schema", "revision"), frozenset({int})),
    **dict.fromkeys(("authors", "images", "documents", "tags"), frozenset({list})),
    "problems": frozenset({list}),
}
_TYPES_1 = {**_TYPES, "problems": frozenset({dict})}
#: The keys of the entries of a list; the first is text, the others are text or None.
ENTRY_KEYS = {
    "authors": tuple(AuthorRecord.__annotations__),
    "images": tuple(ImageRecord.__annotations__),
    "documents": tuple(DocumentRecord.__annotations__),
}
_ENTRY_KEYS_1 = {"authors": ENTRY_KEYS["authors"], "images": ("url", "caption", "credit")}
PROBLEM_KEYS = tuple(ProblemRecord.__annotations__)
_parts = itemgetter(
    "id", "revision", "site", "url", "kind", "captured_at", "date", "published_at", "modified_at"
)
_ADDRESS = re.compile(r"https?://[^/]")
_TIME = re.compile(r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII)
_LOCAL_TIME = re.compile(r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\+07:00", re.ASCII)
_CAPTURED_AT = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOST_CACHED = 50_000


class CheckedValues(dict[str, bool]):
    """Whether a text passes the check. Texts that do are remembered: looked up, not checked again."""

    def __init__(self, check: Callable[[str], bool]) -> None:
        self._check = check

    def __missing__(self, text: str) -> bool:
        is_good = self._check(text)
        if is_good and len(self) < _MOST_CACHED:
            self[text] = True
        return is_good


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_days = CheckedValues(_is_day)
_times = CheckedValues(lambda text: _TIME.fullmatch(text) is not None)
_local_times = CheckedValues(lambda text: _LOCAL_TIME.fullmatch(text) is not None)
#: By the first nine characters, all that `_ADDRESS` depends on.
_addresses = CheckedValues(lambda text: _ADDRESS.match(text) is not None)
#: The schema of valid records, by their keys and the types of their values.
_good_shapes: dict[tuple[object, ...], int] = {}


def is_record(value: Mapping[str, Any] | None, site: str | None = None) -> bool:
    """Whether the value is a record of schema 1 or 2, of that site if one is given."""
    if value is None:
        return False
    # Nearly every line has the contract's key order and a combination of types seen before.
    schema = _good_shapes.get((*value, *map(type, value.values())))
    if schema is None:
        return find_record_fault(value, site) is None
    return value["schema"] == schema and not (
        _find_wrong_value(site, _parts(value)) or _find_wrong_entry(value)
    )


def is_newer(value: Mapping[str, Any]) -> bool:
    """Whether a newer dvcrawler wrote the line, in an unknown schema; one with known keys is damaged."""
    schema = value.get("schema")
    return type(schema) is int and schema > SCHEMA and "id" in value and frozenset(value) not in _SCHEMAS


def find_record_fault(value: Mapping[str, Any], site: str | None) -> str | None:
    """Why the object is not a record of schema 1 or 2, naming the field; None for a record."""
    schema = _SCHEMAS.get(frozenset(value))
    if schema is None:
        return "the keys are not those of schema 1 or 2"
    types = _TYPES if schema == SCHEMA else _TYPES_1
    for name, each in value.items():
        if type(each) not in types[name]:
            return f"{name}: a value of type {type(each).__name__}"
    if value["schema"] != schema:
        return f"schema: {str(value['schema'])[:20]} is not {schema}, whose keys these are"
    if len(_good_shapes) < _MOST_CACHED and (*value,) in _ORDERS:
        _good_shapes[*value, *map(type, value.values())] = schema
    return _find_wrong_value(site, _parts(value)) or _find_wrong_entry(value)


def _find_wrong_value(site: str | None, values: tuple[Any, ...]) -> str | None:
    id_, revision, own, url, kind, *times = values
    if site is not None and own != site:
        return f"belongs to site {own[:80]!r}"
    if not id_.startswith(own + ":", 0, -1):
        return "id: not the site's name, a colon and the article's own id"
    if not 0 < revision < _MAX_REVISIONS:
        return "revision: out of range"
    if not _addresses[url[:9]]:
        return "url: not an http address"
    fault = _find_wrong_time(*times)
    return fault or (None if kind else "kind: empty")


def _find_wrong_time(
    captured_at: str, day: str | None, published_at: str | None, modified_at: str | None
) -> str | None:
    if not _days[captured_at[:10]] or not _times[captured_at[10:]]:
        return "captured_at: not a time written YYYY-MM-DDTHH:MM:SSZ"
    if day is not None and not _days[day]:
        return "date: not a day written YYYY-MM-DD"
    for name, time in (("published_at", published_at), ("modified_at", modified_at)):
        if time is not None and not (_days[time[:10]] and _local_times[time[10:]]):
            return f"{name}: not a time written YYYY-MM-DDTHH:MM:SS+07:00"
    return None


def _find_wrong_entry(value: Mapping[str, Any]) -> str | None:
    """The fault inside the lists or the problems; None if there is none."""
    entries = ENTRY_KEYS if value["schema"] == SCHEMA else _ENTRY_KEYS_1
    for name, names in entries.items():
        if value[name] and not _are_entries(names, value[name]):
            return f"{name}: an entry of another form"
    if value["tags"] and {*map(type, value["tags"])} != _TEXT:
        return "tags: an entry that is not text"
    return _find_wrong_problem(value["problems"]) if value["problems"] else None


def _find_wrong_problem(problems: Sequence[Any] | Mapping[str, Any]) -> str | None:
    """Schema 1 has an object of field and reason, schema 2 a list of objects."""
    if isinstance(problems, Mapping):
        return None if {*map(type, problems.values())} == _TEXT else "problems: a reason that is not text"
    for each in problems:
        if type(each) is not dict or (*each,) != PROBLEM_KEYS or {*map(type, each.values())} != _TEXT:
            return "problems: an entry of another form"
    return None


def _are_entries(names: tuple[str, ...], entries: Sequence[Any]) -> bool:
    for entry in entries:
        if type(entry) is not dict or (*entry,) != names:
            return False
        first, *others = entry.values()
        if type(first) is not str or not _OPTIONAL.issuperset(map(type, others)):
            return False
    return True


def encode(record: Mapping[str, Any], site: str) -> bytes:
    """Encodes the record as its line. Raises ValueError naming the invalid field."""
    if tuple(record) != RECORD_FIELDS:
        raise ValueError(f"not a record of schema {SCHEMA}: {_find_key_fault(tuple(record))}")
    if record["site"] != site:
        raise ValueError(f"site: {record['site']!r} does not belong in the store of {site}")
    if not _CAPTURED_AT.fullmatch(str(record["captured_at"])):
        raise ValueError(f"captured_at: {record['captured_at']!r} is not YYYY-MM-DDTHH:MM:SSZ")
    try:
        return orjson.dumps(dict(record), option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError as error:
        raise ValueError(f"{_find_faulty_field(record)}: {error}") from error


def _find_key_fault(keys: tuple[str, ...]) -> str:
    missing = [name for name in RECORD_FIELDS if name not in keys]
    extra = [name for name in keys if name not in RECORD_FIELDS]
    if missing or extra:
        return f"missing {missing}, unknown {extra}"
    return "the keys are not in the contract's order"


def _find_faulty_field(record: Mapping[str, Any]) -> str:
    for name, value in record.items():
        try:
            orjson.dumps(value)
        except orjson.JSONEncodeError:
            return name
    return "record"
