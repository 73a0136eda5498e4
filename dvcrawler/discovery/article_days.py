"""Articles that are read for their day, since the listings print none."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dvcrawler.discovery.links import ArticleLink


class ArticleDays:
    """The days of articles, and the sections that wait for those of some."""

    def __init__(self) -> None:
        #: The day of an article that the ledger knows, by native id. Set by the incremental middleware.
        self.recall: Callable[[str], date | None] = lambda native_id: None
        self._days: dict[str, date] = {}
        self._recalled: set[str] = set()
        #: Keys of the sections that wait, by the native id of the article that was asked for.
        self._waiting: dict[str, set[str]] = {}
        #: Articles that were asked for and did not come, or have no day.
        self._failed: set[str] = set()

    def learn(self, native_id: str, day: date) -> set[str]:
        """Notes the day of an article that was read; returns the sections that waited for it."""
        self._days[native_id] = day
        return self._waiting.pop(native_id, set())

    def note(self, found: Iterable[ArticleLink]) -> None:
        """Notes the days that a list prints."""
        self._days.update((each.address.native_id, each.day) for each in found if each.day is not None)

    def day(self, link: ArticleLink) -> date | None:
        native_id = link.address.native_id
        if native_id not in self._days and native_id not in self._recalled:
            self._recalled.add(native_id)
            day = self.recall(native_id)
            if day is not None:
                self._days[native_id] = day
        return self._days.get(native_id)

    def has_failed(self, link: ArticleLink) -> bool:
        return link.address.native_id in self._failed

    def ask(self, links: Sequence[ArticleLink], key: str) -> tuple[ArticleLink, ...]:
        """The section waits for the days of all of them; returns those that nobody has asked for yet."""
        asked = tuple(each for each in links if each.address.native_id not in self._waiting)
        for each in links:
            self._waiting.setdefault(each.address.native_id, set()).add(key)
        return asked

    def take_stalled(self) -> set[str]:
        """The sections that still wait: their articles will not come."""
        self._failed.update(self._waiting)
        keys = {key for keys in self._waiting.values() for key in keys}
        self._waiting.clear()
        return keys
