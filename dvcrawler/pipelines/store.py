"""Decides whether an article is new, a further revision, or unchanged, and stores it."""

import logging
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from dvcrawler.discovery.protocols import arguments_of
from dvcrawler.errors import StorageError
from dvcrawler.items import (
    Article,
    PageCode,
    utc_text,
)
from dvcrawler.logs import page_fields
from dvcrawler.normalize.site_names import native_id_of
from dvcrawler.pipelines.group_commit import GroupCommit
from dvcrawler.pipelines.held_texts import HeldTexts
from dvcrawler.pipelines.items import ITEM_LAYOUT
from dvcrawler.pipelines.known_articles import KnownArticles
from dvcrawler.run.archive import Archive
from dvcrawler.run.counters import CounterGroup
from dvcrawler.run.session import RunSession, session_of
from dvcrawler.storage.ledgers.ledger import Outcome
from dvcrawler.storage.warc.captures import split_name

logger = logging.getLogger(__name__)

#: Advice for the author of a spider whose items have no capture.
_ADVICE = "; the item takes it from response.meta['dvcrawler'].capture"


class StorePipeline:
    def __init__(self, crawler: Crawler, session: RunSession) -> None:
        self._session, self._arguments = session, arguments_of(crawler)
        self._group = GroupCommit(session, self._count)
        first, then = crawler.settings.getlist("DVCRAWLER_LOOK_AGAIN_HOURS")
        self._look_again = (timedelta(hours=int(first)), timedelta(hours=int(then)))
        self._known = KnownArticles(session, self._group, self._look_again[0])
        self._texts = HeldTexts(session)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, session_of(crawler))

    def close_spider(self) -> None:
        self._group.flush()

    async def process_item(self, item: Article) -> Article:
        """Returns when the article is on disk.

        Raises DropItem if it is unchanged, outside the period, or arrives after a failure.
        """
        self._group.check()
        if not self._arguments.covers(item.date):
            reason = f"{item.date} is outside the period asked for"
            day = date.fromisoformat(item.date) if item.date else None
            self._session.outcomes.note_article(item, "outside", reason, PageCode.OUTSIDE_PERIOD, day)
            raise DropItem("outside the period")
        try:
            self._check_capture(item)
            stored = await self._store(item)
            self._session.outcomes.resolve(native_id_of(item.id, item.site))
        except StorageError as error:
            self._session.stop.abort(error)
            raise DropItem(str(error)) from error
        if stored is None:
            raise DropItem("unchanged, or removed")
        return stored

    def _check_capture(self, item: Article) -> None:
        """Raises DropItem for an article without a capture, or whose capture the archive does not hold."""
        fault = _find_capture_fault(item, self._session.archive)
        if fault is None:
            return
        reason = fault + _ADVICE * (item.layout == ITEM_LAYOUT)
        self._session.outcomes.note_article(item, "refused", reason, PageCode.NO_CAPTURE)
        raise DropItem(reason)

    async def _store(self, item: Article) -> Article | None:
        """The article as stored; None if its text is already held, or the article was removed."""
        article = self._revise(item)
        if article is not None:
            again_at = self._choose_next_visit(article, is_first=article.revision == 1)
            await self._group.store(article, _find_live_address(article), again_at)
        return article

    def _revise(self, item: Article) -> Article | None:
        """The article with its revision number, None if there is nothing to store."""
        self._group.settle(item.id)
        item, ledger = self._known.take_known_id(item), self._session.ledger
        if item.id in self._session.store.removed:
            self._session.outcomes.note_article(
                item, "removed", "it was removed on request", PageCode.REMOVED
            )
            return None
        held = ledger.content_of(item.id)
        if held is not None and (held[1] == item.content_hash or self._texts.cover(item)):
            ledger.note_outcome(
                item.id,
                _find_live_address(item),
                Outcome.FOUND,
                reason=None,
                now=self._session.started_at,
                again_at=self._choose_next_visit(item, is_first=False),
            )
            self._session.count(CounterGroup.OUTCOME.counter("unchanged"))
            return None
        article = replace(item, revision=held[0] + 1 if held else 1)
        return self._texts.name_earlier(article) if held is not None else article

    def _count(self, article: Article) -> None:
        what = "stored" if article.revision == 1 else "revised"
        self._session.count(CounterGroup.OUTCOME.counter(what))
        self._session.count(CounterGroup.LAYOUT.counter(article.layout))
        for name in ("date", "published_at", "author", "summary", "body", "images", "source"):
            if getattr(article, name):
                self._session.count(CounterGroup.FIELD.counter(name))
        logger.info("%s: %s %s", article.site, what, article.url, extra=page_fields(what, article.url))

    def _choose_next_visit(self, article: Article, *, is_first: bool) -> str | None:
        """When to fetch the article again: fresh news after a day and after a week, older articles never."""
        if article.date is None or article.via != "live":
            return None  # an archived page does not show whether the live one is fresh
        captured = datetime.fromisoformat(article.captured_at)
        age = captured.date() - date.fromisoformat(article.date)
        first, then = self._look_again
        if is_first and age <= 2 * first:
            return utc_text(captured + first)
        return utc_text(captured + then) if not is_first and age <= then else None


def _find_capture_fault(item: Article, archive: Archive | None) -> str | None:
    """Why the article cannot be cited from the archive; None if it can. The spiders of sites take the capture
    from the response; that of another spider's item is looked up.
    """
    if item.capture is None:
        return None if archive is None else "there is no capture of this page"
    if item.layout != ITEM_LAYOUT:
        return None
    held = archive.index.find(split_name(item.capture)[1]) if archive is not None else None
    is_held = held is not None and held.name == item.capture
    return None if is_held else "the archive does not hold the capture that the item names"


def _find_live_address(article: Article) -> str:
    """The address at which the article is requested again, never that in the archive it came from."""
    return article.fetched_from if article.via == "live" else article.url
