"""Errors of a shared store. Each message is one line, with advice."""

from dvcrawler.errors import LockedError, StorageError


class SharedStoreError(StorageError):
    """The shared store does not answer, or refuses. Local files stay; retry later."""


class MissingObjectError(SharedStoreError):
    """No object has this name."""


class LostManifestError(SharedStoreError):
    """No copy of a site's newest manifest can be read, so what the site has is unknown. Local files stay."""


class NewerOwnerError(LockedError):
    """Another process has claimed the site meanwhile. Published segments stay; end the run and publish
    nothing.
    """

    def __init__(self, site: str) -> None:
        super().__init__(
            f"another process has claimed {site} in the shared store; what this run had not published is "
            "discarded when this machine claims the site again"
        )
