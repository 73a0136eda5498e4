"""Every stored line of the whole store or of parts of files, as records."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, Self

from dvcrawler.items import Record, Tombstone
from dvcrawler.reading.places import Span, data_folder, read_period, site_of, whole_files
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.media.captures import CaptureJoin
from dvcrawler.storage.new_lines import as_tombstone
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.log import removed_ids
from dvcrawler.storage.removals.notices import is_marker, is_restoration, is_tombstone
from dvcrawler.storage.upgrade import upgrade_record


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
    """Yields every stored line, all revisions, in the order of storing; the period is inclusive.

    `data` defaults to DVCRAWLER_DATA, else `./data`; a shared store, as in `s3://bucket/prefix`, is copied to
    this machine first. Raises UsageError for a bad date.
    """
    first, last = read_period(since, until)
    folder = data_folder(data)
    return Records(folder, whole_files(folder, site), first, last)
