"""Where a worker keeps the files of the site that it crawls, and how they reach the others."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


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
