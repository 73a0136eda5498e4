"""Notes in the ledger what became of captured pages that give no record, or what run records say of them.

Only a crawl notes it otherwise, and a ledger that was built again knows nothing of it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from dvcrawler.extract.site import Site
from dvcrawler.reparse.tasks import Task, owner_of, sites_as_given
from dvcrawler.reparse.unresolved import find_unresolved
from dvcrawler.storage.ledgers.entries import write_same_article
from dvcrawler.storage.ledgers.ledger import Ledger, Outcome
from dvcrawler.storage.run_records.runs import read_runs
from dvcrawler.storage.upgrade import NamedPage, read_page

#: Outcomes of which a run record says all that the ledger keeps: of an article outside the period it keeps
#: the day, too.
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


class NotedInLedger:
    """Notes pages that give no record. Leaves alone what the ledger knows: a crawl saw more than the archive
    shows.
    """

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
