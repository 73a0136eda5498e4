"""Articles that are stored together: what they share, what waits for what, and what a failure takes."""

import asyncio
import os
from pathlib import Path

import pytest
from scrapy.exceptions import DropItem

from dvcrawler.errors import StorageError
from dvcrawler.items import Article, Author, Problem, ProblemCode
from dvcrawler.pipelines import group_commit
from dvcrawler.pipelines.store import StorePipeline
from dvcrawler.storage.ledgers.ledger_lines import read_absorbed
from tests.portal import records
from tests.sessions import counted


@pytest.fixture
def article(make_record):
    def make(number=1, **fields):
        record = make_record(number, captured_at="2026-01-31T12:00:00Z", capture="thu.warc.gz#<urn:uuid:1>")
        record |= {"authors": (Author("Lê Thử", "text"),), "images": (), "documents": (), "problems": ()}
        return Article(**{**record, "tags": (), "body": "Một đoạn văn.", **fields})

    return make


@pytest.fixture
def synced(monkeypatch):
    """Names of what is synced, in order."""
    names, real = [], os.fsync

    def sync(fd):
        names.append(Path(f"/proc/self/fd/{fd}").readlink().name)
        real(fd)

    monkeypatch.setattr(os, "fsync", sync)
    return names


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """However busy the machine is: what waits is stored when the test says so."""
    monkeypatch.setattr(group_commit, "_INTERVAL", 3600.0)


def store_all(session, *items, then=lambda: None):
    """What becomes of articles that arrive at the same time, in their order: the article, or the exception.

    `then` is called when all have arrived; what waits after it is stored.
    """

    async def run():
        async def close(reason):
            pass

        session.crawler.engine.close_spider_async = close
        pipeline = StorePipeline.from_crawler(session.crawler)
        tasks = [asyncio.ensure_future(pipeline.process_item(item)) for item in items]
        await asyncio.sleep(0)
        then()
        pipeline.close_spider()
        return await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 30)

    return asyncio.run(run())


def ids_of(tmp_path):
    return [record["id"] for record in records(tmp_path)]


def test_the_first_is_stored_at_once_and_eight_that_follow_share_a_sync(tmp_path, session, article, synced):
    store_all(session, *map(article, range(9)), then=lambda: synced.append("all arrived"))
    assert [name for name in synced if name in ("2026-01.jsonl", "all arrived")] == [
        "2026-01.jsonl",
        "2026-01.jsonl",
        "all arrived",
    ]
    assert ids_of(tmp_path) == [f"thu:{number}" for number in range(9)]
    assert read_absorbed(session.ledger._db) == session.store.sizes()
    assert counted(session, "outcome/stored") == 9


def test_what_waits_is_not_counted_before_it_is_on_disk_and_then_shares_a_sync(
    tmp_path, session, article, synced
):
    seen = []

    def look():
        seen.append((ids_of(tmp_path), counted(session, "outcome/stored"), session.ledger.counts()))

    stored = store_all(session, *map(article, range(4)), then=look)
    assert seen == [(["thu:0"], 1, {"stored": 1})]
    assert [each.id for each in stored] == ids_of(tmp_path) == [f"thu:{number}" for number in range(4)]
    assert synced.count("2026-01.jsonl") == 2


def test_fewer_than_eight_wait_for_a_moment_only(tmp_path, session, article, monkeypatch):
    monkeypatch.setattr(group_commit, "_INTERVAL", 0.05)

    async def run():
        pipeline = StorePipeline.from_crawler(session.crawler)
        tasks = [asyncio.ensure_future(pipeline.process_item(article(number))) for number in range(4)]
        await asyncio.wait_for(asyncio.gather(*tasks), 30)

    asyncio.run(run())
    assert ids_of(tmp_path) == [f"thu:{number}" for number in range(4)]


def test_an_article_that_waits_is_stored_before_its_id_is_looked_up_again(tmp_path, session, article):
    items = article(0), article(1), article(1), article(1, content_hash="other")
    stored = store_all(session, *items)
    assert isinstance(stored[2], DropItem)
    assert (stored[1].revision, stored[3].revision) == (1, 2)
    assert [(record["id"], record["revision"]) for record in records(tmp_path)] == [
        ("thu:0", 1),
        ("thu:1", 1),
        ("thu:1", 2),
    ]


def test_an_article_that_waits_is_stored_before_another_is_compared_with_it(tmp_path, session, article):
    """An id that was given by the address is compared with the article that has its number."""
    shared = Problem("id", ProblemCode.SHARED_ID, "x")
    items = article(0), article(1), article(1, id="thu:1-202601", problems=(shared,))
    assert isinstance(store_all(session, *items)[2], DropItem)
    assert ids_of(tmp_path) == ["thu:0", "thu:1"]
    assert session.ledger.aliases("thu:1") == ["thu:1-202601"]


def test_each_month_of_a_group_has_a_file_of_its_own(tmp_path, session, article):
    months = ["2026-01", "2025-12", "2026-01", "2025-12"]
    items = [article(n, captured_at=f"{month}-09T12:00:00Z") for n, month in enumerate(months)]
    store_all(session, *items)
    assert sorted(ids_of(tmp_path)) == [f"thu:{number}" for number in range(4)]
    assert read_absorbed(session.ledger._db) == session.store.sizes()
    assert len(session.store.sizes()) == 2


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_refuses_a_group_drops_all_of_it_and_the_ledger_knows_none(
    tmp_path, session, article, monkeypatch, call
):
    def refuse(fd, data=b""):
        raise OSError(28, "No space left on device")

    items = [article(number) for number in range(5)]
    stored = store_all(session, *items, then=lambda: monkeypatch.setattr(os, call, refuse))
    monkeypatch.undo()
    assert stored[0].id == "thu:0"
    assert [str(each)[:12] for each in stored[1:]] == ["cannot write"] * 4
    assert isinstance(session.stop.failure, StorageError)
    assert ids_of(tmp_path) == ["thu:0"]
    assert session.ledger.counts() == {"stored": 1}
    assert counted(session, "outcome/stored") == 1


def test_once_a_month_could_not_be_stored_no_other_of_the_group_is(tmp_path, session, article, monkeypatch):
    real, refused = os.write, []

    def refuse_once(fd, data):
        if refused:
            return real(fd, data)
        refused.append(data)
        raise OSError(28, "No space left on device")

    months = ["2026-01", "2025-12", "2026-01"]
    items = [article(n, captured_at=f"{month}-09T12:00:00Z") for n, month in enumerate(months)]
    stored = store_all(session, *items, then=lambda: monkeypatch.setattr(os, "write", refuse_once))
    assert [str(each)[:20] for each in stored[1:]] == [
        "cannot write " + str(tmp_path)[:7],
        "the store has failed",
    ]
    assert ids_of(tmp_path) == ["thu:0"]


def test_a_record_that_breaks_the_contract_fails_alone(tmp_path, session, article):
    items = article(0), article(1), article(2, captured_at="2026-01"), article(3)
    stored = store_all(session, *items)
    assert isinstance(stored[2], ValueError)
    assert ids_of(tmp_path) == ["thu:0", "thu:1", "thu:3"]


def test_a_defect_in_the_midst_of_a_group_is_handed_to_each_and_leaves_none_waiting(session, article):
    def fail(stored):
        raise RuntimeError("a defect")

    def break_ledger():
        session.ledger.note_all_stored = fail

    stored = store_all(session, *map(article, range(3)), then=break_ledger)
    assert list(map(str, stored[1:])) == ["a defect"] * 2


def test_what_waits_when_the_run_fails_is_asked_for_again(tmp_path, session, article):
    items = [article(number) for number in range(3)]
    stored = store_all(session, *items, then=lambda: session.stop.abort(StorageError("the disk is full")))
    assert [str(each) for each in stored[1:]] == [
        "the store has failed; this page will be requested again"
    ] * 2
    assert ids_of(tmp_path) == ["thu:0"]


def test_a_run_that_is_ended_stores_what_waits_at_once(tmp_path, session, article):
    seen = []

    def end():
        session.stop.release()
        seen.extend(ids_of(tmp_path))

    store_all(session, *map(article, range(3)), then=end)
    assert seen == ["thu:0", "thu:1", "thu:2"]


def test_an_article_that_waits_is_not_held_by_a_task_that_was_cancelled(tmp_path, session, article):
    async def run():
        pipeline = StorePipeline.from_crawler(session.crawler)
        tasks = [asyncio.ensure_future(pipeline.process_item(article(number))) for number in range(3)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        await asyncio.sleep(0)
        pipeline.close_spider()
        return (await asyncio.gather(*tasks, return_exceptions=True))[2].id

    assert asyncio.run(run()) == "thu:2"
    assert ids_of(tmp_path) == ["thu:0", "thu:1", "thu:2"]
