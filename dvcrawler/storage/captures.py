"""The index of a site's WARC files: where each capture stands. Derived, rebuilt by reading the files.

`data/state/<site>.warc.sqlite`. What a run that died wrote is read from the files at the next opening.
"""

from collections.abc import Iterator
from pathlib import Path

from dvcrawler.storage.database import close_database, open_database, transaction, translated
from dvcrawler.storage.disk import check_site, disk_error, make_folder
from dvcrawler.storage.warc import Capture, warc_files, warc_folder
from dvcrawler.storage.warc_http import read_answer
from dvcrawler.storage.warc_reading import Damage, Record, read_at, read_warc

_VERSION = 1
_SCHEMA = """
CREATE TABLE captures(
  record_id TEXT PRIMARY KEY, file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
  url TEXT NOT NULL, at TEXT NOT NULL, status INTEGER NOT NULL, digest TEXT NOT NULL, refers_to TEXT
) WITHOUT ROWID;
CREATE INDEX by_url ON captures(url);
CREATE TABLE files(name TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID
"""
_INSERT = "INSERT OR REPLACE INTO captures VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COLUMNS = "file, record_id, offset, length, url, at, status, digest, refers_to"
#: Rows kept back until so many wait: a transaction a page costs more than the page's own write.
_BATCH = 200


class CaptureIndex:
    """Answers where a capture stands. Open it only while holding the site's lock."""

    def __init__(self, data: Path, site: str) -> None:
        """Raises ConfigError or StorageError; damage found while catching up is in `damages`.

        `rebuilt` says why it had to be begun anew, None where it had not.
        """
        self._data, self._site = data, check_site(site)
        make_folder(data / "state")
        self._db, self.rebuilt = open_database(index_path(data, site), _SCHEMA, _VERSION)
        self._waiting: dict[str, Capture] = {}
        self._latest: dict[tuple[str, str], Capture] = {}
        self.damages: list[Damage] = []
        self._catch_up()

    def add(self, capture: Capture) -> None:
        self._waiting[capture.record_id] = capture
        if capture.refers_to is None:
            self._latest[capture.url, capture.digest] = capture
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Writes what waits, and how far the files are known."""
        if not self._waiting:
            return
        files = {capture.file for capture in self._waiting.values()}
        with transaction(self._db):
            self._db.executemany(_INSERT, map(_row, self._waiting.values()))
            for name in files:
                self._db.execute("INSERT OR REPLACE INTO files VALUES(?, ?)", (name, self._size(name)))
        self._waiting.clear()
        self._latest.clear()

    def _size(self, name: str) -> int:
        path = warc_folder(self._data, self._site) / name
        try:
            return path.stat().st_size
        except OSError as error:
            raise disk_error(path, error) from error

    def close(self) -> None:
        try:
            self.flush()
        finally:
            close_database(self._db, index_path(self._data, self._site))

    def same(self, url: str, digest: str) -> Capture | None:
        """An earlier capture of the address with these very bytes."""
        waiting = self._latest.get((url, digest))
        if waiting is not None:
            return waiting
        with translated(self._db):
            row = self._db.execute(
                f"SELECT {_COLUMNS} FROM captures WHERE url = ? AND digest = ? AND refers_to IS NULL LIMIT 1",
                (url, digest),
            ).fetchone()
        return Capture(*row) if row else None

    def find(self, record_id: str) -> Capture | None:
        """The capture of that WARC-Record-ID."""
        if record_id in self._waiting:
            return self._waiting[record_id]
        with translated(self._db):
            row = self._db.execute(
                f"SELECT {_COLUMNS} FROM captures WHERE record_id = ?", (record_id,)
            ).fetchone()
        return Capture(*row) if row else None

    def all(self) -> Iterator[Capture]:
        """Every capture, by file and offset, in constant memory."""
        self.flush()
        with translated(self._db):
            cursor = self._db.execute(f"SELECT {_COLUMNS} FROM captures ORDER BY file, offset")
            for row in cursor:
                yield Capture(*row)

    def record(self, capture: Capture) -> Record | Damage:
        """The record of a capture, read from its file."""
        return read_at(warc_folder(self._data, self._site) / capture.file, capture.offset)

    # --- catching up ------------------------------------------------------------------------------

    def _catch_up(self) -> None:
        """Reads what the files hold and the index does not know."""
        known: dict[str, int] = dict(self._db.execute("SELECT name, size FROM files"))
        files = warc_files(self._data, self._site)
        self._forget({name for name in known if name not in {path.name for path in files}})
        for path in files:
            size = path.stat().st_size
            if size != known.get(path.name):
                self._read(path, known.get(path.name, 0) if size > known.get(path.name, 0) else 0, size)

    def _forget(self, names: set[str]) -> None:
        with transaction(self._db):
            for name in names:
                self._db.execute("DELETE FROM captures WHERE file = ?", (name,))
                self._db.execute("DELETE FROM files WHERE name = ?", (name,))

    def _read(self, path: Path, start: int, size: int) -> None:
        rows = []
        before: tuple[Record, int] | None = None
        for found in read_warc(path, start):
            if before is not None:
                rows.append(_row(_capture(path.name, before[0], found.offset - before[0].offset)))
                before = None
            if isinstance(found, Damage):
                self.damages.append(found)
            elif found.kind in ("response", "revisit"):
                before = found, 0
        if before is not None:
            rows.append(_row(_capture(path.name, before[0], size - before[0].offset)))
        with transaction(self._db):
            self._db.executemany(_INSERT, rows)
            self._db.execute("INSERT OR REPLACE INTO files VALUES(?, ?)", (path.name, size))


def index_path(data: Path, site: str) -> Path:
    """Where the index stands, whether or not there is one."""
    return data / "state" / f"{check_site(site)}.warc.sqlite"


def _capture(file: str, record: Record, length: int) -> Capture:
    answer = read_answer(record)
    return Capture(
        file, record.record_id, record.offset, length, record.url, record.headers.get("warc-date", ""),
        answer.status if answer else 0, record.headers.get("warc-payload-digest", ""),
        record.headers.get("warc-refers-to") if record.kind == "revisit" else None,
    )  # fmt: skip


def _row(capture: Capture) -> tuple[object, ...]:
    return (
        capture.record_id, capture.file, capture.offset, capture.length, capture.url, capture.at,
        capture.status, capture.digest, capture.refers_to,
    )  # fmt: skip
