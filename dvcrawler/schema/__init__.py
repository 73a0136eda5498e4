"""The JSON Schema of a stored record, versioned with the `schema` field."""

from importlib.resources import files
from typing import Any

import orjson


def load_schema() -> dict[str, Any]:
    """Schema 1, draft 2020-12."""
    schema: dict[str, Any] = orjson.loads(files(__name__).joinpath("article-1.json").read_bytes())
    return schema
