"""Notes doubts about values in the record, and counts them in the run record."""

from datetime import date
from hashlib import blake2b
from typing import Self

from scrapy.crawler import Crawler

from dvcrawler.discovery.protocols import find_crawled_site
from dvcrawler.items import Article, to_record
from dvcrawler.normalize.plausibility import (
    MIN_TWIN_BODY,
    add_doubts,
    dates_are_alike,
    find_doubts,
    repeated_body,
)
from dvcrawler.normalize.publications import is_compared, publication_of
from dvcrawler.run.counters import Counter, CounterGroup
from dvcrawler.run.session import RunSession, session_of

#: Number of articles whose bodies and dates are remembered: 200,000 take 30 MB. More are not compared.
_MOST_ARTICLES = 200_000
_DATES = 1000


class PlausibilityPipeline:
    def __init__(self, session: RunSession, site_title: str) -> None:
        self._session, self._title = session, site_title
        #: Of the article that had a body first: its id, and its publication if it has one.
        self._bodies: dict[bytes, str] = {}
        self._publications: dict[bytes, bytes] = {}
        self._days: list[str] = []
        self._urls: list[str] = []
        self._captured: date | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        site = find_crawled_site(crawler)
        return cls(session_of(crawler), site.title if site else "")

    def process_item(self, item: Article) -> Article:
        doubts = find_doubts(item, self._title)
        twin = self._find_same_body(item)
        if twin is not None:
            doubts.append(repeated_body(twin))
        self._note_date(item)
        for doubt in doubts:
            self._session.count(CounterGroup.IMPLAUSIBLE.counter(doubt.code))
        return add_doubts(item, doubts)

    def close_spider(self) -> None:
        if self._captured and dates_are_alike(self._days, self._urls, self._captured):
            self._session.count(Counter.IMPLAUSIBLE_DATES_ALIKE)

    def _find_same_body(self, item: Article) -> str | None:
        """The id of another article of this run with the same body, not published as the same one."""
        if len(item.body) < MIN_TWIN_BODY:
            return None
        digest = blake2b(item.body.encode(), digest_size=8).digest()
        published = _digest_publication(item)
        known = self._bodies.get(digest)
        if known is None and len(self._bodies) < _MOST_ARTICLES:
            self._bodies[digest] = item.id
            if published is not None:
                self._publications[digest] = published
        is_one = published is not None and published == self._publications.get(digest)
        if is_one or known in (None, item.id):
            return None
        return known if not self._is_held(item) else None

    def _is_held(self, item: Article) -> bool:
        """Whether the article is held under another id, under which it will not be stored again."""
        return self._session.ledger.find_same(item.id, item.content_hash) is not None

    def _note_date(self, item: Article) -> None:
        if item.date and len(self._days) < _DATES:
            self._days.append(item.date)
            self._urls.append(item.url)
            self._captured = date.fromisoformat(item.captured_at[:10])


def _digest_publication(item: Article) -> bytes | None:
    published = publication_of(to_record(item)) if is_compared(item.layout) else None
    return blake2b(published.encode(), digest_size=8).digest() if published is not None else None
