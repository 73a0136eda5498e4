"""Captured article pages without an outcome: they were archived and never read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.errors import StorageError
from dvcrawler.extract.site import Site
from dvcrawler.normalize.identity import own_id
from dvcrawler.normalize.urls import Address
from dvcrawler.reparse.plan import is_further_page
from dvcrawler.reparse.tasks import SiteArguments, owner_of, sites_as_given
from dvcrawler.storage.folders import is_read_only
from dvcrawler.storage.ledgers.ledger import Ledger, ledger_path
from dvcrawler.storage.verify import Finding
from dvcrawler.storage.warc.captures import Capture, index_path, warc_files, warc_folder
from dvcrawler.storage.warc.index import CaptureIndex


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A capture, and the id that its address gives the article. `file`: the path of the WARC file."""

    capture: Capture
    file: Path
    id: str

    def describe(self) -> Finding:
        what = f"the capture of {self.capture.url} has no outcome"
        return Finding(str(self.file), self.capture.offset, what, "run `dvcrawler reparse`")


def find_unresolved(
    data: Path, name: str, site_for: Callable[[Mapping[str, str]], Site]
) -> Iterator[Unresolved]:
    """The captures of the site's articles that the ledger does not know, and that a reparse would read.

    `site_for` gives the site as a run with these `-a` arguments sees it. Without a readable ledger
    nothing is found; `storage.verify` reports it.
    """
    if not warc_files(data, name) or not ledger_path(data, name).exists():
        return
    try:
        ledger = Ledger.open_read_only(data, name)
    except StorageError:
        return
    sites = sites_as_given(data, name, site_for)
    with ledger, closing(_open_index(data, name)) as index:
        for capture in index.all():
            address = _read_article(capture, sites)
            if address is None:
                continue
            if not ledger.known([f"{name}:{address.native_id}", f"{name}:{own_id(address)}"]):
                file = warc_folder(data, name) / capture.file
                yield Unresolved(capture, file, f"{name}:{address.native_id}")


def _open_index(data: Path, name: str) -> CaptureIndex:
    is_fixed = is_read_only(index_path(data, name).parent)
    return CaptureIndex.open_copy(data, name) if is_fixed else CaptureIndex(data, name)


def _read_article(capture: Capture, sites: Iterable[tuple[SiteArguments, Site]]) -> Address | None:
    """The article that a capture shows; None for an error, a redirect and a further page of an article, which
    give no record of their own.
    """
    owner = owner_of(capture.url, sites) if capture.status == 200 else None
    if owner is None or is_further_page(capture.url, owner[1].url):
        return None
    return owner[1]
