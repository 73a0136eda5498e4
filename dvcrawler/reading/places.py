"""Where readers look: the data folder, its sites and their article files, and days given by callers."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from dvcrawler.errors import UnreadableError, UsageError
from dvcrawler.items import VIETNAM
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.article_files import article_files, find_sites
from dvcrawler.storage.nearby import nothing_stored
from dvcrawler.storage.readable import find_unopenable

#: Bytes of a file, from the first number to the second; None: to its end.
Span = tuple[Path, int, int | None]


def whole_files(data: Path, site: str | None) -> Iterator[Span]:
    check_readable(data, site)
    for name in held_sites(data, site):
        for path in article_files(data, name):
            yield path, 0, None


def held_sites(data: Path, site: str | None) -> list[str]:
    """The site alone if one is given. Raises UsageError if nothing is stored."""
    articles = data / "articles"
    if not articles.is_dir():
        raise nothing_stored(data)
    held = find_sites(data)
    return [site] if site else held


def check_readable(data: Path, site: str | None) -> None:
    """Raises UnreadableError for a folder or file that a list would lack, of the site or of all."""
    for path, reason in find_unopenable(data, None if site is None else [site]).items():
        raise UnreadableError(f"cannot read {path}: {reason}")


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
