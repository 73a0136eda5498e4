"""One run of one site: its lock, store, ledger and run record, for every component to find."""

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from dvcrawler.discovery.arguments import Arguments, parse_arguments
from dvcrawler.errors import DvcrawlerError, StorageError
from dvcrawler.exitcodes import ExitCode
from dvcrawler.items import PageCode, utc_text
from dvcrawler.logs import page_fields
from dvcrawler.normalize.printable import printable
from dvcrawler.run.archive import Archive
from dvcrawler.run.damage import report_damage
from dvcrawler.run.outcome import judge
from dvcrawler.run.record import PREFIX, close_run, fill_in, retry_wait
from dvcrawler.storage.backlog import Backlog
from dvcrawler.storage.disk import check_free_space
from dvcrawler.storage.entries import write_outside_day
from dvcrawler.storage.ledger import Ledger, Outcome
from dvcrawler.storage.lock import SiteLock
from dvcrawler.storage.runs import Run, appended_ranges, begin_run, finish_run
from dvcrawler.storage.store import Store

logger = logging.getLogger(__name__)

#: A run that cannot read anything names this many pages; the counts tell of the rest.
_NAMED_PAGES = 200


class RunSession:
    """Opens everything before the first request: a lock that is taken, a folder that cannot be
    written, raise here, and nothing was done. Only the crawl command asks for it.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("DVCRAWLER_RUN") or crawler.spider is None:
            raise NotConfigured("only crawls have a run record")
        self.crawler = crawler
        self.site: str = crawler.spider.name
        self.data = Path(crawler.settings["DVCRAWLER_DATA"]).absolute()
        self.started = datetime.now(UTC)
        #: To the microsecond: what is found in a run must not look older than the run.
        self.started_at = self.started.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        self._retry_hours = crawler.settings.getint("DVCRAWLER_RETRY_HOURS")
        self.failure: DvcrawlerError | None = None
        self.reason = "finished"
        self.problems: list[dict[str, str]] = []
        self.run: Run | None = None
        self._backlog: Backlog | None = None
        self._ending = asyncio.Event()
        self._told: list[Callable[[], None]] = []
        self._lock = SiteLock(self.data, self.site, utc_text(self.started))
        self._open(crawler.settings.getdict("DVCRAWLER_RUN_ARGUMENTS"))
        crawler.signals.connect(self.note_reason, signals.spider_closed)
        crawler.signals.connect(self.note_defect, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def _open(self, arguments: Mapping[str, str]) -> None:
        self._lock.acquire()
        try:
            self.store = Store(self.data, self.site)
            self._sizes = self.store.sizes()
            run_id = f"{self.site}-{self.started:%Y%m%dT%H%M%S%fZ}-{os.getpid()}"
            run = Run(run_id, self.site, dict(arguments), utc_text(self.started), tls=self._tls_exceptions())
            # Before the ledger and the archive's index: building those anew may take long, and fail.
            dead = begin_run(self.data, run, self._sizes)
            self._open_rest(run)
            self.run = run
        except BaseException:
            self._lock.release()
            raise
        report_damage(self.site, self.store, self.ledger, self.archive, dead)

    def _tls_exceptions(self) -> dict[str, str]:
        """The site's hosts with "pinned" or "legacy"; empty where TLS is as everywhere."""
        site: Any = getattr(self.crawler.spider, "site", None)
        if site is None or (site.tls == "verified" and site.tls_pin is None):
            return {}
        if site.tls == "legacy":
            logger.warning("%s: old TLS renegotiation is allowed for its hosts: tls=legacy", self.site)
        if site.tls_pin is not None:
            logger.warning("%s: certificates of its hosts are verified by tls_pin alone", self.site)
        return dict.fromkeys(site.hosts, "pinned" if site.tls_pin is not None else "legacy")

    def _open_rest(self, run: Run) -> None:
        try:
            floor = self.crawler.settings.getint("DVCRAWLER_MIN_FREE_MB")
            check_free_space(self.data, floor * 1024 * 1024)
            self.ledger = Ledger(self.data, self.site)
            self.ledger.catch_up(self.store)
            self.started_at = self.ledger.begin(self.started_at)
            self.archive = self._open_archive()
        except DvcrawlerError as error:
            ended = replace(run, failure=str(error), ends=self._sizes)
            with suppress(StorageError):  # then the next run closes it, as interrupted
                finish_run(self.data, close_run(ended, error.code))
            raise

    def _open_archive(self) -> Archive | None:
        settings = self.crawler.settings
        if not settings.getbool("DVCRAWLER_ARCHIVE"):
            return None
        return Archive(self.data, self.site, self.started, settings)

    # --- while it runs --------------------------------------------------------------------------

    def open_backlog(self) -> Backlog:
        """Where a backfill stands; kept open until the run ends."""
        self._backlog = self._backlog or Backlog(self.data, self.site)
        return self._backlog

    def resolve(self, native_id: str) -> None:
        """The article has an outcome: a backfill need not fetch it any more."""
        if self._backlog is not None:
            self._backlog.resolve(native_id)

    def note_reason(self, spider: Spider, reason: str) -> None:
        self.reason = reason

    def note_defect(self, item: Any, response: Any, spider: Spider, failure: Any) -> None:
        """An exception in a pipeline that is no refusal: ours, or the disk's."""
        if isinstance(failure.value, StorageError):
            self.fail(failure.value)
        else:
            self.count("defects")

    @property
    def is_ending(self) -> bool:
        return self._ending.is_set()

    async def wait(self, seconds: float) -> None:
        """Returns after so many seconds, or at once when the run begins to end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), seconds)

    def on_ending(self, told: Callable[[], None]) -> None:
        """`told` is called once, when the run begins to end."""
        self._told.append(told)

    def release(self) -> None:
        """Nothing waits for its turn any more; what is under way may still come."""
        if not self.is_ending:
            self._ending.set()
            for told in self._told:
                told()

    def end(self, reason: str) -> None:
        """A clean end before all is done."""
        if not self.is_ending:
            self.release()
            engine = self.crawler.engine
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason=reason))

    def reach(self, limit: str) -> None:
        """A clean end at a limit, as it is to be named."""
        if not self.is_ending:
            logger.warning("%s: the limit of %s is reached; the rest comes next time", self.site, limit)
            self.end("limit")

    def fail(self, error: DvcrawlerError) -> None:
        """The run cannot go on: nothing more is written, requests under way are let go."""
        if self.failure is None:
            self.failure = error
            logger.error("%s: %s", self.site, error)
            self.end("storage")

    def count(self, name: str, by: int = 1) -> None:
        self.crawler.stats.inc_value(PREFIX + name, by)

    def note_page(
        self,
        native_id: str | None,
        url: str,
        what: str,
        reason: str,
        code: PageCode,
        target: str | None = None,
        day: date | None = None,
    ) -> None:
        """A page that gave no article: counted, named in the run record, entered in the ledger.

        `target`: where a page redirects to; `day`: the date of an article outside the period.
        After a failure it is none of these: every page under way is let go, and asked for again.
        """
        if self.failure is not None:
            return
        self.count(f"outcome/{what}")
        reason = printable(reason)  # a server's words may stand in it
        if len(self.problems) < _NAMED_PAGES:
            named = {"url": url, "outcome": what, "code": code.value, "reason": reason}
            self.problems.append(named if target is None else named | {"target": printable(target)})
        logger.log(
            logging.INFO if what in ("gone", "outside") else logging.WARNING,
            "%s: %s %s: %s", self.site, what, url, reason, extra=page_fields(what, url, reason),
        )  # fmt: skip
        if native_id is not None:
            self._enter(native_id, url, what, reason if day is None else write_outside_day(day))
            self.resolve(native_id)

    def _enter(self, native_id: str, url: str, what: str, reason: str) -> None:
        outcome = Outcome.FAILED if what == "robots" else Outcome(what)
        id_ = f"{self.site}:{native_id}"
        known = self.ledger.known([id_]).get(id_)
        wait = retry_wait(outcome, known.tries if known else 0, self._retry_hours)
        again_at = None if wait is None else utc_text(self.started + wait)
        self.ledger.note_outcome(id_, url, outcome, reason=reason, now=self.started_at, again_at=again_at)

    # --- at its end -----------------------------------------------------------------------------

    def finish(self, forced: ExitCode | None = None) -> ExitCode:
        """Writes the run's line, closes everything, frees the lock; the run's exit code."""
        stats = dict(self.crawler.stats.get_stats())
        code = forced or (
            self.failure.code if self.failure else judge(stats, self.reason, self.crawler.settings)
        )
        try:
            if self.archive is not None:
                self.archive.close()
            if self.run is not None:
                self.run = close_run(self._told_whole(self.run, stats), code)
                finish_run(self.data, self.run)
        except StorageError as error:
            logger.error("%s: the run record could not be written: %s", self.site, error)
            self.failure = self.failure or error
            code = ExitCode.STORAGE
        finally:
            if self._backlog is not None:
                self._backlog.close()
            self.ledger.close()
            self.store.close()
            self._lock.release()
        return code

    def _told_whole(self, run: Run, stats: Mapping[str, Any]) -> Run:
        return replace(
            fill_in(run, stats),
            newest=self.ledger.newest(),
            files=appended_ranges(self._sizes, self.store.sizes()),
            ends=self.store.sizes(),
            warcs=self.archive.sizes if self.archive else {},
            problems=self.problems,
            failure=str(self.failure) if self.failure else None,
        )


def arguments_of(crawler: Crawler) -> Arguments:
    """What the spider was asked for; the defaults for a spider that is not one of ours."""
    return getattr(crawler.spider, "arguments", None) or parse_arguments({})


def find_session(crawler: Crawler) -> RunSession | None:
    """The run's session, None outside of a crawl."""
    return crawler.get_extension(RunSession)


def session_of(crawler: Crawler) -> RunSession:
    """The run's session. Raises NotConfigured outside of a crawl."""
    session = find_session(crawler)
    if session is None:
        raise NotConfigured("only crawls have a run record")
    return session
