"""Adds records to the search index and removes them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dvcrawler.derived.searching.index.gathering import Changes, Terms
from dvcrawler.derived.searching.index.search_codes import CodesWriter
from dvcrawler.derived.searching.index.search_lines import read_line
from dvcrawler.derived.searching.index.search_schema import AUTHOR, HELD, KIND, SECTION, SITE, SOURCE, as_date
from dvcrawler.derived.searching.sets.bitmaps import BLOCK
from dvcrawler.derived.searching.sets.matrix import IN
from dvcrawler.derived.searching.sets.postings import PostingsWriter
from dvcrawler.derived.searching.terms import WordNumbers
from dvcrawler.derived.searching.word_pairs.frequent import read_frequent, read_pair_columns
from dvcrawler.derived.searching.word_pairs.pairs import PairsWriter
from dvcrawler.derived.tables import Stale
from dvcrawler.items import Record

_INSERT = (
    "INSERT INTO articles(article, id, revision, is_live, captured, date, site, section, source, "
    "kind, file, start, end) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
#: Number of words whose numbers are kept from one batch to the next.
_MOST_CACHED = 50_000
_DIGITS = str.maketrans("", "", "-T:Z")


def holds(db: sqlite3.Connection, id_: object) -> bool:
    """Whether the index has the article."""
    return db.execute("SELECT 1 FROM articles WHERE id = ?", (id_,)).fetchone() is not None


class RecordsWriter:
    """Works within the transactions of the caller, who calls `flush` before each commit.

    `is_block_full`: the last article of a block was added since the last flush.
    """

    def __init__(self, data: Path, db: sqlite3.Connection) -> None:
        self._data, self._db = data, db
        self._codes = CodesWriter(db)
        self._frequent = read_frequent(db)
        self._columns = read_pair_columns(db, self._frequent)
        self._postings = PostingsWriter(db, self._columns.start)
        self._pairs = PairsWriter(db, self._frequent)
        self._words = WordNumbers(self._columns.words, self._columns.step)
        self._changes = Changes(self._columns.start + self._frequent.end)
        #: The authors of articles since the last flush.
        self._credits: dict[int, list[int]] = {}
        self.is_block_full = False

    def add(self, record: Record, file: int, start: int, end: int) -> None:
        """Adds the record unless a later one of the article is held."""
        held = self._db.execute(HELD, (record["id"],)).fetchone()
        if held is not None:
            if not _is_later(record, *held[1:4]):
                return
            self._take_out(held[0], *held[4:])
        name = self._codes.name
        site, section = name(SITE, record["site"]), name(SECTION, record["section"])
        kind = name(KIND, record["kind"])
        values = (
            held[0] if held else None,
            record["id"],
            record["revision"],
            record["via"] == "live",
            _parse_timestamp(record["captured_at"]),
            as_date(record["date"]),
            site,
            section,
            name(SOURCE, record["source"]),
            kind,
        )
        row = self._db.execute(_INSERT, (*values, file, start, end)).lastrowid
        assert row is not None
        self.is_block_full = self.is_block_full or row & (BLOCK - 1) == BLOCK - 1
        self._changes.add(row, self._read_terms(record))
        facet = (site, section, (record["date"] or "")[:4] or None, kind)
        self._codes.note(row, facet, self._add_credits(row, record))

    def remove(self, id_: object) -> None:
        """Removes the article, if it is held."""
        held = self._db.execute(HELD, (id_,)).fetchone()
        if held is not None:
            self._take_out(held[0], *held[4:])

    def flush(self) -> None:
        """Writes what is left in memory."""
        self.is_block_full = False
        names = self._words.names()
        for block, columns, added, removed in self._changes.by_block():
            self._postings.write(block, columns, added, removed, names)
            self._pairs.write(block, columns, removed.columns, self._columns.start)
        self._changes.clear()
        self._codes.flush()
        credits_ = ((row, name) for row, names in self._credits.items() for name in names)
        self._db.executemany("INSERT INTO credits VALUES(?, ?)", credits_)
        self._credits.clear()
        if len(self._words) > _MOST_CACHED:
            self._words.forget()

    def _read_terms(self, record: Record) -> Terms:
        read, members = self._words.read, self._changes.begin()
        title, lead, body = read(record["title"]), read(record["summary"] or ""), read(record["body"])
        rare = self._columns.mark((title, lead, body), members)
        return Terms(members, rare, set(title), set(lead))

    def _list_exceptions(self, terms: Terms) -> Iterator[int]:
        """The columns of longer phrases of which the article may be an exception."""
        start = self._columns.start
        for column, *parts in self._frequent.parts:
            if all(terms.members[start + part] == IN for part in parts):
                yield start + column

    def _add_credits(self, row: int, record: Record) -> list[int]:
        authors = sorted({author["name"] for author in record["authors"]})
        names = [name for author in authors if (name := self._codes.name(AUTHOR, author)) is not None]
        self._credits[row] = names
        return names

    def _take_out(self, row: int, file: str, start: int, end: int) -> None:
        """Needs the old text, as the index cannot list the words of an article."""
        old = read_line(self._data, file, start, end)
        if old is None:
            raise Stale(f"{file} has changed")
        terms = self._read_terms(old)
        self._changes.remove(row, terms, self._list_exceptions(terms))
        self._db.execute("DELETE FROM articles WHERE article = ?", (row,))
        if self._credits.pop(row, None) is None:
            self._db.execute("DELETE FROM credits WHERE article = ?", (row,))


def _parse_timestamp(captured_at: str) -> int:
    """The digits of the timestamp as a number: half the space of the text."""
    return int(captured_at.translate(_DIGITS))


def _is_later(record: Record, revision: int, was_live: int, captured: int) -> bool:
    """The rule of `reading.latest`: of live captures the highest revision, else the latest capture."""
    if record["via"] == "live" and was_live:
        return bool(record["revision"] > revision)
    return bool((_parse_timestamp(record["captured_at"]), record["revision"]) > (captured, revision))
