"""Tells records from other JSON objects, so that readers of the store can skip what is not a record.

A flipped bit or another program can leave an object that parses but lacks a key or holds a value of
the wrong type. The check runs for every line read, so a valid line must cost only a few microseconds.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from dvcrawler.items import RECORD_FIELDS, SCHEMA

__all__ = ["find_misfit", "is_record"]

#: Far above any real article; SQLite's integers end at 2**63.
_MAX_REVISIONS = 1 << 31
_KEYS = frozenset(RECORD_FIELDS)
_TEXT: frozenset[type] = frozenset({str})
_OPTIONAL: frozenset[type] = frozenset({str, type(None)})
_TYPES: dict[str, frozenset[type]] = {
    **dict.fromkeys(RECORD_FIELDS, _OPTIONAL),
    **dict.fromkeys(("id", "site", "url", "title", "body", "language", "kind", "via"), _TEXT),
    **dict.fromkeys(("fetched_from", "captured_at", "layout", "content_hash", "extractor"), _TEXT),
    **dict.fromkeys(("schema", "revision"), frozenset({int})),
    **dict.fromkeys(("authors", "images", "tags"), frozenset({list})),
    "problems": frozenset({dict}),
}
#: Keys of the entries of a list; the first value is text, the others are text or None.
_ENTRY_KEYS = {"authors": ("name", "role", "office"), "images": ("url", "caption", "credit")}
_CHECKED = ("schema", "id", "revision", "site", "url", "captured_at", "date")
_LISTS = ("authors", "images", "tags", "problems")
_pick_checked, _pick_lists = itemgetter(*_CHECKED), itemgetter(*_LISTS)
#: The same from the values in the contract's order, where a lookup by position is cheaper.
_pick_all = itemgetter(*map(RECORD_FIELDS.index, _CHECKED + _LISTS))
_ADDRESS = re.compile(r"https?://[^/]")
_TIME = re.compile(r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: Keys and value types of valid records, and valid days and times of day: looked up, not checked again.
_good_shapes: set[tuple[object, ...]] = set()
_good_days: set[str] = set()
_good_times: set[str] = set()
#: The first nine characters, all that `_ADDRESS` depends on.
_good_starts: set[str] = set()
_MAX_REMEMBERED = 50_000


def is_record(value: Mapping[str, Any] | None, site: str | None = None) -> bool:
    """Whether the value is a record of schema 1, of that site where one is given."""
    if value is None:
        return False
    values = (*value.values(),)
    # Nearly every line has the contract's key order and a combination of types seen before.
    if (*value, *map(type, values)) not in _good_shapes:
        return find_misfit(value, site) is None
    schema, id_, revision, own, url, captured_at, day, authors, images, tags, problems = _pick_all(values)
    return (
        schema == SCHEMA
        and (site is None or own == site)
        and id_.startswith(own + ":", 0, -1)
        and 0 < revision < _MAX_REVISIONS
        and (day is None or day in _good_days or _is_day(day))
        and (captured_at[:10] in _good_days or _is_day(captured_at[:10]))
        and (captured_at[10:] in _good_times or _is_time(captured_at[10:]))
        and (url[:9] in _good_starts or _is_address(url))
        and _find_wrong_entry(authors, images, tags, problems) is None
    )


def find_misfit(value: Mapping[str, Any], site: str | None = None) -> str | None:
    """Why the object is not a record of schema 1, naming the field; None for a record."""
    if value.keys() != _KEYS:
        return "the keys are not those of schema 1"
    for name, each in value.items():
        if type(each) not in _TYPES[name]:
            return f"{name}: a value of type {type(each).__name__}"
    if len(_good_shapes) < _MAX_REMEMBERED and (*value,) == RECORD_FIELDS:
        _good_shapes.add((*value, *map(type, value.values())))
    return _find_wrong_value(site, *_pick_checked(value)) or _find_wrong_entry(*_pick_lists(value))


def _find_wrong_value(
    site: str | None, schema: int, id_: str, revision: int, own: str, url: str, captured_at: str,
    day: str | None,
) -> str | None:  # fmt: skip
    if schema != SCHEMA:
        return f"schema: {str(schema)[:20]} is not {SCHEMA}"
    if site is not None and own != site:
        return f"belongs to site {own[:80]!r}"
    if not id_.startswith(own + ":", 0, -1):
        return "id: not the site's name, a colon and the article's own id"
    if not 0 < revision < _MAX_REVISIONS:
        return "revision: out of range"
    if not _is_address(url):
        return "url: not an http address"
    if not _is_day(captured_at[:10]) or not _is_time(captured_at[10:]):
        return "captured_at: not a time written YYYY-MM-DDTHH:MM:SSZ"
    return None if day is None or _is_day(day) else "date: not a day written YYYY-MM-DD"


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


def _is_address(text: str) -> bool:
    if not _ADDRESS.match(text):
        return False
    if len(_good_starts) < _MAX_REMEMBERED:
        _good_starts.add(text[:9])
    return True


def _find_wrong_entry(
    authors: Sequence[Any], images: Sequence[Any], tags: Sequence[Any], problems: Mapping[str, Any]
) -> str | None:
    """What is wrong inside the lists and the problems."""
    if authors and not _are_entries(authors, *_ENTRY_KEYS["authors"]):
        return "authors: an entry of another form"
    if images and not _are_entries(images, *_ENTRY_KEYS["images"]):
        return "images: an entry of another form"
    if tags and {*map(type, tags)} != _TEXT:
        return "tags: an entry that is not text"
    if problems and {*map(type, problems.values())} != _TEXT:
        return "problems: a reason that is not text"
    return None


def _are_entries(entries: Sequence[Any], text: str, one: str, other: str) -> bool:
    """Whether each is an object of just these keys. Half as expensive as a comparison of tuples."""
    try:
        for entry in entries:
            if type(entry) is not dict or len(entry) != 3 or type(entry[text]) is not str:
                return False
            if type(entry[one]) not in _OPTIONAL or type(entry[other]) not in _OPTIONAL:
                return False
    except KeyError:
        return False
    return True
