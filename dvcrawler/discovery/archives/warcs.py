"""Pages of WARC files, `-a source=warc:PATH`, as requests that are answered without the network.

Any archive also has thousands of captures that hold no page of their article: redirects, errors, and revisits
of a page in another file. One is only reported if neither the files nor the store have its article's page.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace

from scrapy import Request

from dvcrawler.discovery.archives.warc_pages import CUT, ArchivedPage, find_files, read_kept
from dvcrawler.discovery.clock import is_in_future
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.requests import Output, copy_request, read_page_request
from dvcrawler.discovery.sources import Sources
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.urls import Address, is_own_host, read_address
from dvcrawler.run.counters import Counter
from dvcrawler.storage.warc.message import PAGE_TYPES
from dvcrawler.storage.warc.reader import Damage

#: Articles that may still be on their way to the store: more than the pages that are read ahead.
_MOST_RECENT = 1000
#: Captures that wait for their page, some 10 MB.
_MOST_HELD = 20_000
#: Caps the number of archived pages that wait in memory, and their bytes: a page may have 10 MB.
MAX_AHEAD = 100
_MAX_BYTES_AHEAD = 16 * 1024 * 1024
#: Seconds of reading after which other tasks run.
_SECONDS_PER_TURN = 0.1
_REVISIT = "the archive holds a revisit of the page, whose text is in another file"


class PagelessCaptures:
    """Holds such captures back until their page has come, or the files end."""

    def __init__(self, has_article: Callable[[str], bool]) -> None:
        """`has_article`: whether the store has the article of that native id."""
        self._has_article = has_article
        self._recent: deque[str] = deque(maxlen=_MOST_RECENT)
        self._held: dict[str, PageOutcome] = {}

    def note_page(self, native_id: str) -> None:
        """A page of the article is in the files."""
        self._recent.append(native_id)
        self._held.pop(native_id, None)

    def hold(self, native_id: str, outcome: PageOutcome) -> Iterator[PageOutcome]:
        """Holds the outcome back. Yields those held before if there are too many."""
        if native_id in self._held or native_id in self._recent or self._has_article(native_id):
            return
        self._held[native_id] = outcome
        if len(self._held) >= _MOST_HELD:
            yield from self.take()

    def take(self) -> Iterator[PageOutcome]:
        """The first capture of each article whose page has not come, in their order."""
        held, self._held = self._held, {}
        yield from held.values()


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
            await sources.wait_for_empty_queue()
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
    pageless = PagelessCaptures(sources.state.has_article)
    for path in find_files(pattern):
        for found in read_kept(path):
            if found is not None:
                yield from _request_page(sources, found, pageless)
            yield None
    yield from pageless.take()


def _measure_size(request: Request) -> int:
    archived = read_page_request(request).archived
    return len(archived.answer.raw) if archived and archived.answer else 0


def _request_page(
    sources: Sources, found: ArchivedPage | Damage, pageless: PagelessCaptures
) -> Iterator[PageOutcome | Request]:
    if isinstance(found, Damage):
        place = f"{found.file}#{found.offset}"
        yield PageOutcome(None, place, "refused", found.what, PageCode.DAMAGED_RECORD)
        return
    address = read_address(found.url, sources.site.addresses, sources.site.hosts)
    refusal = _find_refusal(sources, found, address)
    if refusal is not None and refusal.code is PageCode.ARCHIVED_ERROR:
        yield from _hold_back(sources, found, refusal, pageless)
    elif refusal is not None:
        if refusal.code is PageCode.OTHER_SITE:
            sources.count(Counter.WARC_FOREIGN)
        yield refusal
    elif address is not None and sources.is_wanted(address, found.at.date().isoformat()):
        pageless.note_page(address.native_id)
        request = sources.request_article(ArticleLink(address, address.url), priority=0)
        yield copy_request(request, replace(read_page_request(request), archived=found, is_forced=True))
    elif address is None:
        sources.count(Counter.WARC_OTHER)
        if _is_page(found):
            sources.count(Counter.WARC_OTHER_PAGES)


def _hold_back(
    sources: Sources, found: ArchivedPage, refusal: PageOutcome, pageless: PagelessCaptures
) -> Iterator[PageOutcome]:
    """A redirect waits for the page of the article to which it leads, any other capture for its own."""
    assert found.answer is not None
    location = found.answer.headers.get("location", "")
    for url in (absolute_url(found.url, location) if location else None, found.url):
        address = read_address(url, sources.site.addresses, sources.site.hosts) if url else None
        if address is not None:
            if sources.is_wanted(address, found.at.date().isoformat()):
                yield from pageless.hold(address.native_id, refusal)
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
