"""Single records of the article files, read where the index of lines says that they begin."""

import os
from pathlib import Path
from typing import BinaryIO, Self

from dvcrawler.derived.lines.line_index import LinePlace
from dvcrawler.items import Record
from dvcrawler.storage.folders import open_regular, read_error
from dvcrawler.storage.journal import LONGEST_LINE, parse_object
from dvcrawler.storage.records import is_record
from dvcrawler.storage.upgrade import upgrade_record

#: Bytes read at once: a few lines, among which the next record of a period often is.
_BUFFER = 1 << 15


class LineReader:
    """Keeps the file of the last record open."""

    def __init__(self, articles: Path) -> None:
        self._articles = articles
        self._path, self._size = "", 0
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._file is not None:
            self._file.close()

    def read(self, place: LinePlace, site: str) -> Record | None:
        """The record at that place; None if another line is there. Raises UnreadableError."""
        if "\0" in place.path:  # the index is damaged
            return None
        path = self._articles / place.path
        try:
            file = self._open(path, place.path)
            if not 0 <= place.start < self._size:  # a seek far beyond the end fails like a disk
                return None
            file.seek(place.start)
            value = parse_object(file.readline(LONGEST_LINE))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise read_error(path, error) from error
        if value is None or not is_record(value, site):
            return None
        record = upgrade_record(value)
        return record if (record["id"], record["revision"]) == (place.id, place.revision) else None

    def _open(self, path: Path, name: str) -> BinaryIO:
        if self._file is None or self._path != name:
            self.__exit__()
            self._file = os.fdopen(open_regular(path), "rb", _BUFFER)
            self._path, self._size = name, os.fstat(self._file.fileno()).st_size
        return self._file
