"""The search index: `data/derived/search.sqlite`, built from the article files and extended by what is new.

Holds bitmaps of folded words and of pairs of words, and a small table with the values for filters and the
codes for facets. The texts stay in the article files; a row has the place of its line. Deleting the file
loses nothing: the next search rebuilds it. Works during a crawl: only complete lines are indexed.
"""

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from dvcrawler.derived.database import connect, delete_if_damaged, open_or_rebuild
from dvcrawler.derived.searching.index.search_building import Builder
from dvcrawler.derived.searching.index.search_lines import find_files, read_line
from dvcrawler.derived.searching.index.search_schema import PAGE, PLACE, SCHEMA, VERSION
from dvcrawler.derived.searching.query import Query
from dvcrawler.derived.searching.word_pairs.frequent_choice import choose_frequent
from dvcrawler.derived.tables import Watch, create_tables, ignore
from dvcrawler.items import Record
from dvcrawler.storage.databases.statements import closed_on_failure
from dvcrawler.storage.media.captures import CaptureJoin
from dvcrawler.storage.nearby import nothing_stored


@dataclass(frozen=True, slots=True)
class Extension:
    """The work of opening the index: lines read, and whether it was built from scratch."""

    lines: int
    is_rebuilt: bool


class SearchIndex:
    """Open with `open_index`; not for several threads at once."""

    def __init__(self, data: Path, db: sqlite3.Connection, extension: Extension) -> None:
        self.data, self.db, self.extension = data, db, extension
        self.matched: tuple[Query, Collection[int]] | None = None
        self._captures = CaptureJoin(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.db.close()
        self._captures.close()

    def record(self, file: str, start: int, end: int) -> Record | None:
        """The stored line with the captures of its pictures and documents; None if the file has changed
        since it was indexed.
        """
        record = read_line(self.data, file, start, end)
        return self._captures.fill(record) if record is not None else None

    def lines(self, rows: Iterable[int]) -> list[Record]:
        """The stored lines of these articles, without captures; those that have changed are left out."""
        places = (self.db.execute(PLACE, (row,)).fetchone() for row in rows)
        records = (read_line(self.data, *place) for place in places if place is not None)
        return [record for record in records if record is not None]

    def fill(self, record: Record) -> Record:
        """Fills in the captures of pictures and documents in a record from elsewhere in the store."""
        return self._captures.fill(record)


def open_index(data: Path, watch: Watch = ignore) -> SearchIndex:
    """Opens the index, up to date: builds it if it does not exist or is damaged, or if the store was
    replaced. `watch` is called with the progress.

    Raises UsageError if nothing is stored, StorageError if neither disk nor memory takes the index.
    """
    if not (data / "articles").is_dir():
        raise nothing_stored(data)
    path = _find_path(data)
    return open_or_rebuild(
        path,
        lambda: _extend(data, connect(path, page=PAGE), watch),
        lambda db: _extend(data, db, watch),
        PAGE,
    )


def drop_if_damaged(data: Path, error: Exception) -> bool:
    """Whether the error of a query may come from damage to the index, which deletes it."""
    return delete_if_damaged(_find_path(data), error)


def _find_path(data: Path) -> Path:
    return data / "derived" / "search.sqlite"


def _extend(data: Path, db: sqlite3.Connection, watch: Watch) -> SearchIndex:
    """Extends the index; closes the database on failure."""
    with closed_on_failure(db):
        is_new = create_tables(db, SCHEMA, VERSION, lambda: choose_frequent(db, list(find_files(data))))
        lines = Builder(data, db, watch, is_new=is_new).extend()
        if is_new:
            with suppress(sqlite3.OperationalError):  # the disk is full
                db.execute("VACUUM")  # removes the empty parts that growing bitmaps leave in the file
    return SearchIndex(data, db, Extension(lines, is_new))
