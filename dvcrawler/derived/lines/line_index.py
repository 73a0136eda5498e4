"""The index of lines: `data/derived/lines.sqlite`, which holds the place of each article's latest record in
the article files, its day and its section.

It holds no texts: records are read from the article files and checked against the index. Deleting the file
loses nothing. Safe during a crawl: only finished lines are indexed.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

from dvcrawler.derived.database import connect
from dvcrawler.derived.lines.line_builder import extend
from dvcrawler.derived.lines.line_schema import SCHEMA, VERSION
from dvcrawler.derived.sealing import unseal
from dvcrawler.derived.tables import DAMAGE, Stale, create_tables, is_damaged, is_unusable
from dvcrawler.normalize.site_names import native_id_of
from dvcrawler.storage.databases.database_files import delete_files
from dvcrawler.storage.databases.statements import closed_on_failure
from dvcrawler.storage.removals.log import removed_ids

#: Rows fetched from SQLite at once.
_ROWS = 1000
_IN_PERIOD = """
SELECT path, start, native_id, revision FROM lines JOIN files USING(file)
WHERE lines.site = (SELECT site FROM sites WHERE name = ?) AND is_latest AND day BETWEEN ? AND ?
ORDER BY path, start
"""
_DAYS = "SELECT day, number FROM days WHERE site = (SELECT site FROM sites WHERE name = ?) AND day > 0"
_MONTHS = """
SELECT month, (SELECT text FROM sections WHERE sections.section = months.section), number FROM months
WHERE site = (SELECT site FROM sites WHERE name = ?)
"""
_OF_ARTICLE = """
SELECT day, (SELECT text FROM sections WHERE sections.section = lines.section) FROM lines
WHERE native_id = ? AND site = (SELECT site FROM sites WHERE name = ?) AND is_latest
"""
_NOTICES = """
SELECT native_id, is_removed FROM notices JOIN files USING(file)
WHERE site = (SELECT site FROM sites WHERE name = ?) ORDER BY path, start
"""
_UNREADABLE = "SELECT path, unreadable FROM files WHERE unreadable > 0 ORDER BY path"


class LinePlace(NamedTuple):
    """Where a record begins: `path` is below the folder of articles, `start` in bytes."""

    path: str
    start: int
    id: str
    revision: int


@dataclass(slots=True)
class Numbers:
    """Counts of articles by day (`YYYY-MM-DD`), and by month (`YYYY-MM`) and section. The month is None for
    undated articles, the section None if the page names none.
    """

    days: Counter[str] = field(default_factory=Counter)
    months: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)


class LineIndex:
    """Open with `open_line_index`. Not thread-safe."""

    def __init__(self, data: Path, db: sqlite3.Connection) -> None:
        self._data, self._db = data, db

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._db.close()

    def removed(self, site: str) -> frozenset[str]:
        """Ids named by the log of removals or by a tombstone, as the log may have been lost."""
        gone: set[str] = set()
        for native_id, is_removed in self._db.execute(_NOTICES, (site,)):
            (gone.add if is_removed else gone.discard)(f"{site}:{native_id}")
        return removed_ids(self._data, site) | gone

    def places(self, site: str, since: str | None, until: str | None) -> Iterator[LinePlace]:
        """The latest line of each dated article in the period, both ends included, in the order of storing;
        includes removed articles.
        """
        first, last = _number_of_day(since or "0000-00-01"), _number_of_day(until or "9999-00-00")
        cursor = self._db.execute(_IN_PERIOD, (site, first, last))
        while rows := cursor.fetchmany(_ROWS):
            for path, start, native_id, revision in rows:
                yield LinePlace(path, start, f"{site}:{native_id}", revision)

    def numbers(self, site: str) -> Numbers:
        """Counts the site's articles, without removed ones."""
        found = Numbers()
        for day, number in self._db.execute(_DAYS, (site,)):
            found.days[_format_day(day)] = number
        for month, section, number in self._db.execute(_MONTHS, (site,)):
            found.months[_format_day(month, 6) or None, section] = number
        for id_ in self.removed(site):
            for day, section in self._db.execute(_OF_ARTICLE, (native_id_of(id_, site), site)):
                found.days[_format_day(day)] -= day > 0
                found.months[_format_day(day // 100, 6) or None, section] -= 1
        return Numbers(+found.days, +found.months)

    def unreadable(self) -> dict[str, int]:
        """The number of lines that cannot be read, of each file that has some."""
        return dict(self._db.execute(_UNREADABLE))

    def forget(self, path: str) -> None:
        """Makes the next opening read the file again, because its lines are not those that were indexed."""
        unseal(self._db)
        with suppress(sqlite3.Error):
            self._db.execute("UPDATE files SET changed_ns = 0 WHERE path = ?", (path,))


def open_line_index(data: Path) -> LineIndex | None:
    """Opens the index and brings it up to date. None if it cannot be kept: the folder of derived files is not
    writable, or the disk is full.
    """
    path = _find_path(data)
    for _ in range(2):
        try:
            return _open(data, path)
        except (Stale, DAMAGE) as error:
            if is_unusable(error):
                return None
            if not isinstance(error, Stale) and not is_damaged(error):
                raise
            delete_files(path)
        except OSError:  # a file vanished meanwhile; whoever reads it reports that
            return None
    return None


def drop_line_index(data: Path) -> None:
    """Deletes the index, for example a damaged one; the next opening rebuilds it."""
    delete_files(_find_path(data))


def _find_path(data: Path) -> Path:
    return data / "derived" / "lines.sqlite"


def _open(data: Path, path: Path) -> LineIndex | None:
    db = connect(path)
    with closed_on_failure(db):
        if not db.execute("PRAGMA database_list").fetchone()[2]:  # a temporary index, built for one query
            db.close()
            return None
        create_tables(db, SCHEMA, VERSION)
        extend(data, db)
    return LineIndex(data, db)


def _number_of_day(day: str) -> int:
    return int(day.replace("-", ""))


def _format_day(number: int, digits: int = 8) -> str:
    """A day as `YYYY-MM-DD` or a month as `YYYY-MM`; empty for 0."""
    text = f"{number:0{digits}}"
    return "-".join(filter(None, (text[:4], text[4:6], text[6:]))) if number else ""
