"""The work of one process on a shared store: claims sites and publishes them, periodically and at the end."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from dvcrawler.errors import DvcrawlerError
from dvcrawler.items import utc_text
from dvcrawler.shared.fence import Fence, begin
from dvcrawler.shared.objects import NewerOwnerError, Objects, SharedStoreError
from dvcrawler.shared.publish import COMPACT_OBJECTS, Publisher
from dvcrawler.shared.restore import RestoreResult, restore
from dvcrawler.shared.state import State
from dvcrawler.storage.lock import SiteLock

#: Ends the run of a site after an error, from any thread.
Abort = Callable[[str, DvcrawlerError], None]


def begin_epoch(store: Objects, site: str, folder: Path, token: int | None) -> Fence:
    """Makes this process the owner of the site, whose local files are in the folder; see `fence.begin`."""
    with State(folder, site) as state:
        owner, known = state.owner, state.last_listed()
    return begin(store, site, token, owner, known)


class SharedWork:
    """Sites of a shared store that this process has claimed. `folder`: where it works on them."""

    def __init__(
        self, store: Objects, folder: Path, seconds: float = 60.0, compact_at: int = COMPACT_OBJECTS
    ) -> None:
        """`seconds`: between two publications of a site during a run. `compact_at`: see Publisher."""
        self.store, self.folder, self._seconds = store, folder, seconds
        self._compact_at = compact_at
        self._publishers: dict[str, Publisher] = {}

    def claim(self, site: str, token: int | None = None) -> RestoreResult:
        """Claims the site and brings its local files up to date.

        Raises LockedError if a run of it is under way on this machine, SharedStoreError, StorageError.
        """
        with SiteLock(self.folder, site, utc_text(datetime.now(UTC))):
            fence = begin_epoch(self.store, site, self.folder, token)
            result = restore(self.store, site, self.folder, fence)
        self._publishers[site] = Publisher(fence, self.folder, compact_at=self._compact_at)
        return result

    @contextmanager
    def publishing(self, abort: Abort) -> Iterator[None]:
        """Publishes every claimed site periodically, in a thread; ends the run of a site that another process
        claims.
        """
        stop = threading.Event()
        thread = threading.Thread(target=self._publish_until, args=(stop, abort), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def finish(self) -> dict[str, DvcrawlerError]:
        """Publishes the rest of every site; returns the errors by site."""
        errors: dict[str, DvcrawlerError] = {}
        for site, publisher in self._publishers.items():
            try:
                publisher.publish()
            except DvcrawlerError as error:
                errors[site] = error
        return errors

    def _publish_until(self, stop: threading.Event, abort: Abort) -> None:
        lost: set[str] = set()
        while not stop.wait(self._seconds):
            for site in self._publishers.keys() - lost:
                try:
                    with suppress(SharedStoreError):  # the next time, or `finish`, which reports it
                        self._publishers[site].publish()
                except DvcrawlerError as error:
                    lost.add(site)
                    if isinstance(error, NewerOwnerError):
                        abort(site, error)
