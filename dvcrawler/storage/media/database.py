"""Pictures and documents that stored articles name: `data/state/<site>.media.sqlite`, derived.

The addresses come from the article files, the captures from the WARC files; deleting the database only loses
the times of the next attempts. A stored line never changes: readers fill in the captures
(`captures.CaptureJoin`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from dvcrawler.storage.databases.statements import closed_on_failure, translated
from dvcrawler.storage.databases.tables import StateFile
from dvcrawler.storage.disk import check_site
from dvcrawler.storage.media.finding import find_file
from dvcrawler.storage.media.lines import enter_lines, read_removed
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.index import CaptureIndex

VERSION = 1
_SCHEMA = """
CREATE TABLE media(
  url TEXT PRIMARY KEY, kind TEXT NOT NULL, page TEXT NOT NULL, via TEXT NOT NULL, at TEXT NOT NULL,
  outcome TEXT NOT NULL DEFAULT 'found', capture TEXT, bytes INTEGER, tries INTEGER NOT NULL DEFAULT 0,
  again_at TEXT, reason TEXT);
CREATE INDEX by_outcome ON media(outcome, kind);
CREATE INDEX by_again ON media(again_at) WHERE again_at IS NOT NULL;
CREATE TABLE hosts(name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE files(name TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE removed(id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE earlier(
  url TEXT PRIMARY KEY, outcome TEXT, capture TEXT, bytes INTEGER, tries INTEGER, again_at TEXT, reason TEXT)
"""
_COLUMNS = "url, kind, page, via, at, tries, rowid"
#: Greater than the number of any file.
NO_END = 1 << 62
_NOTE = """
UPDATE media SET outcome = ?, reason = ?, again_at = ?, bytes = ?, tries = tries + 1
WHERE url = ? AND outcome != 'held'
"""
_REOPEN = """
UPDATE media SET outcome = 'found', bytes = NULL, tries = 0, reason = NULL
WHERE outcome = 'too_large' AND coalesce(bytes, 0) < ?
"""
_LOSE = "UPDATE media SET outcome = 'found', capture = NULL, bytes = NULL WHERE rowid = ?"


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A picture or document to keep. `kind`: one of `media_kinds.KINDS`; `page`: the URL of the article
    that names it, read at `at` (UTC) by way of `via`. `tries`: attempts so far; `number`: order of entering.
    """

    url: str
    kind: str
    page: str
    via: str
    at: str
    tries: int
    number: int


def media_path(data: Path, site: str) -> Path:
    """Path of the database, which may not exist."""
    return data / "state" / f"{check_site(site)}.media.sqlite"


class Media(StateFile):
    """Every method raises StorageError if the disk fails.

    `per_article`: number of pictures and of documents of one article that are kept. Those beyond it have the
    outcome "left" and are not requested.
    """

    def __init__(self, data: Path, site: str, per_article: int) -> None:
        super().__init__(media_path(data, site), _SCHEMA, VERSION)
        self._per_article = per_article
        with closed_on_failure(self._db):
            self._write("PRAGMA secure_delete=ON")  # an address may reveal what was removed

    def catch_up(self, store: Store) -> None:
        """Enters the files that new lines name; drops those that only removed articles name."""
        enter_lines(self._db, store, self._per_article)

    def removed(self) -> frozenset[str]:
        """Ids of the articles that are left out."""
        with translated(self._db):
            return read_removed(self._db)

    @property
    def last(self) -> int:
        """The number of the file that was entered last, for `waiting`."""
        return int(self._rows("SELECT coalesce(max(rowid), 0) FROM media")[0][0])

    def waiting(
        self, kinds: Sequence[str], vias: Sequence[str], limit: int, after: int = 0, before: int = NO_END
    ) -> list[MediaFile]:
        """Files that were never requested, with a number between `after` and `before`; those of the articles
        stored last come first.
        """
        where = "outcome = 'found' AND rowid > ? AND rowid < ?"
        return self._select(where, "ORDER BY rowid DESC", kinds, vias, [after, before], limit)

    def find_wanted(self, url: str, kinds: Sequence[str], vias: Sequence[str]) -> MediaFile | None:
        """The file with that address, as a page or as a request writes it, if it is not held yet."""
        where = "outcome NOT IN ('held', 'left') AND url IN (?, ?)"
        found = self._select(where, "ORDER BY url", kinds, vias, [url, unquote(url)], 1)
        return found[0] if found else None

    def due(self, kinds: Sequence[str], vias: Sequence[str], now: str, limit: int) -> list[MediaFile]:
        """Files that failed and are due again at `now` (UTC text), longest overdue first."""
        return self._select("again_at <= ?", "ORDER BY again_at", kinds, vias, [now], limit)

    def note_held(self, url: str, capture: str, size: int) -> None:
        """Notes that the file is on disk as `capture`."""
        self._write(
            "UPDATE media SET outcome = 'held', capture = ?, bytes = ?, again_at = NULL, reason = NULL "
            "WHERE url = ?",
            (capture, size, url),
        )

    def note_outcome(
        self, url: str, outcome: str, reason: str, again_at: str | None, most_bytes: int | None = None
    ) -> None:
        """Notes a failed attempt; `again_at`: when to try again (UTC text), None for never. `most_bytes`: the
        limit that a file exceeds.
        """
        self._write(_NOTE, (outcome, reason, again_at, most_bytes, url))

    def reopen_large(self, most_bytes: int) -> None:
        """Has files requested again that were too large for a lower limit."""
        self._write(_REOPEN, (most_bytes,))

    def held(self, after: int, limit: int) -> list[tuple[int, str]]:
        """Number and capture of the held files with a number above `after`, in that order."""
        # The plus keeps SQLite from the index of outcomes, with which it would sort all files for each part.
        where = "+outcome = 'held' AND rowid > ? ORDER BY rowid LIMIT ?"
        return self._rows(f"SELECT rowid, capture FROM media WHERE {where}", (after, limit))

    def note_lost(self, numbers: Iterable[int]) -> None:
        """Has files requested again whose captures are gone."""
        self._write_all(_LOSE, [(number,) for number in numbers])

    def files(self) -> list[MediaFile]:
        """All files, held or not."""
        return [MediaFile(*row) for row in self._rows(f"SELECT {_COLUMNS} FROM media")]

    def unheld(self, url: str) -> list[MediaFile]:
        """The file with that address, if no attempt was noted for it; at most one."""
        where = "url = ? AND outcome = 'found'"
        return [MediaFile(*row) for row in self._rows(f"SELECT {_COLUMNS} FROM media WHERE {where}", [url])]

    def hosts(self) -> frozenset[str]:
        """The hosts that the site's own articles name."""
        return frozenset(name for (name,) in self._rows("SELECT name FROM hosts"))

    def find_held(self, file: MediaFile, index: CaptureIndex) -> bool:
        """Notes a capture that an earlier run wrote and did not note. Returns whether there is one."""
        found = find_file(file.url, (file.kind,), index)
        if found is None:
            return False
        self.note_held(file.url, found.capture.name, found.size)
        return True

    def _select(
        self,
        where: str,
        order: str,
        kinds: Sequence[str],
        vias: Sequence[str],
        values: list[str | int],
        limit: int,
    ) -> list[MediaFile]:
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM media WHERE {where} AND kind IN ({_make_marks(kinds)}) "
            f"AND via IN ({_make_marks(vias)}) {order} LIMIT ?",
            [*values, *kinds, *vias, limit],
        )
        return [MediaFile(*row) for row in rows]


def _make_marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
