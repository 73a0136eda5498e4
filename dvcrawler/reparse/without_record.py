"""Notes in the ledger what became of captured pages that give no record.

Only a crawl notes it otherwise, and a ledger that was built again knows nothing of it.
"""

from typing import Protocol

from dvcrawler.reparse.tasks import Task
from dvcrawler.storage.ledgers.entries import write_same_article
from dvcrawler.storage.ledgers.ledger import Ledger, Outcome


class WithoutRecord(Protocol):
    """Describes a page that gives no record."""

    def note_unread(self, task: Task, reason: str) -> None: ...

    def note_same(self, task: Task, other_id: str) -> None:
        """`other_id`: the stored article that the page shows too."""


class Unnoted:
    """Notes nothing, for a dry run."""

    def note_unread(self, task: Task, reason: str) -> None:
        pass

    def note_same(self, task: Task, other_id: str) -> None:
        pass


class NotedInLedger:
    """Leaves alone what the ledger knows: a crawl saw more than the archive shows."""

    def __init__(self, ledger: Ledger, now: str, again_at: str) -> None:
        """`again_at`: when a crawl may ask for an unread page again. Both are ISO, UTC."""
        self._ledger, self._now, self._again_at = ledger, now, again_at

    def note_unread(self, task: Task, reason: str) -> None:
        self._note(task, Outcome.UNREAD, reason, self._again_at)

    def note_same(self, task: Task, other_id: str) -> None:
        self._note(task, Outcome.MOVED, write_same_article(other_id), None)

    def _note(self, task: Task, outcome: Outcome, reason: str, again_at: str | None) -> None:
        if not self._ledger.known([task.id]):
            self._ledger.note_outcome(
                task.id, task.url, outcome, reason=reason, now=self._now, again_at=again_at
            )
