"""Stores articles in groups: up to eight share the syncs of archive and lines, and a ledger transaction."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from scrapy.exceptions import DropItem

from dvcrawler.errors import StorageError
from dvcrawler.items import Article, to_record
from dvcrawler.run.session import RunSession
from dvcrawler.storage.journal import MOST_TOGETHER
from dvcrawler.storage.store import Prepared

#: Seconds between two groups, and thus the longest time that an article waits in memory. A crawl that stores
#: articles at longer intervals is not delayed at all.
_INTERVAL = 0.05


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An article that is not on disk yet. `done` is resolved when the ledger has it."""

    article: Article
    record: Mapping[str, Any]
    prepared: Prepared
    again_at: str | None
    done: "asyncio.Future[None]"


class GroupCommit:
    """Keeps the order for each article: its capture is synced, its line is synced, the ledger knows it.

    An article is stored at once if nothing was stored within the last `_INTERVAL`; others wait until that has
    passed, or until eight are waiting. `on_written` is called for each article whose line is on disk, even if
    the ledger then fails. A process that is killed loses the waiting articles; the next run requests them
    again.
    """

    def __init__(self, session: RunSession, on_written: Callable[[Article], None]) -> None:
        self._session, self._on_written = session, on_written
        self._waiting: dict[str, _Waiting] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._flushed_at = float("-inf")
        session.stop.on_ending(self.flush)

    async def store(self, article: Article, url: str, again_at: str | None) -> None:
        """Returns when the article is on disk and in the ledger, at the address `url`.

        Raises ValueError for a record that breaks the contract, StorageError if the disk refuses the whole
        group, DropItem if the run has failed meanwhile.
        """
        record = to_record(article)
        prepared, loop = self._session.store.prepare(record), asyncio.get_running_loop()
        waiting = _Waiting(article, {**record, "url": url}, prepared, again_at, loop.create_future())
        self._waiting[article.id] = waiting
        due_at = self._flushed_at + _INTERVAL
        if len(self._waiting) >= MOST_TOGETHER or loop.time() >= due_at:
            self.flush()
        elif self._timer is None:
            self._timer = loop.call_at(due_at, self.flush)
        await waiting.done

    def settle(self, id_: str) -> None:
        """Stores the article of that id if it is waiting, so that the ledger can be queried for it.

        Raises DropItem if the run has failed.
        """
        if id_ in self._waiting:
            self.flush()
        self.check()

    def settle_content(self, content_hash: str) -> None:
        """Does the same for articles with this content."""
        if any(each.article.content_hash == content_hash for each in self._waiting.values()):
            self.flush()
        self.check()

    def flush(self) -> None:
        """Stores the waiting articles."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting = list(self._waiting.values()), {}
        for file, group in groupby(sorted(waiting, key=_find_file), key=_find_file):
            self._commit(file, list(group))
        if waiting:
            self._flushed_at = asyncio.get_running_loop().time()

    def _commit(self, file: str, group: Sequence[_Waiting]) -> None:
        """Passes an error to every article of the group, none of which is in the ledger then."""
        try:
            self.check()
            self._write(file, group)
        except Exception as error:
            if isinstance(error, StorageError):
                self._session.stop.abort(error)
            for done in _select_awaited(group):
                done.set_exception(error)
        else:
            for done in _select_awaited(group):
                done.set_result(None)

    def _write(self, file: str, group: Sequence[_Waiting]) -> None:
        if self._session.archive is not None:
            self._session.archive.sync()
        places = self._session.store.write(file, [each.prepared.line for each in group])
        for each in group:
            self._on_written(each.article)
        self._session.ledger.note_all_stored(
            [(each.record, place, each.again_at) for each, place in zip(group, places, strict=True)]
        )

    def check(self) -> None:
        """Raises DropItem once the run has failed."""
        if self._session.stop.failure is not None:
            raise DropItem("the store has failed; this page will be requested again")


def _select_awaited(group: Sequence[_Waiting]) -> list["asyncio.Future[None]"]:
    """The articles without those whose tasks were cancelled."""
    return [each.done for each in group if not each.done.cancelled()]


def _find_file(waiting: _Waiting) -> str:
    return waiting.prepared.file
