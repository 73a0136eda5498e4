"""Refuses incomplete records."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from dvcrawler.items import Article
from dvcrawler.normalize.article import find_fault
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
            self._session.outcomes.note_article(item, "refused", fault.reason, fault.code)
            raise DropItem(fault.reason)
        return item
