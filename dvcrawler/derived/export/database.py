"""An SQLite file: a table of articles, and one for each list in them."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from dvcrawler.derived.export.columns import LISTS, REPOST
from dvcrawler.items import RECORD_FIELDS, Record

_SCALARS = tuple(name for name in RECORD_FIELDS if name not in (*LISTS, "tags"))
_INTEGERS = ("schema", "revision")


def write_sqlite(records: Iterable[Record], path: Path) -> int:
    """Tables `articles`, `authors`, `images`, `documents`, `problems`, `tags` and `reposts`.

    `article` is the id.
    """
    count = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(f"PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; {_write_schema()}")
        db.execute("BEGIN")
        for record in records:
            _insert(db, record)
            count += 1
        db.execute("CREATE INDEX articles_by_date ON articles(date)")
        db.execute("COMMIT")
        db.execute("VACUUM")
    return count


def _write_schema() -> str:
    columns = ", ".join(f'"{name}" {"INTEGER" if name in _INTEGERS else "TEXT"}' for name in _SCALARS)
    tables = [f'CREATE TABLE articles({columns}, PRIMARY KEY("id", "revision")) WITHOUT ROWID;']
    for table, names in {**LISTS, "tags": ("tag",), "reposts": REPOST}.items():
        own = ", ".join(f'"{name}" {"REAL" if name.endswith("part") else "TEXT"}' for name in names)
        tables.append(
            f"CREATE TABLE {table}(article TEXT, revision INTEGER, place INTEGER, {own}, "
            "PRIMARY KEY(article, revision, place)) WITHOUT ROWID;"
        )
    return "\n".join(tables)


def _insert(db: sqlite3.Connection, record: Record) -> None:
    values: dict[str, Any] = dict(record)
    marks = ", ".join("?" * len(_SCALARS))
    db.execute(f"INSERT OR IGNORE INTO articles VALUES({marks})", [values[name] for name in _SCALARS])
    key = (record["id"], record["revision"])
    rows: dict[str, list[tuple[object, ...]]] = {
        name: [tuple(each.values()) for each in values.get(name) or ()] for name in (*LISTS, "reposts")
    }
    rows["tags"] = [(tag,) for tag in record["tags"]]
    for table, parts in rows.items():
        for place, part in enumerate(parts):
            marks = ", ".join("?" * (3 + len(part)))
            db.execute(f"INSERT OR IGNORE INTO {table} VALUES({marks})", (*key, place, *part))
