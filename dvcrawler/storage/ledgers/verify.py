"""Checks that the ledger agrees with the store. Changes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from dvcrawler.errors import StorageError
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.databases.database import open_read_only
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.ledgers.ledger import VERSION, ledger_path
from dvcrawler.storage.ledgers.ledger_lines import read_absorbed
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.log import Step, read_removals
from dvcrawler.storage.warc.verify import Finding

#: The content of the newest text: of no line that an archive had captured before it.
_NEWEST = "SELECT hash FROM lines WHERE id = ? AND NOT is_earlier ORDER BY revision DESC LIMIT 1"
_HELD = "SELECT revision, content_hash FROM articles WHERE id = ? AND revision > 0"
_STORED = "SELECT count(*) FROM articles WHERE outcome = 'stored'"
#: The articles of lines behind what the ledger has read, with the file and the place from which they are.
_LATE = "CREATE TABLE late(id TEXT PRIMARY KEY, file TEXT, start INTEGER)"
_REINDEX = "run `dvcrawler reindex`"
_ENTER = "the next crawl enters it, and so does `dvcrawler reindex`"
FINISH = "the next crawl finishes it"


def check_ledger(data: Path, site: str, seen: sqlite3.Connection) -> Iterator[Finding]:
    """Yields every difference from the store, in constant memory. `seen`: the store's lines, as of
    `repeated_lines.seen_lines`.
    """
    path = ledger_path(data, site)
    held = seen.execute("SELECT count(*) FROM lines").fetchone()[0]
    if not path.exists():
        if held:
            yield Finding(str(path), None, "there is no ledger", _REINDEX)
        return
    try:
        with closing(open_read_only(path, VERSION)) as ledger:  # so that a damaged ledger is left unchanged
            _note_late(data, site, ledger, seen)
            yield from _compare(str(path), ledger, seen)
            yield from _check_counts(data, site, ledger, seen)
    except (sqlite3.Error, StorageError) as error:
        yield Finding(str(path), None, f"the ledger cannot be read: {error.__cause__ or error}", _REINDEX)


def _note_late(data: Path, site: str, ledger: sqlite3.Connection, seen: sqlite3.Connection) -> None:
    """Fills the table of late lines, as a kill leaves some."""
    seen.execute(_LATE)
    done = read_absorbed(ledger)
    for path in article_files(data, site):
        start = done.get(path.name, 0)
        late = (line.value for line in read_lines(path, start) if line.value is not None)
        rows = ((value["id"], str(path), start) for value in late if is_record(value, site))
        seen.executemany("INSERT OR IGNORE INTO late VALUES(?, ?, ?)", rows)


def _compare(path: str, ledger: sqlite3.Connection, seen: sqlite3.Connection) -> Iterator[Finding]:
    """Compares what the ledger holds of each article with the store's lines. Articles that differ are one
    finding: after an older back-up was restored that may be each of them, and the remedy is the same.
    """
    behind, differing, example = dict[tuple[str, int], None](), 0, ""
    for id_, revision, content_hash in seen.execute("SELECT id, max(revision), hash FROM lines GROUP BY id"):
        row = ledger.execute(_HELD, (id_,)).fetchone()
        newest = seen.execute(_NEWEST, (id_,)).fetchone() or (content_hash,)
        if row in ((revision, content_hash), (revision, *newest)):
            continue
        late = seen.execute("SELECT file, start FROM late WHERE id = ?", (id_,)).fetchone()
        if late is not None:
            behind[late] = None
        else:
            example, differing = example or id_, differing + 1
    if differing:
        more = f" and {differing - 1} more" if differing > 1 else ""
        yield Finding(path, None, f"the ledger differs from the store: {example}{more}", _REINDEX)
    for file, start in behind:
        yield Finding(file, start, "the ledger lacks what was stored from here on", _ENTER)


def _check_counts(
    data: Path, site: str, ledger: sqlite3.Connection, seen: sqlite3.Connection
) -> Iterator[Finding]:
    """Finds interrupted removals, and that the ledger has more articles than the store."""
    path = str(ledger_path(data, site))
    articles = seen.execute("SELECT count(DISTINCT id) FROM lines").fetchone()[0]
    for removal in read_removals(data, site).values():
        if removal.is_in_force and _is_left(removal.id, ledger, seen):
            articles += 1
            if removal.step is not Step.PLANNED:  # `verify` reports those that are only planned
                yield Finding(path, None, f"the removal of {removal.id} was interrupted", FINISH)
    if ledger.execute(_STORED).fetchone()[0] > articles:
        yield Finding(path, None, "the ledger knows articles that the store lacks", _REINDEX)


def _is_left(id_: str, ledger: sqlite3.Connection, seen: sqlite3.Connection) -> bool:
    """Whether the ledger has a removed article of which the store has no line any more."""
    is_known = ledger.execute(f"{_STORED} AND id = ?", (id_,)).fetchone()[0]
    return bool(is_known) and not seen.execute("SELECT 1 FROM lines WHERE id = ?", (id_,)).fetchone()
