"""Parquet with an explicit Arrow schema: nothing is inferred, so columns with only nulls keep their types."""

import resource
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dvcrawler.derived.export.columns import COLUMNS, LISTS, REPOST, as_row
from dvcrawler.errors import ConfigError
from dvcrawler.items import Record

if TYPE_CHECKING:
    import pyarrow

#: Fixed, so that the same store gives the same bytes, and a group fits into 50 MB.
_ROWS_A_GROUP = 10_000
#: Python's objects of a whole group would take several times the memory of its table.
_ROWS_A_BATCH = 500
#: Bytes of address space. With less, pyarrow or orjson ends the process without a word, loaded or used.
_LEAST_ADDRESS_SPACE = 192 << 20
_ZONE = "Asia/Ho_Chi_Minh"
_TIMES = ("published_at", "modified_at")
_REQUIRED = frozenset(
    "schema id revision site url title body authors images documents tags language kind via fetched_from "
    "captured_at layout problems content_hash extractor".split()
)


def load_pyarrow() -> Any:
    """Raises ConfigError that says how to install it, MemoryError where it would abort the process."""
    if 0 <= resource.getrlimit(resource.RLIMIT_AS)[0] < _LEAST_ADDRESS_SPACE:
        raise MemoryError
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ConfigError("Parquet and Arrow need pyarrow: pip install 'dvcrawler[export]'") from error
    return pyarrow


def arrow_schema() -> "pyarrow.Schema":
    """Days are date32; times are in Vietnam's time zone, the time of capture in UTC."""
    pa = load_pyarrow()
    return pa.schema(
        [pa.field(name, _choose_type(pa, name), nullable=name not in _REQUIRED) for name in COLUMNS]
    )


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
    pa, rows = load_pyarrow(), iter(records)
    while parts := list(islice(_read_batches(rows, schema), _ROWS_A_GROUP // _ROWS_A_BATCH)):
        yield pa.concat_tables(parts).combine_chunks()


def _read_batches(rows: Iterator[Record], schema: "pyarrow.Schema") -> Iterator["pyarrow.Table"]:
    pa = load_pyarrow()
    while batch := list(map(_convert_row, islice(rows, _ROWS_A_BATCH))):
        yield pa.Table.from_pylist(batch, schema=schema)


def _choose_type(pa: Any, name: str) -> Any:
    if name in LISTS:
        first = LISTS[name][0]
        return _list_of(pa, {part: pa.string() for part in LISTS[name]}, required=(first,))
    if name == "reposts":
        parts = {part: pa.float64() if part in ("part", "other_part") else pa.string() for part in REPOST}
        return _list_of(pa, parts, required=REPOST[:5])
    local = pa.timestamp("ms", tz=_ZONE)
    types = {
        "tags": pa.list_(pa.field("element", pa.string())),
        "date": pa.date32(),
        "captured_at": pa.timestamp("ms", tz="UTC"),
        **dict.fromkeys(("schema", "revision"), pa.int32()),
        **dict.fromkeys(_TIMES, local),
    }
    return types.get(name, pa.string())


def _list_of(pa: Any, parts: dict[str, Any], required: Collection[str]) -> Any:
    fields = [pa.field(part, kind, nullable=part not in required) for part, kind in parts.items()]
    return pa.list_(pa.field("element", pa.struct(fields)))


def _convert_row(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = dict(as_row(record))
    row["date"] = date.fromisoformat(row["date"]) if row["date"] else None
    for name in (*_TIMES, "captured_at"):
        row[name] = datetime.fromisoformat(row[name]) if row[name] else None
    return row
