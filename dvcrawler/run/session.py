"""One run of one site: opens its lock, store, ledger and archive, and closes them with a run record."""

import logging
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.errors import DvcrawlerError, ExitCode, StorageError
from dvcrawler.items import utc_text
from dvcrawler.run.archive import Archive
from dvcrawler.run.counters import Counter, GroupedCounter, count
from dvcrawler.run.damage import Damage, report_damage
from dvcrawler.run.outcome import judge
from dvcrawler.run.outcomes import PageOutcomes
from dvcrawler.run.record import close_run, fill_in, make_run
from dvcrawler.run.spider import find_tls_exceptions
from dvcrawler.run.stop import RunStop
from dvcrawler.storage.backlog import Backlog
from dvcrawler.storage.disk import check_free_space
from dvcrawler.storage.folders import read_error
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.lock import SiteLock
from dvcrawler.storage.media.database import Media
from dvcrawler.storage.reserve import free_space, reserve_space
from dvcrawler.storage.run_records.lost_runs import find_lost_runs
from dvcrawler.storage.run_records.runs import Run, appended_ranges, begin_run, finish_run, repair_runs
from dvcrawler.storage.store import Store

logger = logging.getLogger(__name__)


class RunSession:
    """Shared by the components of a run. `stop` ends it, `outcomes` records pages without an article.

    Everything is opened before the first request: a lock held by another run or a folder that cannot be
    written raises here, with nothing done. Enabled by the crawl command alone.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("DVCRAWLER_RUN") or crawler.spider is None:
            raise NotConfigured("only crawls have a run record")
        self.crawler = crawler
        self.site: str = crawler.spider.name
        self.data = Path(crawler.settings["DVCRAWLER_DATA"]).absolute()
        self.started = datetime.now(UTC)
        #: In microseconds, unlike other times: a run's articles must not look older than the run.
        self.started_at = self.started.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        self.stop = RunStop(crawler, self.site)
        self.run: Run | None = None
        self._media: Media | None = None
        self._lock = SiteLock(self.data, self.site, utc_text(self.started))
        self._open(crawler.settings.getdict("DVCRAWLER_RUN_ARGUMENTS"))
        crawler.signals.connect(self.note_defect, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def count(self, counter: Counter | GroupedCounter, by: int = 1) -> None:
        """Adds to a counter of the run."""
        count(self.crawler.stats, counter, by)

    def open_backlog(self) -> Backlog:
        """The pending captures of a backfill; open until the run ends."""
        self.outcomes.backlog = self.outcomes.backlog or Backlog(self.data, self.site)
        return self.outcomes.backlog

    def open_media(self, per_article: int) -> Media:
        """The pictures and documents that articles name; open until the run ends."""
        self._media = self._media or Media(self.data, self.site, per_article)
        return self._media

    def note_defect(self, item: object, response: Response | None, spider: Spider, failure: Failure) -> None:
        """Handles an exception in a pipeline other than DropItem: a failing disk, or a defect of ours."""
        if isinstance(failure.value, StorageError):
            self.stop.abort(failure.value)
        else:
            self.count(Counter.DEFECTS)

    # --- opening --------------------------------------------------------------------------------

    def _open(self, arguments: Mapping[str, str]) -> None:
        with ExitStack() as on_failure:
            self._lock.acquire()
            on_failure.callback(self._lock.release)
            tls = find_tls_exceptions(self.crawler.spider)
            run = replace(make_run(self.site, arguments, self.started), tls=tls)
            self._open_store(run, on_failure)
            damage = Damage(find_lost_runs(self.data, self.site), repair_runs(self.data, self.site))
            # Comes before the ledger and the capture index, whose rebuild may take long, or fail.
            interrupted = begin_run(self.data, run, self._sizes)
            reserve_space(self.data, self.site)
            self._open_derived(run, on_failure)
            self.run = run
            on_failure.pop_all()  # the run keeps it all open, until `finish`
        report_damage(self.site, self.store, self.ledger, self.archive, damage, interrupted)

    def _open_store(self, run: Run, on_failure: ExitStack) -> None:
        """Records a failure in the run record, for `health`, then raises it."""
        self._sizes: dict[str, int] = {}
        try:
            self.store = on_failure.enter_context(Store(self.data, self.site))
            self._sizes = self.store.sizes()
        except StorageError as error:
            with suppress(DvcrawlerError):
                begin_run(self.data, run, self._sizes)
                self._record_failure(run, error)
            raise

    def _open_derived(self, run: Run, on_failure: ExitStack) -> None:
        """Opens the files that may need a rebuild. Records a failure in the run record, then raises it."""
        settings = self.crawler.settings
        try:
            check_free_space(self.data, settings.getint("DVCRAWLER_MIN_FREE_MB") * 1024 * 1024)
            self.ledger = on_failure.enter_context(Ledger(self.data, self.site))
            self.ledger.catch_up(self.store)
            self.started_at = self.ledger.begin(self.started_at)
            self.outcomes = PageOutcomes(self.stop, self.ledger, self.started, self.started_at)
            has_archive = settings.getbool("DVCRAWLER_ARCHIVE")
            self.archive = Archive(self.data, self.site, self.started, settings) if has_archive else None
        except DvcrawlerError as error:
            self._record_failure(run, error)
            raise
        except OSError as error:
            failure = read_error(Path(str(error.filename or self.data)), error)
            self._record_failure(run, failure)
            raise failure from error

    def _record_failure(self, run: Run, error: DvcrawlerError) -> None:
        ended = replace(run, failure=str(error), ends=self._sizes)
        free_space(self.data, self.site)
        with suppress(StorageError):  # the next run then closes this one as interrupted
            finish_run(self.data, close_run(ended, error.code))

    # --- finishing ------------------------------------------------------------------------------

    def finish(self, forced: ExitCode | None = None) -> ExitCode:
        """Writes the run record, closes everything and releases the lock.

        Returns the run's exit code: `forced` if given, else that of the failure, else by the counters.
        """
        self._settle_outcomes()
        self._count_waiting()
        stats = dict(self.crawler.stats.get_stats())
        failure = self.stop.failure
        code = forced or (failure.code if failure else judge(stats, self.stop.reason, self.crawler.settings))
        free_space(self.data, self.site)
        try:
            if not self._close_archive():
                code = ExitCode.STORAGE
            if self.run is not None:
                # Set before it is written: the result line needs it even if the disk refuses.
                self.run = close_run(self._complete(self.run, stats), code)
                finish_run(self.data, self.run)
        except StorageError as error:
            logger.error("%s: the run record could not be written: %s", self.site, error)
            self.stop.failure = self.stop.failure or error
            code = ExitCode.STORAGE
        finally:
            self._close()
        return code

    def _settle_outcomes(self) -> None:
        try:
            self.outcomes.settle()
        except StorageError as error:
            self.stop.failure = self.stop.failure or error

    def _count_waiting(self) -> None:
        with suppress(StorageError):  # the run's own counts matter more
            if waiting := self.ledger.count_waiting():
                self.count(Counter.WAITING, waiting)

    def _close_archive(self) -> bool:
        """Whether the archive's last bytes could be written; if not, notes that as the run's failure."""
        try:
            if self.archive is not None:
                self.archive.close()
        except StorageError as error:
            self.stop.failure = self.stop.failure or error
            return False
        return True

    def _complete(self, run: Run, stats: Mapping[str, object]) -> Run:
        return replace(
            fill_in(run, stats),
            newest=self._find_newest(),
            files=appended_ranges(self._sizes, self.store.sizes()),
            ends=self.store.sizes(),
            warcs=self.archive.sizes if self.archive else {},
            problems=self.outcomes.problems,
            failure=str(self.stop.failure) if self.stop.failure else None,
        )

    def _find_newest(self) -> str | None:
        """None also if the ledger can no longer be read: the run's counts matter more."""
        try:
            return self.ledger.newest()
        except StorageError:
            return None

    def _close(self) -> None:
        if self.outcomes.backlog is not None:
            self.outcomes.backlog.close()
        if self._media is not None:
            self._media.close()
        self.ledger.close()
        self.store.close()
        self._lock.release()


def find_session(crawler: Crawler) -> RunSession | None:
    """The run's session, None outside of a crawl."""
    return crawler.get_extension(RunSession)


def session_of(crawler: Crawler) -> RunSession:
    """The run's session. Raises NotConfigured outside of a crawl."""
    session = find_session(crawler)
    if session is None:
        raise NotConfigured("only crawls have a run record")
    return session
