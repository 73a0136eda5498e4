"""Where a worker keeps the files of the site that it crawls: in a folder of its machine, or as copies of a
shared store.
"""

import fcntl
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Protocol

from dvcrawler.console import complain
from dvcrawler.items import utc_text
from dvcrawler.shared.fence import Fence, last_epoch, read_begin
from dvcrawler.shared.objects import Objects
from dvcrawler.shared.publish import COMPACT_OBJECTS, Publisher
from dvcrawler.shared.restore import restore
from dvcrawler.shared.work import begin_epoch
from dvcrawler.storage.disk import check_site, disk_errors
from dvcrawler.storage.folders import make_folder
from dvcrawler.storage.lock import SiteLock

#: Damaged segments that are named; `verify` names all.
_MAX_NAMED = 3


class Place(Protocol):
    """The files of one claimed site. The methods may take long and are called from a thread."""

    @property
    def folder(self) -> Path:
        """The data folder for the crawl."""

    def prepare(self) -> None:
        """Claims the site in the store and fetches what is missing here. May be called again after a failure.

        Raises NewerOwnerError if the site was claimed by another since, StorageError or LockedError if
        that may be retried.
        """

    def publish(self) -> None:
        """Publishes the records stored since the last call. Raises as `prepare` does."""


class Places(Protocol):
    """The store as workers see it."""

    def newest_token(self, site: str) -> int:
        """The newest token that the store knows of the site; 0 for none. Raises as `Place.prepare` does."""

    def place(self, site: str, token: int) -> Place:
        """The place of a claim. Nothing is done yet."""


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A data folder of this machine, for workers that share one disk. The site's lock guards it."""

    folder: Path

    def prepare(self) -> None:
        """Nothing to do."""

    def publish(self) -> None:
        """Nothing to do: readers use the same folder."""


@dataclass(frozen=True, slots=True)
class LocalPlaces:
    folder: Path

    def newest_token(self, site: str) -> int:
        return 0

    def place(self, site: str, token: int) -> LocalPlace:
        return LocalPlace(self.folder)


class SharedPlace:
    """One claimed site. The token of the job is the one that fences the store."""

    def __init__(self, store: Objects, folder: Path, site: str, token: int, compact_at: int) -> None:
        self.folder, self._compact_at = folder, compact_at
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


@dataclass(frozen=True, slots=True)
class SharedPlaces:
    """`folder` is this worker's alone. `compact_at`: see Publisher."""

    store: Objects
    folder: Path
    compact_at: int = COMPACT_OBJECTS
    #: The newest epoch of each site that was found, so that only later ones are listed.
    _epochs: dict[str, int] = field(default_factory=dict)

    def newest_token(self, site: str) -> int:
        name = check_site(site)
        last = self._epochs[site] = last_epoch(self.store, name, self._epochs.get(site, 0))
        begun = read_begin(self.store, name, last) if last else None
        return begun.token if begun is not None else 0

    def place(self, site: str, token: int) -> SharedPlace:
        return SharedPlace(self.store, self.folder, site, token, self.compact_at)


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
