"""The ledger: state of each article address in `data/state/<site>.sqlite`, derived from the store.

It may be deleted at any time: `catch_up` reads the store again. What the store does not contain
(refusals, missing pages, due times, how far sections were walked) is then learned again by crawling.
All times are text, `YYYY-MM-DDTHH:MM:SSZ` in UTC, given by the caller.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from dvcrawler.errors import StorageError
from dvcrawler.normalize.numbers import read_moment
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.databases.database import PATIENCE, open_read_only
from dvcrawler.storage.databases.database_files import delete_database
from dvcrawler.storage.databases.statements import transaction
from dvcrawler.storage.databases.tables import StateFile
from dvcrawler.storage.disk import check_site, disk_errors
from dvcrawler.storage.ledgers.article_queries import ArticleQueries
from dvcrawler.storage.ledgers.entries import (
    ADD_FOUND,
    ADD_OUTCOME,
    ADD_STORED,
    ARTICLES_SCHEMA,
    Entry,
    Outcome,
)
from dvcrawler.storage.ledgers.ledger_lines import (
    absorb_store,
    enter,
    find_shrunk,
    lacks_lines,
    read_absorbed,
)
from dvcrawler.storage.ledgers.sections import SECTIONS_SCHEMA, SectionLink, Sections, SectionState
from dvcrawler.storage.lock import find_holder
from dvcrawler.storage.store import Place, Store

__all__ = ["Entry", "Ledger", "LedgerSummary", "Outcome", "SectionState", "ledger_path", "reindex"]

T = TypeVar("T")
VERSION = 1
_CLOCK = "clock"


def ledger_path(data: Path, site: str) -> Path:
    """Path of the site's ledger, which may not exist."""
    return data / "state" / f"{check_site(site)}.sqlite"


def read_section_links(data: Path, site: str) -> list[SectionLink]:
    """The sections that the site was seen to link to; empty if no ledger can be read now."""
    return Ledger.look_up(data, site, Ledger.section_links) or []


@dataclass(frozen=True, slots=True)
class LedgerSummary:
    """`articles` stored, and the latest day of publication among them, None if none has a date."""

    articles: int
    newest: str | None


class Ledger(StateFile, ArticleQueries, Sections):
    """One site's ledger. Call `catch_up` before relying on it: a killed run may have left it behind.

    `shrunk`: article files that had lost lines when it last caught up.
    Every method raises StorageError if the disk refuses.
    """

    _is_read_only = False
    shrunk: tuple[str, ...] = ()

    def __init__(self, data: Path, site: str) -> None:
        super().__init__(ledger_path(data, site), ARTICLES_SCHEMA + SECTIONS_SCHEMA, VERSION)

    @classmethod
    def open_read_only(cls, data: Path, site: str, patience: float = PATIENCE) -> Self:
        """Opens an existing ledger for reading; needs no lock and changes nothing.

        `patience`: seconds to wait for a writer. Raises StorageError if the ledger cannot be read or has
        another version.
        """
        ledger = cls.__new__(cls)
        ledger.path, ledger.rebuilt = ledger_path(data, site), None
        ledger._db, ledger._is_read_only = open_read_only(ledger.path, VERSION, patience), True
        return ledger

    @classmethod
    def open_copy(cls, data: Path, site: str) -> Self:
        """The ledger in a temporary file, for a store that may only be read; empty if it cannot be read."""
        ledger = cls._open_copied(ledger_path(data, site), ARTICLES_SCHEMA + SECTIONS_SCHEMA, VERSION)
        ledger._is_read_only = True
        return ledger

    @classmethod
    def summary(cls, data: Path, site: str) -> LedgerSummary | None:
        """Article count and newest day, for lists and monitoring; changes nothing.

        None if there is no ledger, it cannot be read now, or no run is under way and it lacks lines of the
        store, as after an interrupted `reindex` or a restore.
        """
        files = article_files(data, site)
        found = cls.look_up(data, site, cls._summarise)
        if found is None or (lacks_lines(files, found[1]) and find_holder(data, site) is None):
            return None
        return found[0]

    def _summarise(self) -> tuple[LedgerSummary, dict[str, int]]:
        summary = LedgerSummary(self.counts().get(Outcome.STORED, 0), self.newest())
        return summary, read_absorbed(self._db)

    @classmethod
    def look_up(cls, data: Path, site: str, question: Callable[[Self], T]) -> T | None:
        """The answer of a ledger as it is; None if there is none or it cannot be read now."""
        if not ledger_path(data, site).is_file():  # SQLite would wait at a named pipe
            return None
        try:
            with cls.open_read_only(data, site, patience=1.0) as ledger:
                return question(ledger)
        except StorageError:
            return None

    def close(self) -> None:
        if self._is_read_only:
            self._db.close()
        else:
            super().close()

    def begin(self, now: str) -> str:
        """Returns the time a run starting `now` must use, later than that of every earlier run.

        Differs from `now` only if the clock was set back: new articles would then look known already.
        Both have microseconds.
        """
        last = self.checkpoint(_CLOCK)
        moment = read_moment(last)
        if last is not None and moment is not None and last >= now:
            now = (moment + timedelta(microseconds=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        self.set_checkpoint(_CLOCK, now)
        return now

    def was_begun(self) -> bool:
        """Whether a run has begun with this ledger."""
        return self.checkpoint(_CLOCK) is not None

    def catch_up(self, store: Store) -> int:
        """Absorbs stored lines not seen before and returns their number. Skips invalid lines."""
        self.shrunk = find_shrunk(self._db, store)
        return absorb_store(self._db, store)

    def note_found(self, links: Sequence[tuple[str, str]], now: str) -> set[str]:
        """Enters the unknown ones of (id, url) as FOUND and returns their ids."""
        first = dict(reversed(links))
        with transaction(self._db):
            known = self.known(list(first))
            fresh = [id_ for id_ in dict(links) if id_ not in known]
            self._db.executemany(ADD_FOUND, [(id_, first[id_], now) for id_ in fresh])
        return set(fresh)

    def note_stored(self, record: Mapping[str, Any], place: Place, again_at: str | None) -> None:
        """Enters a record that is on disk at `place`, to be fetched again at `again_at` (None: never)."""
        self.note_all_stored([(record, place, again_at)])

    def note_all_stored(self, stored: Sequence[tuple[Mapping[str, Any], Place, str | None]]) -> None:
        """Enters records as `note_stored` does, all of them or none."""
        with transaction(self._db):
            enter(self._db, ADD_STORED, [(record, again_at) for record, _, again_at in stored])
            for _, place, _ in stored:
                if place.start == 0:
                    self._db.execute("INSERT OR IGNORE INTO files VALUES(?, 0)", (place.file,))
                # Only if no line before it is missing; otherwise `catch_up` reads it again.
                self._db.execute(
                    "UPDATE files SET bytes = ? WHERE name = ? AND bytes = ?",
                    (place.end, place.file, place.start),
                )

    def note_outcome(
        self, id: str, url: str, outcome: Outcome, *, reason: str | None, now: str, again_at: str | None
    ) -> None:
        """Enters the outcome of one more attempt. A stored article stays STORED; the rest is updated."""
        if outcome is Outcome.STORED:
            raise ValueError("stored articles are entered by note_stored")
        values = {"id": id, "url": url, "outcome": outcome, "reason": reason}
        self._write(ADD_OUTCOME, values | {"now": now, "again_at": again_at})


def reindex(data: Path, site: str) -> int:
    """Deletes the ledger, rebuilds it from the store and returns the number of lines absorbed.

    Call it only while holding the site's lock. What only the ledger knew is lost.
    """
    path = ledger_path(data, site)
    with Store(data, site) as store:  # first: a store that cannot be opened keeps its ledger
        with disk_errors(path):
            delete_database(path)
        with Ledger(data, site) as ledger:
            return ledger.catch_up(store)
