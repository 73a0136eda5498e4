"""Opens what a rereading of one site needs: locked, or as it is where the store may only be read."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.lock import SiteLock
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.index import CaptureIndex


@dataclass(frozen=True, slots=True)
class OpenSite:
    """The ledger has caught up with the store, and the index with the archive."""

    store: Store
    index: CaptureIndex
    ledger: Ledger


@contextmanager
def open_site(data: Path, name: str, now: str) -> Iterator[OpenSite]:
    """Holds the site's lock. Raises LockedError, ConfigError or StorageError."""
    with (
        SiteLock(data, name, now),
        Store(data, name) as store,
        closing(CaptureIndex(data, name)) as index,
        Ledger(data, name) as ledger,
    ):
        ledger.catch_up(store)
        yield OpenSite(store, index, ledger)


@contextmanager
def open_fixed_site(data: Path, name: str) -> Iterator[OpenSite]:
    """Needs no lock and writes nothing: ledger and index are completed in temporary files."""
    with (
        Store(data, name, is_fixed=True) as store,
        closing(CaptureIndex.open_copy(data, name)) as index,
        Ledger.open_copy(data, name) as ledger,
    ):
        ledger.catch_up(store)
        yield OpenSite(store, index, ledger)
