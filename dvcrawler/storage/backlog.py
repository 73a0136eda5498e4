"""Progress of a backfill from a web archive: `data/state/<site>.backlog.sqlite`, derived.

Keeps each row of the archive's index until its article has an outcome, so a backfill that was killed
neither queries the index nor fetches pages again. Deleting the file only costs those queries.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dvcrawler.storage.databases.statements import transaction
from dvcrawler.storage.databases.tables import StateFile
from dvcrawler.storage.disk import check_site

_VERSION = 2
_SCHEMA = """
CREATE TABLE questions(name TEXT PRIMARY KEY, resume TEXT, done INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE captures(
  article TEXT NOT NULL, service TEXT NOT NULL, stamp TEXT NOT NULL, original TEXT NOT NULL,
  file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
  PRIMARY KEY(article, service, stamp, original)
) WITHOUT ROWID
"""
_ADD = "INSERT OR IGNORE INTO captures VALUES(?, ?, ?, ?, ?, ?, ?)"
_ANSWER = "INSERT OR REPLACE INTO questions VALUES(?, ?, ?)"
_PAGE = (
    "SELECT article, service, stamp, original, file, offset, length FROM captures WHERE service = ?1 AND "
    "article IN (SELECT DISTINCT article FROM captures WHERE service = ?1 AND article > ?2 "
    "ORDER BY article LIMIT 200) ORDER BY article, stamp DESC"
)


class PendingCapture(NamedTuple):
    """A capture of an article (its native id) as listed by the index of the archive `service`; see
    `discovery.archives.cdx.Row`.
    """

    article: str
    service: str
    stamp: str
    original: str
    file: str
    offset: int
    length: int


class Backlog(StateFile):
    """Every method raises StorageError if the disk fails."""

    def __init__(self, data: Path, site: str) -> None:
        super().__init__(data / "state" / f"{check_site(site)}.backlog.sqlite", _SCHEMA, _VERSION)

    def state(self, question: str) -> tuple[bool, str | None]:
        """Whether the index has answered completely, and if not, where to resume (None: at the beginning)."""
        found = self._first("SELECT done, resume FROM questions WHERE name = ?", (question,))
        return (bool(found[0]), found[1]) if found else (False, None)

    def add(self, question: str, captures: Sequence[PendingCapture], resume: str | None) -> None:
        """Stores one page of an answer atomically; `resume` is None for the last page."""
        with transaction(self._db):
            self._db.executemany(_ADD, captures)
            self._db.execute(_ANSWER, (question, resume, resume is None))

    def articles(self, service: str) -> Iterator[list[PendingCapture]]:
        """Yields the captures of each article in one archive, latest first, in constant memory. Captures
        added or resolved during the iteration may be missing.
        """
        last = ""
        while True:
            rows = self._rows(_PAGE, (service, last))
            if not rows:
                return
            captures: list[PendingCapture] = []
            for row in map(PendingCapture._make, rows):
                if captures and captures[0].article != row.article:
                    yield captures
                    captures = []
                captures.append(row)
            yield captures
            last = captures[0].article

    def resolve(self, article: str) -> None:
        """Removes the captures of an article that has an outcome."""
        self._write("DELETE FROM captures WHERE article = ?", (article,))

    def finish(self) -> None:
        """Marks the backfill as complete: the next one queries the index again. Pending captures stay."""
        self._write("DELETE FROM questions")
