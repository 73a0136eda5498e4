"""Scrapy's handler of HTTP/1.1 for servers that state a wrong length."""

from typing import TYPE_CHECKING, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

from dvcrawler.network.whole_bodies import has_ended

if TYPE_CHECKING:
    from twisted.internet.base import DelayedCall
    from twisted.internet.task import Clock


class Http11Handler(HTTP11DownloadHandler):
    """Takes a page that is whole although its length is wrong, or its last chunk is missing. Connections are
    closed without a traceback on a busy machine.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._retries = crawler.settings.getint("RETRY_TIMES") * crawler.settings.getbool("RETRY_ENABLED")

    async def download_request(self, request: Request) -> Response:
        if request.meta.get("retry_times"):
            # A server that states more bytes than it sends keeps the connection else, and the page waits.
            request.headers["Connection"] = "close"
        is_looked_at = self._fail_on_dataloss and is_looked_at_if_cut(request, self._retries)
        request.meta["download_fail_on_dataloss"] = self._fail_on_dataloss and not is_looked_at
        response = await super().download_request(request)
        if is_looked_at and "dataloss" in response.flags and not has_ended(response):
            raise ResponseDataLossError
        return response

    async def close(self) -> None:
        """Scrapy itself calls the Deferred of the connections after a second, also where they have closed in
        the same turn of the loop: AlreadyCalledError.
        """
        from twisted.internet import reactor

        closing = self._pool.closeCachedConnections()  # type: ignore[no-untyped-call]
        clock = cast("Clock", reactor)
        await maybe_deferred_to_future(end_within(closing, clock, self._disconnect_timeout))


def is_looked_at_if_cut(request: Request, retries: int) -> bool:
    """Scrapy gives the body, or else the error that says what became of the connection. The body is looked at
    in the last request but one, and the last one fails with that error; a single one shows the body.
    """
    most = request.meta.get("max_retry_times", retries)
    return bool(request.meta.get("retry_times", 0) == max(most - 1, 0))


def end_within(closing: Deferred[None], clock: "Clock", seconds: float) -> Deferred[None]:
    """Fires when `closing` does, in any way, but at the latest after these seconds."""
    ended: Deferred[None] = Deferred()

    def end(_: object) -> None:
        if not ended.called:
            ended.callback(None)
        if timer.active():
            timer.cancel()

    timer = cast("DelayedCall", clock.callLater(seconds, end, None))
    closing.addBoth(end)
    return ended
