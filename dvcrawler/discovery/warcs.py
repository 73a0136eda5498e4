"""Pages out of WARC files that somebody has: `-a source=warc:PATH`, a file, a folder or a pattern."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dvcrawler.errors import UsageError
from dvcrawler.normalize.hosts import is_text
from dvcrawler.normalize.moments import read_utc_moment
from dvcrawler.storage.warc_http import Answer, read_answer
from dvcrawler.storage.warc_reading import Damage, Record, read_warc

_FILES = ("*.warc.gz", "*.warc")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that an archive holds. `at` is when it was captured; `via` is "warc" or "wayback".

    `answer` is the page where it is at hand; None where it is still to be asked for.
    """

    url: str
    at: datetime
    via: str
    answer: Answer | None = None


def find_files(pattern: str) -> list[Path]:
    """The files, oldest name first. Raises UsageError where there are none."""
    path = Path(pattern)
    if path.is_dir():
        found = {file for form in _FILES for file in path.rglob(form)}
    else:
        folder, rest = Path(path.anchor or "."), path.relative_to(path.anchor) if path.anchor else path
        found = {file for file in folder.glob(str(rest)) if file.is_file()} if rest.parts else set()
    if not found:
        raise UsageError(f"source=warc:{pattern}: there is no such file, nor a WARC file in such a folder")
    return sorted(found)


def read_kept(path: Path) -> Iterator[Kept | Damage]:
    """Every answer of the file, in its order; what cannot be read is named and passed over."""
    for found in read_warc(path):
        if isinstance(found, Damage):
            yield found
        elif found.kind == "response":
            kept = _as_kept(found)
            yield kept or Damage(path.name, found.offset, "the record holds no HTTP answer, or no date")


def _as_kept(record: Record) -> Kept | None:
    answer = read_answer(record)
    at = read_utc_moment(record.headers.get("warc-date"))
    if at is None or answer is None or not record.url or not is_text(record.url):
        return None
    return Kept(record.url, at.replace(microsecond=0), "warc", answer)
