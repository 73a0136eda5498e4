"""Space set aside at the start of a run, so that a run that fills the disk can still write its record."""

from contextlib import suppress
from pathlib import Path

from dvcrawler.storage.disk import check_site

#: The record with 200 pages named takes up to 60 KB; the indexes that are closed before it a few pages each.
_RESERVED_BYTES = 128 * 1024


def reserve_space(data: Path, site: str) -> None:
    """Does nothing if there is no room: the run reports that itself."""
    path = _build_path(data, site)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # opening a named pipe in its place would block
        path.write_bytes(bytes(_RESERVED_BYTES))
        return
    free_space(data, site)


def free_space(data: Path, site: str) -> None:
    """Frees the space for the writes at the end of the run."""
    with suppress(OSError):
        _build_path(data, site).unlink(missing_ok=True)


def _build_path(data: Path, site: str) -> Path:
    return data / "state" / f"{check_site(site)}.run.reserve"
