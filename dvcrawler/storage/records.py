"""Records as lines of JSON: checked before they are written, recognised when they are read.

A flipped bit or a foreign program can leave an object that parses and lacks a key, or holds a value of
another type; every reader of the store skips it. The check runs for every line read, so a valid line must
cost about two microseconds.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

import orjson

from dvcrawler.items import RECORD_FIELDS, SCHEMA
from dvcrawler.storage.upgrade import FIELDS_1

__all__ = ["encode", "find_record_fault", "is_record"]

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
_ENTRIES = {
    "authors": ("name", "role", "office"),
    "images": ("url", "caption", "credit", "capture"),
    "documents": ("url", "title", "type", "capture"),
}
_ENTRIES_1 = {"authors": ("name", "role", "office"), "images": ("url", "caption", "credit")}
_PROBLEM_KEYS = ("field", "code", "reason")
_parts = itemgetter(
    "schema", "id", "revision", "site", "url", "captured_at", "date", "published_at", "modified_at", "kind"
)
_ADDRESS = re.compile(r"https?://[^/]")
_TIME = re.compile(r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII)
_LOCAL_TIME = re.compile(r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\+07:00", re.ASCII)
_CAPTURED_AT = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: Keys and value types of valid records, and valid days and times of day: looked up, not checked again.
_good_shapes: set[tuple[object, ...]] = set()
_good_days: set[str] = set()
_good_times: set[str] = set()
_good_local_times: set[str] = set()
#: The first nine characters, all that `_ADDRESS` depends on.
_good_starts: set[str] = set()
_MAX_REMEMBERED = 50_000


def is_record(value: Mapping[str, Any] | None, site: str | None = None) -> bool:
    """Whether the value is a record of schema 1 or 2, of that site if one is given."""
    if value is None:
        return False
    # Nearly every line has the contract's key order and a combination of types seen before.
    if (*value, *map(type, value.values())) not in _good_shapes:
        return find_record_fault(value, site) is None
    schema, id_, revision, own, url, captured_at, day, published_at, modified_at, kind = _parts(value)
    return (
        schema == _ORDERS[(*value,)]
        and (site is None or own == site)
        and id_.startswith(own + ":", 0, -1)
        and 0 < revision < _MAX_REVISIONS
        and (captured_at[:10] in _good_days or _is_day(captured_at[:10]))
        and (captured_at[10:] in _good_times or _is_time(captured_at[10:]))
        and _is_dated(day, published_at, modified_at)
        and kind != ""
        and (url[:9] in _good_starts or _is_address(url))
        and _find_wrong_entry(value) is None
    )


def find_record_fault(value: Mapping[str, Any], site: str | None = None) -> str | None:
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
    if len(_good_shapes) < _MAX_REMEMBERED and (*value,) in _ORDERS:
        _good_shapes.add((*value, *map(type, value.values())))
    return _find_wrong_value(site, *_parts(value)[1:]) or _find_wrong_entry(value)


def _find_wrong_value(
    site: str | None, id_: str, revision: int, own: str, url: str, captured_at: str,
    day: str | None, published_at: str | None, modified_at: str | None, kind: str,
) -> str | None:  # fmt: skip
    if site is not None and own != site:
        return f"belongs to site {own[:80]!r}"
    if not id_.startswith(own + ":", 0, -1):
        return "id: not the site's name, a colon and the article's own id"
    if not 0 < revision < _MAX_REVISIONS:
        return "revision: out of range"
    if not _ADDRESS.match(url):
        return "url: not an http address"
    if not _is_day(captured_at[:10]) or not _TIME.fullmatch(captured_at, 10):
        return "captured_at: not a time written YYYY-MM-DDTHH:MM:SSZ"
    if day is not None and not _is_day(day):
        return "date: not a day written YYYY-MM-DD"
    for name, moment in (("published_at", published_at), ("modified_at", modified_at)):
        if moment is not None and not _is_local(moment):
            return f"{name}: not a time written YYYY-MM-DDTHH:MM:SS+07:00"
    return None if kind else "kind: empty"


def _is_dated(day: str | None, published_at: str | None, modified_at: str | None) -> bool:
    return (
        (day is None or day in _good_days or _is_day(day))
        and (published_at is None or _is_local(published_at))
        and (modified_at is None or _is_local(modified_at))
    )


def _is_day(text: str) -> bool:
    if text in _good_days:
        return True
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    if len(_good_days) < _MAX_REMEMBERED:
        _good_days.add(text)
    return True


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    if len(_good_times) < _MAX_REMEMBERED:
        _good_times.add(text)
    return True


def _is_local(text: str) -> bool:
    """Whether the text is a moment in Vietnam's time."""
    return _is_day(text[:10]) and (text[10:] in _good_local_times or _is_local_time(text[10:]))


def _is_local_time(text: str) -> bool:
    if not _LOCAL_TIME.fullmatch(text):
        return False
    if len(_good_local_times) < _MAX_REMEMBERED:
        _good_local_times.add(text)
    return True


def _is_address(text: str) -> bool:
    if not _ADDRESS.match(text):
        return False
    if len(_good_starts) < _MAX_REMEMBERED:
        _good_starts.add(text[:9])
    return True


def _find_wrong_entry(value: Mapping[str, Any]) -> str | None:
    """The fault inside the lists or the problems; None if there is none."""
    entries = _ENTRIES if value["schema"] == SCHEMA else _ENTRIES_1
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
        if type(each) is not dict or (*each,) != _PROBLEM_KEYS or {*map(type, each.values())} != _TEXT:
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
