"""Finds the article that a page shows under another id than the one it is held under."""

from dataclasses import replace
from datetime import datetime, timedelta

from scrapy.exceptions import DropItem

from dvcrawler.items import Article, PageCode, PageOutcome, find_problem, to_record, utc_text
from dvcrawler.normalize.identity import base_of
from dvcrawler.normalize.plausibility import MIN_TWIN_BODY
from dvcrawler.normalize.publications import is_compared
from dvcrawler.normalize.same_article import is_same_article
from dvcrawler.normalize.site_names import native_id_of
from dvcrawler.pipelines.group_commit import GroupCommit
from dvcrawler.run.counters import Counter
from dvcrawler.run.session import RunSession
from dvcrawler.storage.ledgers.entries import write_same_article
from dvcrawler.storage.ledgers.ledger import Outcome
from dvcrawler.storage.ledgers.stored_articles import find_published

#: Addresses at which one run may meet an article again: more show that the server, or a cache before it,
#: answers many addresses with one page. Caps the articles for which they are counted.
_MOST_ALIASES, _MOST_COUNTED = 10, 20_000


class KnownArticles:
    """`look_again`: how long after its capture an article is requested again that many addresses show."""

    def __init__(self, session: RunSession, group: GroupCommit, look_again: timedelta) -> None:
        self._session, self._group, self._look_again = session, group, look_again
        #: The ids and addresses of the pages that show an article again, by the article's id.
        self._aliases: dict[str, list[tuple[str, str]]] = {}

    def take_known_id(self, item: Article) -> Article:
        """The article under the id it is held under. Raises DropItem if many addresses show it."""
        return self._take_id_of_content(self._take_id_of_number(item))

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

    def _take_id_of_content(self, item: Article) -> Article:
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
        again_at = utc_text(datetime.fromisoformat(item.captured_at) + self._look_again)
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
