"""The store as the pages read it; each query updates the index first."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TypeVar

from dvcrawler.coverage.count import Gap, Portal, find_gaps, outlets_of
from dvcrawler.derived.searching.index import search_index
from dvcrawler.derived.searching.index.search_index import SearchIndex, open_index
from dvcrawler.derived.similarity import similar_index
from dvcrawler.derived.similarity.similar import Repost, find_reposts
from dvcrawler.derived.similarity.similar_index import SimilarIndex, open_similar
from dvcrawler.derived.tables import DAMAGE
from dvcrawler.derived.unreadable import find_unreadable
from dvcrawler.errors import StorageError
from dvcrawler.storage.article_files import find_sites
from dvcrawler.storage.removals.log import removed_ids

T = TypeVar("T")
Index = TypeVar("Index", SearchIndex, SimilarIndex)
#: Deletes an index if an error may come from damage to it, and returns whether it did.
Drop = Callable[[Path, Exception], bool]


class Archive:
    """Thread-safe: each query opens its own connection."""

    def __init__(self, data: Path, portals: Mapping[str, Portal]) -> None:
        self.data, self._portals = data, portals
        self._opening = Lock()

    def title(self, site: str) -> str:
        """The site's full name, or its short one if no site file names it."""
        portal = self._portals.get(site)
        return portal.title if portal else site

    def ask(self, question: Callable[[SearchIndex], T]) -> T:
        """The answer from the index, which is updated first.

        A damaged index is rebuilt once. Raises UsageError for a folder that holds no store, StorageError
        if the index cannot be used at all.
        """
        return self._ask("search index", open_index, search_index.drop_if_damaged, question)

    def is_removed(self, id_: str) -> bool:
        """Whether the article was held and is removed for good. Raises StorageError."""
        sites = find_sites(self.data)
        return any(id_ in removed_ids(self.data, site) for site in sites if id_.startswith(f"{site}:"))

    def reposts(self, id_: str) -> list[Repost]:
        """The articles of other sites with text of this one. Articles stored while another process extends
        the index of shingles appear later. Raises StorageError if it cannot be used at all.
        """
        outlets = outlets_of(self._portals)
        open_ = partial(open_similar, is_patient=False)
        drop = similar_index.drop_if_damaged
        return self._ask("index of shingles", open_, drop, lambda index: find_reposts(index, id_, outlets))

    def _ask(
        self, name: str, open_: Callable[[Path], Index], drop: Drop, question: Callable[[Index], T]
    ) -> T:
        for _ in range(2):
            try:
                with self._opening:  # two threads would both build it
                    opened = open_(self.data)
                with opened as index:
                    return question(index)
            except DAMAGE as error:
                with self._opening:
                    if not drop(self.data, error):
                        raise StorageError(f"the {name} cannot be read: {error}") from error
        raise StorageError(f"the {name} is damaged repeatedly; check the disk")

    def count_unreadable(self) -> int:
        """The number of stored lines that cannot be read and are on no page."""
        with self._opening:
            return sum(find_unreadable(self.data).values())

    def gaps(self, site: str) -> list[Gap]:
        """Articles that the ledger knows and the store does not hold, by month. Empty if it is unreadable."""
        portal = self._portals.get(site)
        try:
            return find_gaps(self.data, site, portal) if portal else []
        except StorageError:
            return []
