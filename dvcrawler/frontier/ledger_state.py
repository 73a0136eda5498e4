"""The state of a run with a ledger, for the sources."""

from collections.abc import Iterable, Sequence
from datetime import date

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.run_state import RunState
from dvcrawler.discovery.sources import Sources
from dvcrawler.frontier.identities import Identities
from dvcrawler.frontier.known_links import KnownLinks
from dvcrawler.frontier.url_queue import UrlQueue
from dvcrawler.normalize.urls import Address
from dvcrawler.run.counters import Counter
from dvcrawler.run.session import RunSession
from dvcrawler.storage.backlog import PendingCapture
from dvcrawler.storage.ledgers.entries import day_of, write_same_article
from dvcrawler.storage.ledgers.ledger import Entry, Outcome
from dvcrawler.storage.ledgers.sections import SectionLink


class LedgerState(RunState):
    """Answers the sources' questions about a run from its session and ledger."""

    def __init__(
        self,
        session: RunSession,
        sources: Sources,
        identities: Identities,
        known_links: KnownLinks,
        queue: UrlQueue,
    ) -> None:
        self._session, self._ledger, self._sources = session, session.ledger, sources
        self._identities, self._known_links, self._queue = identities, known_links, queue

    @property
    def is_ending(self) -> bool:
        return self._session.stop.is_ending

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def recall(self, name: str) -> str | None:
        return self._ledger.checkpoint(name)

    def remember(self, name: str, value: str) -> None:
        self._ledger.set_checkpoint(name, value)

    def seen_sections(self) -> list[SectionLink]:
        return self._ledger.section_links()

    def note_sections(self, links: Iterable[SectionLink]) -> None:
        self._ledger.note_section_links(links)

    def led_by(self, native_id: str) -> str | None:
        return self._ledger.led_by(f"{self._session.site}:{native_id}")

    def recall_day(self, native_id: str) -> date | None:
        day = day_of(self._find_entry(native_id))
        self._sources.articles.learn_day(native_id, day)
        return day

    def _find_entry(self, native_id: str) -> Entry | None:
        id_ = f"{self._session.site}:{native_id}"
        return self._ledger.known([id_]).get(id_)

    def is_known(self, link: ArticleLink) -> bool:
        return self._find_entry(link.address.native_id) is not None

    def leave_out_known(self, links: Sequence[ArticleLink]) -> list[ArticleLink]:
        """Counts the links left out as known, as the filter would."""
        if self._sources.survey is not None:  # it may read the same addresses differently
            return list(links)
        left = self._known_links.leave_out(links)
        self._session.count(Counter.KNOWN, len(links) - len(left))
        return left

    def choose_address(self, asked: Address, stated: Address) -> Address:
        """Notes that both addresses show one article. An article that an earlier version stored under the id
        of the first keeps it. Where another article has the number of the second, it gives an id of its own.
        """
        stated = self._identities.settle_address(stated)
        found, own = (f"{self._session.site}:{each.native_id}" for each in (asked, stated))
        if self._ledger.content_of(found) is not None:
            return asked
        now = self._session.started_at
        self._ledger.note_found([(own, stated.url)], now)
        self._ledger.note_outcome(
            found, asked.url, Outcome.MOVED, reason=write_same_article(own), now=now, again_at=None
        )
        return stated

    def note_section_of(self, address: Address) -> None:
        self._ledger.note_outcome(
            f"{self._session.site}:{address.native_id}",
            address.url,
            Outcome.MOVED,
            reason="read as a section",
            now=self._session.started_at,
            again_at=None,
        )

    def settle_captures(self, captures: Sequence[PendingCapture]) -> list[PendingCapture]:
        return self._identities.settle_captures(captures)
