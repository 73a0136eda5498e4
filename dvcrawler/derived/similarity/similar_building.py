"""Extends the index of shingles by what the search index holds, and drops the rest."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from dvcrawler.derived.sealing import unseal
from dvcrawler.derived.searching.index.search_index import SearchIndex
from dvcrawler.derived.searching.index.search_lines import read_line
from dvcrawler.derived.similarity.shared_text import hash_text, keep_some
from dvcrawler.derived.tables import TEXTS, Watch, decoding
from dvcrawler.storage.databases.statements import whole

T = TypeVar("T")

#: Number of texts between two commits: an interrupted build continues from there.
_BATCH = 5_000
#: Number of new texts from which progress is reported, and of texts between two reports.
_LONG, _STEP = 2_500, 250
#: Digest of the search index, which changes if an article is added, revised or removed.
_MARK = (
    "SELECT count(*) || ' ' || total(start % 1000003 * 31 + (end - start) * 17 + file * 7919) || ' ' || "
    "coalesce(max(captured), '') FROM articles"
)
_HELD = "SELECT id, files.path, start, end FROM articles JOIN files USING(file)"
_SCRATCH = """
DROP TABLE IF EXISTS temp.held;
DROP TABLE IF EXISTS temp.wanted;
CREATE TEMP TABLE held(id TEXT PRIMARY KEY, path TEXT, start INTEGER, end INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE wanted(place INTEGER PRIMARY KEY, id TEXT, path TEXT, start INTEGER, end INTEGER);
"""
_GONE = """
SELECT text, kept FROM texts WHERE NOT EXISTS (
  SELECT 1 FROM held WHERE held.id = texts.id AND held.path = texts.path AND held.start = texts.start
  AND held.end = texts.end)
"""
#: In the order of the files, to read them sequentially.
_WANTED = """
INSERT INTO wanted(id, path, start, end) SELECT id, path, start, end FROM held
WHERE id NOT IN (SELECT id FROM texts) ORDER BY path, start
"""


class Follower:
    """Brings the index up to date with the search index."""

    def __init__(self, db: sqlite3.Connection, search: SearchIndex, watch: Watch) -> None:
        self._db, self._search, self._watch = db, search, watch

    def follow(self) -> int:
        """Returns the number of texts added."""
        mark = str(self._search.db.execute(_MARK).fetchone()[0])
        if self._db.execute("SELECT mark FROM followed").fetchone() == (mark,):
            return 0
        unseal(self._db)
        self._db.executescript(_SCRATCH)
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO held VALUES(?, ?, ?, ?)", self._search.db.execute(_HELD))
        self._db.execute("COMMIT")
        self._drop(self._db.execute(_GONE).fetchall())
        self._db.execute(_WANTED)
        added = self._add()
        self._db.execute("UPDATE followed SET mark = ?", (mark,))
        self._db.executescript("DROP TABLE temp.held; DROP TABLE temp.wanted")
        return added

    def _drop(self, texts: Sequence[tuple[int, bytes]]) -> None:
        for first in range(0, len(texts), _BATCH):
            batch = texts[first : first + _BATCH]
            pairs = ((shingle, text) for text, kept in batch for shingle in unpack(kept))
            with whole(self._db):
                self._db.executemany("DELETE FROM postings WHERE shingle = ? AND text = ?", pairs)
                self._db.executemany("DELETE FROM texts WHERE text = ?", ((text,) for text, _ in batch))

    def _add(self) -> int:
        added, total = 0, int(self._db.execute("SELECT count(*) FROM wanted").fetchone()[0])
        query = "SELECT id, path, start, end FROM wanted WHERE place > ? ORDER BY place LIMIT ?"
        while batch := self._db.execute(query, (added, _BATCH)).fetchall():
            with whole(self._db):
                self._add_batch(self._report(batch, added, total))
            added += len(batch)
        return added

    def _report(self, batch: Iterable[T], done: int, total: int) -> Iterator[T]:
        for number, each in enumerate(batch, done):
            if total >= _LONG and not number % _STEP:
                self._watch(TEXTS, number, total)
            yield each

    def _add_batch(self, batch: Iterable[tuple[str, str, int, int]]) -> None:
        """Inserts postings in the order of the tree, which takes a fifth of the time of a random order."""
        postings: list[tuple[int, int]] = []
        for id_, path, start, end in batch:
            record = read_line(self._search.data, path, start, end)
            hashes = hash_text(record) if record is not None else []
            kept = keep_some(hashes)
            text = self._db.execute(
                "INSERT INTO texts(id, path, start, end, size, kept) VALUES(?, ?, ?, ?, ?, ?)",
                (id_, path, start, end, len(kept), array("i", kept).tobytes()),
            ).lastrowid
            assert text is not None
            postings += [(shingle, text) for shingle in kept]
        self._db.executemany("INSERT INTO postings VALUES(?, ?)", sorted(postings))


def unpack(kept: bytes) -> "array[int]":
    """The shingles of a row of `texts`."""
    with decoding("the shingles of a text"):
        return array("i", kept)
