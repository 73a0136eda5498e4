"""Refuses incomplete records."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from dvcrawler.items import Article
from dvcrawler.normalize.article import find_fault
from dvcrawler.normalize.site_names import native_id_of
from dvcrawler.run.session import RunSession, session_of


class ValidatePipeline:
    def __init__(self, session: RunSession) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

    def process_item(self, item: Article) -> Article:
        fault = find_fault(item)
        if fault is not None:
            native_id = native_id_of(item.id, item.site)
            self._session.outcomes.note_page(
                native_id, item.fetched_from, "refused", fault.reason, fault.code
            )
            raise DropItem(fault.reason)
        return item
