"""The article of a captured address: by the site's rules, and by the ledger for equal numbers.

Captured pages that show an article under another id are removed with it. A crawl notes them in the ledger; a
ledger that was built again does not know them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.extract.site import Site
from dvcrawler.items import Record
from dvcrawler.normalize.identity import settle
from dvcrawler.normalize.same_article import is_same_article
from dvcrawler.normalize.urls import Address
from dvcrawler.reparse.recorded import LedgerNotes
from dvcrawler.reparse.tasks import SiteArguments, Task, owner_of, sites_as_given
from dvcrawler.reparse.work import read_task
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.captures import Capture, warc_folder
from dvcrawler.storage.warc.index import CaptureIndex


@dataclass(frozen=True, slots=True)
class Beside:
    """A captured page whose own id is `id`, with the number of the article `other_id`. `given`: the arguments
    that chose `site`.
    """

    capture: Capture
    id: str
    other_id: str
    given: SiteArguments
    site: Site


class Owners:
    """Distinguishes the captures of one article from all others."""

    def __init__(self, data: Path, name: str, site_for: Callable[[dict[str, str]], Site] | None) -> None:
        """`site_for` gives the site as a run with these `-a` arguments sees it; None: no rules are known."""
        self._name = name
        self._sites = sites_as_given(data, name, site_for) if site_for else []

    def predicate(self, id_: str, ledger: Ledger) -> Callable[[str], bool]:
        """Whether a captured address is that of the article `id_`. Read before the ledger forgets it."""

        def is_own(url: str) -> bool:
            address = self._read(url)
            if address is None or not id_.startswith(f"{self._name}:{address.native_id}"):
                return False  # most captures, without a look into the ledger
            return self._settle(address, ledger) == id_

        return is_own

    def find_beside(
        self, ids: Collection[str], captures: Iterable[Capture], ledger: Ledger
    ) -> Iterator[Beside]:
        """Yields captured pages with the number of one of the articles and an id unknown to the ledger."""
        sites = dict(self._sites)
        for capture in captures:
            owner = owner_of(capture.url, self._sites) if capture.status == 200 else None
            other_id = f"{self._name}:{owner[1].native_id}" if owner is not None else ""
            if owner is None or other_id not in ids:
                continue
            id_ = self._settle(owner[1], ledger)
            if id_ != other_id and not ledger.known([id_]):
                yield Beside(capture, id_, other_id, owner[0], sites[owner[0]])

    def _settle(self, address: Address, ledger: Ledger) -> str:
        """The id of the article at the address, by what the ledger knows."""

        def url_of(native_id: str) -> str | None:
            full = f"{self._name}:{native_id}"
            entry = ledger.known([full]).get(full)
            return entry.url or None if entry else None

        return f"{self._name}:{settle(address, url_of, self._read).native_id}"

    def _read(self, url: str) -> Address | None:
        owner = owner_of(url, self._sites)
        return owner[1] if owner else None


def note_aliases(store: Store, ledger: Ledger, owners: Owners, ids: Collection[str], now: str) -> None:
    """Reads the captured pages that have the number of one of the articles and an id unknown to the ledger,
    and notes those that show it. `now`: ISO, UTC.
    """
    noted = LedgerNotes(ledger, now, now)
    with closing(CaptureIndex(store.data, store.site)) as index:
        for beside in owners.find_beside(ids, index.all(), ledger):
            held = _find_newest(store, ledger, beside.other_id)
            task = _make_task(store, index, beside)
            if held is not None and _shows(task, beside, held):
                noted.note_same(task, beside.other_id)


def _find_newest(store: Store, ledger: Ledger, id_: str) -> Record | None:
    entry = ledger.known([id_]).get(id_)
    captured_at = entry.captured_at if entry is not None else None
    return store.find(id_, captured_at) if captured_at is not None else None


def _make_task(store: Store, index: CaptureIndex, beside: Beside) -> Task:
    capture = beside.capture
    source = index.source(capture)
    path = str(warc_folder(store.data, store.site) / source.file)
    return Task(
        beside.id,
        capture.url,
        path,
        source.offset,
        capture.at,
        capture.name,
        held=None,
        date=None,
        layout=None,
        given=beside.given,
    )


def _shows(task: Task, beside: Beside, held: Record) -> bool:
    record = read_task(task, beside.site).record
    return record is not None and is_same_article(held, record)
