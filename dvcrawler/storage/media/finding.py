"""Finds the capture of a picture or document in the archive, also where its address was redirected."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from w3lib.url import safe_url_string

from dvcrawler.storage.media.types import find_media_fault
from dvcrawler.storage.warc.captures import REDIRECTS, Capture
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.message import Answer, read_answer, unpack
from dvcrawler.storage.warc.reader import Record

#: As many as a crawl follows (REDIRECT_MAX_TIMES).
_MOST_REDIRECTS = 5
_MOST_TRIED = 5


@dataclass(frozen=True, slots=True)
class FoundFile:
    """`size`: bytes of the file, unpacked."""

    capture: Capture
    size: int


def find_file(url: str, kinds: Collection[str], index: CaptureIndex) -> FoundFile | None:
    """The newest capture that holds the file, as one of the kinds; None without one.

    `url`: as a line names it.
    """
    for address in _follow(url, index):
        for capture in index.newest(address, (200,), _MOST_TRIED):
            size = _measure(capture, kinds, index)
            if size is not None:
                return FoundFile(capture, size)
    return None


def _follow(url: str, index: CaptureIndex) -> Iterator[str]:
    """The address as a crawl requests it, then each one that it was redirected to."""
    try:
        address = safe_url_string(url)
        for _ in range(_MOST_REDIRECTS + 1):
            yield address
            moved = index.newest(address, REDIRECTS, 1)
            answer = _read(moved[0], index) if moved else None
            if answer is None:
                return
            target = answer.headers.get("location", "").encode("latin-1")
            address = urljoin(address, safe_url_string(target))
    except ValueError:  # an address that cannot be requested, as with the port 99999
        return


def _measure(capture: Capture, kinds: Collection[str], index: CaptureIndex) -> int | None:
    """The bytes of the file; None if the capture does not hold one."""
    try:
        answer = _read(capture, index)
        body = unpack(answer) if answer is not None else b""
    except ValueError:
        return None
    if answer is None or all(find_media_fault(kind, answer.headers, body) for kind in kinds):
        return None
    return len(body)


def _read(capture: Capture, index: CaptureIndex) -> Answer | None:
    try:
        found = index.record(index.source(capture))
    except OSError:
        return None
    return read_answer(found) if isinstance(found, Record) else None
