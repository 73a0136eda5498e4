"""Overwrites removed lines and captures in place, without moving a byte of anything else.

Every step may be repeated, so that a removal that was interrupted is finished by doing it again. What a span
holds is checked before it is overwritten, because a file may have been restored from a backup meanwhile.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import orjson

from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.disk import check_site, closing_descriptor, disk_error, write_at
from dvcrawler.storage.journal import append_to, parse_object, read_lines
from dvcrawler.storage.removals.log import Member, Removal, Span, Step, write_step
from dvcrawler.storage.removals.notices import erased_line, is_restoration, is_tombstone, notice_line
from dvcrawler.storage.warc.captures import warc_folder
from dvcrawler.storage.warc.filler import filler_id, make_filler
from dvcrawler.storage.warc.index import forget_captures
from dvcrawler.storage.warc.reader import read_id

#: The beginning of a line that was overwritten, wholly or in part.
_ERASED = re.compile(rb'\{"schema":\d,"erased_at"|\{\} |  ')


def own_key(id_: str) -> bytes:
    """A pattern for the key that each record of the article has. No text matches: its quotes are escaped."""
    return rb'"id":\s?' + re.escape(orjson.dumps(id_)) + rb"\s?[,}]"


def erase(data: Path, site: str, removal: Removal) -> None:
    """Overwrites the lines and captures of a planned removal. Raises StorageError."""
    folder = data / "articles" / check_site(site)
    for file, spans in groupby(sorted(removal.lines), key=lambda span: span.file):
        with suppress(FileNotFoundError), _open_to_overwrite(folder / file) as fd:
            for span in spans:
                _erase_line(fd, span, removal)
    for file, members in groupby(sorted(removal.members), key=lambda member: member.file):
        path = warc_folder(data, site) / file
        with suppress(FileNotFoundError), _open_to_overwrite(path) as fd:
            for member in members:
                _erase_member(fd, path, member, removal.removed_at)
    forget_captures(data, site, [member.record_id for member in removal.members])


def finish(data: Path, site: str, removal: Removal) -> None:
    """Finishes a removal after `erase`: informs readers, and notes that it is done."""
    removal = append_notice(data, site, removal)
    clear_derived(data)
    if removal.step is Step.PLANNED:
        write_step(data, site, removal.without_places(Step.ERASED))


def append_notice(data: Path, site: str, removal: Removal) -> Removal:
    """Appends the tombstone or the restoration unless it is there already; returns the removal with its
    place.

    Raises StorageError.
    """
    path = data / "articles" / check_site(site) / removal.notice[0]
    if not is_notice_there(path, removal):
        start, _ = append_to(path, notice_line(removal))
        if start != removal.notice[1]:  # the file was replaced meanwhile
            removal = replace(removal, notice=(path.name, start))
            write_step(data, site, removal)
    return removal


def is_notice_there(path: Path, removal: Removal) -> bool:
    """Whether the notice of this step begins in the file at the offset in the log."""
    first = next(read_lines(path, removal.notice[1]), None)
    is_notice = is_tombstone if removal.is_in_force else is_restoration
    if first is None or first.value is None or not is_notice(first.value, site_of_file(path.parent.name)):
        return False
    return bool(first.value["id"] == removal.id)


def clear_derived(data: Path) -> None:
    """Deletes the indexes built from the store: they hold the words of removed articles."""
    folder = data / "derived"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


@contextmanager
def _open_to_overwrite(path: Path) -> Iterator[int]:
    """The file for overwriting, fsynced afterwards. Raises FileNotFoundError, StorageError."""
    try:
        with closing_descriptor(os.open(path, os.O_RDWR | os.O_CLOEXEC)) as fd:
            yield fd
            os.fsync(fd)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise disk_error(path, error) from error


def _erase_line(fd: int, span: Span, removal: Removal) -> None:
    line = os.pread(fd, span.end - span.start, span.start)
    if len(line) < span.end - span.start or not (_ERASED.match(line) or _is_of(line, removal.id)):
        return
    ends_line = line.endswith(b"\n")
    if ends_line and _begins_line(fd, span.start) and not span.file.endswith(".torn"):
        write_at(fd, span.start, erased_line(len(line), removal.removed_at))
    else:  # a part of a damaged line: without it the rest may be read again
        write_at(fd, span.start, b" " * (len(line) - ends_line))


def _begins_line(fd: int, start: int) -> bool:
    return start == 0 or os.pread(fd, 1, start - 1) == b"\n"


def _is_of(line: bytes, id_: str) -> bool:
    """Whether the line is the article's, even if it is damaged or another program wrote it."""
    value = parse_object(line)
    return re.search(own_key(id_), line) is not None if value is None else value.get("id") == id_


def _erase_member(fd: int, path: Path, member: Member, at: str) -> None:
    if os.fstat(fd).st_size < member.offset + member.length:
        return
    # None or the filler's id means that it may be partly overwritten.
    if read_id(path, member.offset) in (None, member.record_id, filler_id(member.record_id)):
        write_at(fd, member.offset, make_filler(member.length, member.record_id, at))
