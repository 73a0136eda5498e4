"""The JSON Schema of a stored record, versioned with the `schema` field."""

from importlib.resources import files
from typing import Any

import orjson


def load_schema(version: int = 2) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of records of that version, 1 or 2."""
    schema: dict[str, Any] = orjson.loads(files(__name__).joinpath(f"article-{version}.json").read_bytes())
    return schema
