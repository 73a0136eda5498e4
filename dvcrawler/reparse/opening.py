"""Opens what a rereading of one site needs: its store, locked or as it is, and the layouts named for it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.extract.layout_choice import FALLBACKS
from dvcrawler.extract.site import Site
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.journal import read_lines
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
def open_site(data: Path, name: str, now: str, *, is_fixed: bool) -> Iterator[OpenSite]:
    """Holds the site's lock. `is_fixed` needs none and writes nothing: ledger and index are completed in
    temporary files. Raises LockedError, ConfigError or StorageError.
    """
    open_index, open_ledger = (
        (CaptureIndex.open_copy, Ledger.open_copy) if is_fixed else (CaptureIndex, Ledger)
    )
    with (
        nullcontext() if is_fixed else SiteLock(data, name, now),
        Store(data, name, is_fixed=is_fixed) as store,
        closing(open_index(data, name)) as index,
        open_ledger(data, name) as ledger,
    ):
        ledger.catch_up(store)
        yield OpenSite(store, index, ledger)


def has_layout(name: str, sites: Iterable[Site]) -> bool:
    """Whether one of the sites is read by a layout of this name today."""
    return name in _list_described(sites)


def list_layouts(data: Path, sites: Mapping[str, Site]) -> list[str]:
    """The layouts of the sites, and those that have read their stored articles: one may have been renamed
    since. Reads the whole store.
    """
    return sorted({*_list_described(sites.values()), *_read_stored(data, sites)})


def _list_described(sites: Iterable[Site]) -> list[str]:
    return [layout.name for site in sites for layout in (*site.layouts, *FALLBACKS)]


def _read_stored(data: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for path in article_files(data, name):
            for line in read_lines(path):
                layout = line.value.get("layout") if line.value is not None else None
                if isinstance(layout, str):
                    yield layout
