"""What `reparse` appends is a run of its own."""

import io
from datetime import UTC, datetime

import orjson
import pytest

from dvcrawler.run.record import append_revisions
from dvcrawler.storage.ledgers.ledger import Ledger, Outcome
from dvcrawler.storage.run_records.runs import last_run
from dvcrawler.storage.store import Store

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def append(tmp_path):
    """Appends records to the store below `tmp_path`; returns the run as it was recorded."""

    def appended(*records):
        spool = io.BytesIO(b"".join(orjson.dumps(record) + b"\n" for record in records))
        spool.seek(0, io.SEEK_END)
        with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
            append_revisions(store, ledger, spool, NOW, {"layout": "thu"})
        return last_run(tmp_path, "thu")

    return appended


def test_new_articles_and_revisions_are_counted_apart(append, make_record):
    run = append(make_record(1), make_record(2), make_record(3), make_record(1, 2), make_record(2, 2))
    assert run.outcomes == {"stored": 3, "revised": 2}
    assert run.arguments == {"layout": "thu"}
    assert append(make_record(4)).outcomes == {"stored": 1}
    assert append(make_record(4, 2)).outcomes == {"revised": 1}


@pytest.mark.parametrize(("via", "known"), [("live", "from"), ("wayback", "url"), ("warc", "url")])
def test_an_article_is_known_by_where_it_was_fetched_live_and_by_its_own_address_else(
    append, make_record, tmp_path, via, known
):
    addresses = {"from": "https://thu.example/m/bai-1", "url": "https://thu.example/bai-1"}
    append(make_record(1, via=via, url=addresses["url"], fetched_from=addresses["from"]))
    with Ledger(tmp_path, "thu") as ledger:
        found = ledger.known(["thu:1"])["thu:1"]
    assert (found.outcome, found.url) == (Outcome.STORED, addresses[known])
