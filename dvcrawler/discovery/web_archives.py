"""Backfills a site from a web archive: reads its index into the backlog, then requests the pages."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.cdx import (
    COMMON_CRAWL,
    INTERNET_ARCHIVE,
    Answer,
    Row,
    collection_url,
    index_url,
    raw_url,
    read_collections,
    read_index,
)
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.requests import META_KEY, PageRequest, copy_request, read_page_request
from dvcrawler.discovery.responses import UNASKED, failed_outcome, name_failed_page
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.warc_pages import ArchivedPage
from dvcrawler.discovery.warcs import MAX_AHEAD
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.identity import with_id
from dvcrawler.normalize.urls import read_address
from dvcrawler.run.counters import Counter
from dvcrawler.storage.backlog import PendingCapture

#: Number of captures of one article that are tried, the latest first.
_MAX_CAPTURES = 3
#: An index lists a whole host in one response: 350 bytes per capture, 200,000 captures.
_INDEX_META = {
    META_KEY: PageRequest(allow_offsite=True, is_unarchived=True),
    "download_slot": "wayback-index",
    "autothrottle_dont_adjust_delay": True,  # it would lower the slot's 2.5 s to 1
    "download_maxsize": 80 * 1024 * 1024,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query for all captures of a host. `service`: "wayback", or the URL of one of Common Crawl's
    indexes.
    """

    service: str
    host: str

    @property
    def is_commoncrawl(self) -> bool:
        return self.service != "wayback"


async def from_index(sources: Sources) -> AsyncIterator[Any]:
    """Reads the parts of the index that earlier backfills have not, then requests one page per article."""
    assert sources.backlog is not None
    questions = {"open": 0, "failed": 0}
    for request in (_ask_wayback if sources.arguments.archive else _ask_commoncrawl)(sources, questions):
        yield request
    while questions["open"]:
        await sources.wait_for_empty_queue()
    for captures in sources.backlog.articles(_service(sources)):
        rows = [Row(*capture[2:]) for capture in captures]
        address = read_address(rows[0].original, sources.site.addresses, sources.site.hosts)
        if address is None or not sources.is_wanted(address, rows[0].at.date().isoformat()):
            continue
        yield request_capture(sources, rows[:_MAX_CAPTURES], captures[0].article)
        if sources.count_queued() >= MAX_AHEAD:  # known articles are dropped before the queue
            await sources.wait_for_empty_queue()
    if not questions["failed"] and sources.arguments.limit is None:
        sources.backlog.finish()


def request_capture(
    sources: Sources, captures: list[Row], article: str | None = None, *, is_fallback: bool = False
) -> Request:
    """Asks the web archive for the first capture; the others are tried if that one cannot be read.

    `article`: the id that they wait under in the backlog; None for the one in their address.
    """
    row = captures[0]
    address = read_address(row.original, sources.site.addresses, sources.site.hosts)
    assert address is not None
    address = with_id(address, article or address.native_id)
    is_range = bool(sources.arguments.commoncrawl)
    service = sources.arguments.archive or INTERNET_ARCHIVE
    link = f"{sources.commoncrawl_files}/{row.file}" if is_range else raw_url(service, row)
    request = sources.request_article(ArticleLink(address, link), priority=0)
    page = replace(
        read_page_request(request),
        archived=ArchivedPage(address.url, row.at, "warc" if is_range else "wayback"),
        other_captures=tuple(captures[1:]),
        is_range=is_range,
        is_fallback=is_fallback,
        allow_offsite=True,
    )
    if is_range:
        request.headers["Range"] = f"bytes={row.offset}-{row.offset + row.length - 1}"
    return copy_request(request, page)


def _service(sources: Sources) -> str:
    """The archive's URL, under which the backlog keeps its captures: each has its own locations."""
    return str(sources.arguments.archive or sources.arguments.commoncrawl)


def _ask_wayback(sources: Sources, questions: dict[str, int]) -> Iterator[Request]:
    """Queries each host with and without www."""
    for host in _hosts(sources):
        yield from _question(sources, questions, Question("wayback", host))


def _ask_commoncrawl(sources: Sources, questions: dict[str, int]) -> Iterator[Request]:
    """Requests Common Crawl's list of its indexes, which are queried for every host, the newest first."""
    service = (sources.arguments.commoncrawl or COMMON_CRAWL).rstrip("/")
    questions["open"] += 1
    yield Request(
        f"{service}/collinfo.json",
        partial(read_collections_page, sources),
        errback=name_index_failure,
        cb_kwargs={"questions": questions},
        meta=dict(_INDEX_META),
    )


def read_collections_page(sources: Sources, response: Response, questions: dict[str, int]) -> Iterator[Any]:
    """Queries the indexes; one that does not know a host answers 404, which is not an error."""
    questions["open"] -= 1
    collections = read_collections(response.body)
    if not collections:
        questions["failed"] += 1
        yield PageOutcome(
            None,
            response.url,
            "failed",
            "this is not a list of Common Crawl's indexes",
            PageCode.INDEX_UNREADABLE,
        )
    for place, collection in enumerate(collections):
        for host in _hosts(sources):
            yield from _question(sources, questions, Question(collection, host), 10_000 - place)


def _hosts(sources: Sources) -> list[str]:
    return list(dict.fromkeys([*sources.site.hosts, *sources.site.hosts.values()]))


def _question(
    sources: Sources, questions: dict[str, int], question: Question, priority: int = 10
) -> Iterator[Request]:
    """The request for the rest of the index; nothing if the backlog has it all."""
    assert sources.backlog is not None
    done, resume = sources.backlog.state(_address(sources, question))
    if done:
        return
    questions["open"] += 1
    yield _index_request(sources, questions, question, resume, priority)


def _index_request(
    sources: Sources,
    questions: dict[str, int],
    question: Question,
    resume: str | None,
    priority: int = 10,
) -> Request:
    return Request(
        _address(sources, question, resume),
        partial(read_index_page, sources),
        errback=name_index_failure,
        cb_kwargs={"questions": questions, "question": question},
        meta={**_INDEX_META, "handle_httpstatus_list": [404] if question.is_commoncrawl else []},
        priority=priority,
    )


def _address(sources: Sources, question: Question, resume: str | None = None) -> str:
    if question.is_commoncrawl:
        return collection_url(question.service, question.host)
    since = sources.arguments.since.isoformat() if sources.arguments.since else None
    return index_url(sources.arguments.archive or INTERNET_ARCHIVE, question.host, since, resume)


def read_index_page(
    sources: Sources, response: Response, questions: dict[str, int], question: Question
) -> Iterator[Any]:
    """Adds one page of an index to the backlog, then requests its next page."""
    assert sources.backlog is not None
    questions["open"] -= 1
    answer = read_index(response.body if response.status == 200 else b"")
    following = _request_next(sources, questions, question, answer, response)
    sources.backlog.add(
        _address(sources, question),
        _find_captures(sources, question, answer),
        answer.resume if following else None,
    )
    sources.count(Counter.INDEX_ROWS, len(answer.rows))
    if following is not None:
        questions["open"] += 1
        yield following
    elif answer.resume:
        yield PageOutcome(
            None, response.url, "refused", "the index leads to no further page", PageCode.INDEX_INCOMPLETE
        )
    if answer.faults:
        reason = f"{answer.faults} lines of the index do not parse"
        yield PageOutcome(None, response.url, "refused", reason, PageCode.INDEX_UNREADABLE)


def name_index_failure(failure: Failure) -> PageOutcome | None:
    """Reports an index that cannot be read; the crawl continues with the others."""
    request: Request = failure.request  # type: ignore[attr-defined]
    questions = request.cb_kwargs["questions"]
    questions["open"] -= 1
    questions["failed"] += 1
    outcome = failed_outcome(failure)
    return None if outcome in UNASKED else name_failed_page(None, request.url, "failed", failure)


def _request_next(
    sources: Sources, questions: dict[str, int], question: Question, answer: Answer, response: Response
) -> Request | None:
    """The request for the next page; None at the end, and if the resume key leads to the same page."""
    if not answer.resume or not answer.rows:
        return None
    following = _index_request(sources, questions, question, answer.resume)
    return following if following.url != response.url else None


def _find_captures(sources: Sources, question: Question, answer: Answer) -> list[PendingCapture]:
    found = []
    for row in answer.rows:
        address = read_address(row.original, sources.site.addresses, sources.site.hosts)
        if address is not None and (row.file or not question.is_commoncrawl):
            place = (row.file, row.offset, row.length)
            found.append(
                PendingCapture(address.native_id, _service(sources), row.stamp, row.original, *place)
            )
    return sources.settle_captures(found)
