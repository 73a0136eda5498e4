"""Turns a draft or an item into an article; notes and drops pages without an article."""

from datetime import UTC, datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from dvcrawler.discovery.listings.listing_failures import find_lost_list
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError
from dvcrawler.extract.record import EXTRACTOR
from dvcrawler.extract.site import Site
from dvcrawler.items import Article, Draft, PageCode, PageOutcome
from dvcrawler.normalize.article import fingerprint, normalize_draft
from dvcrawler.pipelines.items import InvalidItem, read_item
from dvcrawler.run.counters import CounterGroup
from dvcrawler.run.session import RunSession, session_of


class NormalizePipeline:
    def __init__(self, session: RunSession, seconds: float, site: Site | None = None) -> None:
        self._session = session
        self._seconds = seconds
        self._site = site

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        site = getattr(crawler.spider, "site", None)
        return cls(session_of(crawler), crawler.settings.getfloat("DVCRAWLER_READ_SECONDS"), site)

    def process_item(self, item: object) -> Article:
        if isinstance(item, PageOutcome):
            lost = find_lost_list(self._site, item) if self._site is not None else None
            self._session.outcomes.note_page(item, lost_list=lost)
            raise DropItem(item.reason)
        item = self._read(item)
        try:
            with limit_reading(self._seconds):
                article = fingerprint(normalize_draft(item, EXTRACTOR))
        except NotAPageError as error:
            page = PageOutcome(item.native_id, item.url, "unread", str(error), error.page_code)
            self._session.outcomes.note_page(page)
            raise DropItem(str(error)) from error
        for problem in article.problems:
            self._session.count(CounterGroup.PROBLEM.counter(problem.field))
        return article

    def _read(self, item: object) -> Draft:
        """Raises DropItem for an item of another spider that cannot become a record: it is named."""
        if isinstance(item, Draft):
            return item
        read = read_item(item, self._session.site, datetime.now(UTC).replace(microsecond=0))
        if isinstance(read, InvalidItem):
            page = PageOutcome(None, read.url, "refused", read.reason, PageCode.INVALID_ITEM)
            self._session.outcomes.note_page(page)
            raise DropItem(read.reason)
        return read
