"""The crawl loop's other sources: pages of WARC files at hand, and of web archives on the network.

A source only says which pages come; reading, refusing and storing are the loop's own.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.requests import copy_request, read_page_request
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.warc_pages import ArchivedPage, find_files, read_kept
from dvcrawler.items import PageOutcome
from dvcrawler.normalize.urls import is_own_host, read_address
from dvcrawler.storage.warc.reader import Damage

#: So many pages of an archive wait in memory at once, or so many bytes of them: a page may have 10 MB.
AHEAD = 100
_BYTES_AHEAD = 16 * 1024 * 1024
#: Seconds of reading after which a signal, the clock and the pages that wait have their turn.
_TURN = 0.1
_PAGES = ("text/html", "application/xhtml+xml")


async def from_warcs(sources: Sources, pattern: str) -> AsyncIterator[Any]:
    """The articles of WARC files, in constant memory; what is no article is counted."""
    waiting = size = 0
    turn = time.monotonic()
    for path in find_files(pattern):
        for found in read_kept(path):
            for each in _of_kept(sources, found) if found is not None else ():
                yield each
                if isinstance(each, Request):
                    waiting, size = waiting + 1, size + _size(each)
            if waiting >= AHEAD or size >= _BYTES_AHEAD:
                await sources.wait_for_empty_queue()
                waiting = size = 0
            elif time.monotonic() - turn > _TURN:
                await asyncio.sleep(0)
            else:
                continue
            if sources.is_ending():
                return
            turn = time.monotonic()


def _size(request: Request) -> int:
    archived = read_page_request(request).archived
    return len(archived.answer.raw) if archived and archived.answer else 0


def _of_kept(sources: Sources, found: ArchivedPage | Damage) -> Iterator[Any]:
    if isinstance(found, Damage):
        yield PageOutcome(None, f"{found.file}#{found.offset}", "refused", found.what)
        return
    address = read_address(found.url, sources.site.addresses, sources.site.hosts)
    assert found.answer is not None
    if found.too_large is not None and (is_own_host(found.url, sources.site.hosts) or _is_page(found)):
        yield PageOutcome(None, found.url, "refused", f"a record of {found.too_large:,} bytes is no page")
        return
    if address is None:
        foreign = _is_page(found) and not is_own_host(found.url, sources.site.hosts)
        sources.count(f"warc/{'foreign' if foreign else 'other'}")
        if foreign:
            yield PageOutcome(None, found.url, "refused", f"a page of another site than {sources.name}")
        return
    if found.answer.status != 200:
        yield PageOutcome(None, found.url, "refused", f"the archive holds an answer {found.answer.status}")
        return
    if sources.is_wanted(address, found.at.date().isoformat()):
        request = sources.request_article(ArticleLink(address, address.url), priority=0)
        yield copy_request(request, replace(read_page_request(request), archived=found, is_forced=True))


def _is_page(found: ArchivedPage) -> bool:
    assert found.answer is not None
    kind = found.answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return found.answer.status == 200 and kind in _PAGES
