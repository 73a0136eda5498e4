"""Log lines for people: an item is its site and address, never its text."""

import logging
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class QuietFormatter(LogFormatter):
    """Scrapy prints whole items; ours are whole articles. The store's own lines name them."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        return _line(logging.DEBUG, "scraped %(item)s", item)

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return {"level": logging.DEBUG, "msg": "not stored: %(item)s: %(reason)s",
                "args": {"item": _name(item), "reason": str(exception)}}  # fmt: skip

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return _line(logging.ERROR, "a defect while storing %(item)s", item)

    def download_error(
        self, failure: Failure, request: Request, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        reason = errmsg or " ".join(str(failure.value).split())[:200]
        return {"level": logging.INFO, "msg": "not fetched: %(url)s: %(reason)s",
                "args": {"url": request.url, "reason": reason}}  # fmt: skip


def _line(level: int, text: str, item: Any) -> LogFormatterResult:
    return {"level": level, "msg": text, "args": {"item": _name(item)}}


def _name(item: Any) -> str:
    return getattr(item, "url", type(item).__name__)
