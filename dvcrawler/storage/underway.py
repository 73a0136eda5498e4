"""The run that has begun and not written its line yet: under way, or dead."""

from dataclasses import dataclass
from pathlib import Path

from dvcrawler.storage.lock import holder
from dvcrawler.storage.runs import Run, last_run, read_begun


@dataclass(frozen=True, slots=True)
class OpenRun:
    """`is_alive`: it still holds the site's lock. A dead one is closed by the next run."""

    run: Run
    is_alive: bool


def open_run(data: Path, site: str) -> OpenRun | None:
    """None where every run has ended. Changes nothing. Raises UnreadableError."""
    begun = read_begun(data, site)
    if begun is None:
        return None
    held = holder(data, site)
    if held is not None and held.since in (None, begun.started_at):
        return OpenRun(begun, is_alive=True)
    last, now = last_run(data, site), read_begun(data, site)
    if now is None or now.id != begun.id or (last is not None and last.id == begun.id):
        return None  # it ended between two looks, or died after its line
    return OpenRun(begun, is_alive=False)
