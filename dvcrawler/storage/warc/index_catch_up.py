"""Compares the index of captures with the WARC files and corrects it."""

import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path

from dvcrawler.storage.databases.statements import transaction
from dvcrawler.storage.folders import read_error
from dvcrawler.storage.warc.captures import COLUMNS, INSERT, Capture, row_of, warc_files
from dvcrawler.storage.warc.message import read_answer
from dvcrawler.storage.warc.reader import Damage, Large, Record, read_id, read_warc


def catch_up(db: sqlite3.Connection, data: Path, site: str) -> list[Damage]:
    """Adds captures that are missing in the index, and removes those that are no longer in the files.

    Returns the damage found in what was read. Raises StorageError.
    """
    known: dict[str, int] = dict(db.execute("SELECT name, size FROM files"))
    files = warc_files(data, site)
    _forget(db, known.keys() - {path.name for path in files})
    damages: list[Damage] = []
    for path in files:
        try:
            damages += _compare(db, path, known.get(path.name))
        except OSError as error:
            raise read_error(path, error) from error
    return damages


def _compare(db: sqlite3.Connection, path: Path, known: int | None) -> list[Damage]:
    """`known`: the size up to which the file is indexed, None for a new file."""
    size = path.stat().st_size
    last = _find_last(db, path.name) if known is not None and size >= known else None
    # Checks the last record's first bytes even if the size is the same: the file may have been replaced
    # by another copy, or have lost its end and grown again.
    is_same = last is not None and read_id(path, last.offset) == last.record_id
    if known is not None and last is not None and not is_same:
        known = None
    if size == known:
        return []
    return _read(db, path, last.offset if last is not None and is_same else 0, size)


def _find_last(db: sqlite3.Connection, name: str) -> Capture | None:
    row = db.execute(
        f"SELECT {COLUMNS} FROM captures WHERE file = ? ORDER BY offset DESC LIMIT 1", (name,)
    ).fetchone()
    return Capture(*row) if row else None


def _forget(db: sqlite3.Connection, names: Collection[str]) -> None:
    with transaction(db):
        for name in names:
            db.execute("DELETE FROM captures WHERE file = ?", (name,))
            db.execute("DELETE FROM files WHERE name = ?", (name,))


def _read(db: sqlite3.Connection, path: Path, start: int, size: int) -> list[Damage]:
    """Replaces the known captures from byte `start` on by those in the file."""
    damages: list[Damage] = []
    with transaction(db):
        db.execute("DELETE FROM captures WHERE file = ? AND offset >= ?", (path.name, start))
        db.executemany(INSERT, map(row_of, _read_captures(path, start, size, damages)))
        db.execute("INSERT OR REPLACE INTO files VALUES(?, ?)", (path.name, size))
    return damages


def _read_captures(path: Path, start: int, size: int, damages: list[Damage]) -> Iterator[Capture]:
    """Appends what cannot be read to `damages`."""
    before: Record | Large | None = None
    for found in read_warc(path, start):
        if before is not None:
            yield _make_capture(path.name, before, found.offset - before.offset)
            before = None
        if isinstance(found, Damage):
            damages.append(found)
        elif found.is_capture:
            before = found
    if before is not None:
        yield _make_capture(path.name, before, size - before.offset)


def _make_capture(file: str, record: Record | Large, length: int) -> Capture:
    answer = read_answer(record)
    return Capture(
        file,
        record.record_id,
        record.offset,
        length,
        record.url,
        record.headers.get("warc-date", ""),
        answer.status if answer else 0,
        record.headers.get("warc-payload-digest", ""),
        record.headers.get("warc-refers-to") if record.is_revisit else None,
    )
