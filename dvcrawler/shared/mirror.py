"""Copies of a shared store on this machine: a mirror for readers, a folder of its own for each writer."""

import fcntl
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dvcrawler.errors import ConfigError
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.shared.chains import LOST_MANIFEST, Fault
from dvcrawler.shared.location import SharedLocation
from dvcrawler.shared.objects import LostManifestError, Objects
from dvcrawler.shared.restore import restore
from dvcrawler.shared.segment import Kind
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.disk import check_site, disk_errors
from dvcrawler.storage.folders import FolderName, make_folder
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.store import Store

#: Kinds that readers of records need; captures are most of the bytes.
RECORDS = (Kind.ARTICLES, Kind.REMOVALS, Kind.RUNS)
_COPIES = FolderName("the folder of shared stores", "DVCRAWLER_SHARED_FOLDER")


def home_folder(location: SharedLocation, setting: str) -> Path:
    """The folder of this machine's copies of a shared store: `mirror` and `work` are in it.

    `setting`: DVCRAWLER_SHARED_FOLDER, the folder for all shared stores; if empty, the user's state folder,
    because it also holds unpublished data. Raises ConfigError for a user without a home.
    """
    state = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    try:
        folder = Path(setting or f"{state}/dvcrawler").expanduser().absolute()
    except RuntimeError as error:
        raise ConfigError("no home folder is known; name a folder with DVCRAWLER_SHARED_FOLDER") from error
    return folder / location.folder_name


def make_copy_folder(folder: Path) -> Path:
    """Creates a folder below `home_folder`, and returns it. Raises ConfigError, StorageError."""
    make_folder(folder, _COPIES)
    return folder


def sync_mirror(store: Objects, folder: Path, kinds: Collection[str] | None = None) -> list[Fault]:
    """Fetches the new segments of every site, of some kinds of files if given; returns the damaged ones.

    Waits for another process that does the same. Concurrent readers see whole lines only. Raises
    SharedStoreError, ConfigError, StorageError.
    """
    faults: list[Fault] = []
    make_copy_folder(folder / "articles")
    with _hold_lock(folder / "mirror.lock"):
        for name in store.folders("sites"):
            site = site_of_file(name)
            faults += _restore(store, site, folder, kinds)
            if article_files(folder, site):
                with Store(folder, site) as articles, Ledger(folder, site) as ledger:
                    ledger.catch_up(articles)
    return faults


def _restore(store: Objects, site: str, folder: Path, kinds: Collection[str] | None) -> Sequence[Fault]:
    """Restores the site, again after a fault: a removal or compaction may have deleted listed objects."""
    for is_last in (False, True):
        try:
            found: Sequence[Fault] = restore(store, site, folder, kinds=kinds).faults
        except LostManifestError:  # the mirror's files stay as they are
            found = [Fault(f"sites/{check_site(site)}", LOST_MANIFEST)]
        if not found or is_last:
            break
    return found


@contextmanager
def _hold_lock(path: Path) -> Iterator[None]:
    """Holds the lock of the file; waits for it."""
    with disk_errors(path):
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)
