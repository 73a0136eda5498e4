"""Moves lines that no reader can use out of article files and run records, for want of a back-up; so also
lines of an article with a revision that an earlier line has.

The bytes go to `<file>.torn`, where a removal finds them too. A marker of the same length takes their place,
because run records, the ledger and readers refer to lines by their offsets.
"""

import os
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.storage.article_files import article_files, article_folder
from dvcrawler.storage.disk import closing_descriptor, disk_errors, sync_folder, write_at, write_whole
from dvcrawler.storage.journal import Line, open_for_append, read_lines, read_raw
from dvcrawler.storage.records import is_newer, is_record
from dvcrawler.storage.removals.erase import clear_derived, own_key
from dvcrawler.storage.removals.log import read_removals
from dvcrawler.storage.removals.notices import erased_line, is_marker
from dvcrawler.storage.repeated_lines import note_line, seen_lines
from dvcrawler.storage.run_records.runs import find_invalid_lines, runs_path

#: Bytes of a marker without its newline.
_SHORTEST = len(erased_line(1 << 10, "2026-01-01T00:00:00Z").rstrip())


@dataclass(frozen=True, slots=True)
class SetAside:
    """What was moved out of the file of this name, if anything.

    `short`: lines that stay there, because no marker fits into them.
    """

    file: str
    lines: int
    short: int


def set_aside(data: Path, site: str, now: str) -> Iterator[SetAside]:
    """Sets aside the lines of the site that are neither records nor runs, and repetitions of a record.

    Leaves lines of another site, of a newer dvcrawler and of articles that were removed, which have remedies
    of their own.
    Call it while holding the site's lock, and build the ledger again afterwards. Raises StorageError.
    """
    removed = {id_ for id_, each in read_removals(data, site).items() if each.is_in_force}
    with closing(seen_lines()) as seen:
        for path in article_files(data, site):
            useless = (line for line in read_lines(path) if _is_useless(line, path, site, removed, seen))
            found = _mend(path, useless, now)
            if found.lines:
                clear_derived(data)
            yield found
    yield _mend(runs_path(data, site), find_invalid_lines(data, site), now)


def _mend(path: Path, useless: Iterable[Line], now: str) -> SetAside:
    spans = list(_join(useless))
    moved = [span for span in spans if span.fits]
    if moved:
        _move(path, moved, now)
    return SetAside(
        path.name, sum(span.lines for span in moved), sum(span.lines for span in spans if not span.fits)
    )


def are_set_aside(data: Path, site: str, id_: str, revisions: Iterable[int]) -> bool:
    """Whether these revisions of the article are in files of lines set aside."""
    torn = article_folder(data, site).glob("*.jsonl.torn")
    text = b"\n".join(line for path in torn for line in read_raw(path))
    key = own_key(id_)
    return bool(text) and all(re.search(key + rb'\s?"revision":\s?%d\b' % each, text) for each in revisions)


@dataclass(frozen=True, slots=True)
class _Span:
    """A line, with adjacent ones if either is too short for a marker: damage may have made a newline."""

    start: int
    end: int
    lines: int

    @property
    def fits(self) -> bool:
        """Whether a marker fits into these bytes."""
        return self.end - self.start > _SHORTEST


def _join(lines: Iterable[Line]) -> Iterator[_Span]:
    span: _Span | None = None
    for line in lines:
        own = _Span(line.start, line.end, 1)
        if span is not None and span.end == line.start and not (span.fits and own.fits):
            span = _Span(span.start, line.end, span.lines + 1)
            continue
        if span is not None:
            yield span
        span = own
    if span is not None:
        yield span


def _is_useless(
    line: Line, path: Path, site: str, removed: Collection[str], seen: sqlite3.Connection
) -> bool:
    value = line.value
    if value is None:
        return True
    if is_marker(value, site) or str(value.get("id")) in removed:
        return False
    if is_newer(value):
        return False
    if not is_record(value, site):
        return not is_record(value, str(value.get("site")))
    first = note_line(value, path.name, line.start, seen)
    return first is not None and first.is_same


def _move(path: Path, spans: list[_Span], now: str) -> None:
    """Copies durably before it overwrites: a kill in between leaves the lines in both files."""
    aside = path.with_name(f"{path.name}.torn")
    with disk_errors(path), closing_descriptor(os.open(path, os.O_RDWR | os.O_CLOEXEC)) as fd:
        with disk_errors(aside), closing_descriptor(open_for_append(aside)) as target:
            for span in spans:
                write_whole(target, os.pread(fd, span.end - span.start, span.start))
            os.fsync(target)
        for span in spans:
            write_at(fd, span.start, erased_line(span.end - span.start, now))
        os.fsync(fd)
    sync_folder(path.parent)
