"""The sample portal: all sites in memory, answering by host and address like the real ones.

The same seed and number of articles give the same bytes.
"""

from threading import RLock
from typing import Any

from sample_portal.answers import Answer, AnswerCache, challenge, failure, has_challenge_cookie
from sample_portal.library import Library
from sample_portal.non_articles import reasons
from sample_portal.records import expect
from sample_portal.routes import route
from sample_portal.sites import HOSTS


class Portal:
    """`articles` is the number of articles that a crawl must store.

    Further addresses lead to no article: `refused`, `unread` and `gone` have their ids and reasons.
    `cache_bytes` bounds the cache of rendered pages. One thread may change the portal while another
    serves it."""

    def __init__(self, articles: int = 150, seed: int = 1, cache_bytes: int = 64 << 20) -> None:
        self.hosts = HOSTS
        self.library = Library(articles, seed)
        self.refused = reasons("refused")
        self.unread = reasons("unread")
        self.gone = reasons("gone")
        self._failing: dict[str, tuple[int, str]] = {}
        self._challenging: set[str] = set()
        self._cache = AnswerCache(cache_bytes)
        self._lock = RLock()

    def respond(self, host: str, target: str, cookie: str = "") -> Answer:
        """The answer to a GET for `target` (path and query) at `host`, over either scheme."""
        host = host.lower().partition(":")[0]
        with self._lock:
            status, prefix = self._failing.get(host, (0, "/"))
            if status and target.startswith(prefix):
                return failure(status)
            if host in self._challenging and not has_challenge_cookie(cookie):
                return challenge()
            answer = self._cache.get(host, target)
            if answer is None:
                answer = route(self.library, host, target)
                self._cache.put(host, target, answer)
            return answer

    def expected(self, site: str | None = None) -> list[dict[str, Any]]:
        """The records expected of one site or of all, oldest first; see `records.Expected`."""
        return [expect(story).as_dict() for story in self.library.stories(site)]

    def edit(self, article_id: str) -> dict[str, Any]:
        """Changes a paragraph of the article, from the second time on its title too.

        Returns the record now expected. Raises KeyError for an unknown id."""
        with self._lock:
            story = self.library.edit(article_id)
            self._cache.clear()
        return expect(story).as_dict()

    def add(self, site: str, count: int) -> list[str]:
        """Publishes `count` articles, newer than all others of the site; returns their ids, oldest first."""
        with self._lock:
            ids = [self.library.add(site).id for _ in range(count)]
            self._cache.clear()
        return ids

    def fail(self, host: str, status: int | None, prefix: str = "/") -> None:
        """Makes `host` answer `status` to every target beginning with `prefix`; None ends that."""
        with self._lock:
            self._failing.pop(host, None)
            if status:
                self._failing[host] = (status, prefix)

    def require_cookie(self, host: str, required: bool = True) -> None:
        """Makes `host` ask for the challenge cookie, or stops that."""
        (self._challenging.add if required else self._challenging.discard)(host)
