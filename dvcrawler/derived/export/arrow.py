"""Parquet with an explicit Arrow schema: nothing is inferred, so columns with only nulls keep their types."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dvcrawler.derived.export.columns import COLUMNS, FLAT, LISTS, as_row
from dvcrawler.derived.export.reposts import REPOST
from dvcrawler.errors import ConfigError
from dvcrawler.items import Record

if TYPE_CHECKING:
    import pyarrow

#: Fixed, so that the same store gives the same bytes, and a group fits into 50 MB.
_ROWS_A_GROUP = 10_000
_ZONE = "Asia/Ho_Chi_Minh"
_TIMES = ("published_at", "modified_at")
_REQUIRED = frozenset(
    "schema id revision site url title body authors images documents tags language kind via fetched_from "
    "captured_at layout problems content_hash extractor".split()
)


def load_pyarrow() -> Any:
    """Raises ConfigError that says how to install it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ConfigError("Parquet needs pyarrow: pip install 'dvcrawler[export]'") from error
    return pyarrow


def arrow_schema() -> "pyarrow.Schema":
    """Days are date32; times are in Vietnam's time zone, the time of capture in UTC."""
    pa = load_pyarrow()
    return pa.schema([pa.field(name, _type(pa, name), nullable=name not in _REQUIRED) for name in COLUMNS])


def write_parquet(records: Iterable[Record], path: Path) -> int:
    """Writes Parquet with zstd, 10,000 rows a group. Returns the number of rows."""
    pa = load_pyarrow()
    schema, count = arrow_schema(), 0
    with pa.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in read_tables(records, schema):
            writer.write_table(table, row_group_size=_ROWS_A_GROUP)
            count += table.num_rows
    return count


def read_tables(records: Iterable[Record], schema: "pyarrow.Schema") -> Iterator["pyarrow.Table"]:
    """The records as tables of at most 10,000 rows each."""
    pa = load_pyarrow()
    rows = iter(records)
    while batch := list(islice(rows, _ROWS_A_GROUP)):
        yield pa.Table.from_pylist([_convert_row(record) for record in batch], schema=schema)


def _type(pa: Any, name: str) -> Any:
    if name in LISTS:
        parts = [pa.field(part, pa.string(), nullable=place > 0) for place, part in enumerate(LISTS[name])]
        return pa.list_(pa.field("element", pa.struct(parts)))
    if name == "reposts":
        numbers = ("part", "other_part")
        parts = [pa.field(part, pa.float64() if part in numbers else pa.string(), nullable=place > 4)
                 for place, part in enumerate(REPOST)]  # fmt: skip
        return pa.list_(pa.field("element", pa.struct(parts)))
    if name == "tags":
        return pa.list_(pa.field("element", pa.string()))
    if name in ("schema", "revision"):
        return pa.int32()
    if name == "date":
        return pa.date32()
    if name == "captured_at":
        return pa.timestamp("ms", tz="UTC")
    return pa.timestamp("ms", tz=_ZONE) if name in _TIMES else pa.string()


def _convert_row(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = dict(as_row(record))
    row["date"] = date.fromisoformat(row["date"]) if row["date"] else None
    for name in (*_TIMES, "captured_at"):
        row[name] = datetime.fromisoformat(row[name]) if row[name] else None
    return row


__all__ = ["FLAT", "arrow_schema", "load_pyarrow", "read_tables", "write_parquet"]
