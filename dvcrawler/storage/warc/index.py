"""The index of captures in a site's WARC files: `data/state/<site>.warc.sqlite`, derived from the files.

Opening it compares it with the files: it adds what a killed run has written and removes what a file no
longer contains (truncated by a power loss, deleted, replaced by another copy), so that no revisit record
refers to bytes that are gone.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Self

from dvcrawler.storage.databases.database import close_database, open_database
from dvcrawler.storage.databases.statements import AMONG, as_list, closed_on_failure, transaction, translated
from dvcrawler.storage.databases.tables import StateFile
from dvcrawler.storage.disk import disk_errors
from dvcrawler.storage.warc.captures import (
    BY_FILE,
    COLUMNS,
    INSERT,
    SCHEMA,
    VERSION,
    Capture,
    index_path,
    row_of,
    warc_folder,
)
from dvcrawler.storage.warc.index_catch_up import catch_up
from dvcrawler.storage.warc.message import digest_fault
from dvcrawler.storage.warc.reader import Damage, Large, Record, read_at

#: Only for pictures, of which the same bytes often have several addresses.
_BY_DIGEST = "CREATE INDEX IF NOT EXISTS by_digest ON captures(digest) WHERE refers_to IS NULL"
#: Rows written in one transaction: one per page would cost more than writing the page.
_BATCH = 200
#: Earlier captures of the same bytes that are checked in their files before the page is written again.
_TRIED = 3


class CaptureIndex(StateFile):
    """Finds captures by id or by address and digest."""

    _is_copy = False

    def __init__(self, data: Path, site: str) -> None:
        """Raises ConfigError or StorageError. `damages`: damage found while catching up."""
        super().__init__(index_path(data, site), SCHEMA, VERSION)
        self._begin(data, site)

    @classmethod
    def open_copy(cls, data: Path, site: str) -> Self:
        """An index up to date in a temporary file, for a store that may only be read."""
        index = cls._open_copied(index_path(data, site), SCHEMA, VERSION)
        index._is_copy = True
        index._begin(data, site)
        return index

    def _begin(self, data: Path, site: str) -> None:
        self._data, self._site = data, site
        self._waiting: dict[str, Capture] = {}
        self._latest: dict[tuple[str, str], Capture] = {}
        self._has_digests = False
        with closed_on_failure(self._db):
            self._write(BY_FILE)
            self.damages = catch_up(self._db, data, site)

    def add(self, capture: Capture) -> None:
        self._waiting[capture.record_id] = capture
        if capture.refers_to is None:
            self._latest[capture.url, capture.digest] = capture
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Writes pending rows and the size up to which each file is indexed."""
        if not self._waiting:
            return
        files = {capture.file for capture in self._waiting.values()}
        with transaction(self._db):
            self._db.executemany(INSERT, map(row_of, self._waiting.values()))
            for name in files:
                self._db.execute("INSERT OR REPLACE INTO files VALUES(?, ?)", (name, self._measure(name)))
        self._waiting.clear()
        self._latest.clear()

    def _measure(self, name: str) -> int:
        path = warc_folder(self._data, self._site) / name
        with disk_errors(path):
            return path.stat().st_size

    def close(self) -> None:
        if self._is_copy:
            self._db.close()
            return
        try:
            self.flush()
        finally:
            super().close()

    def same(self, url: str, digest: str) -> Capture | None:
        """An earlier capture of the address with the same bytes, checked to be in its file now."""
        waiting = self._latest.get((url, digest))
        if waiting is not None and self._is_held(waiting):
            return waiting
        earlier = self._select(
            "url = ? AND digest = ? AND refers_to IS NULL ORDER BY at DESC LIMIT ?", url, digest, _TRIED
        )
        return next(filter(self._is_held, earlier), None)

    def same_file(self, url: str, digest: str) -> Capture | None:
        """Like `same`, under any address: papers print the same picture under several names."""
        waiting = next((c for (_, known), c in self._latest.items() if known == digest), None)
        if waiting is not None and self._is_held(waiting):
            return waiting
        if not self._has_digests:
            self._write(_BY_DIGEST)
            self._has_digests = True
        earlier = self._select(
            "digest = ? AND refers_to IS NULL AND status = 200 ORDER BY url = ? DESC, at DESC LIMIT ?",
            digest,
            url,
            _TRIED,
        )
        return next(filter(self._is_held, earlier), None)

    def newest(self, url: str, statuses: Sequence[int], most: int) -> list[Capture]:
        """The captures of the address with one of these statuses, the newest first; at most `most`."""
        self.flush()
        where = f"url = ? AND status {AMONG} ORDER BY at DESC LIMIT ?"
        return self._select(where, url, as_list(statuses), most)

    def _select(self, where: str, *values: object) -> list[Capture]:
        return [Capture(*row) for row in self._rows(f"SELECT {COLUMNS} FROM captures WHERE {where}", values)]

    def _is_held(self, capture: Capture) -> bool:
        try:
            found = self.record(capture)
        except OSError:
            return False  # the page is written again and does not depend on that file
        return (
            not isinstance(found, Damage)
            and (found.kind, found.record_id) == ("response", capture.record_id)
            and digest_fault(found) is None
        )

    def find(self, record_id: str) -> Capture | None:
        """The capture with that WARC-Record-ID, None if it is unknown."""
        if record_id in self._waiting:
            return self._waiting[record_id]
        return next(iter(self._select("record_id = ?", record_id)), None)

    def find_all(self, record_ids: Collection[str]) -> dict[str, Capture]:
        """The captures with these WARC-Record-IDs, by id."""
        self.flush()
        return {each.record_id: each for each in self._select(f"record_id {AMONG}", as_list(record_ids))}

    def addresses(self) -> Iterator[str]:
        """Yields each captured address once, in their order."""
        self.flush()
        with translated(self._db):
            found = self._db.execute("SELECT DISTINCT url FROM captures ORDER BY url")
            yield from (url for (url,) in found)

    def find_whole(self, record_ids: Sequence[str]) -> set[str]:
        """The captures that are held; a revisit only with its original."""
        self.flush()
        rows = self._rows(
            f"SELECT record_id FROM captures AS named WHERE record_id {AMONG} "
            "AND (refers_to IS NULL OR EXISTS "
            "(SELECT 1 FROM captures AS original WHERE original.record_id = named.refers_to))",
            (as_list(record_ids),),
        )
        return {record_id for (record_id,) in rows}

    def below(self, prefix: str, most: int) -> list[Capture]:
        """Captures with status 200 below `prefix`, ordered by address and time; at most `most`."""
        self.flush()
        where = "url > ? AND url < ? AND status = 200 ORDER BY url, at LIMIT ?"
        return self._select(where, prefix, prefix + chr(0x10FFFF), most)

    def all(self) -> Iterator[Capture]:
        """Yields every capture, ordered by file and offset, in constant memory."""
        self.flush()
        with translated(self._db):
            cursor = self._db.execute(f"SELECT {COLUMNS} FROM captures ORDER BY file, offset")
            for row in cursor:
                yield Capture(*row)

    def source(self, capture: Capture) -> Capture:
        """The capture that contains the bytes: the original of a revisit, or the revisit if it is unknown."""
        source, passed = capture, {capture.record_id}
        while source.refers_to is not None and source.refers_to not in passed:
            passed.add(source.refers_to)
            earlier = self.find(source.refers_to)
            if earlier is None:
                return capture
            source = earlier
        return source

    def record(self, capture: Capture) -> Record | Large | Damage:
        """Reads the record of a capture from its file. Raises OSError."""
        return read_at(warc_folder(self._data, self._site) / capture.file, capture.offset)


def forget_captures(data: Path, site: str, record_ids: Sequence[str]) -> None:
    """Removes erased captures from the index, if it exists. Raises StorageError."""
    path = index_path(data, site)
    if not record_ids or not path.exists():
        return
    db, _ = open_database(path, SCHEMA, VERSION)
    try:
        with transaction(db):
            db.executemany("DELETE FROM captures WHERE record_id = ?", [(id_,) for id_ in record_ids])
    finally:
        close_database(db, path)
