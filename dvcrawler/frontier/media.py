"""Requests the pictures and documents that stored articles name, when nothing else is left to request.

A file counts as held only once its capture is on disk. After a kill in between, the next run finds the
capture in the archive's index and does not request the file again.
"""

from collections.abc import Iterator

from scrapy import Request
from scrapy.settings import BaseSettings

from dvcrawler.discovery.media import media_in_warcs, request_file, vias_of
from dvcrawler.discovery.requests import MediaRequest
from dvcrawler.discovery.sources import Sources
from dvcrawler.frontier.media_answers import MediaAnswers, host_of
from dvcrawler.items import utc_text
from dvcrawler.normalize.media_kinds import read_kinds
from dvcrawler.run.counters import Counter, read_count
from dvcrawler.run.session import RunSession
from dvcrawler.storage.ledgers.ledger import Outcome
from dvcrawler.storage.media.database import NO_END, Media, MediaFile
from dvcrawler.storage.media.upkeep import forget_lost

#: Files requested at once, so that new articles take precedence again soon.
_BATCH = 50


class MediaRequests:
    """Yields nothing unless the run keeps media. Raises StorageError."""

    def __init__(self, session: RunSession, sources: Sources, settings: BaseSettings) -> None:
        chosen = sources.arguments.media
        self._kinds = read_kinds(settings["DVCRAWLER_MEDIA"] or "none") if chosen is None else chosen
        self._vias = vias_of(sources.arguments)
        self._session, self._sources, self._settings = session, sources, settings
        self._left = settings.getint("DVCRAWLER_MAX_MEDIA")
        self._max_bytes = settings.getint("DVCRAWLER_MEDIA_BYTES")
        self._max_run_bytes = settings.getint("DVCRAWLER_MEDIA_MB") * 1_000_000
        self._per_article = settings.getint("DVCRAWLER_MEDIA_PER_ARTICLE")
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
        self.answers = MediaAnswers(self._session, self._settings, self._media)
        self._media.catch_up(self._session.store)
        assert self._session.archive is not None
        forget_lost(self._media, self._session.archive.index)
        self._media.reopen_large(self._max_bytes)
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
        if not self.is_active:
            return []
        requests = self._take_next()
        if self.answers.unwritten and not requests and requests is not None:
            self._session.stop.abort(self.answers.unwritten[0])
        return requests

    def _take_next(self) -> list[Request] | None:
        self._media.catch_up(self._session.store)
        if self._sources.arguments.warc:
            return self._take_next_in_warcs(self._sources.arguments.warc)
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
            self.answers.note(file, "refused", f"not an address: {error}", Outcome.GONE)
            return None
        if host_of(request) in self.answers.closed:
            return None
        self._left -= 1
        return request.replace(callback=self.answers.keep, errback=self.answers.fail)

    def _take_next_in_warcs(self, pattern: str) -> list[Request] | None:
        """Looks for files in the WARC files, which are read a second time for it."""
        if self._warcs is None:
            self._warcs = media_in_warcs(pattern, self._find_wanted)
        requests: list[Request] = []
        for request in self._warcs:
            if request is None:
                return requests or None
            requests.append(request.replace(callback=self.answers.keep, errback=self.answers.fail))
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
