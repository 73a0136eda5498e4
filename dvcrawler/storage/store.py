"""The article store: `data/articles/<site>/<YYYY-MM>.jsonl`, append-only, the source of truth.

Open a `Store` only while holding the site's lock, because opening it repairs torn last lines.
`dvcrawler.reading` reads an open store without a lock.
"""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import orjson

from dvcrawler.errors import ConfigError, StorageError, UnreadableError
from dvcrawler.items import SCHEMA, Record
from dvcrawler.storage.article_files import article_files, article_folder, compressed_files
from dvcrawler.storage.disk import disk_error, disk_errors, sync_folder
from dvcrawler.storage.folders import make_folder, open_regular_file
from dvcrawler.storage.journal import (
    append_lines,
    open_for_append,
    parse_object,
    read_line_at,
    read_lines,
    read_raw,
)
from dvcrawler.storage.records import encode, is_newer, is_record
from dvcrawler.storage.removals.erase import append_notice, erase, finish
from dvcrawler.storage.removals.log import Removal, Step, read_removals, write_step
from dvcrawler.storage.removals.notices import last_notices
from dvcrawler.storage.tail import Torn, repair_tail
from dvcrawler.storage.upgrade import upgrade_record


@dataclass(frozen=True, slots=True)
class Place:
    """Position of a stored line: `file` in the site's folder, bytes `start` to `end`, newline included."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record as the line that is to be appended to `file` in the site's folder."""

    file: str
    line: bytes


class Store:
    """Appends records; an article is stored once `append` has returned.

    `torn`: half-written lines that opening moved aside. `removed`: ids of removed articles. Opening finishes
    a removal that was interrupted. Not thread-safe.
    """

    def __init__(self, data: Path, site: str, *, is_fixed: bool = False) -> None:
        """`is_fixed`: the store may only be read, so nothing is repaired and no lock is needed.

        Raises ConfigError if the folder is unusable, StorageError if the disk fails.
        """
        self.data, self.site = data, site
        self.folder = article_folder(data, site)
        self._open: tuple[str, int] | None = None
        self._spoilt: StorageError | None = None
        #: Size without the half-written line that could not be removed.
        self._whole: dict[str, int] = {}
        removals = read_removals(data, site)
        self.removed = frozenset(id_ for id_, each in removals.items() if each.is_in_force)
        self.torn: tuple[Torn, ...] = ()
        self._is_fixed = is_fixed
        if not is_fixed:
            self._open_folder(removals.values())

    def _open_folder(self, removals: Collection[Removal]) -> None:
        make_folder(self.folder)
        for path in compressed_files(self.data, self.site):
            raise UnreadableError(f"cannot read {path}: it is compressed", "decompress it, then run again")
        self.torn = self._repair(removals)
        with disk_errors(self.folder):  # a run killed right after creating a file may not have done so
            sync_folder(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Every appended line is on disk already."""
        if self._open:
            os.close(self._open[1])
            self._open = None

    def append(self, record: Mapping[str, Any]) -> Place:
        """Writes the record to the file of its month of capture (UTC) and fsyncs it.

        Raises what `prepare` and `write` raise.
        """
        prepared = self.prepare(record)
        return self.write(prepared.file, [prepared.line])[0]

    def prepare(self, record: Mapping[str, Any]) -> Prepared:
        """The record as a line for `write`. Raises ValueError naming the field that breaks the contract."""
        line = encode(record, self.site)
        if record["id"] in self.removed:
            raise ValueError(f"id: {record['id']} was removed and is not stored again")
        return Prepared(f"{record['captured_at'][:7]}.jsonl", line)

    def write(self, file: str, lines: Sequence[bytes]) -> list[Place]:
        """Appends lines to one file, at most `MOST_TOGETHER`, and fsyncs them together.

        Raises StorageError if the disk refuses, with the file unchanged. If half-written lines could not be
        removed, every later call fails too.
        """
        if self._spoilt:
            raise self._spoilt
        try:
            fd = self._open_month(file)
            size = os.fstat(fd).st_size
            places = append_lines(fd, lines)
        except OSError as error:
            failure = disk_error(self.folder / file, error)
            if getattr(error, "__notes__", None):
                self._spoilt, self._whole = failure, {file: size}
            raise failure from error
        return [Place(file, start, end) for start, end in places]

    def files(self) -> list[Path]:
        """The month files, oldest first."""
        return article_files(self.data, self.site)

    def sizes(self) -> dict[str, int]:
        """Bytes by file name, without a half-written line that could not be removed."""
        return {path.name: path.stat().st_size for path in self.files()} | self._whole

    def lines(self, file: str, start: int = 0) -> Iterator[tuple[Place, Record | None]]:
        """Finished lines from byte `start` on, as schema 2; None for a line that is not a record."""
        for begin, end, record in read_lines(self.folder / file, start):
            yield Place(file, begin, end), _as_record(record, self.site)

    def line(self, place: Place) -> Record | None:
        """The record that begins at that place, None if it is no longer there. Raises UnreadableError."""
        try:
            value = read_line_at(self.folder / place.file, place.start).value
        except FileNotFoundError:
            return None
        return _as_record(value, self.site)

    def find(self, id: str, captured_at: str) -> Record | None:
        """The last record of the id captured in that month, None if there is none. Reads the file."""
        found, begins = None, tuple(orjson.dumps({"schema": n, "id": id})[:-1] for n in (1, SCHEMA))
        for line in read_raw(self.folder / f"{captured_at[:7]}.jsonl"):
            if line.startswith(begins):
                found = _as_record(parse_object(line), self.site) or found
        return found

    def adopt_tombstones(self, starts: Mapping[str, int]) -> None:
        """Adds tombstones to the log of removals if it lacks them and no later line of these files takes them
        back: it may have been lost, or another program may have written them. `starts`: the byte from which
        on each file is read, oldest first. Raises StorageError.
        """
        last = {
            id_: ((file, begin), notice)
            for file, start in starts.items()
            for id_, (begin, notice) in last_notices(self.folder / file, self.site, start).items()
        }
        known = read_removals(self.data, self.site) if last else {}
        for id_, (place, notice) in last.items():
            if id_ not in known and "removed_at" in notice:
                reason = str(notice.get("reason") or "")
                self._mark_removed(Removal(id_, Step.MARKED, notice["removed_at"], reason, place))

    def _mark_removed(self, mark: Removal) -> None:
        if not self._is_fixed:
            write_step(self.data, self.site, mark)
        self.removed |= {mark.id}

    def ends_line(self, file: str, offset: int) -> bool:
        """Whether a line ends at that byte; true for the beginning of the file."""
        if offset == 0:
            return True
        with open_regular_file(self.folder / file) as opened:
            opened.seek(offset - 1)
            return opened.read(1) == b"\n"

    def _repair(self, removals: Collection[Removal]) -> tuple[Torn, ...]:
        """Finishes interrupted removals and sets torn last lines aside."""
        unfinished = [each for each in removals if each.step is Step.PLANNED]
        for removal in unfinished:  # first: a last line that is overwritten in part looks torn
            erase(self.data, self.site, removal)
        torn = tuple(filter(None, map(repair_tail, self.files())))
        for removal in unfinished:
            finish(self.data, self.site, removal)
        for removal in removals:
            if removal.step in (Step.MARKED, Step.UNDONE):
                append_notice(self.data, self.site, removal)
        return torn

    def _open_month(self, name: str) -> int:
        """The open file of this month; opened again if it was deleted."""
        if self._open and self._open[0] == name and os.fstat(self._open[1]).st_nlink:
            return self._open[1]
        self.close()
        self._open = (name, open_for_append(self.folder / name))
        return self._open[1]


def _as_record(value: Mapping[str, Any] | None, site: str) -> Record | None:
    if value is None or is_record(value, site):
        return upgrade_record(value) if value is not None else None
    if is_newer(value):  # unknown here, its article would be stored a second time
        raise ConfigError(
            f"{site} has lines of schema {value['schema']}, which a newer dvcrawler wrote; "
            "update dvcrawler on this machine"
        )
    return None
