"""What web archives hold of a site: their indexes asked, the answers kept in the backlog, pages asked for."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.cdx import (
    COMMON_CRAWL,
    INTERNET_ARCHIVE,
    Answer,
    Row,
    collection_url,
    index_url,
    read_collections,
    read_index,
)
from dvcrawler.discovery.responses import UNASKED, failed_outcome, name_failed_page
from dvcrawler.discovery.warcs import AHEAD, is_wanted, page_request
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.urls import read_address
from dvcrawler.storage.backlog import PendingCapture

if TYPE_CHECKING:
    from dvcrawler.spiders.base.news import NewsSpider

#: A capture that cannot be read is replaced by an earlier one, so often.
_TRIES = 3
#: An index answers a whole host at once: 350 bytes a capture, 200,000 captures.
_INDEX = {
    "allow_offsite": True,
    "download_slot": "wayback-index",
    "unkept": True,
    "autothrottle_dont_adjust_delay": True,  # or it brings the slot's 2.5 s down to 1
    "download_maxsize": 80 * 1024 * 1024,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What an index is asked: all of a host. `service`: "wayback", or the address of one of Common
    Crawl's indexes.
    """

    service: str
    host: str

    @property
    def is_commoncrawl(self) -> bool:
        return self.service != "wayback"


async def from_index(spider: "NewsSpider") -> AsyncIterator[Any]:
    """What an earlier backfill had left open, the questions to the index, then a page an article."""
    assert spider.backlog is not None
    questions = {"open": 0, "failed": 0}
    for request in (_ask_wayback if spider.arguments.archive else _ask_commoncrawl)(spider, questions):
        yield request
    while questions["open"]:
        await spider.crawler.signals.wait_for(signals.scheduler_empty)
    for captures in spider.backlog.articles(_service(spider)):
        rows = [Row(*capture[2:]) for capture in captures]
        address = read_address(rows[0].original, spider.site.addresses, spider.site.hosts)
        if address is None or not is_wanted(spider, address, rows[0].at.date().isoformat()):
            continue
        yield page_request(spider, rows[:_TRIES], captures[0].article)
        if _queued(spider) >= AHEAD:  # known articles do not get that far
            await spider.crawler.signals.wait_for(signals.scheduler_empty)
    if not questions["failed"] and spider.arguments.limit is None:
        spider.backlog.finish()


def _queued(spider: "NewsSpider") -> int:
    get = spider.crawler.stats.get_value
    return int(get("scheduler/enqueued", 0) - get("scheduler/dequeued", 0))


def _service(spider: "NewsSpider") -> str:
    """The archive, as its captures are marked: each has places of its own."""
    return str(spider.arguments.archive or spider.arguments.commoncrawl)


def _ask_wayback(spider: "NewsSpider", questions: dict[str, int]) -> Iterator[Request]:
    """Each host with and without www."""
    for host in _hosts(spider):
        yield from _question(spider, questions, Question("wayback", host))


def _ask_commoncrawl(spider: "NewsSpider", questions: dict[str, int]) -> Iterator[Request]:
    """Common Crawl's list of its indexes; then every host in each, the newest index first."""
    service = (spider.arguments.commoncrawl or COMMON_CRAWL).rstrip("/")
    questions["open"] += 1
    yield Request(
        f"{service}/collinfo.json",
        spider.parse_collections,
        errback=spider.fail_index,
        cb_kwargs={"questions": questions},
        meta=dict(_INDEX),
    )


def read_collections_page(
    spider: "NewsSpider", response: Response, questions: dict[str, int]
) -> Iterator[Any]:
    """The questions to the indexes; a host that one of them does not know is no fault (404)."""
    questions["open"] -= 1
    collections = read_collections(response.body)
    if not collections:
        questions["failed"] += 1
        yield PageOutcome(
            None,
            response.url,
            "failed",
            "this is no list of Common Crawl's indexes",
            PageCode.INDEX_UNREADABLE,
        )
    for place, collection in enumerate(collections):
        for host in _hosts(spider):
            yield from _question(spider, questions, Question(collection, host), 10_000 - place)


def _hosts(spider: "NewsSpider") -> list[str]:
    return list(dict.fromkeys([*spider.site.hosts, *spider.site.hosts.values()]))


def _question(
    spider: "NewsSpider", questions: dict[str, int], question: Question, priority: int = 10
) -> Iterator[Request]:
    """The request for what the index has not told yet; none where it has told all."""
    assert spider.backlog is not None
    done, resume = spider.backlog.state(_address(spider, question))
    if done:
        return
    questions["open"] += 1
    yield _index_request(spider, questions, question, resume, priority)


def _index_request(
    spider: "NewsSpider",
    questions: dict[str, int],
    question: Question,
    resume: str | None,
    priority: int = 10,
) -> Request:
    return Request(
        _address(spider, question, resume),
        spider.parse_index,
        errback=spider.fail_index,
        cb_kwargs={"questions": questions, "question": question},
        meta={**_INDEX, "handle_httpstatus_list": [404] if question.is_commoncrawl else []},
        priority=priority,
    )


def _address(spider: "NewsSpider", question: Question, resume: str | None = None) -> str:
    if question.is_commoncrawl:
        return collection_url(question.service, question.host)
    since = spider.arguments.since.isoformat() if spider.arguments.since else None
    return index_url(spider.arguments.archive or INTERNET_ARCHIVE, question.host, since, resume)


def read_index_page(
    spider: "NewsSpider", response: Response, questions: dict[str, int], question: Question
) -> Iterator[Any]:
    """One page of an index: into the backlog; then its next page."""
    assert spider.backlog is not None
    questions["open"] -= 1
    answer = read_index(response.body if response.status == 200 else b"")
    following = _following(spider, questions, question, answer, response)
    spider.backlog.add(
        _address(spider, question), _found(spider, question, answer), answer.resume if following else None
    )
    spider.count("index/rows", len(answer.rows))
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
    """An index that cannot be had is named; what the others tell is enough to go on."""
    request: Request = failure.request  # type: ignore[attr-defined]
    questions = request.cb_kwargs["questions"]
    questions["open"] -= 1
    questions["failed"] += 1
    outcome = failed_outcome(failure)
    return None if outcome in UNASKED else name_failed_page(None, request.url, "failed", failure)


def _following(
    spider: "NewsSpider", questions: dict[str, int], question: Question, answer: Answer, response: Response
) -> Request | None:
    """The request for the next page; None at the end, and where a key leads to the same page for ever."""
    if not answer.resume or not answer.rows:
        return None
    following = _index_request(spider, questions, question, answer.resume)
    return following if following.url != response.url else None


def _found(spider: "NewsSpider", question: Question, answer: Answer) -> list[PendingCapture]:
    found = []
    for row in answer.rows:
        address = read_address(row.original, spider.site.addresses, spider.site.hosts)
        if address is not None and (row.file or not question.is_commoncrawl):
            place = (row.file, row.offset, row.length)
            found.append(PendingCapture(address.native_id, _service(spider), row.stamp, row.original, *place))
    return spider.settle_captures(found)
