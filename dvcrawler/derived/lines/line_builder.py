"""Extends the index of lines by the lines that were added to the article files."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dvcrawler.derived.lines.line_schema import (
    COUNT,
    INDEXES,
    MONTHS_OF_ARTICLE,
    MONTHS_OF_FILE,
    SETTLE,
    SEVERAL,
    SHARED,
)
from dvcrawler.derived.sealing import unseal
from dvcrawler.derived.searching.index.search_lines import find_files
from dvcrawler.derived.tables import Stale
from dvcrawler.items import Record
from dvcrawler.normalize.site_names import native_id_of, site_of_file
from dvcrawler.storage.databases.statements import whole
from dvcrawler.storage.disk import closing_descriptor
from dvcrawler.storage.folders import open_regular
from dvcrawler.storage.journal import Line, read_lines
from dvcrawler.storage.new_lines import checksum_tail
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.notices import is_marker, is_restoration, is_tombstone
from dvcrawler.storage.upgrade import upgrade_record

_ADD = "INSERT INTO lines VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
_COUNT_UNREADABLE = "UPDATE files SET unreadable = unreadable + ? WHERE file = ?"
_DIGITS = str.maketrans("", "", "-T:Z")
#: Rows inserted at once.
_BATCH = 2000
_Row = tuple[int, int, int, str, int, bool, int, int, int]


class _Known(NamedTuple):
    file: int
    size: int
    tail: int
    changed_ns: int


def extend(data: Path, db: sqlite3.Connection) -> None:
    """Adds all new lines in one transaction. Raises Stale if a known file is gone, and SQLite's errors."""
    if not any(_find_changes(data, db)):
        return
    unseal(db)
    with whole(db):
        builder = _Builder(db)
        for path, known in list(_find_changes(data, db)):  # another process may have indexed it meanwhile
            builder.take_in(path, known)
        builder.settle()
        builder.count()


def _find_changes(data: Path, db: sqlite3.Connection) -> Iterator[tuple[Path, _Known | None]]:
    """The article files that are new or have changed, with their known state."""
    rows = db.execute("SELECT path, file, size, tail, changed_ns FROM files")
    files = {path: _Known(*known) for path, *known in rows}
    for path in find_files(data):
        known = files.pop(f"{path.parent.name}/{path.name}", None)
        found = path.stat()
        # Compares both: modification times have steps of milliseconds, within which a line may be appended.
        if known is None or (found.st_size, found.st_mtime_ns) != (known.size, known.changed_ns):
            yield path, known
    if files:
        raise Stale(f"{next(iter(files))} is gone")


class _Builder:
    """Indexes files, then settles which lines are the latest of articles with several."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._names: dict[tuple[str, str], int] = {}
        self._unsettled: set[tuple[str, int]] = set()
        self._months: set[tuple[int, int]] = set()
        self._last: int = db.execute("SELECT ifnull(max(line), 0) FROM lines").fetchone()[0]

    def take_in(self, path: Path, known: _Known | None) -> None:
        """Reads the appended lines; the whole file if it has changed in any other way."""
        changed_ns = path.stat().st_mtime_ns  # before reading: later lines are indexed next time
        site = self._name("sites", "name", site_of_file(path.parent.name))
        if known is None:
            row = (f"{path.parent.name}/{path.name}", site)
            file = self._insert("INSERT INTO files VALUES(NULL, ?, ?, 0, 0, 0, 0)", row)
            known = _Known(file, 0, 0, 0)
        elif not _has_only_grown(path, known):
            self._forget(known.file)
            known = known._replace(size=0)
        end = self._take_lines(path, known, site)
        self._db.execute(
            "UPDATE files SET size = ?, tail = ?, changed_ns = ? WHERE file = ?",
            (end, _checksum_tail(path, end), changed_ns, known.file),
        )

    def settle(self) -> None:
        """Marks the latest line of each article that has several. Call it once all files are indexed."""
        for statement in INDEXES:
            self._db.execute(statement)
        self._unsettled.update(self._db.execute(SEVERAL, (self._last,)))
        for article in sorted(self._unsettled):
            self._db.execute(SETTLE, article)
            self._months.update(self._db.execute(MONTHS_OF_ARTICLE, article))

    def count(self) -> None:
        """Recounts the months with a new or removed line."""
        for statement in COUNT:
            self._db.executemany(statement, sorted(self._months))

    def _take_lines(self, path: Path, known: _Known, site: int) -> int:
        name, end, rows = site_of_file(path.parent.name), known.size, list[_Row]()
        unreadable = 0
        for line in read_lines(path, known.size):
            end = line.end
            if is_record(line.value, name):
                assert line.value is not None
                rows.append(self._build_row(upgrade_record(line.value), line.start, known.file, site))
            elif is_marker(line.value, name):
                self._note(line, name, known.file)
            else:
                unreadable += 1
            if len(rows) == _BATCH:
                self._db.executemany(_ADD, rows)
                rows.clear()
        self._db.executemany(_ADD, rows)
        if unreadable:  # counted at once: a garbled file has millions of such lines
            self._db.execute(_COUNT_UNREADABLE, (unreadable, known.file))
        return end

    def _build_row(self, record: Record, start: int, file: int, site: int) -> _Row:
        native_id, revision = native_id_of(record["id"], record["site"]), record["revision"]
        section, day = record["section"], record["date"]
        number = int(day.translate(_DIGITS)) if day else 0
        self._months.add((site, number // 100))
        return (
            site,
            file,
            start,
            native_id,
            revision,
            record["via"] == "live",
            int(record["captured_at"].translate(_DIGITS)),
            number,
            self._name("sections", "text", section) if section else 0,
        )

    def _note(self, line: Line, site: str, file: int) -> None:
        """Records a tombstone, or the line that revokes one."""
        is_removed = is_tombstone(line.value, site)
        if line.value is not None and (is_removed or is_restoration(line.value, site)):
            native_id = native_id_of(line.value["id"], site)
            self._db.execute(
                "INSERT INTO notices VALUES(?, ?, ?, ?)", (file, line.start, native_id, is_removed)
            )

    def _forget(self, file: int) -> None:
        self._unsettled.update(self._db.execute(SHARED, (file,)))
        self._months.update(self._db.execute(MONTHS_OF_FILE, (file,)))
        self._db.execute("DELETE FROM lines WHERE file = ?", (file,))
        self._db.execute("DELETE FROM notices WHERE file = ?", (file,))
        self._db.execute("UPDATE files SET unreadable = 0 WHERE file = ?", (file,))

    def _name(self, table: str, column: str, text: str) -> int:
        found = self._names.get((table, text))
        if found is None:
            row = self._db.execute(f"SELECT * FROM {table} WHERE {column} = ?", (text,)).fetchone()
            found = row[0] if row else self._insert(f"INSERT INTO {table} VALUES(NULL, ?)", (text,))
            self._names[table, text] = found
        return found

    def _insert(self, statement: str, values: tuple[object, ...]) -> int:
        row = self._db.execute(statement, values).lastrowid
        assert row is not None
        return row


def _has_only_grown(path: Path, known: _Known) -> bool:
    is_longer = path.stat().st_size > known.size and known.changed_ns > 0
    return is_longer and _checksum_tail(path, known.size) == known.tail


def _checksum_tail(path: Path, end: int) -> int:
    with closing_descriptor(open_regular(path)) as fd:
        return checksum_tail(fd, end)
