"""Queries of the ledger about articles."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from dvcrawler.items import utc_text
from dvcrawler.normalize.identity import number_of
from dvcrawler.normalize.site_names import split_id
from dvcrawler.storage.databases.statements import AMONG, as_list
from dvcrawler.storage.databases.tables import LedgerTables
from dvcrawler.storage.ledgers.entries import (
    COLUMNS,
    NEWEST_REVISION,
    Entry,
    Outcome,
    entry_of,
    write_same_article,
)

#: No entry is due later than this; a later one was written while the clock was ahead.
_FARTHEST = timedelta(days=180)
_CHUNK = 500


class ArticleQueries(LedgerTables):
    """Reads the ledger's table of articles. Raises StorageError if the disk refuses."""

    _has_content_index = False

    def known(self, ids: Sequence[str]) -> dict[str, Entry]:
        """Entries by id; ids without an entry are left out."""
        rows = self._rows(f"SELECT {COLUMNS} FROM articles WHERE id {AMONG}", (as_list(ids),))
        return {row[0]: entry_of(row) for row in rows}

    def urls(self, ids: Sequence[str]) -> dict[str, str]:
        """The URLs of entries by id, as `known` gives them, in half the time."""
        rows = self._rows(f"SELECT id, url FROM articles WHERE id {AMONG}", (as_list(ids),)) if ids else ()
        return dict(rows)

    def due(self, now: str, limit: int, *, stored: bool | None = None) -> list[Entry]:
        """Entries due at `now`, longest overdue first, then those with a due time so far ahead that it was
        written by a wrong clock. `stored`: only stored articles, or only others; None for all.
        """
        which = {None: "", True: "AND outcome = 'stored' ", False: "AND outcome NOT IN ('stored', 'found') "}
        never = utc_text(datetime.fromisoformat(now) + _FARTHEST)
        rows = self._rows(
            f"SELECT {COLUMNS} FROM articles WHERE again_at IS NOT NULL AND (again_at <= ? OR again_at > ?) "
            f"{which[stored]}ORDER BY again_at, rowid LIMIT ?",
            (now, never, limit),
        )
        return [entry_of(row) for row in rows]

    def waiting(self, limit: int | None = None) -> Iterator[Entry]:
        """Yields the entries that are FOUND at the time of the call, in the order they were found.

        The ledger may be written to meanwhile: entries resolved before their turn are left out.
        """
        last = self._rows("SELECT coalesce(max(rowid), 0) FROM articles")[0][0]
        return islice(self._query_waiting(last), limit)

    def not_stored(self) -> Iterator[Entry]:
        """Yields entries that are known, not stored and not removed, by id, in constant memory."""
        last = ""
        while True:
            rows = self._rows(
                f"SELECT {COLUMNS} FROM articles WHERE revision = 0 AND outcome != 'removed' AND id > ? "
                "ORDER BY id LIMIT ?",
                (last, _CHUNK),
            )
            yield from map(entry_of, rows)
            if len(rows) < _CHUNK:
                return
            last = rows[-1][0]

    def counts(self) -> dict[str, int]:
        """Number of ids by outcome; outcomes without ids are left out."""
        return dict(self._rows("SELECT outcome, count(*) FROM articles GROUP BY outcome"))

    def count_waiting(self) -> int:
        """Number of articles that could not be fetched or read so far, and will be asked for again."""
        waiting = (Outcome.FAILED, Outcome.BLOCKED, Outcome.UNREAD)
        return int(
            self._rows(f"SELECT count(*) FROM articles WHERE outcome {AMONG}", (as_list(waiting),))[0][0]
        )

    def newest(self) -> str | None:
        """The latest day of publication stored, None if no stored article has a date."""
        row = self._rows("SELECT max(date) FROM articles WHERE outcome = 'stored'")[0]
        return str(row[0]) if row[0] else None

    def of_day(self, day: str, part: str) -> list[Entry]:
        """The stored articles of this day of publication whose addresses hold the text `part`."""
        rows = self._rows(
            f"SELECT {COLUMNS} FROM articles WHERE outcome = 'stored' AND date = ? AND instr(url, ?) LIMIT ?",
            (day, part, _CHUNK),
        )
        return [entry_of(row) for row in rows]

    def content_of(self, id: str) -> tuple[int, str] | None:
        """Highest stored revision of the article, and the content hash of its newest text."""
        rows = self._rows("SELECT revision, content_hash FROM articles WHERE id = ? AND revision > 0", (id,))
        return (rows[0][0], rows[0][1]) if rows else None

    def newest_revision(self, id: str) -> int:
        """The revision of the newest text, which an archive's earlier capture may have followed."""
        rows = self._rows(NEWEST_REVISION, (id,))
        return int(rows[0][0]) if rows else 0

    def find_same(self, id: str, content_hash: str) -> str | None:
        """The stored article with the same content and number under another id, the first one found."""
        number = _strip_site(id)
        found = self.with_content(content_hash)
        return next((each for each in found if each != id and _strip_site(each) == number), None)

    def with_content(self, content_hash: str) -> list[str]:
        """The ids of stored articles with this content, in the order in which they were found."""
        if not self._has_content_index:
            self._write("CREATE INDEX IF NOT EXISTS by_content ON articles(content_hash)", {})
            self._has_content_index = True
        rows = self._rows("SELECT id FROM articles WHERE content_hash = ? ORDER BY rowid", (content_hash,))
        return [row[0] for row in rows]

    def aliases(self, id: str) -> list[str]:
        """Other ids under which pages were read that show this article."""
        rows = self._rows(
            "SELECT id FROM articles WHERE outcome = 'moved' AND reason = ?", (write_same_article(id),)
        )
        return [row[0] for row in rows]

    def _query_waiting(self, last: int) -> Iterator[Entry]:
        done = 0
        while True:
            rows = self._rows(
                f"SELECT {COLUMNS}, rowid FROM articles WHERE outcome = 'found' "
                "AND date IS NULL AND rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?",
                (done, last, _CHUNK),
            )
            yield from (entry_of(row[:-1]) for row in rows)
            if len(rows) < _CHUNK:
                return
            done = rows[-1][-1]


def _strip_site(id: str) -> str:
    """The native id, without the site in front."""
    return number_of(split_id(id)[1])
