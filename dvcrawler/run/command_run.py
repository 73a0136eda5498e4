"""The run record of a command that changes the store without crawling."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from dvcrawler.exitcodes import ExitCode
from dvcrawler.items import utc_text
from dvcrawler.run.record import close_run
from dvcrawler.storage.ledger import Ledger
from dvcrawler.storage.runs import Run, appended_ranges, begin_run, finish_run
from dvcrawler.storage.store import Store


@contextmanager
def recorded_run(
    store: Store, ledger: Ledger, arguments: Mapping[str, str], now: datetime
) -> Iterator[dict[str, int]]:
    """Records what is done inside as a run, so that readers of new lines find what it has appended.

    Yields the counts by outcome, to be filled in; zeros are left out. Hold the site's lock. Raises
    StorageError.
    """
    sizes = store.sizes()
    run_id = f"{store.site}-{now:%Y%m%dT%H%M%S%fZ}-{os.getpid()}"
    run = Run(run_id, store.site, dict(arguments), utc_text(now))
    begin_run(store.data, run, sizes)
    outcomes: dict[str, int] = {}
    yield outcomes
    grown = store.sizes()
    ended = replace(
        run, outcomes={what: number for what, number in outcomes.items() if number}, newest=ledger.newest(),
        files=appended_ranges(sizes, grown), ends=grown,
    )  # fmt: skip
    finish_run(store.data, close_run(ended, ExitCode.OK))
