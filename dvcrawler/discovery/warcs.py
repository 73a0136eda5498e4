"""The crawl loop's other sources: pages of WARC files at hand, and of web archives on the network.

A source only says which pages come; reading, refusing and storing are the loop's own.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals

from dvcrawler.discovery.arguments import month_is_after, month_is_before
from dvcrawler.discovery.cdx import INTERNET_ARCHIVE, Row, raw_url
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.requests import article_request
from dvcrawler.discovery.warc_pages import ArchivedPage, find_files, read_kept
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.identity import with_id
from dvcrawler.normalize.urls import Address, is_own_host, read_address
from dvcrawler.storage.warc.reader import Damage

if TYPE_CHECKING:
    from dvcrawler.spiders.base.news import NewsSpider

#: So many pages of an archive wait in memory at once, or so many bytes of them: a page may have 10 MB.
AHEAD = 100
_BYTES_AHEAD = 16 * 1024 * 1024
#: Seconds of reading after which a signal, the clock and the pages that wait have their turn.
_TURN = 0.1
_PAGES = ("text/html", "application/xhtml+xml")


async def from_warcs(spider: "NewsSpider", pattern: str) -> AsyncIterator[Any]:
    """The articles of WARC files, in constant memory; what is no article is counted."""
    waiting = size = 0
    turn = time.monotonic()
    for path in find_files(pattern):
        for found in read_kept(path):
            for each in _of_kept(spider, found) if found is not None else ():
                yield each
                if isinstance(each, Request):
                    waiting, size = waiting + 1, size + _size(each)
            if waiting >= AHEAD or size >= _BYTES_AHEAD:
                await spider.crawler.signals.wait_for(signals.scheduler_empty)
                waiting = size = 0
            elif time.monotonic() - turn > _TURN:
                await asyncio.sleep(0)
            else:
                continue
            if spider.is_ending():
                return
            turn = time.monotonic()


def _size(request: Request) -> int:
    kept: ArchivedPage = request.meta["kept"]
    return len(kept.answer.raw) if kept.answer else 0


def _of_kept(spider: "NewsSpider", found: ArchivedPage | Damage) -> Iterator[Any]:
    if isinstance(found, Damage):
        yield PageOutcome(
            None, f"{found.file}#{found.offset}", "refused", found.what, PageCode.DAMAGED_RECORD
        )
        return
    address = read_address(found.url, spider.site.addresses, spider.site.hosts)
    assert found.answer is not None
    if found.too_large is not None and (is_own_host(found.url, spider.site.hosts) or _is_page(found)):
        yield PageOutcome(
            None,
            found.url,
            "refused",
            f"a record of {found.too_large:,} bytes is no page",
            PageCode.TOO_LARGE,
        )
        return
    if address is None:
        foreign = _is_page(found) and not is_own_host(found.url, spider.site.hosts)
        spider.count(f"warc/{'foreign' if foreign else 'other'}")
        if foreign:
            yield PageOutcome(
                None, found.url, "refused", f"a page of another site than {spider.name}", PageCode.OTHER_SITE
            )
        return
    if found.answer.status != 200:
        yield PageOutcome(
            None,
            found.url,
            "refused",
            f"the archive holds an answer {found.answer.status}",
            PageCode.ARCHIVED_ERROR,
        )
        return
    if is_wanted(spider, address, found.at.date().isoformat()):
        request = article_request(spider, ArticleLink(address, address.url), priority=0)
        yield request.replace(meta={**request.meta, "kept": found, "again": True})


def _is_page(found: ArchivedPage) -> bool:
    assert found.answer is not None
    kind = found.answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return found.answer.status == 200 and kind in _PAGES


def is_wanted(spider: "NewsSpider", address: Address, captured: str) -> bool:
    """Whether the article can be of the period asked for: it was published before it was captured."""
    arguments = spider.arguments
    if month_is_before(arguments, address.month) or month_is_after(arguments, address.month):
        return False
    return not (arguments.since and captured < arguments.since.isoformat())


def page_request(
    spider: "NewsSpider", captures: list[Row], article: str | None = None, *, instead: bool = False
) -> Request:
    """The first of the captures, the others to be tried where it cannot be read. `article`: the id they
    wait under. `instead`: of one that could not.
    """
    row = captures[0]
    address = read_address(row.original, spider.site.addresses, spider.site.hosts)
    assert address is not None
    address = with_id(address, article or address.native_id)
    ranged = bool(spider.arguments.commoncrawl)
    service = spider.arguments.archive or INTERNET_ARCHIVE
    link = f"{_files(spider)}/{row.file}" if ranged else raw_url(service, row)
    request = article_request(spider, ArticleLink(address, link), priority=0)
    kept = ArchivedPage(address.url, row.at, "warc" if ranged else "wayback")
    more: dict[str, Any] = {"kept": kept, "others": captures[1:], "allow_offsite": True, "ranged": ranged}
    if instead:
        more["instead"] = True
    if ranged:
        request.headers["Range"] = f"bytes={row.offset}-{row.offset + row.length - 1}"
    return request.replace(meta={**request.meta, **more})


def _files(spider: "NewsSpider") -> str:
    """Where Common Crawl's WARC files are read from."""
    return str(spider.crawler.settings["DVCRAWLER_COMMONCRAWL_FILES"]).rstrip("/")
