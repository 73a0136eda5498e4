"""Queries the indexes of a web archive and adds the captures that they list to the backlog."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.archives.captured_addresses import SkippedAddresses, read_captured
from dvcrawler.discovery.archives.cdx import (
    COMMON_CRAWL,
    INTERNET_ARCHIVE,
    PAGE,
    Row,
    collection_url,
    index_url,
    read_collections,
)
from dvcrawler.discovery.archives.index_answers import Answer, read_index
from dvcrawler.discovery.clock import is_in_future
from dvcrawler.discovery.failed_pages import UNASKED, failed_outcome, name_failed_page
from dvcrawler.discovery.pagers.page_addresses import page_number
from dvcrawler.discovery.requests import META_KEY, Output, PageRequest, failed_request
from dvcrawler.discovery.sources import Sources
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.messages.plurals import counted
from dvcrawler.run.counters import Counter
from dvcrawler.storage.backlog import PendingCapture

#: An index lists a whole host in one response: 350 bytes per capture, 200,000 captures.
_INDEX_META = {
    META_KEY: PageRequest(allow_offsite=True, is_unarchived=True),
    "download_slot": "wayback-index",
    "autothrottle_dont_adjust_delay": True,  # it would lower the slot's 2.5 s to 1
    "download_maxsize": 80 * 1024 * 1024,
}


@dataclass(slots=True)
class Progress:
    """`waiting`: number of queries without an answer yet; `failed`: of those that cannot be read. `skipped`:
    what they list beside articles. `asked`: the addresses of further pages.
    """

    waiting: int = 0
    failed: int = 0
    asked: set[str] = field(default_factory=set)
    skipped: SkippedAddresses = field(default_factory=SkippedAddresses)


@dataclass(frozen=True, slots=True)
class Query:
    """All captures of a host. `service`: "wayback", or the URL of an index; `begins`: of its part before."""

    service: str
    host: str
    begins: Row | None = None

    @property
    def is_commoncrawl(self) -> bool:
        return self.service != "wayback"


def query_indexes(sources: Sources, progress: Progress) -> Iterator[Request]:
    """Queries the archive's indexes for all captures that earlier backfills have not read."""
    return (_query_wayback if sources.arguments.archive else _query_commoncrawl)(sources, progress)


def service_of(sources: Sources) -> str:
    """The archive's URL, under which the backlog keeps its captures: each has its own locations."""
    return str(sources.arguments.archive or sources.arguments.commoncrawl)


def _query_wayback(sources: Sources, progress: Progress) -> Iterator[Request]:
    """Queries each host with and without www."""
    for host in _list_hosts(sources):
        yield from _query(sources, progress, Query("wayback", host))


def _query_commoncrawl(sources: Sources, progress: Progress) -> Iterator[Request]:
    """Requests Common Crawl's list of its indexes, which are queried for every host, the newest first."""
    service = (sources.arguments.commoncrawl or COMMON_CRAWL).rstrip("/")
    progress.waiting += 1
    yield Request(
        f"{service}/collinfo.json",
        partial(read_collections_page, sources),
        errback=name_index_failure,
        cb_kwargs={"progress": progress},
        meta=dict(_INDEX_META),
    )


def read_collections_page(sources: Sources, response: Response, progress: Progress) -> Iterator[Output]:
    """Queries the indexes; one that does not know a host answers 404, which is not an error."""
    progress.waiting -= 1
    collections = read_collections(response.body)
    if not collections:
        progress.failed += 1
        yield PageOutcome(
            None,
            response.url,
            "failed",
            "this is not a list of Common Crawl's indexes",
            PageCode.INDEX_UNREADABLE,
        )
    for place, collection in enumerate(collections):
        for host in _list_hosts(sources):
            yield from _query(sources, progress, Query(collection, host), 10_000 - place)


def _list_hosts(sources: Sources) -> list[str]:
    return list(dict.fromkeys([*sources.site.hosts, *sources.site.hosts.values()]))


def _query(sources: Sources, progress: Progress, query: Query, priority: int = 10) -> Iterator[Request]:
    """The request for the rest of the index; nothing if the backlog has it all."""
    assert sources.backlog is not None
    done, resume = sources.backlog.state(_build_address(sources, query))
    if done:
        return
    progress.waiting += 1
    yield _make_request(sources, progress, query, resume, priority)


def _make_request(
    sources: Sources, progress: Progress, query: Query, resume: str | None, priority: int = 10
) -> Request:
    return Request(
        _build_address(sources, query, resume),
        partial(read_index_page, sources),
        errback=name_index_failure,
        cb_kwargs={"progress": progress, "query": query},
        meta={**_INDEX_META, "handle_httpstatus_list": _list_empty_answers(query, resume)},
        priority=priority,
    )


def _list_empty_answers(query: Query, resume: str | None) -> list[int]:
    """The statuses by which Common Crawl says that it has nothing of a host, or no further part."""
    if not query.is_commoncrawl:
        return []
    return [404, 400] if resume else [404]


def _build_address(sources: Sources, query: Query, resume: str | None = None) -> str:
    if query.is_commoncrawl:
        return collection_url(query.service, query.host, resume)
    since = sources.arguments.since.isoformat() if sources.arguments.since else None
    return index_url(sources.arguments.archive or INTERNET_ARCHIVE, query.host, since, resume)


def read_index_page(
    sources: Sources, response: Response, progress: Progress, query: Query
) -> Iterator[Output]:
    """Adds one page of an index to the backlog, then requests its next page."""
    assert sources.backlog is not None
    progress.waiting -= 1
    answer = read_index(response.body if response.status == 200 else b"")
    is_limited = _is_limited(query, answer)
    if query.is_commoncrawl:
        query, answer = _lead_on(query, answer, response)
    following = _request_next(sources, progress, query, answer)
    answer, ahead = _leave_out_future(answer)
    sources.backlog.add(
        _build_address(sources, query),
        _find_captures(sources, query, answer, progress.skipped),
        answer.resume if following else None,
    )
    sources.crawl.count(Counter.INDEX_ROWS, len(answer.rows))
    if following is not None:
        progress.waiting += 1
        yield following
    elif answer.resume or is_limited:
        reason = "the index leads to no further page"
        yield PageOutcome(None, response.url, "refused", reason, PageCode.INDEX_INCOMPLETE)
    yield from _name_lines(response.url, answer.faults, "read")
    yield from _name_lines(response.url, ahead, "used, dated in the future")


def _name_lines(url: str, number: int, what: str) -> Iterator[PageOutcome]:
    """Names lines of an index that cannot be used, if there are any."""
    if number:
        reason = f"{counted(number, 'line')} of the index cannot be {what}"
        yield PageOutcome(None, url, "refused", reason, PageCode.INDEX_UNREADABLE)


def _lead_on(query: Query, answer: Answer, response: Response) -> tuple[Query, Answer]:
    """The query and the answer of a part of Common Crawl's index, with the number of the next one."""
    if not _may_go_on(query, answer, response):
        return query, answer
    begins = answer.rows[0] if answer.rows else None
    resume = str((page_number(response.url) or 0) + 1)
    return replace(query, begins=begins), replace(answer, resume=resume)


def _may_go_on(query: Query, answer: Answer, response: Response) -> bool:
    """Whether Common Crawl may have a further part. A part may have few lines, the first one too, or none of
    a page; behind the last one it answers 400, other services the part before once more.
    """
    if response.status == 400 or not (answer.rows or query.begins):
        return False
    return not answer.rows or answer.rows[0] != query.begins


def _is_limited(query: Query, answer: Answer) -> bool:
    """Whether the answer ends at a limit of lines, ours or a round one of the service, and has no key."""
    is_round = answer.lines > 0 and answer.lines % PAGE == 0
    return is_round and answer.resume is None and not query.is_commoncrawl


def _leave_out_future(answer: Answer) -> tuple[Answer, int]:
    rows = tuple(row for row in answer.rows if not is_in_future(row.at))
    return replace(answer, rows=rows), len(answer.rows) - len(rows)


def name_index_failure(failure: Failure) -> PageOutcome | None:
    """Reports an index that cannot be read; the crawl continues with the others."""
    request = failed_request(failure)
    progress = request.cb_kwargs["progress"]
    progress.waiting -= 1
    progress.failed += 1
    outcome = failed_outcome(failure)
    return None if outcome in UNASKED else name_failed_page(None, request.url, "failed", failure)


def _request_next(sources: Sources, progress: Progress, query: Query, answer: Answer) -> Request | None:
    """The request for the next page, which may follow one without lines; None at the end, and if the resume
    key leads to a page that was asked for.
    """
    following = _make_request(sources, progress, query, answer.resume) if answer.resume else None
    if following is None or following.url in progress.asked:
        return None
    progress.asked.add(following.url)
    return following


def _find_captures(
    sources: Sources, query: Query, answer: Answer, skipped: SkippedAddresses
) -> list[PendingCapture]:
    found, is_learned = list[PendingCapture](), is_generic(sources.site)
    for row in answer.rows:
        address = read_captured(row.original, sources.site)
        skipped.recognised += address is not None
        if address is not None and (row.file or not query.is_commoncrawl):
            place = (row.file, row.offset, row.length)
            found.append(
                PendingCapture(address.native_id, service_of(sources), row.stamp, row.original, *place)
            )
        elif address is None and is_learned:
            skipped.add(row.original)
    return sources.state.settle_captures(found)
