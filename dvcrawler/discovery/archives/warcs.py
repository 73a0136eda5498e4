"""Pages of WARC files, `-a source=warc:PATH`, as requests that are answered without the network.

Any archive also has thousands of captures that hold no page of their article: redirects, errors, and revisits
of a page in another record. The run notes one only if neither the files nor the store have its article.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

from scrapy import Request

from dvcrawler.discovery.archives.captured_addresses import SkippedAddresses, read_captured
from dvcrawler.discovery.archives.warc_pages import ArchivedPage, find_files, find_packed, read_kept
from dvcrawler.discovery.clock import is_in_future
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.requests import Output, copy_request, read_page_request
from dvcrawler.discovery.sources import Sources
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.messages.plurals import counted
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.urls import Address, is_own_host, read_address
from dvcrawler.run.counters import Counter
from dvcrawler.storage.warc.message import CUT, PAGE_TYPES
from dvcrawler.storage.warc.reader import Damage

logger = logging.getLogger(__name__)

#: Caps the number of archived pages that wait in memory, and their bytes: a page may have 10 MB.
MAX_AHEAD = 100
_MAX_BYTES_AHEAD = 16 * 1024 * 1024
#: Seconds of reading after which other tasks run.
_SECONDS_PER_TURN = 0.1
_REVISIT = "the archive holds a revisit of the page, whose text is in another record"


async def from_warcs(sources: Sources, pattern: str) -> AsyncIterator[Output]:
    """Requests for the articles in WARC files, in constant memory; other pages are counted."""
    waiting = size = 0
    turn = time.monotonic()
    for each in _request_pages(sources, pattern):
        if each is not None:
            yield each
            if isinstance(each, Request):
                waiting, size = waiting + 1, size + _measure_size(each)
            continue
        if waiting >= MAX_AHEAD or size >= _MAX_BYTES_AHEAD:
            await sources.crawl.wait_for_empty_queue()
            waiting = size = 0
        elif time.monotonic() - turn > _SECONDS_PER_TURN:
            await asyncio.sleep(0)
        else:
            continue
        if sources.state.is_ending:
            return
        turn = time.monotonic()


def _request_pages(sources: Sources, pattern: str) -> Iterator[PageOutcome | Request | None]:
    """The requests and outcomes of all files. None where other tasks may run: after each page or megabyte."""
    skipped = SkippedAddresses()
    if packed := find_packed(pattern):
        count = counted(len(packed), "packed file")
        logger.warning("%s: %s not read; unpack them, such as %s", sources.name, count, packed[0])
    for path in find_files(pattern):
        for found in read_kept(path):
            if found is not None:
                yield from _request_page(sources, found, skipped)
            yield None
    yield from skipped.report(sources.site, is_chosen=sources.arguments.article is not None)


def _measure_size(request: Request) -> int:
    archived = read_page_request(request).archived
    return len(archived.answer.raw) if archived and archived.answer else 0


def _request_page(
    sources: Sources, found: ArchivedPage | Damage, skipped: SkippedAddresses
) -> Iterator[PageOutcome | Request]:
    if isinstance(found, Damage):
        place = f"{found.file}#{found.offset}"
        yield PageOutcome(None, place, "refused", found.what, PageCode.DAMAGED_RECORD)
        return
    address = read_captured(found.url, sources.site)
    skipped.recognised += address is not None
    refusal = _find_refusal(sources, found, address)
    if refusal is not None and address is not None:
        yield from _name_article(sources, found, refusal)
    elif refusal is not None:
        if refusal.code is PageCode.OTHER_SITE:
            sources.crawl.count(Counter.WARC_FOREIGN)
        yield refusal
    elif address is not None and sources.articles.is_wanted(address, found.at.date().isoformat()):
        yield _request_capture(sources, found, address)
    elif address is None:
        _count_other(sources, found, skipped)


def _request_capture(sources: Sources, found: ArchivedPage, address: Address) -> Request:
    request = sources.articles.request(ArticleLink(address, address.url), priority=0)
    # With a limit each run is to read others, and revisions are left to a run without one.
    is_forced = sources.arguments.limit is None
    is_known = read_address(found.url, sources.site.addresses, sources.site.hosts) is not None
    kept = found if is_known else replace(found, url=address.url)
    return copy_request(request, replace(read_page_request(request), archived=kept, is_forced=is_forced))


def _count_other(sources: Sources, found: ArchivedPage, skipped: SkippedAddresses) -> None:
    """Counts a capture that is not of an article."""
    sources.crawl.count(Counter.WARC_OTHER)
    if _is_page(found):
        sources.crawl.count(Counter.WARC_OTHER_PAGES)
        if is_generic(sources.site):
            skipped.add(found.url)


def _name_article(sources: Sources, found: ArchivedPage, refusal: PageOutcome) -> Iterator[PageOutcome]:
    """A redirect counts for the article to which it leads, any other capture for its own."""
    assert found.answer is not None
    location = found.answer.headers.get("location", "")
    for url in (absolute_url(found.url, location) if location else None, found.url):
        address = read_captured(url, sources.site) if url else None
        if address is not None:
            if sources.articles.is_wanted(address, found.at.date().isoformat()):
                yield replace(refusal, native_id=address.native_id)
            return


def _find_refusal(sources: Sources, found: ArchivedPage, address: Address | None) -> PageOutcome | None:
    """Why a capture is reported and not read; None for articles, and for the site's own files."""
    assert found.answer is not None
    is_own = is_own_host(found.url, sources.site.hosts)
    if found.too_large is not None and (is_own or _is_page(found)):
        reason, code = f"a record of {found.too_large:,} bytes is not a page", PageCode.TOO_LARGE
    elif address is None and not is_own and _is_page(found):
        reason, code = f"a page of another site than {sources.name}", PageCode.OTHER_SITE
    else:
        return None if address is None else _find_refusal_of_article(found)
    return PageOutcome(None, found.url, "refused", reason, code)


def _find_refusal_of_article(found: ArchivedPage) -> PageOutcome | None:
    assert found.answer is not None
    if found.is_revisit:
        reason, code = _REVISIT, PageCode.ARCHIVED_ERROR
    elif found.answer.status != 200:
        reason, code = f"the archive holds an answer {found.answer.status}", PageCode.ARCHIVED_ERROR
    elif is_in_future(found.at):
        reason, code = f"its WARC-Date is in the future: {found.at:%Y-%m-%d}", PageCode.DAMAGED_RECORD
    elif found.is_cut:
        reason, code = CUT, PageCode.DAMAGED_RECORD
    else:
        return None
    return PageOutcome(None, found.url, "refused", reason, code)


def _is_page(found: ArchivedPage) -> bool:
    assert found.answer is not None
    kind = found.answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return found.answer.status == 200 and kind in PAGE_TYPES and not found.is_revisit
