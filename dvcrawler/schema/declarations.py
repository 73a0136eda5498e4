"""The record's schema in the languages of its readers: TypeScript and DuckDB's SQL."""

import glob
from collections.abc import Mapping
from typing import Any

import orjson

_TYPES = {"string": "string", "integer": "number", "null": "null", "object": "unknown"}
_SQL_TYPES = {"string": "VARCHAR", "integer": "INTEGER"}
#: Endings of the patterns of times, and the pattern of days.
_TIMES, _DAY = (r"\+07:00$", "Z$"), r"^\d{4}-\d{2}-\d{2}$"


def write_typescript(schema: Mapping[str, Any]) -> str:
    """Interfaces for each kind of line in an article file."""
    kinds = {"Article": schema, **{name.title(): each for name, each in schema["$defs"].items()}}
    parts = [_write_interface(name, each) for name, each in kinds.items()]
    return "\n".join([*parts, f"export type Line = {' | '.join(kinds)};", ""])


def _write_interface(name: str, schema: Mapping[str, Any]) -> str:
    lines = [f"/** {schema.get('description', schema.get('title'))} */", f"export interface {name} {{"]
    for key, each in schema["properties"].items():
        if "description" in each:
            lines.append(f"  /** {each['description']} */")
        lines.append(f"  {key}: {_write_type(each)};")
    return "\n".join([*lines, "}", ""])


def _write_type(schema: Mapping[str, Any]) -> str:
    if "const" in schema or "enum" in schema:
        return " | ".join(orjson.dumps(each).decode() for each in schema.get("enum", [schema.get("const")]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if kinds == ["array"]:
        return f"{_write_type(schema['items'])}[]"
    if kinds == ["object"] and "properties" in schema:
        members = (f"{key}: {_write_type(each)}" for key, each in schema["properties"].items())
        return f"{{ {'; '.join(members)} }}"
    return " | ".join(_TYPES[kind] for kind in kinds)


def write_duckdb(schema: Mapping[str, Any], articles: str) -> str:
    """Views over the article files below the folder `articles`: `lines`, all that is stored, and `articles`,
    the latest line of each article that was not removed, as `dvcrawler.reading.latest` chooses it.
    """
    columns = {name: _write_sql_type(each) for name, each in schema["properties"].items()}
    columns["problems"] = "JSON"  # an object in lines of schema 1
    given = columns | {"removed_at": "TIMESTAMPTZ", "restored_at": "TIMESTAMPTZ"}
    declared = ",\n  ".join(f"{name}: {_quote(kind)}" for name, kind in given.items())
    names = ", ".join(f'"{name}"' for name in columns)
    return f"""\
CREATE OR REPLACE VIEW lines AS SELECT * FROM read_json(
 {_quote(f"{glob.escape(articles)}/*/*.jsonl")}, format = 'newline_delimited', columns = {{
  {declared}}});
CREATE OR REPLACE VIEW articles AS SELECT {names} FROM (
 SELECT * FROM lines WHERE revision IS NOT NULL AND id NOT IN (
  SELECT id FROM lines WHERE id IS NOT NULL GROUP BY id
  HAVING count(removed_at) > count(restored_at))
 QUALIFY via != 'live' OR row_number() OVER (PARTITION BY id, via ORDER BY revision DESC) = 1)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY captured_at DESC, revision DESC) = 1;
"""


def _write_sql_type(schema: Mapping[str, Any]) -> str:
    kinds = schema.get("type", "integer" if isinstance(schema.get("const"), int) else "string")
    kind = next(each for each in (kinds if isinstance(kinds, list) else [kinds]) if each != "null")
    if kind == "array":
        return f"{_write_sql_type(schema['items'])}[]"
    if kind == "object":
        parts = (f"{name} {_write_sql_type(each)}" for name, each in schema["properties"].items())
        return f"STRUCT({', '.join(parts)})"
    pattern = schema.get("pattern", "")
    if pattern == _DAY:
        return "DATE"
    return "TIMESTAMPTZ" if pattern.endswith(_TIMES) else _SQL_TYPES[kind]


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
