"""Requests the pictures and documents that stored articles name, when nothing else is left to request.

A file counts as held only once its capture is on disk. After a kill in between, the next run finds the
capture in the archive's index and does not request the file again.
"""

import logging
from collections.abc import Iterator
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from dvcrawler.discovery.media import media_in_warcs, request_file, vias_of
from dvcrawler.discovery.requests import MediaRequest, read_page_request
from dvcrawler.discovery.responses import explain, failed_outcome
from dvcrawler.discovery.sources import Sources
from dvcrawler.errors import StorageError
from dvcrawler.items import utc_text
from dvcrawler.normalize.media_kinds import read_kinds
from dvcrawler.run.counters import Counter, CounterGroup, read_count
from dvcrawler.run.record import retry_delay
from dvcrawler.run.session import RunSession
from dvcrawler.storage.ledger import Outcome
from dvcrawler.storage.media.database import NO_END, Media, MediaFile
from dvcrawler.storage.media.types import find_media_fault

logger = logging.getLogger(__name__)

#: Files requested at once, so that new articles take precedence again soon.
_BATCH = 50
#: Outcomes caused by the server: many in a row from one host end the requests to it.
_REFUSALS = ("blocked", "robots")
#: Number of files that could not be written after which a run ends at once.
_MOST_UNWRITTEN = 3


class MediaRequests:
    """Yields nothing unless the run keeps media. Raises StorageError."""

    def __init__(self, session: RunSession, sources: Sources, settings: BaseSettings) -> None:
        chosen = sources.arguments.media
        self._kinds = read_kinds(settings["DVCRAWLER_MEDIA"] or "none") if chosen is None else chosen
        self._vias = vias_of(sources.arguments)
        self._session, self._sources = session, sources
        self._hours = settings.getint("DVCRAWLER_RETRY_HOURS")
        self._left = settings.getint("DVCRAWLER_MAX_MEDIA")
        self._max_bytes = settings.getint("DVCRAWLER_MEDIA_BYTES")
        self._max_run_bytes = settings.getint("DVCRAWLER_MEDIA_MB") * 1_000_000
        self._per_article = settings.getint("DVCRAWLER_MEDIA_PER_ARTICLE")
        self._in_a_row = 2 * settings.getint("DVCRAWLER_REFUSALS")
        self._refusals: dict[str, int] = {}
        #: Hosts that refuse files or are on cooldown: this run requests no more of their files.
        self._closed: set[str] = set()
        #: Why files could not be written to the archive.
        self._unwritten: list[StorageError] = []
        #: Files that this run has requested or skipped, regardless of the database.
        self._asked: set[str] = set()
        self._due: list[MediaFile] = []
        #: Numbers of the files that are still to be looked at, and the highest that there was.
        self._after, self._before, self._top = 0, NO_END, 0
        self._warcs: Iterator[Request | None] | None = None

    @property
    def is_active(self) -> bool:
        return bool(self._kinds and self._vias) and self._session.archive is not None

    def begin(self) -> None:
        """Reads the leftovers of earlier runs, before this run adds to them."""
        if not self.is_active:
            return
        self._media: Media = self._session.open_media(self._per_article)
        self._media.catch_up(self._session.store)
        now = utc_text(self._session.started)
        self._due = self._media.due(self._kinds, self._vias, now, self._left)
        arguments = self._sources.arguments
        is_partial = arguments.is_bounded or arguments.section is not None
        if is_partial and not (arguments.is_backfill or arguments.warc):
            self._after = self._media.last  # such a run requests no files of earlier articles

    def next(self) -> list[Request] | None:
        """The next requests; an empty list at the end. None: call again, the search continues.

        At the end, the run fails if a file could not be written.
        """
        requests = self._next()
        if self._unwritten and not requests and requests is not None:
            self._session.stop.abort(self._unwritten[0])
        return requests

    def _next(self) -> list[Request] | None:
        if not self.is_active:
            return []
        self._media.catch_up(self._session.store)
        if self._sources.arguments.warc:
            return self._next_in_warcs(self._sources.arguments.warc)
        while files := self._take():
            requests = [request for file in files if (request := self._request(file)) is not None]
            if requests:
                return requests[::-1]  # Scrapy's queue is last in, first out
        return []

    def _take(self) -> list[MediaFile]:
        """Takes new files first, then those that failed in earlier runs."""
        if self._left <= 0 or self._is_full():
            return []
        number = min(_BATCH, self._left)
        if self._media.last > self._top:  # articles were stored meanwhile; theirs come first
            self._top, self._before = self._media.last, NO_END
        files = self._media.waiting(self._kinds, self._vias, number, self._after, self._before)
        if files:
            self._before = files[-1].number
        else:
            files, self._due = self._due[:number], self._due[number:]
        return files

    def _is_full(self) -> bool:
        stats = self._session.crawler.stats.get_stats()
        return read_count(stats, Counter.MEDIA_BYTES) >= self._max_run_bytes

    def _request(self, file: MediaFile) -> Request | None:
        """None for a file that is held already, and for one that this run does not request."""
        archive = self._session.archive
        assert archive is not None
        if file.url in self._asked:
            return None
        self._asked.add(file.url)
        if file.tries == 0 and self._media.find_held(file, archive.index):
            return None
        try:
            hosts = self._media.hosts() | self._sources.site.media_hosts
            request = request_file(self._sources, MediaRequest(file, hosts), self._max_bytes)
        except ValueError as error:
            self._note(file, "refused", f"not an address: {error}", Outcome.GONE)
            return None
        if _host_of(request) in self._closed:
            return None
        self._left -= 1
        return request.replace(callback=self.keep, errback=self.fail)

    def _next_in_warcs(self, pattern: str) -> list[Request] | None:
        """Looks for files in the WARC files, which are read a second time for it."""
        if self._warcs is None:
            self._warcs = media_in_warcs(pattern, self._find_wanted)
        requests: list[Request] = []
        for request in self._warcs:
            if request is None:
                return requests or None
            requests.append(request.replace(callback=self.keep, errback=self.fail))
            self._left -= 1
            if self._left <= 0 or self._is_full():
                self._warcs = iter(())
            if len(requests) >= _BATCH or self._left <= 0:
                return requests
        return requests

    def _find_wanted(self, url: str) -> MediaFile | None:
        file = self._media.find_wanted(url, self._kinds, self._vias)
        if file is None or file.url in self._asked:
            return None
        self._asked.add(file.url)
        archive = self._session.archive
        assert archive is not None
        return None if self._media.find_held(file, archive.index) else file

    # --- answers --------------------------------------------------------------------------------

    def keep(self, response: Response) -> None:
        """Notes the file as held once its capture is on disk, or why the answer is not one."""
        page = read_page_request(response)
        assert page.media is not None
        file, archive = page.media.file, self._session.archive
        if self._session.stop.failure is not None or archive is None or page.capture is None:
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1")
                   for name in response.headers if (value := response.headers[name])}  # fmt: skip
        fault = find_media_fault(file.kind, headers, response.body)
        try:
            if response.status != 200 or fault is not None:
                self._note(file, "refused", fault or f"the server says {response.status}", Outcome.REFUSED)
                return
            archive.sync()
            self._media.note_held(file.url, page.capture, len(response.body))
        except StorageError as error:
            self._session.stop.abort(error)
            return
        self._refusals.pop(_host_of(response), None)
        self._session.count(CounterGroup.MEDIA.counter("kept"))
        self._session.count(Counter.MEDIA_BYTES, len(response.body))

    def fail(self, failure: Failure) -> None:
        """Notes why the file could not be fetched; a later run requests it again. Leaves the article as it
        is.
        """
        request: Request = failure.request  # type: ignore[attr-defined]
        media, what = read_page_request(request).media, failed_outcome(failure)
        assert media is not None
        if what == "unsent":
            self._closed.add(_host_of(request))
        if what in ("unsent", "ending") or self._session.stop.failure is not None:
            return
        cause = failure.value.__cause__ if failure.value else None
        if isinstance(cause, StorageError):  # the file waits for a run with more room
            self._note_unwritten(cause)
            return
        self._count_refusal(_host_of(request), what)
        try:
            if isinstance(failure.value, DownloadCancelledError):
                reason = f"it has more than {self._max_bytes:,} bytes (DVCRAWLER_MEDIA_BYTES)"
                self._note(media.file, "too_large", reason, Outcome.GONE)
            else:
                self._note(media.file, what, explain(failure), _outcome_of(what))
        except StorageError as error:
            self._session.stop.abort(error)

    def _note_unwritten(self, error: StorageError) -> None:
        self._unwritten.append(error)
        self._session.count(CounterGroup.MEDIA.counter("unwritten"))
        if len(self._unwritten) >= _MOST_UNWRITTEN:
            self._session.stop.abort(error)

    def _count_refusal(self, host: str, what: str) -> None:
        """Counts refusals: a server that refuses hotlinked pictures does so for all of them."""
        if what in _REFUSALS:
            self._refusals[host] = self._refusals.get(host, 0) + 1
            if 0 < self._in_a_row <= self._refusals[host]:
                self._closed.add(host)

    def _note(self, file: MediaFile, what: str, reason: str, as_outcome: Outcome) -> None:
        delay = retry_delay(as_outcome, file.tries, self._hours)
        again_at = None if delay is None else utc_text(self._session.started + delay)
        self._media.note_outcome(file.url, what, reason, again_at)
        self._session.count(CounterGroup.MEDIA.counter(what))
        logger.info("%s: %s %s: %s", self._session.site, what, file.url, reason)


def _outcome_of(what: str) -> Outcome:
    """How a failed file is tried again: like a page with this outcome."""
    return {"gone": Outcome.GONE, "blocked": Outcome.BLOCKED}.get(what, Outcome.FAILED)


def _host_of(asked: Request | Response) -> str:
    return urlsplit(asked.url).hostname or ""
