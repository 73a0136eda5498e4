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
    PageOutcome,
    Problem,
    ProblemCode,
    find_problem,
    to_record,
    utc_text,
)
from dvcrawler.logs import page_fields
from dvcrawler.normalize.identity import base_of
from dvcrawler.normalize.plausibility import MIN_TWIN_BODY
from dvcrawler.normalize.publications import is_compared
from dvcrawler.normalize.same_article import is_same_article
from dvcrawler.normalize.site_names import native_id_of
from dvcrawler.pipelines.group_commit import GroupCommit
from dvcrawler.pipelines.items import ITEM_LAYOUT
from dvcrawler.run.archive import Archive
from dvcrawler.run.counters import Counter, CounterGroup
from dvcrawler.run.session import RunSession, session_of
from dvcrawler.storage.ledgers.entries import write_same_article
from dvcrawler.storage.ledgers.ledger import Outcome
from dvcrawler.storage.ledgers.stored_articles import find_published
from dvcrawler.storage.warc.captures import split_name

logger = logging.getLogger(__name__)

#: Addresses at which one run may meet an article again: more show that the server, or a cache before it,
#: answers many addresses with one page. Caps the articles for which they are counted.
_MOST_ALIASES, _MOST_COUNTED = 10, 20_000
#: Characters at the end of a text that was cut: the last one may be broken.
_BROKEN_END = 20
#: Advice for the author of a spider whose items have no capture.
_ADVICE = "; the item takes it from response.meta['dvcrawler'].capture"


class StorePipeline:
    def __init__(self, crawler: Crawler, session: RunSession) -> None:
        self._session, self._arguments = session, arguments_of(crawler)
        self._group = GroupCommit(session, self._count)
        first, then = crawler.settings.getlist("DVCRAWLER_LOOK_AGAIN_HOURS")
        #: The ids and addresses of the pages that show an article again, by the article's id.
        self._aliases: dict[str, list[tuple[str, str]]] = {}
        self._look_again = (timedelta(hours=int(first)), timedelta(hours=int(then)))

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
        item, ledger = self._take_known_id(self._take_id_of_number(item)), self._session.ledger
        if item.id in self._session.store.removed:
            self._session.outcomes.note_article(
                item, "removed", "it was removed on request", PageCode.REMOVED
            )
            return None
        held = ledger.content_of(item.id)
        if held is not None and (held[1] == item.content_hash or self._shows_nothing_new(item)):
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
        return self._name_earlier(article) if held is not None else article

    def _take_id_of_number(self, item: Article) -> Article:
        """An article whose address gave it a separate id, under the id of the article with its number if the
        page shows that they are the same.
        """
        ledger = self._session.ledger
        if find_problem(item.problems, "id") is None or ledger.content_of(item.id) is not None:
            return item
        base = base_of(item.id)
        self._group.settle(base)
        entry = ledger.known([base]).get(base)
        held = self._session.store.find(base, entry.captured_at) if entry and entry.captured_at else None
        if held is None or not is_same_article(held, to_record(item)):
            self._session.count(Counter.SHARED_IDS)
            return item
        self._note_moved(item, base)
        return replace(item, id=base, problems=tuple(p for p in item.problems if p.field != "id"))

    def _take_known_id(self, item: Article) -> Article:
        """An article that is held with the same content under another id: one that is listed in two sections,
        whose first address could not be read when it was found, or that the site shows at several addresses.
        """
        ledger = self._session.ledger
        if len(item.body) < MIN_TWIN_BODY or ledger.content_of(item.id) is not None:
            return item
        self._group.settle_content(item.content_hash)
        held = ledger.find_same(item.id, item.content_hash)
        if held is None and is_compared(item.layout):
            held = find_published(ledger, self._session.store, to_record(item))
        if held is None:
            return item
        self._check_alias(item, held)
        self._note_moved(item, held)
        return replace(item, id=held)

    def _check_alias(self, item: Article, held: str) -> None:
        """Raises DropItem if the run has met the article `held` at too many addresses of the live site. All
        of them are asked for again, and the article a day later: nothing tells which address it has.
        """
        if item.via != "live" or (held not in self._aliases and len(self._aliases) >= _MOST_COUNTED):
            return
        met = self._aliases.setdefault(held, [])
        met.append((native_id_of(item.id, item.site), item.fetched_from))
        if len(met) <= _MOST_ALIASES:
            return
        self._look_again_at(item, held)
        reason = f"it shows the article {held}, as {_MOST_ALIASES} other addresses do"
        for native_id, url in met if len(met) == _MOST_ALIASES + 1 else [met.pop()]:
            page = PageOutcome(native_id, url, "failed", reason, PageCode.ERROR_PAGE)
            self._session.outcomes.note_page(page)
        raise DropItem("one page for many addresses")

    def _look_again_at(self, item: Article, held: str) -> None:
        again_at = utc_text(datetime.fromisoformat(item.captured_at) + self._look_again[0])
        now = self._session.started_at
        self._session.ledger.note_outcome(
            held, item.url, Outcome.FOUND, reason=None, now=now, again_at=again_at
        )

    def _note_moved(self, item: Article, to: str) -> None:
        self._session.ledger.note_outcome(
            item.id,
            item.url,
            Outcome.MOVED,
            reason=write_same_article(to),
            now=self._session.started_at,
            again_at=None,
        )

    def _shows_nothing_new(self, item: Article) -> bool:
        """Whether the page has a text of before, or was cut and has only the beginning of a whole one."""
        return self._is_known_capture(item) or self._is_beginning(item)

    def _is_beginning(self, item: Article) -> bool:
        if not any(problem.code is ProblemCode.TRUNCATED_PAGE for problem in item.problems):
            return False
        held_at = self._session.ledger.known([item.id])[item.id].captured_at
        held = self._session.store.find(item.id, held_at) if held_at is not None else None
        if held is None or held["title"] != item.title or len(item.body) >= len(held["body"]):
            return False
        if any(problem["code"] == ProblemCode.TRUNCATED_PAGE for problem in held["problems"]):
            return False  # the template never ends: an editor may have taken the last paragraph out
        return str(held["body"]).startswith(item.body[:-_BROKEN_END])

    def _is_known_capture(self, item: Article) -> bool:
        """Whether an archive gives an earlier text that is stored already. A live page that goes back to
        such a text has changed.
        """
        if not self._is_earlier(item, can_be_equal=True):
            return False
        return self._session.ledger.checkpoint(f"text:{item.id}:{item.content_hash}") is not None

    def _name_earlier(self, item: Article) -> Article:
        """The article, with a problem if an archive had captured its text before the newest one."""
        if not self._is_earlier(item):
            return item
        reason = f"captured before revision {self._session.ledger.newest_revision(item.id)}"
        earlier = Problem("revision", ProblemCode.EARLIER_CAPTURE, reason)
        return replace(item, problems=(*item.problems, earlier))

    def _is_earlier(self, item: Article, *, can_be_equal: bool = False) -> bool:
        """Whether an archive captured it before the newest text that is held, or in the same second."""
        held_at = self._session.ledger.known([item.id])[item.id].captured_at
        if item.via == "live" or held_at is None:
            return False
        return held_at > item.captured_at or (can_be_equal and held_at == item.captured_at)

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
