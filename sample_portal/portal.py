"""The sample portal: all sites in memory, answering by host and address like the real ones.

Everything follows from the seed and the number of articles: the same two give the same bytes.
"""

from threading import RLock
from typing import Any

from sample_portal import routes
from sample_portal.answers import Answer, failure, gate, passed_gate
from sample_portal.library import Library
from sample_portal.oddities import ODDITIES
from sample_portal.records import expect
from sample_portal.sites import HOSTS
from sample_portal.store import AnswerStore


class Portal:
    """`articles` are all to be stored; pages that must not be come on top of them.

    `refused`, `unread` and `gone` name those by article id, with the reason. `cache_bytes`
    bounds the finished pages kept. Safe to change from one thread while another serves it.
    """

    def __init__(self, articles: int = 150, seed: int = 1, cache_bytes: int = 64 << 20) -> None:
        self.hosts = HOSTS
        self.library = Library(articles, seed)
        self.refused = _reasons("refused")
        self.unread = _reasons("unread")
        self.gone = _reasons("gone")
        self._failing: dict[str, tuple[int, str]] = {}
        self._gated: set[str] = set()
        self._store = AnswerStore(cache_bytes)
        self._lock = RLock()

    def respond(self, host: str, target: str, cookie: str = "") -> Answer:
        """The answer to a GET for `target` (path and query) at `host`, over either scheme."""
        host = host.lower().partition(":")[0]
        with self._lock:
            status, prefix = self._failing.get(host, (0, "/"))
            if status and target.startswith(prefix):
                return failure(status)
            if host in self._gated and not passed_gate(cookie):
                return gate()
            answer = self._store.get(host, target)
            if answer is None:
                answer = routes.answer(self.library, host, target)
                self._store.put(host, target, answer)
            return answer

    def expected(self, site: str | None = None) -> list[dict[str, Any]]:
        """The records due, of one site or of all, oldest first; see `records.Expected`."""
        return [expect(story).as_dict() for story in self.library.stories(site)]

    def edit(self, article_id: str) -> dict[str, Any]:
        """Changes a paragraph of the article, from the second time on its title too.

        Returns the record now due. Raises KeyError for an unknown id."""
        with self._lock:
            story = self.library.edit(article_id)
            self._store.clear()
        return expect(story).as_dict()

    def add(self, site: str, count: int) -> list[str]:
        """Puts `count` newer articles on top of the site's lists; their ids, oldest first."""
        with self._lock:
            ids = [self.library.add(site).id for _ in range(count)]
            self._store.clear()
        return ids

    def fail(self, host: str, status: int | None, prefix: str = "/") -> None:
        """Makes `host` answer `status` to every target beginning with `prefix`; None mends it."""
        with self._lock:
            self._failing.pop(host, None)
            if status:
                self._failing[host] = (status, prefix)

    def gate(self, host: str, closed: bool = True) -> None:
        """Puts `host` behind the cookie gate, or takes it out."""
        (self._gated.add if closed else self._gated.discard)(host)


def _reasons(outcome: str) -> dict[str, str]:
    return {oddity.id: oddity.reason for oddity in ODDITIES if oddity.outcome == outcome}
