"""Articles that are read for their day, because the listings print none."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dvcrawler.discovery.links import ArticleLink


class ArticleDays:
    """The known days of articles, and the sections that wait for days."""

    def __init__(self, recall: Callable[[str], date | None]) -> None:
        """`recall` looks up the day of an article in the ledger, by native id."""
        self._recall = recall
        self._days: dict[str, date] = {}
        self._recalled: set[str] = set()
        #: Articles whose day an earlier run noted: it may have left them out as outside its period.
        self._noted: set[str] = set()
        #: Keys of the waiting sections, by native id of the requested article.
        self._waiting: dict[str, set[str]] = {}
        #: Requested articles that could not be fetched, or have no day.
        self._failed: set[str] = set()

    def learn(self, native_id: str, day: date) -> set[str]:
        """Notes the day of an article that was read; returns the sections that waited for it."""
        self._days[native_id] = day
        return self._waiting.pop(native_id, set())

    def note(self, found: Iterable[ArticleLink]) -> None:
        """Notes the days printed in a list."""
        self._days.update((each.address.native_id, each.day) for each in found if each.day is not None)

    def day(self, link: ArticleLink) -> date | None:
        native_id = link.address.native_id
        if native_id not in self._days and native_id not in self._recalled:
            self._recalled.add(native_id)
            day = self._recall(native_id)
            if day is not None:
                self._days[native_id] = day
                self._noted.add(native_id)
        return self._days.get(native_id)

    def is_noted(self, link: ArticleLink, covers: Callable[[date | None], bool]) -> bool:
        """Whether an earlier run noted a day that the period `covers`."""
        day = self.day(link)
        return link.address.native_id in self._noted and covers(day)

    def has_failed(self, link: ArticleLink) -> bool:
        return link.address.native_id in self._failed

    def ask(self, links: Sequence[ArticleLink], key: str) -> tuple[ArticleLink, ...]:
        """Makes the section wait for the days of all links; returns those that were not requested yet."""
        asked = tuple(each for each in links if each.address.native_id not in self._waiting)
        for each in links:
            self._waiting.setdefault(each.address.native_id, set()).add(key)
        return asked

    def take_stalled(self) -> set[str]:
        """The sections that still wait: their articles will not arrive."""
        self._failed.update(self._waiting)
        keys = {key for keys in self._waiting.values() for key in keys}
        self._waiting.clear()
        return keys
