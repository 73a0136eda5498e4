"""The files of an SQLite database: SQLite's own side files and our seal go with it."""

from contextlib import suppress
from pathlib import Path

from dvcrawler.storage.databases.seal import SUFFIX

#: The file itself, and what SQLite and we keep next to it.
_FILES = ("", "-wal", "-shm", "-journal", SUFFIX)


def move_aside(path: Path) -> Path:
    """Renames the file and SQLite's side files; returns the new path."""
    number = 1
    while (kept := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    for side in _FILES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(kept.with_name(kept.name + side))
    return kept


def delete_database(path: Path) -> None:
    """Deletes the file, if there is one, and SQLite's side files; a folder in its place is moved aside."""
    if path.is_dir():
        move_aside(path)
    delete_files(path)


def delete_files(path: Path) -> None:
    """Deletes the database and SQLite's side files."""
    for side in _FILES:
        path.with_name(path.name + side).unlink(missing_ok=True)
