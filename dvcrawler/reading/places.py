"""Where readers look: the data folder, its sites and their article files; and the records in these files."""

import os
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Self

from dvcrawler.errors import UnreadableError, UsageError
from dvcrawler.items import VIETNAM, Record, Tombstone
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.article_files import article_files, find_sites
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.media.captures import CaptureJoin
from dvcrawler.storage.nearby import nothing_stored
from dvcrawler.storage.new_lines import as_tombstone
from dvcrawler.storage.readable import advise, find_unopenable
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.log import removed_ids
from dvcrawler.storage.removals.notices import is_marker, is_restoration, is_tombstone
from dvcrawler.storage.upgrade import upgrade_record

#: Bytes of a file, from the first number to the second; None: to its end.
Span = tuple[Path, int, int | None]


def whole_files(data: Path, site: str | None) -> Iterator[Span]:
    sites = held_sites(data, site)
    check_readable(data, site)
    for name in sites:
        for path in article_files(data, name):
            yield path, 0, None


def held_sites(data: Path, site: str | None) -> list[str]:
    """The site alone if one is given. Raises UsageError if nothing is stored, or `site` is not a name."""
    if not isinstance(site, str | None):
        raise UsageError(f"site={site!r} is not the name of one site; give one, or None for all of them")
    if not (data / "articles").is_dir():
        raise nothing_stored(data)
    held = find_sites(data)
    return held if site is None else [site]


def check_readable(data: Path, site: str | None) -> None:
    """Raises UnreadableError for a folder or file that a list would lack, of the site or of all."""
    for path, reason in find_unopenable(data, None if site is None else [site]).items():
        raise UnreadableError(f"cannot read {path}: {reason}", f"{advise(reason)}, then run again")


def site_of(path: Path) -> str:
    return site_of_file(path.parent.name)


def data_folder(data: Path | str | None) -> Path:
    """The given folder, or else DVCRAWLER_DATA, or else `./data`; for a shared store, its updated copy."""
    given = data if data is not None else os.environ.get("DVCRAWLER_DATA") or "data"
    if isinstance(given, str) and "://" in given:
        from dvcrawler.shared.opening import SharedUse, open_shared

        copies = os.environ.get("DVCRAWLER_SHARED_FOLDER", "")
        shared = open_shared(given, copies, 0, 0, SharedUse.RECORDS)
        return Path(given) if shared is None else shared.folder
    return Path(given)


def read_period(since: date | str | None, until: date | str | None) -> tuple[str | None, str | None]:
    """Both days as `YYYY-MM-DD`. Raises UsageError for one that cannot be read, and for a reversed period."""
    first, last = _read_day(since), _read_day(until)
    if first and last and first > last:
        raise UsageError(f"since={first} is later than until={last}")
    return first, last


def is_covered(day: object, since: str | None, until: str | None) -> bool:
    """Whether a record's day is in the period; one without a day only if there is none."""
    if since is None and until is None:
        return True
    return isinstance(day, str) and (since or "") <= day <= (until or "9999")


def _read_day(value: date | str | None) -> str | None:
    """A moment, as a table of pandas has it, is the day that it is in Vietnam."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return str((value if value.tzinfo is None else value.astimezone(VIETNAM)).date())
    try:
        return str(value) if isinstance(value, date) else date.fromisoformat(value).isoformat()
    except (ValueError, TypeError):
        raise UsageError(f"{value!r} is not a date; write it as YYYY-MM-DD") from None


class Records:
    """An iterator of records. `torn`: lines skipped because they are not records; `undated`: records
    left out because they have no date and a period was given; `tombstones`: those found on the way.
    """

    def __init__(self, data: Path, spans: Iterator[Span], since: str | None, until: str | None) -> None:
        self._captures = CaptureJoin(data)
        self.torn = 0
        self.undated = 0
        self.tombstones: list[Tombstone] = []
        self._find_removed = cache(partial(removed_ids, data))
        self._since, self._until = since, until
        self._records = self._read(spans)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Record:
        return next(self._records)

    def _read(self, spans: Iterator[Span]) -> Iterator[Record]:
        with closing(self._captures):
            for path, start, end in spans:
                site = site_of(path)
                removed = self._find_removed(site)
                for _, _, record in read_lines(path, start, end):
                    if record is None or not is_record(record, site):
                        self._pass_over(record, site)
                    elif record["id"] not in removed and self._is_in_period(record):
                        yield self._captures.fill(upgrade_record(record))

    def _pass_over(self, value: Mapping[str, Any] | None, site: str) -> None:
        if value is not None and is_tombstone(value, site):
            self.tombstones.append(as_tombstone(value))
        elif value is not None and is_restoration(value, site):
            self.tombstones = [each for each in self.tombstones if each["id"] != value["id"]]
        elif not is_marker(value, site):
            self.torn += 1

    def _is_in_period(self, record: Mapping[str, Any]) -> bool:
        day = record.get("date")
        if not isinstance(day, str) and (self._since or self._until):
            self.undated += 1
        return is_covered(day, self._since, self._until)


def read(
    data: Path | str | None = None,
    site: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
) -> Records:
    """Yields every stored line, all revisions, in the order of storing; the period is inclusive.

    `data` defaults to DVCRAWLER_DATA, else `./data`; a shared store, as in `s3://bucket/prefix`, is copied to
    this machine first. Raises UsageError for a bad date.
    """
    first, last = read_period(since, until)
    folder = data_folder(data)
    return Records(folder, whole_files(folder, site), first, last)
