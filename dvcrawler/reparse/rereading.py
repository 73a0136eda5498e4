"""Reads the captured articles of one site again, and finds the records that have changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from dvcrawler.items import Record
from dvcrawler.normalize.identity import base_of, number_of
from dvcrawler.normalize.plausibility import MIN_TWIN_BODY
from dvcrawler.normalize.publications import publication_of
from dvcrawler.normalize.same_article import is_same_article
from dvcrawler.normalize.site_names import split_id
from dvcrawler.normalize.urls import Address
from dvcrawler.reparse.compare import Difference, keep_told
from dvcrawler.reparse.plan import Plan
from dvcrawler.reparse.recorded import LedgerNotes
from dvcrawler.reparse.tasks import Task, given_sites, owner_of
from dvcrawler.reparse.work import ReparseResult, load_site
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.ledgers.stored_articles import find_published
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.index import CaptureIndex

#: Number of new articles whose content is remembered: 200,000 take 50 MB. More are not compared.
_MOST_ARTICLES = 200_000
#: Reads the pages and yields the results in the order of the tasks.
ReadTasks = Callable[[Iterable[Task]], Iterator[ReparseResult]]


class TwinFinder:
    """Compares new records with stored ones and with those that were read before."""

    def __init__(self, ledger: Ledger, store: Store) -> None:
        self._ledger, self._store = ledger, store
        #: Ids by number or publication, and content.
        self._fresh: dict[tuple[str, str], str] = {}

    def holds(self, id_: str) -> bool:
        """Whether the article is stored."""
        return self._ledger.content_of(id_) is not None

    def find(self, record: Record) -> str | None:
        """The id of the article with the content of a record that is not stored; None if it is new."""
        id_, content_hash = record["id"], record["content_hash"]
        if len(record["body"]) < MIN_TWIN_BODY:
            return None
        found = self._ledger.find_same(id_, content_hash) or find_published(self._ledger, self._store, record)
        found = found or self._find_fresh(record)
        return found if found != id_ else None

    def _find_fresh(self, record: Record) -> str | None:
        """The id under which an equal article was read before; remembers the article if there is none."""
        id_, content_hash = record["id"], record["content_hash"]
        names = (number_of(split_id(id_)[1]), publication_of(record) or id_)
        keys = [(name, content_hash) for name in names]
        found = next((self._fresh[key] for key in keys if key in self._fresh), None)
        if found is None and len(self._fresh) < _MOST_ARTICLES:
            self._fresh |= dict.fromkeys(keys, id_)
        return found


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """The articles to read, of days `since` to `until` (`YYYY-MM-DD`), read by `layout`; None: of any."""

    since: str | None = None
    until: str | None = None
    layout: str | None = None

    def covers(self, day: str) -> bool:
        return not (self.since and day < self.since) and not (self.until and day > self.until)

    def includes(self, task: Task) -> bool:
        if self.layout and task.layout != self.layout:
            return False
        return task.date is None or self.covers(task.date)


class Rereading:
    """One reading and its counts. Hold the site's lock.

    `noted`: takes the pages that give no record, None for a dry run. `unread`: number of pages by reason.
    `damaged`: one line for each damaged capture.
    """

    def __init__(
        self,
        store: Store,
        index: CaptureIndex,
        selection: TaskFilter,
        noted: LedgerNotes | None,
        twins: TwinFinder,
    ) -> None:
        self._store, self._index, self._selection = store, index, selection
        self._noted, self._twins = noted, twins
        self.difference = Difference()
        self.unread: Counter[str] = Counter()
        #: Articles that were read at another address than the one that their pages give.
        self._elsewhere: set[str] = set()
        self.damaged = [f"{each.file} at byte {each.offset}: {each.what}" for each in index.damages]

    def read(self, spider: str, read_tasks: ReadTasks) -> Iterator[Record]:
        """Yields the records to store. `spider`: see `work.load_site`."""
        with closing(Plan(self._store.data, self._store.site, self._store, self._index)) as plan:
            self._fill(plan, spider)
            tasks = (task for task in plan.tasks() if self._is_wanted(task))
            yield from filter(None, map(self._note, read_tasks(tasks)))

    def _fill(self, plan: Plan, spider: str) -> None:
        site = self._store.site
        sites = [(given, load_site(spider, given)) for given in given_sites(self._store.data, site)]

        def read(url: str) -> Address | None:
            owner = owner_of(url, sites, plan.holds)
            return owner[1] if owner else None

        for capture in self._index.all():
            owner = owner_of(capture.url, sites, plan.holds) if capture.status == 200 else None
            if owner is not None:
                plan.add(capture, owner[1], site, read, owner[0])

    def _is_wanted(self, task: Task) -> bool:
        return task.id not in self._store.removed and self._selection.includes(task)

    def _note(self, result: ReparseResult) -> Record | None:
        """Counts one result; returns the record to store, None if nothing changed."""
        record, task = result.record, result.task
        if result.is_same:
            self.difference.same += 1
            return None
        if record is None:
            self._note_unread(result)
            return None
        before = self._store.line(task.held) if task.held else None
        if before is not None:  # an article that is stored under the id of this address keeps it
            record["id"], record["url"] = before["id"], before["url"]
            record["via"], record["fetched_from"] = before["via"], before["fetched_from"]
            record["revision"] = before["revision"] + 1
            keep_told(before, record)
        elif (same := self._find_same(task, record)) is not None:
            self._note_same(task, same)
            return None
        elif not self._is_covered(record):
            return None
        return record if self.difference.note(before, record) else None

    def _find_same(self, task: Task, record: Record) -> str | None:
        """The id under which the page's article is stored or was read; None if it is that of the task."""
        if self._is_elsewhere(task, record):
            return record["id"]
        if self._is_other(task, record):
            return base_of(record["id"])
        return self._twins.find(record) if self._is_covered(record) else None

    def _is_covered(self, record: Record) -> bool:
        return not record["date"] or self._selection.covers(record["date"])

    def _is_elsewhere(self, task: Task, record: Record) -> bool:
        """Whether the page gives another address than its own, and the article there is stored or was read.
        Remembers the address otherwise: this is the first page that gives it.
        """
        own = record["id"]
        if own == task.id:
            return own in self._elsewhere
        if self._twins.holds(own) or own in self._elsewhere:
            return True
        self._elsewhere.add(own)
        return False

    def _note_same(self, task: Task, other_id: str) -> None:
        self.difference.same += 1
        if self._noted is not None:
            self._noted.note_same(task, other_id)

    def _note_unread(self, result: ReparseResult) -> None:
        if result.damaged:
            self.damaged.append(result.reason)
            return
        self.unread[result.reason] += 1
        if result.task.held is None and self._noted is not None:
            self._noted.note_unread(result.task, result.reason)

    def _is_other(self, task: Task, record: Record) -> bool:
        """Whether a page with a separate id shows the article that has the number."""
        if task.other is None or all(each["field"] != "id" for each in record["problems"]):
            return False
        held = self._store.line(task.other)
        return held is not None and is_same_article(held, record)
