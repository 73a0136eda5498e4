"""The crawl loop's other sources: WARC files at hand, and web archives on the network.

A source only says which pages come; reading, refusing and storing are the loop's own.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.http import Response

from dvcrawler.discovery.cdx import (
    COMMON_CRAWL,
    INTERNET_ARCHIVE,
    Row,
    collection_url,
    index_url,
    raw_url,
    read_collections,
    read_index,
)
from dvcrawler.discovery.links import Found
from dvcrawler.discovery.warcs import Kept, find_files, read_kept
from dvcrawler.items import Unstored
from dvcrawler.normalize.urls import Address, is_own_host, read_address
from dvcrawler.spiders.base.arguments import month_is_after, month_is_before
from dvcrawler.spiders.base.requests import article_request
from dvcrawler.storage.warc_reading import Damage

if TYPE_CHECKING:
    from dvcrawler.spiders.base.news import NewsSpider

#: So many pages of a WARC file wait in memory at once.
_AHEAD = 100
#: A capture that cannot be read is replaced by an earlier one, so often.
_TRIES = 3
_PAGES = ("text/html", "application/xhtml+xml")


async def from_warcs(spider: "NewsSpider", pattern: str) -> AsyncIterator[Any]:
    """The articles of WARC files, in constant memory; what is no article is counted."""
    waiting = 0
    for path in find_files(pattern):
        for found in read_kept(path):
            for each in _of_kept(spider, found):
                yield each
                waiting += isinstance(each, Request)
            if waiting >= _AHEAD:
                await spider.crawler.signals.wait_for(signals.scheduler_empty)
                waiting = 0


def _of_kept(spider: "NewsSpider", found: Kept | Damage) -> Iterator[Any]:
    if isinstance(found, Damage):
        yield Unstored(None, f"{found.file}#{found.offset}", "refused", found.what)
        return
    address = read_address(found.url, spider.site.addresses, spider.site.hosts)
    assert found.answer is not None
    if address is None:
        foreign = _is_page(found) and not is_own_host(found.url, spider.site.hosts)
        spider.crawler.stats.inc_value(f"dvcrawler/warc/{'foreign' if foreign else 'other'}")
        if foreign:
            yield Unstored(None, found.url, "refused", f"a page of another site than {spider.name}")
        return
    if found.answer.status != 200:
        yield Unstored(None, found.url, "refused", f"the archive holds an answer {found.answer.status}")
        return
    if _is_wanted(spider, address, found.at.date().isoformat()):
        request = article_request(spider, Found(address, address.url), 0)
        yield request.replace(meta={**request.meta, "kept": found, "again": True})


def _is_page(found: Kept) -> bool:
    assert found.answer is not None
    kind = found.answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return found.answer.status == 200 and kind in _PAGES


def _is_wanted(spider: "NewsSpider", address: Address, captured: str) -> bool:
    """Whether the article can be of the period asked for: it was published before it was captured."""
    arguments = spider.arguments
    if month_is_before(arguments, address.month) or month_is_after(arguments, address.month):
        return False
    return not (arguments.since and captured < arguments.since.isoformat())


def from_wayback(spider: "NewsSpider") -> Iterator[Request]:
    """The index of each host, with and without www; then one page an article, the latest first."""
    hosts = dict.fromkeys([*spider.site.hosts, *spider.site.hosts.values()])
    left = {"hosts": len(hosts)}
    rows: dict[str, list[Row]] = defaultdict(list)
    for host in hosts:
        yield _index_request(spider, host, left, rows, None)


def _index_request(
    spider: "NewsSpider", host: str, left: dict[str, int], rows: dict[str, list[Row]], resume: str | None
) -> Request:
    since = spider.arguments.since.isoformat() if spider.arguments.since else None
    service = spider.arguments.archive or INTERNET_ARCHIVE
    return Request(
        index_url(service, host, since, resume),
        spider.parse_index,
        errback=spider.fail_index,
        cb_kwargs={"host": host, "left": left, "rows": rows},
        meta={"allow_offsite": True, "download_slot": "wayback-index", "unkept": True},
        priority=10,
    )


def from_commoncrawl(spider: "NewsSpider") -> Iterator[Request]:
    """Common Crawl's list of its indexes; then every host in each, the newest index first."""
    service = (spider.arguments.commoncrawl or COMMON_CRAWL).rstrip("/")
    yield Request(
        f"{service}/collinfo.json",
        spider.parse_collections,
        errback=spider.note_index_failure,
        meta={"allow_offsite": True, "download_slot": "wayback-index", "unkept": True},
    )


def read_collections_page(spider: "NewsSpider", response: Response) -> Iterator[Any]:
    """The questions to the indexes; a host that one of them does not know is no fault (404)."""
    collections = read_collections(response.body)
    if not collections:
        yield Unstored(None, response.url, "failed", "this is no list of Common Crawl's indexes")
        return
    hosts = dict.fromkeys([*spider.site.hosts, *spider.site.hosts.values()])
    left = {"hosts": len(hosts) * len(collections)}
    rows: dict[str, list[Row]] = defaultdict(list)
    for place, collection in enumerate(collections):
        for host in hosts:
            yield Request(
                collection_url(collection, host),
                spider.parse_index,
                errback=spider.fail_index,
                cb_kwargs={"host": host, "left": left, "rows": rows},
                meta={
                    "allow_offsite": True,
                    "download_slot": "wayback-index",
                    "unkept": True,
                    "handle_httpstatus_list": [404],
                },
                priority=10_000 - place,
            )


def read_index_page(
    spider: "NewsSpider", response: Response, host: str, left: dict[str, int], rows: dict[str, list[Row]]
) -> Iterator[Any]:
    """One page of an index; when all hosts have ended, the articles."""
    answer = read_index(response.body if response.status == 200 else b"")
    for row in answer.rows:
        address = read_address(row.original, spider.site.addresses, spider.site.hosts)
        known = row.file or not spider.arguments.commoncrawl
        if known and address is not None and _is_wanted(spider, address, row.at.date().isoformat()):
            rows[address.native_id].append(row)
    spider.crawler.stats.inc_value("dvcrawler/index/rows", len(answer.rows))
    if answer.faults:
        reason = f"{answer.faults} lines of the index do not parse"
        yield Unstored(None, response.url, "refused", reason)
    if answer.resume:
        yield _index_request(spider, host, left, rows, answer.resume)
    else:
        yield from end_of_index(spider, left, rows)


def end_of_index(spider: "NewsSpider", left: dict[str, int], rows: dict[str, list[Row]]) -> Iterator[Request]:
    """A host's index has ended; after the last one each article's captures are asked for."""
    left["hosts"] -= 1
    if left["hosts"]:
        return
    for captures in rows.values():
        captures.sort(key=lambda row: row.stamp, reverse=True)
        yield page_request(spider, captures[:_TRIES])
    rows.clear()


def page_request(spider: "NewsSpider", captures: list[Row], *, again: bool = False) -> Request:
    """The first of the captures, the others to be tried where it cannot be read."""
    row = captures[0]
    address = read_address(row.original, spider.site.addresses, spider.site.hosts)
    assert address is not None
    ranged = bool(spider.arguments.commoncrawl)
    service = spider.arguments.archive or INTERNET_ARCHIVE
    link = f"{spider.archive_files()}/{row.file}" if ranged else raw_url(service, row)
    request = article_request(spider, Found(address, link), 0)
    kept = Kept(address.url, row.at, "warc" if ranged else "wayback")
    more = {"kept": kept, "others": captures[1:], "allow_offsite": True, "again": again, "ranged": ranged}
    if ranged:
        request.headers["Range"] = f"bytes={row.offset}-{row.offset + row.length - 1}"
    return request.replace(meta={**request.meta, **more})
