"""The ledger's rows: their fields, their table and the statements that write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """The outcome of an address. OUTSIDE: read, but published outside the requested period. REMOVED: taken
    down on request, never to be requested again.
    """

    FOUND = "found"
    STORED = "stored"
    UNREAD = "unread"
    REFUSED = "refused"
    GONE = "gone"
    FAILED = "failed"
    BLOCKED = "blocked"
    MOVED = "moved"
    OUTSIDE = "outside"
    REMOVED = "removed"


#: What became of articles that the site has, or had.
READ = (Outcome.STORED, Outcome.OUTSIDE, Outcome.REMOVED)


@dataclass(frozen=True, slots=True)
class Entry:
    """`revision`, the highest one, is 0 and `content_hash` None if nothing is stored. Content, date and time
    of capture are those of the newest text: an archive's earlier capture may have a higher revision.

    `again_at`: when to fetch it again, None for never. `tries`: attempts since it was last stored.
    """

    id: str
    outcome: Outcome
    url: str
    found_at: str
    revision: int
    content_hash: str | None
    date: str | None
    captured_at: str | None
    again_at: str | None
    tries: int
    reason: str | None


#: by_outcome serves the counts, the newest date, and `waiting` in the order of finding.
ARTICLES_SCHEMA = """
CREATE TABLE articles(
  id TEXT PRIMARY KEY, outcome TEXT NOT NULL, url TEXT NOT NULL, found_at TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 0, content_hash TEXT, date TEXT, captured_at TEXT,
  again_at TEXT, tries INTEGER NOT NULL DEFAULT 0, reason TEXT);
CREATE INDEX by_outcome ON articles(outcome, date);
CREATE INDEX by_again ON articles(again_at) WHERE again_at IS NOT NULL;
CREATE TABLE files(name TEXT PRIMARY KEY, bytes INTEGER NOT NULL);
CREATE TABLE checkpoints(name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
COLUMNS = "id, outcome, url, found_at, revision, content_hash, date, captured_at, again_at, tries, reason"
ADD_FOUND = "INSERT INTO articles(id, outcome, url, found_at) VALUES(?, 'found', ?, ?)"
#: Keeps the address as it was found: a retry must not ask for the target of a redirect.
ADD_OUTCOME = """
INSERT INTO articles(id, outcome, url, found_at, again_at, tries, reason)
VALUES(:id, :outcome, :url, :now, :again_at, 1, :reason)
ON CONFLICT(id) DO UPDATE SET
  outcome = CASE outcome WHEN 'stored' THEN outcome ELSE excluded.outcome END,
  again_at = excluded.again_at, tries = tries + 1, reason = excluded.reason
WHERE outcome != 'removed'
"""
#: Keeps the address, which distinguishes articles with the same number.
ADD_REMOVED = """
INSERT INTO articles(id, outcome, url, found_at) VALUES(?, 'removed', '', '')
ON CONFLICT(id) DO UPDATE SET outcome = 'removed', revision = 0, content_hash = NULL, date = NULL,
  captured_at = NULL, again_at = NULL, tries = 0, reason = NULL
"""
_STORED = """
INSERT INTO articles(
  id, outcome, url, found_at, revision, content_hash, date, captured_at, again_at)
VALUES(
  :id, 'stored', :url, :captured_at, :revision, :content_hash, :date, :captured_at, :again_at)
ON CONFLICT(id) DO UPDATE SET outcome = 'stored', url = excluded.url,
  revision = max(articles.revision, excluded.revision), content_hash = excluded.content_hash,
  date = excluded.date, captured_at = excluded.captured_at, again_at = {again}, tries = 0, reason = NULL
WHERE {held} {newer} excluded.revision
"""
#: The revision of the newest text. A checkpoint says it where an earlier capture has been entered.
_HELD = """
CASE articles.revision WHEN 0 THEN 0 ELSE coalesce(
  (SELECT CAST(value AS INTEGER) FROM checkpoints WHERE name = 'newest:' || articles.id),
  articles.revision) END
"""
NEWEST_REVISION = f"SELECT {_HELD} FROM articles WHERE id = ?"
ADD_STORED = _STORED.format(again="excluded.again_at", newer="<=", held=_HELD)
#: For a line read back from the store; keeps the row if `note_stored` has already written it.
ABSORB_STORED = _STORED.format(again="articles.again_at", newer="<", held=_HELD)
#: After either: which text is the newest one now.
MOVE_NEWEST = """
UPDATE checkpoints SET value = :revision
WHERE name = 'newest:' || :id AND CAST(value AS INTEGER) < :revision
"""
#: An earlier capture takes a number, and leaves the newest text as it is.
KEEP_NEWEST = """
INSERT OR IGNORE INTO checkpoints
VALUES('newest:' || :id, coalesce((SELECT revision FROM articles WHERE id = :id), 0))
"""
ADD_EARLIER = "UPDATE articles SET revision = max(revision, :revision) WHERE id = :id AND revision > 0"
#: A removed article leaves no fingerprint. `;` follows `:` in ASCII.
FORGET_TEXTS = """
DELETE FROM checkpoints
WHERE name >= 'text:' || ?1 || ':' AND name < 'text:' || ?1 || ';' OR name = 'newest:' || ?1
"""
FORGET_NEWEST = "DELETE FROM checkpoints WHERE name GLOB 'newest:*'"
#: The checkpoints that say which texts of an article are stored: before it gets another one, and after.
REMEMBER_HELD = """
INSERT OR IGNORE INTO checkpoints SELECT 'text:' || id || ':' || content_hash, captured_at
FROM articles WHERE id = :id AND revision > 0 AND content_hash != :content_hash
"""
REMEMBER_OWN = """
INSERT OR IGNORE INTO checkpoints SELECT 'text:' || id || ':' || :content_hash, :captured_at
FROM articles WHERE id = :id AND content_hash != :content_hash
"""
FORGET_STORED = """
UPDATE articles SET outcome = 'found', revision = 0, content_hash = NULL, date = NULL,
  captured_at = NULL, again_at = NULL, tries = 0, reason = NULL
WHERE outcome = 'stored'
"""

_TEXTS = ("id", "url", "content_hash", "captured_at")


def entry_of(row: Sequence[Any]) -> Entry:
    """Converts a row selected as `COLUMNS`."""
    return Entry(row[0], Outcome(row[1]), *row[2:])


def write_same_article(id_: str) -> str:
    """The column `reason` of a MOVED entry whose page shows the article `id_`."""
    return f"the same article as {id_}"


def write_outside_day(day: date) -> str:
    """The column `reason` of an OUTSIDE entry: the article's own date, as an ISO day."""
    return day.isoformat()


def read_outside_day(entry: Entry) -> date | None:
    """The date of an OUTSIDE entry, None if the ledger has none. Older ledgers have text after it."""
    try:
        return date.fromisoformat((entry.reason or "")[:10]) if entry.outcome is Outcome.OUTSIDE else None
    except ValueError:
        return None


def day_of(entry: Entry | None) -> date | None:
    """The day of an article by its ledger entry; None if unknown."""
    if entry is None:
        return None
    return date.fromisoformat(entry.date) if entry.date else read_outside_day(entry)


def values_of(record: Mapping[str, Any], again_at: str | None) -> dict[str, Any]:
    """Parameters for the statements for stored articles. Raises KeyError if a field is missing."""
    values = {name: record[name] for name in (*_TEXTS, "revision", "date")}
    return values | {"again_at": again_at}
