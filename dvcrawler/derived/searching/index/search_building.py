"""Extends the search index by new lines."""

import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from dvcrawler.derived.sealing import unseal
from dvcrawler.derived.searching.index.search_lines import find_files, read_head
from dvcrawler.derived.searching.index.search_writing import RecordsWriter, holds
from dvcrawler.derived.searching.word_pairs.frequent import is_outgrown, note_number
from dvcrawler.derived.tables import ARTICLES, Stale, Watch, ignore
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.databases.statements import whole
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.readable import readable_files, readable_sites
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.log import Removal, read_removals, removed_ids
from dvcrawler.storage.removals.notices import is_restoration, is_tombstone, list_removed
from dvcrawler.storage.upgrade import upgrade_record

#: Most lines between two commits, across files: an interrupted build continues from there. Fewer if a block
#: of articles is full, as each write of a block packs its bitmaps again.
_BATCH = 16384
#: Bytes of new lines that take more than a moment, and the lines after which the number left is reported.
_LONG, _STEP = 8 << 20, 256


class Builder:
    """Indexes new lines, in one transaction per batch."""

    def __init__(self, data: Path, db: sqlite3.Connection, watch: Watch = ignore, *, is_new: bool) -> None:
        self._data, self._db, self._watch, self._is_new = data, db, watch, is_new
        self._find_removals = cache(partial(read_removals, data))
        self._list_removed = cache(
            lambda site: list_removed(((path, 0) for path in readable_files(data, site)), site)
        )
        #: Ids of tombstones that the log does not know of.
        self._gone: set[str] = set()

    @cached_property
    def _writer(self) -> RecordsWriter:
        """Takes 30 ms to prepare: not where nothing is new."""
        return RecordsWriter(self._data, self._db)

    def extend(self) -> int:
        """Returns the number of lines read. Raises Stale if a known file was truncated, replaced or removed,
        or if a rebuild is faster than to add this many articles.
        """
        grown = list(self._find_grown())
        lines = 0
        unread = self._read(grown)
        while taken := self._take_batch(unread):
            lines += taken
        self._check_removed()
        if lines:
            self._check_growth()
        return lines

    def _find_grown(self) -> Iterator[tuple[Path, int, int]]:
        """Files with new bytes, how much of each is known, and its size."""
        known = {path: rest for path, *rest in self._db.execute("SELECT path, head, size FROM files")}
        for path in find_files(self._data):
            head, size = known.pop(_name(path), (b"", 0))
            now = path.stat().st_size
            if now < size or read_head(path)[: len(head)] != head:
                raise Stale(f"{_name(path)} was replaced")
            if now > size:
                yield path, size, now
        if known:
            raise Stale(f"{next(iter(known))} is gone")

    def _read(self, files: list[tuple[Path, int, int]]) -> Iterator[tuple[Path, int, int, Any]]:
        total, done = sum(now - known for _, known, now in files), 0
        for path, known, now in files:
            for number, (start, end, value) in enumerate(read_lines(path, known)):
                if total >= _LONG and not number % _STEP:
                    self._watch(ARTICLES, done + start - known, total)
                yield path, start, end, value
            done += now - known

    def _take_batch(self, unread: Iterator[tuple[Path, int, int, Any]]) -> int:
        """Returns the number of lines added and committed; 0 if none is left."""
        first = next(unread, None)
        if first is None:
            return 0
        unseal(self._db)
        with whole(self._db):
            return self._take_lines(first, unread)

    def _take_lines(
        self, line: tuple[Path, int, int, Any] | None, unread: Iterator[tuple[Path, int, int, Any]]
    ) -> int:
        taken = number = 0
        ends: dict[int, tuple[int, Path]] = {}
        last, site = None, ""
        while line is not None:
            path, start, end, value = line
            if path is not last:
                last, site, number = path, site_of_file(path.parent.name), self._number(_name(path))
            self._take_line(value, site, number, start, end)
            ends[number] = end, path
            taken += 1
            line = next(unread, None) if taken < _BATCH and not self._writer.is_block_full else None
        self._writer.flush()
        self._db.executemany(
            "UPDATE files SET size = ?, head = ? WHERE file = ?",
            [(end, read_head(path), number) for number, (end, path) in ends.items()],
        )
        return taken

    def _number(self, name: str) -> int:
        self._db.execute("INSERT OR IGNORE INTO files(path, head, size) VALUES(?, ?, 0)", (name, b""))
        return int(self._db.execute("SELECT file FROM files WHERE path = ?", (name,)).fetchone()[0])

    def _take_line(self, value: Any, site: str, file: int, start: int, end: int) -> None:
        if value is None:
            return
        removal = self._find_removals(site).get(str(value.get("id")))
        if "revision" not in value:
            self._note_removal(value, site, removal)
        elif is_record(value, site) and not (
            removal.is_in_force if removal is not None else value["id"] in self._gone
        ):
            self._writer.add(upgrade_record(value), file, start, end)

    def _note_removal(self, value: Mapping[str, Any], site: str, removal: Removal | None) -> None:
        """A tombstone counts unless the log, or a later line where the log has nothing, says that it was
        revoked. The lines of a restored article come before the line that revokes it.
        """
        id_ = value.get("id")
        if is_restoration(value, site) and not self._is_new and not holds(self._db, id_):
            raise Stale("an article was restored")
        if not is_tombstone(value, site):
            return
        if removal is None and id_ in self._list_removed(site):
            self._gone.add(str(id_))
        if str(id_) in self._gone or (removal is not None and removal.is_in_force):
            self._writer.remove(id_)

    def _check_removed(self) -> None:
        """Raises Stale for a removed article: its words must go, and removing them one by one would need its
        old text. Relies on the log, which even an interrupted removal writes first.
        """
        for site in readable_sites(self._data):
            if any(holds(self._db, id_) for id_ in removed_ids(self._data, site)):
                raise Stale("an article was removed")

    def _check_growth(self) -> None:
        articles = self._db.execute("SELECT count(*) FROM articles").fetchone()[0]
        if self._is_new:
            note_number(self._db, articles)
        elif is_outgrown(self._db, articles):
            raise Stale("it has grown to many times its size")


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
