"""Notes the outcomes of the pictures and documents that a run requested."""

import logging
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from dvcrawler.discovery.failed_pages import explain, failed_outcome, is_oversize
from dvcrawler.discovery.requests import failed_request, read_page_request
from dvcrawler.errors import StorageError
from dvcrawler.items import utc_text
from dvcrawler.run.counters import Counter, CounterGroup
from dvcrawler.run.record import retry_delay
from dvcrawler.run.session import RunSession
from dvcrawler.storage.ledgers.ledger import Outcome
from dvcrawler.storage.media.database import Media, MediaFile
from dvcrawler.storage.media.types import find_media_fault

logger = logging.getLogger(__name__)

#: Outcomes caused by the server: many in a row from one host end the requests to it.
_REFUSALS = ("blocked", "robots")
#: How a failed file is tried again: like a page with this outcome, else like one that failed.
_AS_PAGES = {"gone": Outcome.GONE, "blocked": Outcome.BLOCKED}
#: Number of files that could not be written after which a run ends at once.
_MOST_UNWRITTEN = 3


class MediaAnswers:
    """Notes what was fetched in the media database."""

    def __init__(self, session: RunSession, settings: BaseSettings, media: Media) -> None:
        self._session, self._media = session, media
        self._hours = settings.getint("DVCRAWLER_RETRY_HOURS")
        self._max_bytes = settings.getint("DVCRAWLER_MEDIA_BYTES")
        self._in_a_row = 2 * settings.getint("DVCRAWLER_REFUSALS")
        self._refusals: dict[str, int] = {}
        #: Hosts that refuse files or are on cooldown: this run requests no more of their files.
        self.closed: set[str] = set()
        #: Why files could not be written to the archive.
        self.unwritten: list[StorageError] = []

    def keep(self, response: Response) -> None:
        """Notes the file as held once its capture is on disk, or why the answer is not one."""
        page = read_page_request(response)
        assert page.media is not None
        if self._session.stop.failure is None and page.capture is not None:
            try:
                self._note_answer(response, page.media.file, page.capture)
            except StorageError as error:
                self._session.stop.abort(error)

    def _note_answer(self, response: Response, file: MediaFile, capture: str) -> None:
        archive = self._session.archive
        if archive is None:
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name in response.headers
            if (value := response.headers[name])
        }
        fault = find_media_fault(file.kind, headers, response.body)
        if response.status != 200 or fault is not None:
            self.note(file, "refused", fault or f"the server says {response.status}", Outcome.REFUSED)
            return
        archive.sync()
        self._media.note_held(file.url, capture, len(response.body))
        self._refusals.pop(host_of(response), None)
        self._session.count(CounterGroup.MEDIA.counter("kept"))
        self._session.count(Counter.MEDIA_BYTES, len(response.body))

    def fail(self, failure: Failure) -> None:
        """Notes why the file could not be fetched; a later run requests it again. The article is kept."""
        request = failed_request(failure)
        media, what = read_page_request(request).media, failed_outcome(failure)
        assert media is not None
        if what == "unsent":
            self.closed.add(host_of(request))
        if what in ("unsent", "ending") or self._session.stop.failure is not None:
            return
        cause = failure.value.__cause__ if failure.value else None
        if isinstance(cause, StorageError):  # the file waits for a run with more room
            self._note_unwritten(cause)
            return
        self._count_refusal(host_of(request), what)
        try:
            if is_oversize(failure):
                reason = f"it has more than {self._max_bytes:,} bytes (DVCRAWLER_MEDIA_BYTES)"
                self.note(media.file, "too_large", reason, Outcome.GONE, self._max_bytes)
            else:
                self.note(media.file, what, explain(failure), _AS_PAGES.get(what, Outcome.FAILED))
        except StorageError as error:
            self._session.stop.abort(error)

    def _note_unwritten(self, error: StorageError) -> None:
        self.unwritten.append(error)
        self._session.count(CounterGroup.MEDIA.counter("unwritten"))
        if len(self.unwritten) >= _MOST_UNWRITTEN:
            self._session.stop.abort(error)

    def _count_refusal(self, host: str, what: str) -> None:
        """Counts refusals: a server that refuses hotlinked pictures does so for all of them."""
        if what in _REFUSALS:
            self._refusals[host] = self._refusals.get(host, 0) + 1
            if 0 < self._in_a_row <= self._refusals[host]:
                self.closed.add(host)

    def note(
        self, file: MediaFile, what: str, reason: str, as_outcome: Outcome, most_bytes: int | None = None
    ) -> None:
        delay = retry_delay(as_outcome, file.tries, self._hours)
        again_at = None if delay is None else utc_text(self._session.started + delay)
        self._media.note_outcome(file.url, what, reason, again_at, most_bytes)
        self._session.count(CounterGroup.MEDIA.counter(what))
        logger.info("%s: %s %s: %s", self._session.site, what, file.url, reason)


def host_of(asked: Request | Response) -> str:
    return urlsplit(asked.url).hostname or ""
