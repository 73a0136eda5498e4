"""Articles that are read for the day of a listing's page that prints none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.items import Listing

#: Articles of one page that are tried: one may be gone, or have no day.
_MOST_TRIED = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """A page without days, its articles and the address of the next page. `left`: its articles that may still
    be read for a day, from the last one up.
    """

    listing: Listing
    found: tuple[ArticleLink, ...]
    following: str | None
    left: tuple[ArticleLink, ...]

    @classmethod
    def of(cls, listing: Listing, found: Sequence[ArticleLink], following: str | None) -> "Sample":
        return cls(listing, tuple(found), following, tuple(reversed(found[-_MOST_TRIED:])))


class Samples:
    """Those of a run, and the days that its articles turned out to have."""

    def __init__(self) -> None:
        #: The day of an article that the ledger knows, by native id. Set by the incremental middleware.
        self.recall: Callable[[str], date | None] = lambda native_id: None
        self._days: dict[str, date] = {}
        #: By the native id of the article that was asked for; it may be in the lists of several sections.
        self._waiting: dict[str, list[Sample]] = {}

    def known_day(self, sample: Sample) -> date | None:
        """The day of the page's last article, if it was read before."""
        native_id = sample.left[0].address.native_id
        return self._days.get(native_id) or self.recall(native_id)

    def ask(self, sample: Sample) -> ArticleLink | None:
        """The article to read; None if all were."""
        if not sample.left:
            return None
        asked, *left = sample.left
        waiting = self._waiting.setdefault(asked.address.native_id, [])
        waiting.append(replace(sample, left=tuple(left)))
        return asked

    def learn(self, native_id: str, day: date) -> list[Sample]:
        """Notes the day of an article that was read; returns the pages that waited for it."""
        self._days[native_id] = day
        return self._waiting.pop(native_id, [])

    def take_stalled(self) -> list[Sample]:
        """The pages whose sample did not come, or has no day."""
        stalled, self._waiting = self._waiting, {}
        return [sample for samples in stalled.values() for sample in samples]
