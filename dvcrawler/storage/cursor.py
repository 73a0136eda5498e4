"""A reader's place in the store: how far it has read each article file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson

from dvcrawler.errors import UsageError
from dvcrawler.normalize.numbers import check_whole

_VERSION = 1


class CursorError(UsageError):
    """It is not a cursor, is damaged, or was written by a later version."""


@dataclass(frozen=True, slots=True)
class ReadPosition:
    """`end`: bytes read; `tail`: checksum of the last of them."""

    end: int
    tail: int


@dataclass(frozen=True, slots=True)
class Cursor:
    """Places by "<site>/<file>". The empty cursor is before everything."""

    places: Mapping[str, ReadPosition] = field(default_factory=dict)


def format_cursor(cursor: Cursor) -> str:
    places = {name: [place.end, place.tail] for name, place in sorted(cursor.places.items())}
    return orjson.dumps({"cursor": _VERSION, "read": places}).decode()


def parse_cursor(text: str | None) -> Cursor:
    """The empty cursor for None and empty text. Raises CursorError."""
    try:
        if text is None or not text.strip():
            return Cursor()
        value = orjson.loads(text)
        if value["cursor"] != _VERSION:
            raise ValueError("another version")
        places = {
            str(name): ReadPosition(check_whole(end), check_whole(tail))
            for name, (end, tail) in value["read"].items()
        }
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError):
        raise CursorError(
            "the cursor cannot be read; name another, or delete it to begin with everything that is stored"
        ) from None
    return Cursor(places)
