"""Where a worker keeps the files of the site that it crawls, and how they reach the others."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Place(Protocol):
    """The files of one claimed site. The methods may take long and are called from a thread."""

    @property
    def folder(self) -> Path:
        """The data folder for the crawl."""

    def publish(self) -> None:
        """Hands on what was stored since the last time.

        Raises NewerOwnerError if the site was claimed by another since, StorageError if the store does not
        answer; retry then.
        """


class Places(Protocol):
    """The store as workers see it."""

    def newest_token(self, site: str) -> int:
        """The newest token that the store knows of the site; 0 for none."""

    def claim(self, site: str, token: int) -> Place:
        """Makes the site's files ready under the token. Raises as `Place.publish` does."""


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A data folder of this machine, for workers that share one disk. The site's lock guards it."""

    folder: Path

    def publish(self) -> None:
        """Nothing to do: what is stored is where readers look for it."""


@dataclass(frozen=True, slots=True)
class LocalPlaces:
    folder: Path

    def newest_token(self, site: str) -> int:
        return 0

    def claim(self, site: str, token: int) -> LocalPlace:
        return LocalPlace(self.folder)
