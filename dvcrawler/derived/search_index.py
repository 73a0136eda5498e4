"""The search index: `data/derived/search.sqlite`, built from the article files and extended by what is new.

Contentless FTS5 without positions over folded words, beside a thin table of what filters need and the codes
that facets count. The texts stay in the article files; a row knows the bytes of its line. Deleting the file
loses nothing: the next search rebuilds it. Reads beside a running crawl: only finished lines are indexed.
"""

import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import orjson

from dvcrawler.derived.database import connect, delete, is_damaged
from dvcrawler.derived.folding import fold_marks, indexed_words
from dvcrawler.derived.query import Query
from dvcrawler.errors import StorageError, UsageError
from dvcrawler.items import Record
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.media_captures import CaptureJoin
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals import Removal, is_restoration, is_tombstone, read_removals, removed_ids
from dvcrawler.storage.store import article_files
from dvcrawler.storage.upgrade import upgrade_record

VERSION = 2
#: Bytes at the start of a file that tell a file from another of the same name.
_HEAD = 256
#: Lines between two commits: an interrupted build goes on from there.
_BATCH = 5_000
_SCHEMA = """
CREATE TABLE files(
  file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, head BLOB NOT NULL, size INTEGER NOT NULL);
CREATE TABLE names(
  name INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,
  UNIQUE(kind, text));
CREATE TABLE articles(
  article INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, is_live INTEGER NOT NULL,
  captured TEXT NOT NULL, day TEXT, site INTEGER NOT NULL, section INTEGER, source INTEGER,
  kind INTEGER NOT NULL,  file INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL);
CREATE TABLE credits(
  article INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY(article, name)) WITHOUT ROWID;
CREATE INDEX by_day ON articles(day);
CREATE TABLE facets(
  facet INTEGER PRIMARY KEY, site INTEGER NOT NULL, section INTEGER, year TEXT, kind INTEGER NOT NULL);
CREATE INDEX by_site ON facets(site, section, year, kind);
CREATE TABLE bylines(byline INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE);
CREATE TABLE codes(block INTEGER PRIMARY KEY, facets BLOB NOT NULL, bylines BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
  text, content='', detail='none', columnsize=0, tokenize="ascii tokenchars '_'");
"""
#: What the index puts before the words of titles and leads, each of which is in it without that too.
IN_TITLE, IN_LEAD = "_", "__"
#: Articles whose codes are in one row of `codes`, in the order of their numbers.
_BLOCK = 4096
SITE, SECTION, AUTHOR, SOURCE, KIND = range(5)
_HELD = (
    "SELECT article, revision, is_live, captured, files.path, start, end FROM articles "
    "JOIN files USING(file) WHERE id = ?"
)
_PLACE = "SELECT files.path, start, end FROM articles JOIN files USING(file) WHERE article = ?"


class _Stale(Exception):
    """The index does not fit the store any more and is built anew."""


@dataclass(frozen=True, slots=True)
class Extension:
    """What opening the index took in: lines read, and whether it was built from nothing."""

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
        """The stored line with the captures of its pictures and documents; None where the file has changed
        since it was indexed.
        """
        record = read_line(self.data, file, start, end)
        return self._captures.fill(record) if record is not None else None

    def lines(self, rows: Iterable[int]) -> list[Record]:
        """The stored lines of these articles, without captures; those that have changed are left out."""
        places = (self.db.execute(_PLACE, (row,)).fetchone() for row in rows)
        records = (read_line(self.data, *place) for place in places if place is not None)
        return [record for record in records if record is not None]

    def fill(self, record: Record) -> Record:
        """A record from elsewhere in the store with the captures of its pictures and documents."""
        return self._captures.fill(record)


def read_line(data: Path, file: str, start: int, end: int) -> Record | None:
    """The record in these bytes of an article file, as schema 2; None where there is none any more."""
    try:
        with (data / "articles" / file).open("rb") as opened:
            opened.seek(start)
            value = orjson.loads(opened.read(end - start))
    except (OSError, orjson.JSONDecodeError):
        return None
    return upgrade_record(value) if isinstance(value, dict) and is_record(value) else None


def open_index(data: Path) -> SearchIndex:
    """The index as of now: built where there is none, where it is damaged, or where the store was replaced.

    Raises UsageError where nothing is stored, StorageError where neither disk nor memory takes the index.
    """
    if not (data / "articles").is_dir():
        raise UsageError(f"nothing is stored in {data}; name the data folder, or run a crawl first")
    path = data / "derived" / "search.sqlite"
    for attempt in range(2):
        try:
            return _open(data, path)
        except (_Stale, sqlite3.DatabaseError) as error:
            if attempt or (isinstance(error, sqlite3.OperationalError) and not is_damaged(error)):
                raise StorageError(
                    f"cannot use {path}: {error}; check the disk, or delete the file"
                ) from error
            delete(path)
    raise AssertionError("unreachable")


def drop_if_damaged(data: Path, error: sqlite3.DatabaseError) -> bool:
    """Deletes the index where the error of a query says that it is damaged; the next opening rebuilds it."""
    found = is_damaged(error)
    if found:
        delete(data / "derived" / "search.sqlite")
    return found


def _create(db: sqlite3.Connection) -> bool:
    """Creates the tables; False where another process has done so in the same moment."""
    try:
        db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA}; PRAGMA user_version={VERSION}; COMMIT;")
    except sqlite3.OperationalError as error:
        if "already exists" not in str(error):
            raise
        db.rollback()
        return False
    return True


def _open(data: Path, path: Path) -> SearchIndex:
    db = connect(path)
    try:
        is_new = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if is_new:
            is_new = _create(db)
        elif db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            raise _Stale(f"it is of another version than {VERSION}")
        lines = _Builder(data, db, is_new=is_new).extend()
        if is_new:
            _compact(db)
    except BaseException:
        db.close()
        raise
    return SearchIndex(data, db, Extension(lines, is_new))


def _compact(db: sqlite3.Connection) -> None:
    """Merging the words leaves up to two fifths of the file empty; a full disk leaves it so."""
    db.execute("INSERT INTO words(words) VALUES('optimize')")
    with suppress(sqlite3.OperationalError):
        db.execute("VACUUM")


class _Builder:
    """Takes in the lines that the index does not know yet, in one transaction a batch."""

    def __init__(self, data: Path, db: sqlite3.Connection, *, is_new: bool) -> None:
        self._data, self._db, self._is_new = data, db, is_new
        self._names: dict[tuple[int, str], int] = {}
        self._facets: dict[tuple[object, ...], int] = {}
        self._bylines: dict[str, int] = {"": 0}
        self._codes: dict[int, tuple[int, int]] = {}

    def extend(self) -> int:
        """The number of lines read. Raises _Stale where a known file was cut, replaced or removed."""
        known = {
            path: (file, head, size) for file, path, head, size in self._db.execute("SELECT * FROM files")
        }
        lines = 0
        for path in _files(self._data):
            name = f"{path.parent.name}/{path.name}"
            file, head, size = known.pop(name, (None, b"", 0))
            now = path.stat().st_size
            if now < size or _head(path)[: len(head)] != head:
                raise _Stale(f"{name} was replaced")
            if now > size:
                lines += self._take_in(path, name, file, size)
        if known:
            raise _Stale(f"{next(iter(known))} is gone")
        self._check_removed()
        return lines

    def _take_in(self, path: Path, name: str, file: int | None, size: int) -> int:
        count = 0
        lines = read_lines(path, size)
        while True:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                file = self._begin_file(path, name, file)
                taken, end = self._take_batch(lines, path, file)
                self._write_codes()
                if taken:
                    self._db.execute(
                        "UPDATE files SET size = ?, head = ? WHERE file = ?", (end, _head(path), file)
                    )
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise
            count += taken
            if taken < _BATCH:
                return count

    def _begin_file(self, path: Path, name: str, file: int | None) -> int:
        if file is not None:
            return file
        self._db.execute("INSERT OR IGNORE INTO files(path, head, size) VALUES(?, ?, 0)", (name, b""))
        return int(self._db.execute("SELECT file FROM files WHERE path = ?", (name,)).fetchone()[0])

    def _take_batch(self, lines: Iterator[Any], path: Path, file: int) -> tuple[int, int]:
        taken = end = 0
        site = site_of_file(path.parent.name)
        removals = read_removals(self._data, site)
        removed = {id_ for id_, each in removals.items() if each.is_in_force}
        for start, end, value in lines:
            taken += 1
            if value is not None and "revision" not in value:
                self._note_removal(value, site, removals)
            elif value is not None and value.get("id") not in removed and is_record(value, site):
                self._add(upgrade_record(value), file, start, end)
            if taken == _BATCH:
                break
        return taken, end

    def _check_removed(self) -> None:
        """A removed article's words must go, and only its old text could take them out one by one. Goes by
        the log, which an interrupted removal has written before anything else.
        """
        for folder in sorted((self._data / "articles").glob("*/")):
            if any(map(self._holds, removed_ids(self._data, folder.name))):
                raise _Stale("an article was removed")

    def _note_removal(self, value: Mapping[str, Any], site: str, removals: Mapping[str, Removal]) -> None:
        """A tombstone counts unless the log says that it was taken back. The lines of a restored article are
        before the line that says so.
        """
        removal = removals.get(str(value.get("id")))
        held = self._db.execute(_HELD, (value.get("id"),)).fetchone()
        if is_tombstone(value, site) and held and (removal is None or removal.is_in_force):
            self._take_out(held[0], *held[4:])
        elif is_restoration(value, site) and not held and not self._is_new:
            raise _Stale("an article was restored")

    def _holds(self, id_: object) -> bool:
        return self._db.execute("SELECT 1 FROM articles WHERE id = ?", (id_,)).fetchone() is not None

    def _add(self, record: Record, file: int, start: int, end: int) -> None:
        held = self._db.execute(_HELD, (record["id"],)).fetchone()
        is_live = record["via"] == "live"
        if held is not None:
            if not _is_later(record, is_live, *held[1:4]):
                return
            self._take_out(held[0], *held[4:])
        facet = (
            self._name(SITE, record["site"]), self._name(SECTION, record["section"]),
            (record["date"] or "")[:4] or None, self._name(KIND, record["kind"]),
        )  # fmt: skip
        row = self._db.execute(
            "INSERT INTO articles(article, id, revision, is_live, captured, day, site, section, source, "
            "kind, file, start, end) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (held[0] if held else None, record["id"], record["revision"], is_live, record["captured_at"],
             record["date"], *facet[:2], self._name(SOURCE, record["source"]), facet[3], file, start, end),
        ).lastrowid  # fmt: skip
        assert row is not None
        self._db.execute("INSERT INTO words(rowid, text) VALUES(?, ?)", (row, _indexed_text(record)))
        authors = sorted({author["name"] for author in record["authors"]})
        names = [name for author in authors if (name := self._name(AUTHOR, author)) is not None]
        self._db.executemany("INSERT INTO credits VALUES(?, ?)", [(row, name) for name in names])
        self._codes[row] = self._facet(facet), self._byline(" ".join(map(str, names)))

    def _take_out(self, article: int, file: str, start: int, end: int) -> None:
        """Contentless FTS5 takes a row out only where it is told the text again."""
        old = read_line(self._data, file, start, end)
        if old is None:
            raise _Stale(f"{file} has changed")
        self._db.execute(
            "INSERT INTO words(words, rowid, text) VALUES('delete', ?, ?)", (article, _indexed_text(old))
        )
        self._db.execute("DELETE FROM articles WHERE article = ?", (article,))
        self._db.execute("DELETE FROM credits WHERE article = ?", (article,))

    def _name(self, kind: int, text: str | None) -> int | None:
        if not text:
            return None
        found = self._names.get((kind, text))
        if found is None:
            self._db.execute(
                "INSERT OR IGNORE INTO names(kind, text, folded) VALUES(?, ?, ?)",
                (kind, text, fold_marks(text)),
            )
            row = self._db.execute(
                "SELECT name FROM names WHERE kind = ? AND text = ?", (kind, text)
            ).fetchone()
            found = self._names[kind, text] = int(row[0])
        return found

    def _facet(self, values: tuple[object, ...]) -> int:
        """The code of a site, section, year and kind together."""
        found = self._facets.get(values)
        if found is None:
            select = "SELECT facet FROM facets WHERE site IS ? AND section IS ? AND year IS ? AND kind IS ?"
            row = self._db.execute(select, values).fetchone()
            if row is None:
                self._db.execute("INSERT INTO facets(site, section, year, kind) VALUES(?, ?, ?, ?)", values)
                row = self._db.execute(select, values).fetchone()
            found = self._facets[values] = int(row[0])
        return found

    def _byline(self, names: str) -> int:
        """The code of the authors of an article together; 0 where it has none."""
        found = self._bylines.get(names)
        if found is None:
            self._db.execute("INSERT OR IGNORE INTO bylines(names) VALUES(?)", (names,))
            row = self._db.execute("SELECT byline FROM bylines WHERE names = ?", (names,)).fetchone()
            found = self._bylines[names] = int(row[0])
        return found

    def _write_codes(self) -> None:
        for block in sorted({row // _BLOCK for row in self._codes}):
            held = self._db.execute("SELECT facets, bylines FROM codes WHERE block = ?", (block,)).fetchone()
            facets, bylines = map(unpack_codes, held or (bytes(4 * _BLOCK),) * 2)
            for row, codes in self._codes.items():
                if row // _BLOCK == block:
                    facets[row % _BLOCK], bylines[row % _BLOCK] = codes
            self._db.execute(
                "REPLACE INTO codes VALUES(?, ?, ?)", (block, facets.tobytes(), bylines.tobytes())
            )
        self._codes.clear()


def unpack_codes(codes: bytes) -> "array[int]":
    """The codes in a row of `codes`, or in several put together."""
    found: array[int] = array("i")
    found.frombytes(codes)
    return found


def _indexed_text(record: Record) -> str:
    """Each different word once; the index does not count them."""
    title, lead, body = (
        indexed_words(fold_marks(record[name] or "")) for name in ("title", "summary", "body")
    )
    marked = [*(IN_TITLE + word for word in title), *(IN_LEAD + word for word in lead)]
    return " ".join({*title, *lead, *body, *marked})


def _files(data: Path) -> Iterator[Path]:
    for folder in sorted((data / "articles").iterdir()):
        if folder.is_dir():
            yield from article_files(data, site_of_file(folder.name))


def _head(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(_HEAD)


def _is_later(record: Record, is_live: bool, revision: int, was_live: int, captured: str) -> bool:
    """The rule of `reading.latest`: of live captures the highest revision, else the latest capture."""
    if is_live and was_live:
        return bool(record["revision"] > revision)
    return bool((record["captured_at"], record["revision"]) > (captured, revision))
