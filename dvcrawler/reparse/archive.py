"""The articles in one web archive file, for programs that share out files themselves.

    from dvcrawler.reparse import UnreadCapture, records
    for found in records("crawl-2024.warc.gz"):
        if isinstance(found, UnreadCapture): ...

Needs no store, no ledger and no settings, and writes nothing: a task of Ray, Spark or Beam is one call.
Nothing here imports Scrapy, opens a connection or reads the clock: the same file gives the same records.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dvcrawler.errors import UsageError
from dvcrawler.extract import (
    Address,
    NotAPageError,
    Page,
    PageCode,
    Provenance,
    RecordRefused,
    Site,
    read_record,
    site_for_url,
    to_record,
)
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.items import Record
from dvcrawler.normalize.dates.machine import read_served
from dvcrawler.normalize.urls import read_address
from dvcrawler.storage.folders import read_error
from dvcrawler.storage.warc import reader
from dvcrawler.storage.warc.captures import capture_name
from dvcrawler.storage.warc.containers import read_archive
from dvcrawler.storage.warc.message import CUT, PAGE_TYPES, Answer, is_cut, unpack
from dvcrawler.storage.warc.pages import find_doubts, read_page
from dvcrawler.storage.warc.reader import Step
from dvcrawler.storage.warc.record import RESOURCE, RESPONSE


@dataclass(frozen=True, slots=True)
class UnreadCapture:
    """A capture that gives no record. `offset`: its first byte. `url`: empty if it is not known.

    `code` is None if the bytes are damaged; reading them again does not help. `reason` is one line.
    """

    file: str
    offset: int
    url: str
    code: PageCode | None
    reason: str


def records(path: Path | str) -> Iterator[Record | UnreadCapture]:
    """Yields a record of revision 1 for each captured article page, else its refusal, in the file's order.

    Reads WARC, ARC and WACZ files in constant memory. Known sites, which the address names, are read by
    their layouts, others by landmarks. Skips captures that are not at an article's address, not HTML or not
    of status 200, and those that only refer to an earlier one. `via` is "warc".
    Further pages of an article are not joined: they may be in another file. Never raises because of contents;
    raises UsageError for a file that is missing, UnreadableError for one that cannot be read.
    """
    file = Path(path)
    for found in _read_archive(file):
        if isinstance(found, reader.Damage):
            yield UnreadCapture(found.file, found.offset, "", None, found.what)
        elif isinstance(found, reader.Record) and found.kind in (RESPONSE, RESOURCE):
            read = _read(file.name, found)
            if read is not None:
                yield read


def _read_archive(file: Path) -> Iterator[Step]:
    try:
        yield from read_archive(file)
    except FileNotFoundError:
        raise UsageError(f"there is no file {str(file)!r}; name a WARC, ARC or WACZ file") from None
    except OSError as error:
        raise read_error(file, error) from error


def _read(file: str, capture: reader.Record) -> Record | UnreadCapture | None:
    """None for a capture that is not an article's page."""
    found = read_page(capture)
    if found is None:
        return None
    url, at, answer = found
    owner = _find_owner(url)
    if owner is None or answer.status != 200 or not _is_html(answer):
        return None
    unread = partial(UnreadCapture, file, capture.offset, url)
    if at is None or is_cut(capture):
        return unread(PageCode.DAMAGED_RECORD, CUT) if at is not None else unread(None, "no date of capture")
    served = read_served(answer.headers.get("date", ""))
    provenance = Provenance("warc", capture.url, at, capture_name(file, capture.record_id), served)
    try:
        with limit_reading():
            page = Page(unpack(answer), url, answer.headers.get("content-type"))
            read = read_record(page, *owner, provenance)
    except NotAPageError as error:
        return unread(error.page_code, str(error))
    except ValueError as error:
        return unread(PageCode.BROKEN_BODY, str(error))
    if isinstance(read, RecordRefused):
        return unread(read.code, read.reason)
    return to_record(replace(read, problems=(*read.problems, *find_doubts(capture))))


def _find_owner(url: str) -> tuple[Site, Address] | None:
    try:
        site = site_for_url(url)
    except ValueError:
        return None
    address = read_address(url, site.addresses, site.hosts)
    return (site, address) if address is not None else None


def _is_html(answer: Answer) -> bool:
    """A capture without a type may be one."""
    return answer.headers.get("content-type", PAGE_TYPES[0]).lower().startswith(PAGE_TYPES)
