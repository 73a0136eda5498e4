"""How the files of a run in parallel are given to its processes: as by xdist's `loadfile`, without its searches.

For each test, xdist searches all ids for its place, and counts again what its process has run since it began:
some five seconds of processor time for twenty thousand tests.
"""

from collections.abc import Iterable, Sequence

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController


class Ids(list[str]):
    """Ids of tests, whose places are looked up."""

    def __init__(self, ids: Iterable[str]) -> None:
        super().__init__(ids)
        self._places = {id_: place for place, id_ in enumerate(self)}

    def index(self, id_: str, *bounds: int) -> int:  # type: ignore[override]
        return super().index(id_, *bounds) if bounds else self._places[id_]


class FileScheduling(LoadFileScheduling):
    """Gives out files in the order in which they were collected, and forgets those that were run to their end."""

    def __init__(self, config: pytest.Config, log: Producer | None = None) -> None:
        # xdist would begin with the files of most tests, and leave those of one long crawl to the end.
        config.option.loadscopereorder = False
        super().__init__(config, log)
        self._ids: Ids | None = None

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        """All processes collect the same tests, so one table of places is enough."""
        super().add_node_collection(node, collection)
        if self._ids is None or self._ids != collection:
            self._ids = Ids(collection)
        if node in self.registered_collections:
            self.registered_collections[node] = self._ids

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        super().mark_test_complete(node, item_index, duration)
        file = self._split_scope(self.registered_collections[node][item_index])
        if all(reversed(self.assigned_work[node][file].values())):  # those run last are asked first
            del self.assigned_work[node][file]
