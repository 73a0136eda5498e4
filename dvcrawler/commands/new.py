"""`dvcrawler new --cursor FILE`: what was stored since the last time."""

import argparse
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import parse_path
from dvcrawler.cli.options import Option
from dvcrawler.cli.store_notices import tell_lines, tell_unopenable
from dvcrawler.cli.typed_text import Once, read_typed
from dvcrawler.console import check_open, printing
from dvcrawler.errors import ConfigError, ExitCode, UsageError, worst
from dvcrawler.site_lists import check_sites, list_held_sites
from dvcrawler.storage.disk import resolve_target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dvcrawler.reading import Record, Tombstone

#: Caps the bytes that are read; the cursor of 100 sites over 50 years has 3 MB.
_LARGEST_CURSOR = 16_000_000


class Command(DvcrawlerCommand):
    """Prints one JSON line for each entry; advances the cursor once they are written."""

    usage = "--cursor FILE [options]"
    description = (
        "Prints each record and tombstone stored since FILE was written, one JSON line each, and "
        "then advances the cursor. Example: dvcrawler new --cursor mine.cursor >> news.jsonl"
    )
    uses_scrapy = False
    options = (
        Option(
            "--cursor",
            "file that keeps the position in the store; created if missing",
            type=parse_path,
            metavar="FILE",
        ),
        Option("--site", "only what is new of this site", type=read_typed, action=Once, metavar="NAME"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.reading import new
        from dvcrawler.reading.places import held_sites
        from dvcrawler.storage.cursor import CursorError
        from dvcrawler.storage.disk import replace_file

        if args or not opts.cursor:
            raise UsageError("name a file for the position in the store, as in --cursor mine.cursor")
        check_open()
        path = Path(opts.cursor)
        self.check_output(path)
        before = _read(path)
        try:
            entries, cursor = new(before, self.find_store(), opts.site)
        except CursorError as error:
            raise UsageError(f"{path}: {error}") from error
        if opts.site is not None and opts.site not in held_sites(self.data, None):
            check_sites([opts.site], list_held_sites(self.settings))  # it may be stored later
        self.tell_stored_elsewhere()
        # Where the place cannot be kept, every call would print the same records.
        replace_file(resolve_target(path), (before or "").encode())
        _print(entries)
        replace_file(resolve_target(path), cursor.encode() + b"\n")
        return worst([tell_unopenable(entries.unopenable), tell_lines(entries.torn_of)])


def _print(entries: "Iterable[Record | Tombstone]") -> None:
    import orjson

    with printing():
        if _ends_within_line(sys.stdout.fileno()):
            sys.stdout.buffer.write(b"\n")
    for entry in entries:
        line = orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE)
        with printing():
            sys.stdout.buffer.write(line)
    with printing():
        sys.stdout.buffer.flush()
        _sync(sys.stdout.fileno())


def _ends_within_line(fd: int) -> bool:
    """Whether lines are added to a file whose last one a kill or a full disk cut: the first of ours would be
    unreadable too.
    """
    if not (stat.S_ISREG(os.fstat(fd).st_mode) and os.fstat(fd).st_size):
        return False
    with suppress(OSError), Path(f"/dev/fd/{fd}").open("rb") as file:  # ours may only be written
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
    return False


def _sync(fd: int) -> None:
    """A file is on disk before the place is: a network disk may refuse only then what it has taken, and a
    power loss would take lines that never come again.
    """
    if stat.S_ISREG(os.fstat(fd).st_mode):
        os.fsync(fd)


def _read(path: Path) -> str | None:
    """The cursor, None if the file does not exist yet. Raises ConfigError if it cannot be kept there."""
    try:
        with resolve_target(path).open("rb") as file:
            text = file.read(_LARGEST_CURSOR + 1)
        if len(text) > _LARGEST_CURSOR:
            raise UsageError(f"{path} is not a cursor; name another file")
        return text.decode("utf-8")
    except FileNotFoundError:
        if path.parent.is_dir():
            return None
        raise ConfigError(f"there is no folder {path.parent} for the cursor; create it first") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not a cursor; name another file") from None
    except OSError as error:  # a folder, a device, a file of somebody else
        raise ConfigError(f"cannot read the cursor {path}: {error.strerror}; name another file") from error
