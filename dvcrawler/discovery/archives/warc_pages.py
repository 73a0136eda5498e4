"""Reads the pages in WARC, ARC and WACZ files. PATH of `-a source=warc:PATH`: a file, folder or pattern."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from dvcrawler.errors import UsageError
from dvcrawler.items import Problem
from dvcrawler.normalize.hosts import is_text
from dvcrawler.normalize.paths import expand_home
from dvcrawler.storage.warc.containers import ENDINGS, read_archive
from dvcrawler.storage.warc.message import Answer, is_cut
from dvcrawler.storage.warc.pages import find_doubts, read_page
from dvcrawler.storage.warc.reader import Damage, Large, Record
from dvcrawler.storage.warc.record import RESOURCE, RESPONSE, REVISIT

_TEXT, _REQUEST = "conversion", "request"
#: Heritrix and Brozzler name a file so until it is complete; where they were stopped, it stays.
_OPEN = ".open"
#: Kinds of records of which a page or a message comes; "" means damage.
_OF_PAGES = (RESPONSE, REVISIT, RESOURCE, "continuation", "")
#: Endings of files that may hold archives and are not opened.
_PACKED = (".zip", ".bz2", ".7z", ".rar", ".tar", ".tgz", ".tar.gz", ".tar.xz", ".lz4", ".lzma")
_NO_RECORD = "the file holds no record"
_ONLY_REQUESTS = "the file holds requests without their answers"
_ONLY_TEXTS = "the file holds texts without their pages (WET): give the WARC file that they were taken from"


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page in an archive. `at`: when it was captured (UTC); `via`: "warc" or "wayback".

    `answer`: the HTTP response, or None if it is still to be fetched. `too_large`: the length in bytes of
    a record that is too large for a page; its `answer` has no body. `listed`: the address by which an index
    lists it, None if it comes from no index. `is_cut`: the archive says that it holds only the beginning.
    `is_revisit`: the page had not changed, and its bytes are in another record; `answer` has no body.
    `recorded`: the address under which it was recorded, which may be in a web archive.
    `problems`: the doubts that the archive leaves about its bytes.
    """

    url: str
    at: datetime
    via: str
    answer: Answer | None = None
    too_large: int | None = None
    listed: str | None = None
    is_cut: bool = False
    is_revisit: bool = False
    recorded: str | None = None
    problems: tuple[Problem, ...] = ()


def find_files(pattern: str) -> list[Path]:
    """The files, ordered by name. Raises UsageError if no file matches, or a folder cannot be read."""
    path = expand_home(pattern)
    try:
        found = _find_files_below(path) if path.is_dir() else _find_files_like(path)
    except OSError as error:
        what, why = error.filename, error.strerror or error
        raise UsageError(
            f"source=warc:{pattern}: {what} cannot be read ({why}); fix its permissions"
        ) from error
    if not found:
        raise UsageError(f"source=warc:{pattern}: there is no such file, nor a WARC file in such a folder")
    return sorted(found)


def _find_files_below(folder: Path) -> set[Path]:
    """Raises OSError for a folder that cannot be read: its pages would be missed."""
    files = (Path(place, name) for place, _, names in os.walk(folder, onerror=_raise) for name in names)
    return {file for file in files if is_archive(file.name) and file.is_file()}


def find_packed(pattern: str) -> list[str]:
    """The files in the folder that may hold archives and are not opened."""
    below = expand_home(pattern).rglob("*")
    return sorted(
        str(file) for file in below if file.name.lower().endswith(_PACKED) and not is_archive(file.name)
    )


def _raise(error: OSError) -> NoReturn:
    raise error


def is_archive(name: str) -> bool:
    """Whether the file is named as web archives are."""
    return name.lower().removesuffix(_OPEN).endswith(ENDINGS)


def _find_files_like(pattern: Path) -> set[Path]:
    folder = Path(pattern.anchor or ".")
    rest = pattern.relative_to(pattern.anchor) if pattern.anchor else pattern
    return {file for file in folder.glob(str(rest)) if file.is_file()} if rest.parts else set()


def read_kept(path: Path) -> Iterator[ArchivedPage | Damage | None]:
    """Yields every HTTP response and revisit of the file, in its order, and the damage between them; damage,
    too, if it holds none because it is not the archive of pages that its reader expects.

    None means that more of the file was read without finding either.
    """
    kinds: set[str] = set()
    try:
        for found in read_archive(path):
            if found is not None:
                kinds.add("" if isinstance(found, Damage) else found.kind)
            yield _as_page(found, path.name)
        if (fault := _find_fault(kinds)) is not None:
            yield Damage(path.name, 0, fault)
    except OSError as error:
        yield Damage(path.name, 0, f"the file cannot be read ({error.strerror or error})")


def _find_fault(kinds: set[str]) -> str | None:
    """Why a file with these kinds of records is not the archive of pages that its reader expects."""
    if not kinds:
        return _NO_RECORD
    if not kinds.isdisjoint(_OF_PAGES):
        return None
    return _ONLY_TEXTS if _TEXT in kinds else _ONLY_REQUESTS if _REQUEST in kinds else None


def _as_page(found: Record | Large | Damage | None, file: str) -> ArchivedPage | Damage | None:
    if found is None or isinstance(found, Damage):
        return found
    if found.kind == "continuation":
        return Damage(file, found.offset, "a page in several records, which are not put together")
    if not _may_be_page(found):
        return None
    page = read_page(found)
    if page is None:
        return Damage(file, found.offset, "the record holds no HTTP answer")
    url, at, answer = page
    if at is None or not url or not is_text(url):
        return Damage(file, found.offset, "the record has no date or no address that can be read")
    return ArchivedPage(
        url,
        at.replace(microsecond=0),
        "warc",
        answer,
        found.length if isinstance(found, Large) else None,
        is_cut=is_cut(found),
        is_revisit=found.is_revisit,
        recorded=found.url,
        problems=find_doubts(found),
    )


def _may_be_page(found: Record | Large) -> bool:
    """Whether the record is a resource or an answer of HTTP. Heritrix keeps the answers of name servers as
    responses, of addresses such as dns:example.vn.
    """
    is_http = found.url.lower().startswith(("http://", "https://"))
    if found.kind == RESOURCE and is_http:
        return True
    return found.is_capture and (not found.url or is_http)
