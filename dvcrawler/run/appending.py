"""Records that were read again are appended as a run."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO

import orjson

from dvcrawler.run.record import recorded_run
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.store import Store


def append_revisions(
    store: Store, ledger: Ledger, spool: IO[bytes], now: datetime, arguments: Mapping[str, str]
) -> None:
    """Appends the spooled records as a separate run, so that `new_since` returns them like any others."""
    spool.seek(0)
    with recorded_run(store, ledger, arguments, now) as outcomes:
        outcomes |= {"stored": 0, "revised": 0}
        for line in spool:
            record = orjson.loads(line)
            place = store.append(record)
            known = ledger.known([record["id"]]).get(record["id"])
            url = record["fetched_from"] if record["via"] == "live" else record["url"]
            ledger.note_stored({**record, "url": url}, place, known.again_at if known else None)
            outcomes["stored" if record["revision"] == 1 else "revised"] += 1
