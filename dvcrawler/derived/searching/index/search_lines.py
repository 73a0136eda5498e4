"""Reads lines of article files by the byte offsets in the search index."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import orjson

from dvcrawler.derived.tables import DamagedError, ShortenedError, decoding
from dvcrawler.items import Record
from dvcrawler.storage.folders import open_regular_file
from dvcrawler.storage.readable import readable_files, readable_sites
from dvcrawler.storage.records import is_record
from dvcrawler.storage.upgrade import upgrade_record

#: Number of bytes at the start of a file that identify it among others of the same name.
_HEAD = 256


def read_line(data: Path, file: str, start: int, end: int) -> Record | None:
    """The record in these bytes of an article file, as schema 2; None if it is no longer there.

    Raises DamagedError for a place that no line can have.
    """
    try:
        with open_lines(data, file) as opened:
            value = orjson.loads(read_span(opened, start, end))
    except (OSError, orjson.JSONDecodeError):
        return None
    return upgrade_record(value) if isinstance(value, dict) and is_record(value) else None


def open_lines(data: Path, file: str) -> BinaryIO:
    """The article file that an index names. Raises DamagedError for what cannot be a name, OSError."""
    with decoding("the name of a file"):
        return open_regular_file(data / "articles" / file, buffering=0)


def read_span(file: BinaryIO, start: int, end: int) -> bytes:
    """These bytes of the file. Raises DamagedError for a place that is not one, OSError."""
    if not 0 <= start < end:
        raise DamagedError(f"no line of the store is from byte {start} to {end}")
    if end > os.fstat(file.fileno()).st_size:
        raise ShortenedError(f"an article file ends before byte {end}")
    return os.pread(file.fileno(), end - start, start)


def find_files(data: Path) -> Iterator[Path]:
    """The article files of all sites that may be read."""
    for site in readable_sites(data):
        yield from readable_files(data, site)


def read_head(path: Path) -> bytes:
    with open_regular_file(path) as opened:
        return opened.read(_HEAD)
