"""Draft in, article out; a page that gave none is noted here and goes no further."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from dvcrawler import __version__
from dvcrawler.extract.page import NotAPageError
from dvcrawler.extract.watchdog import limit_reading
from dvcrawler.items import Article, Draft, PageOutcome
from dvcrawler.normalize.article import normalize_draft
from dvcrawler.run.session import RunSession, session_of


class NormalizePipeline:
    def __init__(self, session: RunSession, seconds: float) -> None:
        self._session = session
        self._seconds = seconds

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler), crawler.settings.getfloat("DVCRAWLER_READ_SECONDS"))

    def process_item(self, item: Any) -> Article:
        if isinstance(item, PageOutcome):
            self._session.note_page(item.native_id, item.url, item.what, item.reason)
            raise DropItem(item.reason)
        if not isinstance(item, Draft):
            raise TypeError(f"a spider gave {type(item).__name__}, not a draft")
        try:
            with limit_reading(self._seconds):
                article = normalize_draft(item, f"dvcrawler {__version__}")
        except NotAPageError as error:
            self._session.note_page(item.native_id, item.url, "unread", str(error))
            raise DropItem(str(error)) from error
        for problem in article.problems:
            self._session.count(f"problem/{problem.field}")
        return article
