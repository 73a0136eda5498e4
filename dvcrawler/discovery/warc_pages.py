"""Pages out of WARC files that somebody has: `-a source=warc:PATH`, a file, a folder or a pattern."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dvcrawler.errors import UsageError
from dvcrawler.normalize.hosts import is_text
from dvcrawler.normalize.moments import read_utc_moment
from dvcrawler.storage.warc.message import Answer, read_answer, read_head
from dvcrawler.storage.warc.reader import Damage, Large, Record, read_in_steps

_FILES = ("*.warc.gz", "*.warc")


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page that an archive holds. `at` is when it was captured; `via` is "warc" or "wayback".

    `answer` is the page where it is at hand; None where it is still to be asked for. `too_large` is the
    length of a record that cannot be a page: its `answer` has no payload.
    """

    url: str
    at: datetime
    via: str
    answer: Answer | None = None
    too_large: int | None = None


def find_files(pattern: str) -> list[Path]:
    """The files, oldest name first. Raises UsageError where there are none."""
    path = Path(pattern)
    if path.is_dir():
        found = {file for form in _FILES for file in path.rglob(form) if file.is_file()}
    else:
        folder, rest = Path(path.anchor or "."), path.relative_to(path.anchor) if path.anchor else path
        found = {file for file in folder.glob(str(rest)) if file.is_file()} if rest.parts else set()
    if not found:
        raise UsageError(f"source=warc:{pattern}: there is no such file, nor a WARC file in such a folder")
    return sorted(found)


def read_kept(path: Path) -> Iterator[ArchivedPage | Damage | None]:
    """Every answer of the file, in its order; what cannot be read is named and passed over.

    None: some more of the file was read, and there is nothing to tell of it.
    """
    try:
        for found in read_in_steps(path):
            yield _as_kept(found, path.name)
    except OSError as error:
        yield Damage(path.name, 0, f"the file cannot be read ({error.strerror or error})")


def _as_kept(found: Record | Large | Damage | None, file: str) -> ArchivedPage | Damage | None:
    if found is None or isinstance(found, Damage):
        return found
    if found.kind != "response":
        return None
    at, length = read_utc_moment(found.headers.get("warc-date")), None
    if isinstance(found, Large):
        answer, length = read_head(found), found.length
    else:
        answer = read_answer(found)
    if answer is None or at is None or not found.url or not is_text(found.url):
        return Damage(file, found.offset, "the record holds no HTTP answer, or no date")
    return ArchivedPage(found.url, at.replace(microsecond=0), "warc", answer, length)
