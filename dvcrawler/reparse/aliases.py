"""Finds captured pages that show an article under another id, so that they are removed with it.

A crawl notes them in the ledger; a ledger that was built again does not know them.
"""

from collections.abc import Collection
from contextlib import closing

from dvcrawler.items import Record
from dvcrawler.normalize.identity import base_of, is_same_article
from dvcrawler.reparse.owners import Beside, Owners
from dvcrawler.reparse.tasks import Task
from dvcrawler.reparse.without_record import NotedInLedger
from dvcrawler.reparse.work import read_task
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.captures import warc_folder
from dvcrawler.storage.warc.index import CaptureIndex


def note_aliases(store: Store, ledger: Ledger, owners: Owners, ids: Collection[str], now: str) -> None:
    """Reads the captured pages that have the number of one of the articles and an id unknown to the ledger,
    and notes those that show it. `now`: ISO, UTC.
    """
    noted = NotedInLedger(ledger, now, now)
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
        beside.id, capture.url, path, source.offset, capture.at, capture.name, held=None, date=None,
        layout=None, given=beside.given,
    )  # fmt: skip


def _shows(task: Task, beside: Beside, held: Record) -> bool:
    record = read_task(task, beside.site).record
    if record is None:
        return False
    has_month = base_of(beside.id)[1]
    return is_same_article(held, record["title"], record["date"], has_month=has_month)
