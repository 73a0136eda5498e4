"""Keeps every answer as it comes off the wire: robots.txt, redirects, errors, listings, articles."""

from datetime import UTC, datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response

from dvcrawler.errors import StorageError
from dvcrawler.run.counters import Counter
from dvcrawler.run.session import RunSession, session_of


class ArchiveMiddleware:
    """Nearest to the downloader, so that it sees the body before it is unpacked, and every redirect."""

    def __init__(self, session: RunSession) -> None:
        if session.archive is None:
            raise NotConfigured("the archive is off")
        self._session, self._archive = session, session.archive

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes capture and time in the request's meta; a page that cannot be kept is not read."""
        kept = request.meta.get("kept")
        at = kept.at if kept else datetime.now(UTC).replace(microsecond=0)
        if request.meta.get("unkept"):
            return response
        if self._session.stop.failure is not None:
            raise IgnoreRequest("the run has failed; this page is asked for again")
        try:
            asked = request.replace(url=kept.url) if kept else request
            capture = self._archive.keep(asked, response, at)
        except StorageError as error:
            self._session.stop.abort(error)
            raise IgnoreRequest(str(error)) from error
        request.meta["captured_at"], request.meta["capture"] = at, capture.name
        kind = Counter.ARCHIVE_REVISITS if capture.refers_to else Counter.ARCHIVE_RECORDS
        self._session.count(kind)
        self._session.count(Counter.ARCHIVE_BYTES, capture.length)
        return response
