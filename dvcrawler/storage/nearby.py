"""Stores near a folder that holds none: who names the wrong folder mostly means one of these."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from dvcrawler.errors import ConfigError, UsageError

#: Caps the folders that are looked into, and those that are named.
_MOST_LOOKED, _MOST_NAMED = 500, 3


class NothingStoredError(UsageError):
    """The data folder holds no articles."""


def nothing_stored(data: Path) -> NothingStoredError:
    """The error for a data folder without articles."""
    near = find_stores(data)
    if near:
        return NothingStoredError(f"nothing is stored in {data}, but in {_join(near)}; give --data {near[0]}")
    return NothingStoredError(f"nothing is stored in {data}; name the data folder, or run a crawl first")


def stored_elsewhere(data: Path) -> UsageError | None:
    """The error that names the stores near a folder without articles; None if it has some or none is near."""
    is_elsewhere = not _holds_articles(data) and find_stores(data)
    return nothing_stored(data) if is_elsewhere else None


def no_folder(data: Path) -> ConfigError:
    """The error for a data folder that does not exist."""
    near = find_stores(data)
    if near:
        return ConfigError(f"there is no data folder {data}, but {_join(near)}; give --data {near[0]}")
    return ConfigError(f"there is no data folder {data}; name it with --data or DVCRAWLER_DATA")


def find_stores(data: Path) -> list[Path]:
    """Folders with articles: in the folder, around it, of the same name above, and next to a missing one."""
    found = (
        path
        for path in dict.fromkeys(_list_near(data))
        if path not in (data, data.absolute()) and _holds_articles(path)
    )
    return list(islice(found, _MOST_NAMED))


def _list_near(data: Path) -> Iterator[Path]:
    yield from _list_folders(data)
    yield from islice(data.parents, 3)
    if not data.is_dir():
        yield from _list_folders(data.parent)
    yield from (folder / data.name for folder in islice(data.absolute().parents, 1, 4))


def _list_folders(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in islice(folder.iterdir(), _MOST_LOOKED) if path.is_dir())
    return []


def _holds_articles(folder: Path) -> bool:
    with suppress(OSError):
        return next((folder / "articles").glob("*/*.jsonl"), None) is not None
    return False


def _join(paths: list[Path]) -> str:
    return ", ".join(map(str, paths))
