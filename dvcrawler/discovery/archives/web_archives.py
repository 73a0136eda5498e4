"""Backfills a site from a web archive: reads its index into the backlog, then requests the pages."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

from scrapy import Request

from dvcrawler.discovery.archives.archive_indexes import Progress, query_indexes, service_of
from dvcrawler.discovery.archives.captured_addresses import read_captured
from dvcrawler.discovery.archives.cdx import INTERNET_ARCHIVE, Row, raw_url
from dvcrawler.discovery.archives.warc_pages import ArchivedPage
from dvcrawler.discovery.archives.warcs import MAX_AHEAD
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.requests import Output, copy_request, read_page_request
from dvcrawler.discovery.sources import Sources
from dvcrawler.normalize.identity import with_id
from dvcrawler.storage.backlog import Backlog

#: Number of captures of one article that are tried, the latest first; then its first one, because all of a
#: paper that has vanished may be of the page that took its place.
_MAX_CAPTURES = 3


async def from_index(sources: Sources) -> AsyncIterator[Output]:
    """Reads the parts of the index that earlier backfills have not, then requests one page per article."""
    assert sources.backlog is not None
    progress = Progress()
    for request in query_indexes(sources, progress):
        yield request
    while progress.waiting:
        await sources.crawl.wait_for_empty_queue()
    for unread in progress.skipped.report(sources.site, is_chosen=sources.arguments.article is not None):
        yield unread
    for request in _request_captures(sources, sources.backlog):
        yield request
        if sources.crawl.count_queued() >= MAX_AHEAD:  # known articles are dropped before the queue
            await sources.crawl.wait_for_empty_queue()
    if not progress.failed and sources.arguments.limit is None:
        sources.backlog.finish()


def _request_captures(sources: Sources, backlog: Backlog) -> Iterator[Request]:
    for captures in backlog.articles(service_of(sources)):
        rows = [Row(*capture[2:]) for capture in captures]
        address = read_captured(rows[0].original, sources.site)
        if address is not None and sources.articles.is_wanted(address, rows[0].at.date().isoformat()):
            tried = [*rows[:_MAX_CAPTURES], *rows[_MAX_CAPTURES:][-1:]]
            yield request_capture(sources, tried, captures[0].article)


def request_capture(
    sources: Sources, captures: list[Row], article: str | None = None, *, is_fallback: bool = False
) -> Request:
    """Asks the web archive for the first capture; the others are tried if that one cannot be read.

    `article`: the id that they wait under in the backlog; None for the one in their address.
    """
    row = captures[0]
    address = read_captured(row.original, sources.site)
    assert address is not None
    address = with_id(address, article or address.native_id)
    is_range = bool(sources.arguments.commoncrawl)
    service = sources.arguments.archive or INTERNET_ARCHIVE
    link = f"{sources.crawl.commoncrawl_files}/{row.file}" if is_range else raw_url(service, row)
    request = sources.articles.request(ArticleLink(address, link), priority=0)
    page = replace(
        read_page_request(request),
        archived=ArchivedPage(address.url, row.at, "warc" if is_range else "wayback", listed=row.original),
        other_captures=tuple(captures[1:]),
        is_range=is_range,
        is_fallback=is_fallback,
        allow_offsite=True,
    )
    if is_range:
        request.headers["Range"] = f"bytes={row.offset}-{row.offset + row.length - 1}"
    return copy_request(request, page)
