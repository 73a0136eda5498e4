"""Outcomes of captured pages that give no record: notes them in the ledger, as read or as run records name
them, and finds captured article pages without one.

Otherwise only a crawl notes them, so a rebuilt ledger has none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.errors import StorageError
from dvcrawler.extract.site import Site
from dvcrawler.normalize.identity import named_id, own_id
from dvcrawler.normalize.urls import Address
from dvcrawler.reparse.plan import is_further_page
from dvcrawler.reparse.tasks import SiteArguments, Task, owner_of, sites_as_given
from dvcrawler.storage.folders import is_read_only
from dvcrawler.storage.ledgers.entries import write_same_article
from dvcrawler.storage.ledgers.ledger import Ledger, Outcome, ledger_path
from dvcrawler.storage.run_records.runs import read_runs
from dvcrawler.storage.upgrade import NamedPage, read_page
from dvcrawler.storage.verify import Finding
from dvcrawler.storage.warc.captures import Capture, index_path, warc_files, warc_folder
from dvcrawler.storage.warc.index import CaptureIndex

#: Outcomes of which a run record says all: of an article outside the period the ledger keeps the day.
_OUTCOMES = {each.value: each for each in (Outcome.UNREAD, Outcome.REFUSED, Outcome.GONE, Outcome.MOVED)}


def note_recorded(
    data: Path, name: str, site_for: Callable[[Mapping[str, str]], Site], now: str, again_at: str
) -> int:
    """Enters the outcomes of captured pages that run records name; returns how many pages have none.

    `again_at`: when a crawl may ask for an unread or refused page again. Hold the site's lock.
    """
    unresolved = list(find_unresolved(data, name, site_for))
    if not unresolved:
        return 0
    pages = _read_named_pages(data, name, site_for)
    left = [each for each in unresolved if each.id not in pages]
    with Ledger(data, name) as ledger:
        for id_ in dict.fromkeys(each.id for each in unresolved if each.id in pages):
            page = pages[id_]
            outcome = _OUTCOMES[page.outcome]
            due = again_at if outcome in (Outcome.UNREAD, Outcome.REFUSED) else None
            ledger.note_outcome(id_, page.url, outcome, reason=page.reason, now=now, again_at=due)
    return len(left)


def _read_named_pages(
    data: Path, name: str, site_for: Callable[[Mapping[str, str]], Site]
) -> dict[str, NamedPage]:
    """The page that was named last for each article's id."""
    by_url = {
        page.url: page
        for run in read_runs(data, name)
        for page in map(read_page, run.problems)
        if page.outcome in _OUTCOMES
    }
    sites = sites_as_given(data, name, site_for)
    owners = ((owner_of(url, sites), page) for url, page in by_url.items())
    return {f"{name}:{owner[1].native_id}": page for owner, page in owners if owner is not None}


class LedgerNotes:
    """Notes pages that give no record, except those that the ledger knows: a crawl saw more than is kept."""

    def __init__(self, ledger: Ledger, now: str, again_at: str) -> None:
        """`again_at`: when a crawl may ask for an unread page again. Both are ISO, UTC."""
        self._ledger, self._now, self._again_at = ledger, now, again_at

    def note_unread(self, task: Task, reason: str) -> None:
        self._note(task, Outcome.UNREAD, reason, self._again_at)

    def note_same(self, task: Task, other_id: str) -> None:
        """`other_id`: the stored article that the page shows too."""
        self._note(task, Outcome.MOVED, write_same_article(other_id), None)

    def _note(self, task: Task, outcome: Outcome, reason: str, again_at: str | None) -> None:
        if not self._ledger.known([task.id]):
            self._ledger.note_outcome(
                task.id, task.url, outcome, reason=reason, now=self._now, again_at=again_at
            )


@dataclass(frozen=True, slots=True)
class _Unresolved:
    """A capture, and the id that its address gives the article. `file`: the path of the WARC file."""

    capture: Capture
    file: Path
    id: str

    def describe(self) -> Finding:
        what = f"the capture of {self.capture.url} has no outcome"
        return Finding(str(self.file), self.capture.offset, what, "run `dvcrawler reparse`")


def find_unresolved(
    data: Path, name: str, site_for: Callable[[Mapping[str, str]], Site]
) -> Iterator[_Unresolved]:
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
            ids = (address.native_id, own_id(address), named_id(address))
            if not ledger.known([f"{name}:{each}" for each in ids]):
                file = warc_folder(data, name) / capture.file
                yield _Unresolved(capture, file, f"{name}:{address.native_id}")


def _open_index(data: Path, name: str) -> CaptureIndex:
    if not is_read_only(index_path(data, name).parent):
        with suppress(StorageError):  # the disk is full
            return CaptureIndex(data, name)
    return CaptureIndex.open_copy(data, name)


def _read_article(capture: Capture, sites: Iterable[tuple[SiteArguments, Site]]) -> Address | None:
    """The article that a capture shows; None for an error, a redirect and a further page of an article, which
    give no record of their own.
    """
    owner = owner_of(capture.url, sites) if capture.status == 200 else None
    if owner is None or is_further_page(capture.url, owner[1].url):
        return None
    return owner[1]
