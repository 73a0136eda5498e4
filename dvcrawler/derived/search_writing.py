"""Adds records to the search index and removes them."""

import sqlite3
from pathlib import Path

from dvcrawler.derived.bitmaps import BLOCK
from dvcrawler.derived.database import Stale
from dvcrawler.derived.frequent import read_frequent
from dvcrawler.derived.pairs import PairsWriter
from dvcrawler.derived.postings import PostingsWriter
from dvcrawler.derived.search_codes import CodesWriter
from dvcrawler.derived.search_lines import read_line
from dvcrawler.derived.search_schema import AUTHOR, HELD, KIND, SECTION, SITE, SOURCE
from dvcrawler.derived.terms import WordsOfRecords, terms_of
from dvcrawler.items import Record

_INSERT = (
    "INSERT INTO articles(article, id, revision, is_live, captured, day, site, section, source, "
    "kind, file, start, end) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_DIGITS = str.maketrans("", "", "-T:Z")


class RecordsWriter:
    """Works within the transactions of the caller, who calls `flush` before each commit.

    `is_block_full`: the last article of a block was added since the last flush.
    """

    def __init__(self, data: Path, db: sqlite3.Connection) -> None:
        self._data, self._db = data, db
        self._postings, self._codes = PostingsWriter(db), CodesWriter(db)
        self._pairs = PairsWriter(db, read_frequent(db))
        self._words = WordsOfRecords()
        self.is_block_full = False

    def holds(self, id_: object) -> bool:
        return self._db.execute("SELECT 1 FROM articles WHERE id = ?", (id_,)).fetchone() is not None

    def add(self, record: Record, file: int, start: int, end: int) -> None:
        """Adds the record unless a later one of the article is held."""
        held = self._db.execute(HELD, (record["id"],)).fetchone()
        if held is not None:
            if not _is_later(record, *held[1:4]):
                return
            self._take_out(held[0], *held[4:])
        name = self._codes.name
        facet = (
            name(SITE, record["site"]), name(SECTION, record["section"]),
            (record["date"] or "")[:4] or None, name(KIND, record["kind"]),
        )  # fmt: skip
        row = self._db.execute(
            _INSERT,
            (held[0] if held else None, record["id"], record["revision"], record["via"] == "live",
             _as_number(record["captured_at"]), record["date"], *facet[:2], name(SOURCE, record["source"]),
             facet[3], file, start, end),
        ).lastrowid  # fmt: skip
        assert row is not None
        self.is_block_full = self.is_block_full or row & (BLOCK - 1) == BLOCK - 1
        texts = self._words.read(record)
        self._postings.add(row, terms_of(texts))
        self._pairs.set(row, texts)
        self._codes.note(row, facet, self._credit(row, record))

    def remove(self, id_: object) -> None:
        """Removes the article, if it is held."""
        held = self._db.execute(HELD, (id_,)).fetchone()
        if held is not None:
            self._take_out(held[0], *held[4:])

    def flush(self) -> None:
        """Writes what is left in memory."""
        self.is_block_full = False
        self._postings.flush()
        self._pairs.flush()
        self._codes.flush()

    def _credit(self, row: int, record: Record) -> list[int]:
        authors = sorted({author["name"] for author in record["authors"]})
        names = [name for author in authors if (name := self._codes.name(AUTHOR, author)) is not None]
        self._db.executemany("INSERT INTO credits VALUES(?, ?)", [(row, name) for name in names])
        return names

    def _take_out(self, row: int, file: str, start: int, end: int) -> None:
        """Needs the old text, as the index cannot list the words of an article."""
        old = read_line(self._data, file, start, end)
        if old is None:
            raise Stale(f"{file} has changed")
        self._postings.remove(row, terms_of(self._words.read(old)))
        self._pairs.remove(row)
        self._db.execute("DELETE FROM articles WHERE article = ?", (row,))
        self._db.execute("DELETE FROM credits WHERE article = ?", (row,))


def _as_number(captured_at: str) -> int:
    """The digits of the timestamp as a number: half the space of the text."""
    return int(captured_at.translate(_DIGITS))


def _is_later(record: Record, revision: int, was_live: int, captured: int) -> bool:
    """The rule of `reading.latest`: of live captures the highest revision, else the latest capture."""
    if record["via"] == "live" and was_live:
        return bool(record["revision"] > revision)
    return bool((_as_number(record["captured_at"]), record["revision"]) > (captured, revision))
