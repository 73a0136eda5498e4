"""The lines that were added to the store after a cursor, and the cursor after them.

Appended bytes are new: a poll costs a stat of each file and reading the appended bytes. An article file only
grows, so a place stays valid when lines before it are erased.
"""

import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dvcrawler.items import SCHEMA, Record, Tombstone
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.cursor import Cursor, ReadPosition
from dvcrawler.storage.disk import closing_descriptor
from dvcrawler.storage.folders import open_regular
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.media.captures import CaptureJoin
from dvcrawler.storage.readable import readable_files
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.log import read_removals
from dvcrawler.storage.removals.notices import is_marker, is_restoration, is_tombstone, list_removed
from dvcrawler.storage.upgrade import upgrade_record

#: Bytes before a place, the end of a line, by which the file is distinguished from another of the same name.
_TAIL = 64
_BLOCK = 1 << 16
#: Files with the byte range of their new lines.
_Spans = Iterable[tuple[Path, tuple[int, int]]]


def move_on(data: Path, sites: Iterable[str], cursor: Cursor) -> tuple[dict[Path, tuple[int, int]], Cursor]:
    """The byte range of new lines in each file, in the order of reading, and the cursor after it.

    A file that was cut or replaced is read from its beginning. Raises UnreadableError.
    """
    spans: dict[Path, tuple[int, int]] = {}
    places = dict(cursor.places)
    for site in sites:
        for path in readable_files(data, site):
            name = f"{site}/{path.name}"
            before = places.get(name, ReadPosition(0, 0))
            size = path.stat().st_size
            if size == before.end:
                continue
            with closing_descriptor(open_regular(path)) as fd:
                start = before.end if size > before.end and _is_at(fd, before) else 0
                end = _find_last_line_end(fd, start, size)
                places[name] = ReadPosition(end, checksum_tail(fd, end))
            if end > start:
                spans[path] = (start, end)
    return spans, Cursor(places)


class News:
    """An iterator over new records and tombstones. `torn`: lines skipped because they are neither;
    `torn_of`: the same by file. `unopenable`: folders and files that may not be read, with the reason; what
    is in them comes with the first poll that may.
    """

    def __init__(
        self,
        data: Path,
        spans: Mapping[Path, tuple[int, int]],
        cursor: Cursor,
        unopenable: Mapping[Path, str] = MappingProxyType({}),
    ) -> None:
        self.unopenable = unopenable
        self.torn_of: Counter[Path] = Counter()
        self._data, self._spans, self._before = data, spans, cursor
        self._captures = CaptureJoin(data)
        self._entries = self._read()

    @property
    def torn(self) -> int:
        return self.torn_of.total()

    def __iter__(self) -> "News":
        return self

    def __next__(self) -> Record | Tombstone:
        return next(self._entries)

    def _read(self) -> Iterator[Record | Tombstone]:
        with closing(self._captures):
            for folder, spans in groupby(self._spans.items(), lambda item: item[0].parent):
                yield from self._read_site(site_of_file(folder.name), spans)

    def _read_site(self, site: str, spans: _Spans) -> Iterator[Record | Tombstone]:
        spans, log = list(spans), read_removals(self._data, site)
        removed = {id_ for id_, each in log.items() if each.is_in_force}
        list_unlogged = cache(lambda: list_removed(((path, start) for path, (start, _) in spans), site))
        announced: set[str] = set()
        for path, value in self._read_new(spans):
            id_ = str(value.get("id"))
            if is_record(value, site):
                if id_ not in removed:
                    yield self._captures.fill(upgrade_record(value))
            elif is_tombstone(value, site) or is_restoration(value, site):
                if id_ in announced:
                    continue
                announced.add(id_)
                if id_ not in log:  # the log was lost
                    removed |= list_unlogged() - log.keys()
                yield from self._read_notice(value, site, is_removed=id_ in removed)
            elif not is_marker(value, site):
                self.torn_of[path] += 1

    def _read_new(self, spans: _Spans) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Yields new lines with their file; counts those that are not JSON objects."""
        for path, (start, end) in spans:
            for _, _, value in read_lines(path, start, end):
                if value is not None:
                    yield path, value
                else:
                    self.torn_of[path] += 1

    def _read_notice(
        self, value: dict[str, Any], site: str, *, is_removed: bool
    ) -> Iterator[Record | Tombstone]:
        """The entries for a tombstone or a restoration; none if a later step has undone it."""
        if is_tombstone(value, site) and is_removed:
            yield as_tombstone(value)
        elif is_restoration(value, site) and not is_removed:
            yield from self._read_earlier(site, value["id"])

    def _read_earlier(self, site: str, id_: str) -> Iterator[Record]:
        """The lines of a restored article that earlier polls returned, before its removal."""
        for path in readable_files(self._data, site):
            end = self._before.places.get(f"{site}/{path.name}", ReadPosition(0, 0)).end
            for _, _, value in read_lines(path, 0, end):
                if value is not None and value.get("id") == id_ and is_record(value, site):
                    yield self._captures.fill(upgrade_record(value))


def as_tombstone(value: Mapping[str, Any]) -> Tombstone:
    """The line as a tombstone; it has passed `is_tombstone`."""
    return {
        "schema": SCHEMA,
        "id": value["id"],
        "removed_at": value["removed_at"],
        "reason": value.get("reason") or "",
    }


def _find_last_line_end(fd: int, start: int, size: int) -> int:
    """The end of the last complete line after byte `start`, or `start`."""
    end = size
    while end > start:
        begin = max(start, end - _BLOCK)
        found = os.pread(fd, end - begin, begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        end = begin
    return start


def _is_at(fd: int, place: ReadPosition) -> bool:
    """Whether the file is still the one that the place refers to; the line before it may have been erased."""
    return (
        checksum_tail(fd, place.end) == place.tail
        or _read_last_bytes(fd, place.end) == b" " * (_TAIL - 1) + b"\n"
    )


def checksum_tail(fd: int, end: int) -> int:
    """Of the bytes before a place in the open file."""
    return zlib.crc32(_read_last_bytes(fd, end))


def _read_last_bytes(fd: int, end: int) -> bytes:
    return os.pread(fd, min(_TAIL, end), max(0, end - _TAIL))
