"""Numbers that a stranger wrote: ASCII digits within a stated range, or None. Nothing here raises.

`int` and `float` take more than any header, index or setting means: `1_000`, `٣`, ` 7 `, `nan`, `1e400`;
and `int` raises ValueError beyond 4,300 digits, `str.isdigit` holds for `²`.
"""

import json
import re
from typing import Any

_WHOLE = re.compile(r"[0-9]{1,40}")
_DECIMAL = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")
#: What SQLite and the C library can count; larger numbers mean nothing that we ask for.
LARGEST = 2**63 - 1


def read_whole(text: str | None, least: int = 0, most: int = LARGEST) -> int | None:
    """A whole number without sign; None for any other text and for one outside `least` to `most`."""
    if text is None or not _WHOLE.fullmatch(text):
        return None
    number = int(text)
    return number if least <= number <= most else None


def read_decimal(text: str | None, least: float = 0.0, most: float = LARGEST) -> float | None:
    """A number without sign and exponent, as in `2` or `0.5`; None as in `read_whole`."""
    if text is None or not _DECIMAL.fullmatch(text):
        return None
    number = float(text)
    return number if least <= number <= most else None


def read_json(text: str | bytes) -> Any:
    """Foreign JSON. Raises ValueError where it is none, or nests too deeply; nothing else.

    Whole numbers of more digits than `LARGEST` are None: one of them would else make the whole text
    unreadable.
    """
    try:
        return json.loads(text, parse_int=_parse_int)
    except RecursionError:
        raise ValueError("the JSON nests too deeply") from None


def _parse_int(digits: str) -> int | None:
    return int(digits) if len(digits) < len(str(LARGEST)) else None
