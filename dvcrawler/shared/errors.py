"""What can go wrong with a shared store. Each is one line, with what to do."""

from dvcrawler.errors import LockedError, StorageError


class SharedStoreError(StorageError):
    """The shared store does not answer, or refuses. What is stored locally stays; retry later."""


class MissingObjectError(SharedStoreError):
    """There is no object of this name."""


class NewerOwnerError(LockedError):
    """Another process has claimed the site since. What was published stays; end the run, publish nothing."""

    def __init__(self, site: str) -> None:
        super().__init__(
            f"another process has claimed {site} in the shared store; what this run had not published is "
            "discarded when this machine claims the site again"
        )
