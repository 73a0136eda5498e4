"""Reads lines of article files by the byte offsets in the search index."""

from collections.abc import Iterator
from pathlib import Path

import orjson

from dvcrawler.items import Record
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.records import is_record
from dvcrawler.storage.store import article_files
from dvcrawler.storage.upgrade import upgrade_record

#: Number of bytes at the start of a file that identify it among others of the same name.
_HEAD = 256


def read_line(data: Path, file: str, start: int, end: int) -> Record | None:
    """The record in these bytes of an article file, as schema 2; None if it is no longer there."""
    try:
        with (data / "articles" / file).open("rb") as opened:
            opened.seek(start)
            value = orjson.loads(opened.read(end - start))
    except (OSError, OverflowError, orjson.JSONDecodeError):
        return None
    return upgrade_record(value) if isinstance(value, dict) and is_record(value) else None


def find_files(data: Path) -> Iterator[Path]:
    """The article files of all sites."""
    for folder in sorted((data / "articles").iterdir()):
        if folder.is_dir():
            yield from article_files(data, site_of_file(folder.name))


def read_head(path: Path) -> bytes:
    """The first bytes of the file."""
    with path.open("rb") as opened:
        return opened.read(_HEAD)
