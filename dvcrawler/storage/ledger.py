"""What is known of each article address: `data/state/<site>.sqlite`, derived from the store.

It may be deleted at any time: `catch_up` reads the store again. What the store cannot tell
(refused, gone, when to look again, how far sections were walked) is then found out anew.
All times are text, `YYYY-MM-DDTHH:MM:SSZ`, given by the caller.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from dvcrawler.storage.database import delete_database, open_database, transaction, translated
from dvcrawler.storage.disk import check_site, make_folder
from dvcrawler.storage.sections import SECTIONS_SCHEMA, Sections
from dvcrawler.storage.store import Place, Store

VERSION = 1
_CHUNK = 500
_BATCH = 5000
_SCHEMA = f"""
CREATE TABLE articles(
  id TEXT PRIMARY KEY, outcome TEXT NOT NULL, url TEXT NOT NULL, found_at TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0, content_hash TEXT, date TEXT, captured_at TEXT,
  again_at TEXT, tries INTEGER NOT NULL DEFAULT 0, reason TEXT);
CREATE INDEX by_outcome ON articles(outcome, date);
CREATE INDEX by_again ON articles(again_at) WHERE again_at IS NOT NULL;
CREATE TABLE files(name TEXT PRIMARY KEY, bytes INTEGER NOT NULL);
CREATE TABLE checkpoints(name TEXT PRIMARY KEY, value TEXT NOT NULL);
{SECTIONS_SCHEMA}
"""
_COLUMNS = (
    "id, outcome, url, found_at, revision, content_hash, date, captured_at, again_at, tries, reason"
)
_ADD_FOUND = "INSERT INTO articles(id, outcome, url, found_at) VALUES(?, 'found', ?, ?)"
_ADD_OUTCOME = """
INSERT INTO articles(id, outcome, url, found_at, again_at, tries, reason)
VALUES(:id, :outcome, :url, :now, :again_at, 1, :reason)
ON CONFLICT(id) DO UPDATE SET
  outcome = CASE outcome WHEN 'stored' THEN outcome ELSE excluded.outcome END,
  url = CASE outcome WHEN 'stored' THEN url ELSE excluded.url END,
  again_at = excluded.again_at, tries = tries + 1, reason = excluded.reason
"""
_STORED = """
INSERT INTO articles(id, outcome, url, found_at, revision, content_hash, date, captured_at, again_at)
VALUES(:id, 'stored', :url, :captured_at, :revision, :content_hash, :date, :captured_at, :again_at)
ON CONFLICT(id) DO UPDATE SET outcome = 'stored', url = excluded.url,
  revision = excluded.revision, content_hash = excluded.content_hash, date = excluded.date,
  captured_at = excluded.captured_at, again_at = {again}, tries = 0, reason = NULL
WHERE articles.revision {newer} excluded.revision
"""
_ADD_STORED = _STORED.format(again="excluded.again_at", newer="<=")
#: A line read back: what `note_stored` has written of it is better, as it knows `again_at`.
_ABSORB = _STORED.format(again="coalesce(excluded.again_at, articles.again_at)", newer="<")


class Outcome(StrEnum):
    """What became of an address. OUTSIDE: read, but outside the period that was asked for."""

    FOUND = "found"
    STORED = "stored"
    UNREAD = "unread"
    REFUSED = "refused"
    GONE = "gone"
    FAILED = "failed"
    MOVED = "moved"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Entry:
    """`revision` is 0 and the hash None where nothing is stored.

    `again_at` None: not to be looked at again. `tries`: attempts since it was last stored.
    """

    id: str
    outcome: Outcome
    url: str
    found_at: str
    revision: int
    content_hash: str | None
    date: str | None
    captured_at: str | None
    again_at: str | None
    tries: int
    reason: str | None


class Ledger(Sections):
    """One site's ledger. Call `catch_up` before relying on it: a killed run may be behind.

    `rebuilt` says why the file had to be begun anew, None where it had not.
    Every method raises StorageError where the disk refuses.
    """

    def __init__(self, data: Path, site: str) -> None:
        """Opens or creates it; a damaged file or one of another version is kept aside."""
        self.path = ledger_path(data, site)
        make_folder(self.path.parent)
        self._db, self.rebuilt = open_database(self.path, _SCHEMA, VERSION)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def catch_up(self, store: Store) -> int:
        """Absorbs the stored lines not seen before; how many. Invalid lines are passed over."""
        sizes = store.sizes()
        if self._store_was_changed(store, sizes):
            self._forget_stored()
        absorbed = self.absorbed()
        grown = [name for name in sizes if sizes[name] > absorbed.get(name, 0)]
        return sum(self._absorb(store, name, absorbed.get(name, 0)) for name in grown)

    def absorbed(self) -> dict[str, int]:
        """How many bytes of each article file are known here."""
        return dict(self._rows("SELECT name, bytes FROM files"))

    def known(self, ids: Sequence[str]) -> dict[str, Entry]:
        """The entries of those ids that have one."""
        entries: dict[str, Entry] = {}
        for chunk in _chunks(ids):
            marks = ",".join("?" * len(chunk))
            rows = self._rows(f"SELECT {_COLUMNS} FROM articles WHERE id IN ({marks})", chunk)
            entries.update((row[0], _entry(row)) for row in rows)
        return entries

    def note_found(self, links: Sequence[tuple[str, str]], now: str) -> set[str]:
        """Enters the unknown ones of (id, url) as FOUND; the ids that were unknown."""
        urls = dict(reversed(links))  # the first address of an id counts
        with transaction(self._db):
            known = self.known(list(urls))
            fresh = [(id_, urls[id_], now) for id_ in dict(links) if id_ not in known]
            self._db.executemany(_ADD_FOUND, fresh)
        return {id_ for id_, _, _ in fresh}

    def note_stored(self, record: Mapping[str, Any], place: Place, again_at: str | None) -> None:
        """The record is on disk at `place`; look at it again at `again_at` (None: never)."""
        with transaction(self._db):
            self._db.execute(_ADD_STORED, {**record, "again_at": again_at})
            if place.start == 0:
                self._db.execute("INSERT OR IGNORE INTO files VALUES(?, 0)", (place.file,))
            # Only where nothing before it is missing; else `catch_up` reads it again.
            self._db.execute(
                "UPDATE files SET bytes = ? WHERE name = ? AND bytes = ?",
                (place.end, place.file, place.start),
            )

    def note_outcome(
        self, id: str, url: str, outcome: Outcome, *, reason: str | None, now: str,
        again_at: str | None,
    ) -> None:  # fmt: skip
        """One more try came to this. A stored article stays STORED; only the rest is noted."""
        if outcome is Outcome.STORED:
            raise ValueError("what is stored is told by note_stored")
        self._write(
            _ADD_OUTCOME,
            {"id": id, "url": url, "outcome": outcome, "reason": reason, "now": now,
             "again_at": again_at},
        )  # fmt: skip

    def due(self, now: str, limit: int) -> list[Entry]:
        """Entries to look at again, the longest overdue first."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM articles WHERE again_at IS NOT NULL AND again_at <= ? "
            "ORDER BY again_at, id LIMIT ?",
            (now, limit),
        )
        return [_entry(row) for row in rows]

    def waiting(self, limit: int | None = None) -> Iterator[Entry]:
        """What is FOUND at the moment of the call and nothing came of, in the order of finding.

        The ledger may be written to while iterating; what was resolved meanwhile is left out.
        """
        last = self._rows("SELECT coalesce(max(rowid), 0) FROM articles")[0][0]
        return islice(self._waiting(last), limit)

    def checkpoint(self, name: str) -> str | None:
        rows = self._rows("SELECT value FROM checkpoints WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def set_checkpoint(self, name: str, value: str) -> None:
        self._write("INSERT OR REPLACE INTO checkpoints VALUES(?, ?)", (name, value))

    def counts(self) -> dict[str, int]:
        """Number of ids by outcome; outcomes that no id has are left out."""
        return dict(self._rows("SELECT outcome, count(*) FROM articles GROUP BY outcome"))

    def newest(self) -> str | None:
        """The latest day of publication stored, None where no stored article has a date."""
        rows = self._rows("SELECT max(date) FROM articles WHERE outcome = 'stored'")
        return rows[0][0] if rows else None

    def content_of(self, id: str) -> tuple[int, str] | None:
        """Highest stored revision of the article and its content hash."""
        rows = self._rows(
            "SELECT revision, content_hash FROM articles WHERE id = ? AND revision > 0", (id,)
        )
        return rows[0] if rows else None

    def _waiting(self, last: int) -> Iterator[Entry]:
        done = 0
        while True:
            rows = self._rows(
                f"SELECT {_COLUMNS}, rowid FROM articles WHERE outcome = 'found' "
                "AND date IS NULL AND rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?",
                (done, last, _CHUNK),
            )
            yield from (_entry(row[:-1]) for row in rows)
            if len(rows) < _CHUNK:
                return
            done = rows[-1][-1]

    def _store_was_changed(self, store: Store, sizes: Mapping[str, int]) -> bool:
        """A file is gone, shorter than known, or no line ends where one ended."""
        return any(
            sizes.get(name, 0) < known or not _ends_line(store.folder / name, known)
            for name, known in self.absorbed().items()
        )

    def _forget_stored(self) -> None:
        with transaction(self._db):
            self._db.execute("DELETE FROM articles WHERE outcome = 'stored'")
            self._db.execute("DELETE FROM files")

    def _absorb(self, store: Store, name: str, start: int) -> int:
        lines, count = store.lines(name, start), 0
        while batch := list(islice(lines, _BATCH)):
            records = [{**record, "again_at": None} for _, record in batch if record]
            with transaction(self._db):
                self._db.executemany(_ABSORB, records)
                self._db.execute(
                    "INSERT OR REPLACE INTO files VALUES(?, ?)", (name, batch[-1][0].end)
                )
            count += len(records)
        return count

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        with translated(self._db):
            return self._db.execute(statement, values).fetchall()

    def _write(self, statement: str, values: Sequence[Any] | Mapping[str, Any]) -> None:
        with translated(self._db):
            self._db.execute(statement, values)




def ledger_path(data: Path, site: str) -> Path:
    """Where the site's ledger stands, whether or not there is one."""
    return data / "state" / f"{check_site(site)}.sqlite"


def reindex(data: Path, site: str) -> int:
    """Deletes the ledger and reads it back from the store; how many lines. Hold the site's lock."""
    delete_database(ledger_path(data, site))
    with Store(data, site) as store, Ledger(data, site) as ledger:
        return ledger.catch_up(store)


def _entry(row: Sequence[Any]) -> Entry:
    return Entry(row[0], Outcome(row[1]), *row[2:])


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def _ends_line(path: Path, end: int) -> bool:
    """Whether byte `end` of the file follows a newline (or is its beginning)."""
    if end == 0:
        return True
    with path.open("rb") as file:
        file.seek(end - 1)
        return file.read(1) == b"\n"
