"""Archives every response as received: robots.txt, redirects, errors, listings and articles."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import PageRequest, read_page_request, write_page_request
from dvcrawler.errors import StorageError
from dvcrawler.run.counters import Counter
from dvcrawler.run.session import RunSession, session_of
from dvcrawler.storage.warc.captures import Capture


class ArchiveMiddleware:
    """Runs nearest to the downloader, so that it sees every redirect, and bodies before they are decoded."""

    def __init__(self, session: RunSession) -> None:
        if session.archive is None:
            raise NotConfigured("the archive is off")
        self._session, self._archive = session, session.archive

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes capture and time in the request; a response that cannot be archived is not parsed."""
        page = read_page_request(request)
        if page.is_unarchived or (page.media and page.archived and response.status != 200):
            return response  # a web archive's own answer, not the site's
        if self._session.stop.failure is not None:
            raise IgnoreRequest("the run has failed; this page is requested again")
        at = page.archived.at if page.archived else datetime.now(UTC).replace(microsecond=0)
        capture = self._keep(request, response, page, at)
        write_page_request(request, replace(page, captured_at=at, capture=capture.name))
        self._session.count(Counter.ARCHIVE_REVISITS if capture.refers_to else Counter.ARCHIVE_RECORDS)
        self._session.count(Counter.ARCHIVE_BYTES, capture.length)
        return response

    def _keep(self, request: Request, response: Response, page: PageRequest, at: datetime) -> Capture:
        asked = request.replace(url=page.archived.url) if page.archived else request
        try:
            return self._archive.keep(asked, response, at, is_media=page.media is not None)
        except StorageError as error:
            if page.media is None or not self._archive.is_sound:  # smaller records may still fit
                self._session.stop.abort(error)
            raise IgnoreRequest(str(error)) from error
