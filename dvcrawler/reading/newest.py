"""The latest record of each article: by an index if a period is given, else by reading all."""

import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dvcrawler.derived.lines.line_index import LineIndex, drop_line_index, open_line_index
from dvcrawler.derived.tables import DAMAGE
from dvcrawler.errors import UsageError
from dvcrawler.items import Record
from dvcrawler.reading.lines import LineReader
from dvcrawler.reading.places import (
    check_readable,
    data_folder,
    held_sites,
    is_covered,
    read,
    read_period,
    site_of,
    whole_files,
)
from dvcrawler.storage.databases.database import scratch_database
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.media.captures import CaptureJoin
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.notices import is_restoration, is_tombstone


def latest(
    data: Path | str | None = None,
    site: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    section: str | None = None,
    author: str | None = None,
) -> Iterator[Record]:
    """The line of each article that was captured last; of several captured at the same time, the highest
    revision.

    Of copies, as of a whole month file, the first.
    (A web archive's older text may come later, as a higher revision.) Of lines read live the highest
    revision is the last, even if the clock was wrong. A period is inclusive, and looked up in an index
    kept under `derived` and extended by new lines; without a period the store is read two or three times.
    `section` is the whole name of a section, `author` that of one of the authors; case is ignored, diacritics
    are not.
    """
    wanted = _Wanted(_fold_name(section), _fold_name(author))
    first, last = read_period(since, until)
    folder = data_folder(data)
    sites = held_sites(folder, site)
    check_readable(folder, site)
    index = open_line_index(folder) if first or last else None
    if index is None:
        found = read_latest(folder, site, first, last)
    else:
        found = _look_up(folder, index, sites, first, last)
    yield from filter(wanted.covers, found)


def _look_up(
    data: Path, index: LineIndex, sites: list[str], first: str | None, last: str | None
) -> Iterator[Record]:
    """Reads the records where the index says they are. Falls back to reading the store for records that are
    no longer there, and for the rest of a site if the index turns out to be damaged.
    """
    changed: dict[str, set[str]] = {}
    with index, closing(CaptureJoin(data)) as captures, LineReader(data / "articles") as lines:
        for site in sites:
            given: set[str] = set()
            try:
                for record in _read_places(index, lines, site, first, last, changed):
                    given.add(record["id"])
                    yield captures.fill(record)
            except DAMAGE:
                drop_line_index(data)
                changed.pop(site, None)
                yield from (each for each in read_latest(data, site, first, last) if each["id"] not in given)
    for site, ids in changed.items():
        yield from (record for record in read_latest(data, site, first, last) if record["id"] in ids)


def _read_places(
    index: LineIndex,
    lines: LineReader,
    site: str,
    first: str | None,
    last: str | None,
    changed: dict[str, set[str]],
) -> Iterator[Record]:
    """The records that are where the index says they are; notes the others in `changed`, by site."""
    removed = index.removed(site)
    for place in index.places(site, first, last):
        record = lines.read(place, site) if place.id not in removed else None
        if record is not None:
            yield record
        elif place.id not in removed:
            changed.setdefault(site, set()).add(place.id)
            index.forget(place.path)


def read_latest(
    data: Path, site: str | None = None, since: str | None = None, until: str | None = None
) -> Iterator[Record]:
    """The latest record of each article; reads the whole store two or three times."""
    revised = scratch_database(
        "CREATE TABLE revised(id TEXT, live INTEGER, at TEXT, revision INTEGER, PRIMARY KEY(id, live));"
        "CREATE TABLE given(id TEXT PRIMARY KEY) WITHOUT ROWID"
    )
    try:
        gone: set[str] = set()
        later = ((id_, live) for id_ in _find_revised_ids(data, site, gone) for live in (0, 1))
        revised.executemany("INSERT OR IGNORE INTO revised VALUES(?, ?, '', 0)", later)
        if revised.execute("SELECT 1 FROM revised").fetchone():
            revised.executemany(_LATER, map(_build_sort_key, read(data, site)))
        for record in read(data, site):
            found = revised.execute(_LATEST, (record["id"],)).fetchone()
            if (found is not None and found[0] != record["revision"]) or record["id"] in gone:
                continue
            is_first = revised.execute(_GIVE, (record["id"],)).rowcount  # else a copy
            if is_first and is_covered(record["date"], since, until):
                yield record
    finally:
        revised.close()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The criteria of `latest`; None matches everything."""

    section: str | None
    author: str | None

    def covers(self, record: Record) -> bool:
        if self.section is not None and _fold_name(record["section"]) != self.section:
            return False
        return self.author is None or self.author in {_fold_name(each["name"]) for each in record["authors"]}


def _fold_name(text: str | None) -> str | None:
    if not isinstance(text, str | None):
        raise UsageError(f"{text!r} is not one name; give a text, or None for all")
    return unicodedata.normalize("NFC", text).strip().casefold() if text is not None else None


def _find_revised_ids(data: Path, site: str | None, gone: set[str]) -> Iterator[str]:
    """The articles with a revision above 1; lines of revision 1 are not checked further.

    `gone` is filled with the ids that tombstones name: the log of removals may have been lost.
    """
    for path, start, end in whole_files(data, site):
        for _, _, record in read_lines(path, start, end):
            if record is None or record.get("revision") == 1:
                continue
            site = site_of(path)
            if is_record(record, site):
                yield record["id"]
            elif is_tombstone(record, site):
                gone.add(record["id"])
            elif is_restoration(record, site):
                gone.discard(record["id"])


#: The highest revision wins among live lines, the last one captured among others.
_LATER = (
    "UPDATE revised SET at = ?1, revision = ?2 WHERE id = ?3 AND live = ?4 "
    "AND CASE live WHEN 1 THEN (revision, at) < (?2, ?1) ELSE (at, revision) < (?1, ?2) END"
)
_GIVE = "INSERT OR IGNORE INTO given VALUES(?)"
_LATEST = "SELECT revision FROM revised WHERE id = ? ORDER BY at DESC, revision DESC LIMIT 1"


def _build_sort_key(record: Record) -> tuple[Any, ...]:
    live = record.get("via") == "live"
    return record.get("captured_at", ""), record.get("revision", 1), record.get("id"), live
