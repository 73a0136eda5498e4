"""The public reader: records out of the store, for jobs that never speak to the crawler.

    from dvcrawler.reading import latest, new, new_since, read
    for record in latest("data", site="baonamdinh", since="2024-01-01"):
        print(record["published_at"], record["title"])

Reads beside a running crawl without any lock, in constant memory. Lines of schema 1 are given as schema 2.
Articles that were removed are left out; `removed` and the tombstones of `new` and `new_since` tell of them.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.items import Record as Record
from dvcrawler.items import Tombstone as Tombstone
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.cursor import News, as_tombstone, format_cursor, move_on, parse_cursor
from dvcrawler.storage.database import scratch_database
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.media_captures import CaptureJoin
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals import is_marker, is_restoration, is_tombstone, read_removals, removed_ids
from dvcrawler.storage.runs import Run, last_run, read_runs
from dvcrawler.storage.store import article_files, article_folder
from dvcrawler.storage.upgrade import upgrade_record

if TYPE_CHECKING:
    import pandas
    import pyarrow

_Span = tuple[Path, int, int | None]


class _Removed:
    """The ids of removed articles by site, each site's read once."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._ids: dict[str, frozenset[str]] = {}

    def of(self, site: str) -> frozenset[str]:
        if site not in self._ids:
            self._ids[site] = removed_ids(self._data, site)
        return self._ids[site]


class Records:
    """An iterator of records. `torn`: lines passed over because they are not records; `undated`: records
    left out because a period was asked for and they have no date; `tombstones`: those met on the way.
    """

    def __init__(self, data: Path, spans: Iterator[_Span], since: str | None, until: str | None) -> None:
        self._captures = CaptureJoin(data)
        self.torn = 0
        self.undated = 0
        self.tombstones: list[Tombstone] = []
        self._removed = _Removed(data)
        self._since, self._until = since, until
        self._records = self._read(spans)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Record:
        return next(self._records)

    def _read(self, spans: Iterator[_Span]) -> Iterator[Record]:
        with closing(self._captures):
            for path, start, end in spans:
                site = _site_of(path)
                removed = self._removed.of(site)
                for _, _, record in read_lines(path, start, end):
                    if record is None or not is_record(record, site):
                        self._pass_over(record, site)
                    elif record["id"] not in removed and self._is_asked_for(record):
                        yield self._captures.fill(upgrade_record(record))

    def _pass_over(self, value: Mapping[str, Any] | None, site: str) -> None:
        if value is not None and is_tombstone(value, site):
            self.tombstones.append(as_tombstone(value))
        elif value is not None and is_restoration(value, site):
            self.tombstones = [each for each in self.tombstones if each["id"] != value["id"]]
        elif not is_marker(value, site):
            self.torn += 1

    def _is_asked_for(self, record: Mapping[str, Any]) -> bool:
        if self._since is None and self._until is None:
            return True
        day = record.get("date")
        if not isinstance(day, str):
            self.undated += 1
            return False
        return (self._since or "") <= day <= (self._until or "9999")


def read(
    data: Path | str | None = None,
    site: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
) -> Records:
    """Every stored line, all revisions, in the order of storing; the period is inclusive.

    `data` defaults to DVCRAWLER_DATA, else `./data`; a shared store, as in `s3://bucket/prefix`, is copied to
    this machine first. Raises UsageError for a bad date.
    """
    first, last = _day(since), _day(until)
    if first and last and first > last:
        raise UsageError(f"since={first} is later than until={last}")
    folder = _data_folder(data)
    return Records(folder, _whole_files(folder, site), first, last)


def latest(
    data: Path | str | None = None,
    site: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    section: str | None = None,
    author: str | None = None,
) -> Iterator[Record]:
    """Of each article the line captured last alone, of equal ones the highest revision.

    (A web archive's older text may come later, as a higher revision.) Of lines read live the highest
    revision is the last, whatever the clock said. Reads the store twice or thrice.
    `section` is its whole name and `author` that of one of the authors; case does not count, marks do.
    """
    wanted, data = _Wanted(_folded(section), _folded(author)), _data_folder(data)
    revised = scratch_database(
        "CREATE TABLE revised(id TEXT, live INTEGER, at TEXT, revision INTEGER, PRIMARY KEY(id, live))"
    )
    try:
        gone: set[str] = set()
        later = ((id_, live) for id_ in _revised_ids(data, site, gone) for live in (0, 1))
        revised.executemany("INSERT OR IGNORE INTO revised VALUES(?, ?, '', 0)", later)
        if revised.execute("SELECT 1 FROM revised").fetchone():
            revised.executemany(_LATER, map(_moment, read(data, site)))
        for record in read(data, site, since, until):
            row = revised.execute(_LATEST, (record.get("id"),))
            found = row.fetchone()
            is_latest = found is None or found[0] == record.get("revision")
            if is_latest and record["id"] not in gone and wanted.covers(record):
                yield record
    finally:
        revised.close()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """None for any."""

    section: str | None
    author: str | None

    def covers(self, record: Record) -> bool:
        if self.section is not None and _folded(record["section"]) != self.section:
            return False
        return self.author is None or self.author in {_folded(each["name"]) for each in record["authors"]}


def _folded(text: str | None) -> str | None:
    return unicodedata.normalize("NFC", text).strip().casefold() if text is not None else None


def _revised_ids(data: Path, site: str | None, gone: set[str]) -> Iterator[str]:
    """The articles with a revision above 1; lines of revision 1 need no further look here.

    `gone` is filled with the ids that tombstones name: the log of removals may have been lost.
    """
    for path, start, end in _whole_files(data, site):
        for _, _, record in read_lines(path, start, end):
            if record is None or record.get("revision") == 1:
                continue
            site = _site_of(path)
            if is_record(record, site):
                yield record["id"]
            elif is_tombstone(record, site):
                gone.add(record["id"])
            elif is_restoration(record, site):
                gone.discard(record["id"])


_LATER = (
    "UPDATE revised SET at = ?1, revision = ?2 WHERE id = ?3 AND live = ?4 "
    "AND (CASE live WHEN 1 THEN '' ELSE at END, revision) < (CASE live WHEN 1 THEN '' ELSE ?1 END, ?2)"
)
_LATEST = "SELECT revision FROM revised WHERE id = ? ORDER BY at DESC, revision DESC LIMIT 1"


def _moment(record: Record) -> tuple[Any, ...]:
    live = record.get("via") == "live"
    return record.get("captured_at", ""), record.get("revision", 1), record.get("id"), live


def new_since(run_id: str, data: Path | str | None = None, until: str | None = None) -> Records:
    """What was stored by the runs that ended after this one (and up to run `until`, inclusive).

    Reads just the bytes those runs appended, of all sites. Remember `last_runs()` before reading
    and pass it as `until` to see each line exactly once. Raises UsageError for an unknown run.
    """
    folder = _data_folder(data)
    after = _find_run(folder, run_id)
    last = _find_run(folder, until) if until else None
    return Records(folder, _appended(folder, after, last), None, None)


def new(
    cursor: str | None = None, data: Path | str | None = None, site: str | None = None
) -> tuple[News, str]:
    """What was stored since the poll that returned `cursor`, and the cursor for the next poll.

    The first poll, without a cursor, gives everything. Each record comes once, those of runs under way and of
    new sites too, and so does the tombstone of each article that is removed; `"removed_at" in entry` tells
    them apart. Records that are removed before they are read do not come; those of an article that is
    restored come again. Keep the cursor only once the entries are used. Reads only what was appended since.
    Raises UsageError for a cursor that cannot be read.
    """
    folder, before = _data_folder(data), parse_cursor(cursor)
    spans, after = move_on(folder, _held_sites(folder, site), before)
    return News(folder, spans, before), format_cursor(after)


def removed(data: Path | str | None = None, site: str | None = None) -> Iterator[Tombstone]:
    """The tombstones of all articles that are removed now."""
    folder = _data_folder(data)
    for name in _held_sites(folder, site):
        for removal in read_removals(folder, name).values():
            if removal.is_in_force:
                yield as_tombstone(
                    {"id": removal.id, "removed_at": removal.removed_at, "reason": removal.reason}
                )


def to_arrow(records: Iterable[Record] | None = None, data: Path | str | None = None) -> "pyarrow.Table":
    """The records as one Arrow table with the columns of `export`; by default the latest of each article.

    Holds all of them in memory. Raises ConfigError without the extra `dvcrawler[export]`.
    """
    from dvcrawler.derived.export.arrow import arrow_schema, load_pyarrow, read_tables

    pa, schema = load_pyarrow(), arrow_schema()
    chosen = latest(data) if records is None else records
    return pa.concat_tables([schema.empty_table(), *read_tables(chosen, schema)])


def to_pandas(records: Iterable[Record] | None = None, data: Path | str | None = None) -> "pandas.DataFrame":
    """The same as a data frame whose columns keep the types of Arrow. Raises ConfigError without pandas."""
    try:
        import pandas
    except ImportError as error:
        raise ConfigError("to_pandas needs pandas: pip install 'dvcrawler[export]' pandas") from error
    return to_arrow(records, data).to_pandas(types_mapper=pandas.ArrowDtype)


def last_runs(data: Path | str | None = None) -> dict[str, Run]:
    """The last ended run of each site."""
    folder = _data_folder(data)
    found = ((site, last_run(folder, site)) for site in _sites_with_runs(folder))
    return {site: run for site, run in found if run is not None}


def _whole_files(data: Path, site: str | None) -> Iterator[_Span]:
    for name in _held_sites(data, site):
        for path in article_files(data, name):
            yield path, 0, None


def _held_sites(data: Path, site: str | None) -> list[str]:
    articles = data / "articles"
    if not articles.is_dir():
        raise UsageError(f"nothing is stored in {data}; name the data folder, or run a crawl first")
    held = sorted(site_of_file(path.name) for path in articles.iterdir() if path.is_dir())
    return [site] if site else held


def _appended(data: Path, after: Run, last: Run | None) -> Iterator[_Span]:
    for site in _sites_with_runs(data):
        for run in _runs_between(data, site, after, last):
            for name, (start, end) in sorted(run.files.items()):
                yield article_folder(data, site) / name, start, end


def _runs_between(data: Path, site: str, after: Run, last: Run | None) -> Iterator[Run]:
    """Of the runs' own sites by their order in the file, whatever the clock said; of others by
    the time they ended.
    """
    begun = site != after.site
    for run in read_runs(data, site):
        if begun and (site == after.site or _is_later(run, after)):
            if last is not None and site != last.site and _is_later(run, last):
                return
            yield run
        begun = begun or run.id == after.id
        if last is not None and run.id == last.id:
            return


def _is_later(run: Run, other: Run) -> bool:
    return (run.ended_at or "", run.id) > (other.ended_at or "", other.id)


def _find_run(data: Path, run_id: str) -> Run:
    for site in _sites_with_runs(data):
        for run in read_runs(data, site):
            if run.id == run_id:
                return run
    raise UsageError(f"no ended run is called {run_id!r}; `dvcrawler.reading.last_runs()` lists them")


def _site_of(path: Path) -> str:
    return site_of_file(path.parent.name)


def _sites_with_runs(data: Path) -> list[str]:
    folder = data / "runs"
    return sorted(site_of_file(path.stem) for path in folder.glob("*.jsonl")) if folder.is_dir() else []


def _data_folder(data: Path | str | None) -> Path:
    """The folder to read; of a shared store the copy on this machine, brought up to date."""
    given = data if data is not None else os.environ.get("DVCRAWLER_DATA") or "data"
    if isinstance(given, str) and "://" in given:
        from dvcrawler.shared.mirror import mirror_of

        return mirror_of(given) or Path(given)
    return Path(given)


def _day(value: date | str | None) -> str | None:
    if value is None:
        return None
    try:
        return str(value) if isinstance(value, date) else date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"{value!r} is no date; write it as YYYY-MM-DD") from None
