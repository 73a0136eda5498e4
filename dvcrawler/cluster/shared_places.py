"""Where a worker keeps the files of its site: in a folder of the machine, or as copies of a shared store."""

import fcntl
import os
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from dvcrawler.console import complain
from dvcrawler.items import utc_text
from dvcrawler.shared.fence import Fence, last_epoch, read_begin
from dvcrawler.shared.objects import Objects
from dvcrawler.shared.publish import Publisher
from dvcrawler.shared.restore import restore
from dvcrawler.shared.work import begin_epoch
from dvcrawler.storage.disk import check_site, disk_errors
from dvcrawler.storage.folders import make_folder
from dvcrawler.storage.lock import SiteLock

#: Damaged segments that are named; `verify` names all.
_MAX_NAMED = 3


class Place:
    """The files of one claimed site, in a data folder of this machine that workers share; the site's lock
    guards it. The methods may take long and are called from a thread.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        """Claims the site in a shared store and fetches what is missing here. May be called again after a
        failure.

        Raises NewerOwnerError if the site was claimed by another since, StorageError or LockedError if
        that may be retried.
        """

    def publish(self) -> None:
        """Publishes in a shared store the records stored since the last call. Raises as `prepare` does."""


class Places:
    """The store as workers see it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def newest_token(self, site: str) -> int:
        """The newest token that a shared store knows of the site, or 0. Raises what `Place.prepare` does."""
        return 0

    def place(self, site: str, token: int) -> Place:
        """The place of a claim. Nothing is done yet."""
        return Place(self.folder)


class SharedPlace(Place):
    """A copy of the site. The token of the job is the one that fences the store."""

    def __init__(self, store: Objects, folder: Path, site: str, token: int, compact_at: int) -> None:
        super().__init__(folder)
        self._compact_at = compact_at
        self._store, self._site, self._token = store, site, token
        self._fence: Fence | None = None
        self._publisher: Publisher | None = None

    def prepare(self) -> None:
        """Raises LockedError while the crawl of an earlier worker is still ending here."""
        with SiteLock(self.folder, self._site, utc_text(datetime.now(UTC))):
            if self._fence is None:
                self._fence = begin_epoch(self._store, self._site, self.folder, self._token)
            faults = restore(self._store, self._site, self.folder, self._fence).faults
        for fault in faults[:_MAX_NAMED]:
            complain(f"{self._store.name}/{fault.place}: {fault.what}; {fault.fix}")
        self._publisher = Publisher(self._fence, self.folder, compact_at=self._compact_at)

    def publish(self) -> None:
        assert self._publisher is not None
        self._publisher.publish()


class SharedPlaces(Places):
    """`folder` is this worker's alone. `compact_at`: see Publisher."""

    def __init__(self, store: Objects, folder: Path, compact_at: int) -> None:
        super().__init__(folder)
        self._store, self._compact_at = store, compact_at
        #: The newest epoch of each site that was found, so that only later ones are listed.
        self._epochs: dict[str, int] = {}

    def newest_token(self, site: str) -> int:
        name = check_site(site)
        last = self._epochs[site] = last_epoch(self._store, name, self._epochs.get(site, 0))
        begun = read_begin(self._store, name, last) if last else None
        return begun.token if begun is not None else 0

    def place(self, site: str, token: int) -> SharedPlace:
        return SharedPlace(self._store, self.folder, site, token, self._compact_at)


def take_folder(parent: Path) -> Path:
    """The first of `parent`/1, 2, … that no living process has taken; it is ours until this process ends.

    A worker that was stopped keeps its folder. Raises ConfigError or StorageError.
    """
    for number in count(1):
        folder = parent / str(number)
        make_folder(folder)
        with disk_errors(folder):
            fd = os.open(folder / "worker.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(fd)
                continue
        return folder
    raise AssertionError("count() does not end")
