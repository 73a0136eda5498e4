"""Scrapy's handler of HTTP/1.1, whose connections are closed without a traceback on a busy machine."""

from typing import TYPE_CHECKING, cast

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

if TYPE_CHECKING:
    from twisted.internet.base import DelayedCall
    from twisted.internet.task import Clock


class Http11Handler(HTTP11DownloadHandler):
    async def close(self) -> None:
        """Scrapy itself calls the Deferred of the connections after a second, also where they have closed in
        the same turn of the loop: AlreadyCalledError.
        """
        from twisted.internet import reactor

        closing = self._pool.closeCachedConnections()  # type: ignore[no-untyped-call]
        clock = cast("Clock", reactor)
        await maybe_deferred_to_future(end_within(closing, clock, self._disconnect_timeout))


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
