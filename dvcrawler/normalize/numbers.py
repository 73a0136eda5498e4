"""Parses untrusted numbers: ASCII digits within a given range, or None.

`int` and `float` accept more than a header, index or setting may contain: `1_000`, `٣`, ` 7 `, `nan`,
`1e400`. `int` also raises ValueError beyond 4,300 digits, and `str.isdigit` is true for `²`.
"""

import json
from typing import Any

from dvcrawler.patterns import lazy_regex

_WHOLE = lazy_regex(r"[0-9]{1,40}")
_DECIMAL = lazy_regex(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")
#: The largest integer of SQLite and the C library; nothing we read needs a larger one.
LARGEST = 2**63 - 1


def read_whole(text: str | None, least: int = 0, most: int = LARGEST) -> int | None:
    """Parses an unsigned whole number; None for any other text and outside `least` to `most`."""
    if text is None or not _WHOLE.fullmatch(text):
        return None
    number = int(text)
    return number if least <= number <= most else None


def check_whole(value: object) -> int:
    """A count or size out of JSON, from 0 to `LARGEST`. Raises ValueError for all else, also `true`."""
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise ValueError(f"{value!r} is not a whole number in range")
    return value


def read_decimal(text: str | None, most: float = LARGEST) -> float | None:
    """Parses an unsigned number without exponent, such as `2` or `0.5`; None as for `read_whole`."""
    if text is None or not _DECIMAL.fullmatch(text):
        return None
    number = float(text)
    return number if number <= most else None


def read_json(text: str | bytes) -> Any:
    """Parses untrusted JSON. Raises ValueError, and nothing else, if it is invalid or nests too deeply.

    Whole numbers with as many digits as `LARGEST` or more become None: otherwise a single one would make
    the whole text unreadable.
    """
    try:
        return json.loads(text, parse_int=_parse_int)
    except RecursionError:
        raise ValueError("the JSON nests too deeply") from None


def _parse_int(digits: str) -> int | None:
    return int(digits) if len(digits) < len(str(LARGEST)) else None
