"""Requests for pictures and documents: from their own hosts, a web archive, or WARC files."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime

from scrapy import Request

from dvcrawler.discovery.archives.cdx import Row, raw_url
from dvcrawler.discovery.archives.warc_pages import ArchivedPage, find_files, read_kept
from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.requests import META_KEY, MediaRequest, PageRequest
from dvcrawler.discovery.sources import Sources
from dvcrawler.storage.media.database import MediaFile

#: Requested after everything else, including retries of pages.
_PRIORITY = -10
#: The header of browsers; servers that choose a format by it need the last part.
_ACCEPT = {"images": "image/avif,image/webp,image/*,*/*;q=0.8", "documents": "*/*"}
#: Seconds of reading WARC files after which the run checks for signals.
_SECONDS_PER_TURN = 2.0

Find = Callable[[str], MediaFile | None]


def vias_of(arguments: Arguments) -> tuple[str, ...]:
    """The articles whose files a run requests, by the way they came: a paper's web archive may have their
    pictures, the live site need not. Common Crawl keeps no pictures.
    """
    if arguments.commoncrawl:
        return ()
    if arguments.archive:
        return ("wayback",)
    return ("warc",) if arguments.warc else ("live",)


def request_file(sources: Sources, media: MediaRequest, max_bytes: int) -> Request:
    """Raises ValueError for an invalid address."""
    file, service = media.file, sources.arguments.archive
    archived, url = None, file.url
    if service:
        at = datetime.fromisoformat(file.at)
        archived = ArchivedPage(file.url, at, "wayback")
        url = raw_url(service, Row(f"{at:%Y%m%d%H%M%S}", file.url))
    request = _request(url, media, archived, max_bytes)
    request.headers["Accept"] = _ACCEPT[file.kind]
    if not service:
        request.headers["Referer"] = file.page  # many servers refuse pictures without it
    return request


def media_in_warcs(pattern: str, find: Find) -> Iterator[Request | None]:
    """Requests for the files in the WARC files that `find` wants, answered without the network.

    None now and then, so that the caller can do other work.
    """
    turn = time.monotonic()
    for path in find_files(pattern):
        for found in read_kept(path):
            if isinstance(found, ArchivedPage) and _is_whole(found):
                file = find(found.url)
                if file is not None:
                    yield _request(file.url, MediaRequest(file), found, None)
            if time.monotonic() - turn > _SECONDS_PER_TURN:
                yield None
                turn = time.monotonic()


def _is_whole(found: ArchivedPage) -> bool:
    is_page = found.answer is not None and found.answer.status == 200
    return is_page and found.too_large is None and not (found.is_cut or found.is_revisit)


def _request(url: str, media: MediaRequest, archived: ArchivedPage | None, max_bytes: int | None) -> Request:
    page = PageRequest(media=media, archived=archived, allow_offsite=archived is not None)
    bound = {} if max_bytes is None else {"download_maxsize": max_bytes}
    return Request(url, meta={META_KEY: page, "max_retry_times": 0, **bound}, priority=_PRIORITY)
