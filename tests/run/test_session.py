"""A run's session without a crawl around it: what it notes, keeps and refuses."""

import asyncio
import errno
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import ProgrammingError
from types import SimpleNamespace

import pytest
from scrapy import signals
from scrapy.exceptions import DropItem, IgnoreRequest, NotConfigured
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import META_KEY, PageRequest, read_page_request
from dvcrawler.errors import ExitCode, StorageError, UnreadableError
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.middlewares.archive import ArchiveMiddleware
from dvcrawler.pipelines.normalize import NormalizePipeline
from dvcrawler.politeness.throttle import ThrottleMiddleware
from dvcrawler.run.counters import Counter
from dvcrawler.run.outcome import judge
from dvcrawler.run.session import RunSession, session_of
from dvcrawler.storage.backlog import PendingCapture
from dvcrawler.storage.ledgers.ledger import Outcome
from dvcrawler.storage.lock import SiteLock, find_holder
from dvcrawler.storage.run_records.runs import last_run, read_begun, read_runs
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.captures import warc_files
from tests.sessions import SITE, make_crawler

CLEAR_SCREEN = "\x1b[2J"
GONE = PageOutcome("1", "https://thu.example/1", "gone", "404", PageCode.HTTP_GONE)
FAILED = PageOutcome("1", "https://thu.example/1", "failed", "timeout", PageCode.NO_ANSWER)


@pytest.fixture
def session(tmp_path):
    made = RunSession(make_crawler(tmp_path))
    yield made
    if find_holder(tmp_path, SITE):
        made.finish()


def entry(tmp_path, session, number="1"):
    return session.ledger.known([f"{SITE}:{number}"])[f"{SITE}:{number}"]


# --- pages that gave no article ----------------------------------------------------------------------


@pytest.mark.parametrize(("code", "again"), [(PageCode.NOT_AN_ARTICLE, 1), (PageCode.NO_TITLE, 0)])
def test_a_page_that_an_earlier_run_found_to_be_no_article_does_not_make_the_next_one_partial(
    tmp_path, code, again
):
    for expected in (0, again):
        session = RunSession(make_crawler(tmp_path))
        session.outcomes.note_page(
            PageOutcome("1", "https://thu.example/1", "refused", "the page is an event", code)
        )
        stats = session.crawler.stats.get_stats()
        assert stats.get(Counter.REFUSED_AGAIN, 0) == expected
        assert judge(stats, "finished", session.crawler.settings) == (
            ExitCode.OK if expected else ExitCode.PARTIAL
        )
        session.finish()


def test_control_signs_in_a_reason_reach_neither_the_record_nor_the_ledger_nor_the_log(
    tmp_path, session, caplog
):
    page = PageOutcome(
        "1", "https://thu.example/1", "refused", f"the server said {CLEAR_SCREEN}", PageCode.OTHER
    )
    with pytest.raises(DropItem):
        NormalizePipeline(session, 10.0).process_item(page)
    assert session.outcomes.problems[0]["reason"].startswith("the server said ")
    assert entry(tmp_path, session).reason.startswith("the server said ")
    assert session.outcomes.problems[0]["reason"].isprintable()
    assert entry(tmp_path, session).reason.isprintable()
    assert "\x1b" not in caplog.text
    session.finish()
    assert b"\\u001b" not in (tmp_path / "runs" / f"{SITE}.jsonl").read_bytes()


def test_a_page_without_an_article_is_counted_named_and_entered(tmp_path, session):
    session.outcomes.note_page(GONE)
    assert session.outcomes.problems == [
        {"url": "https://thu.example/1", "outcome": "gone", "code": "http_gone", "reason": "404"}
    ]
    found = entry(tmp_path, session)
    assert (found.outcome, found.reason) == (Outcome.GONE, "404")
    session.finish()
    assert last_run(tmp_path, SITE).outcomes == {"gone": 1}
    assert last_run(tmp_path, SITE).problems == session.outcomes.problems


def test_after_a_failure_a_page_is_none_of_these_it_is_asked_for_again(session):
    session.stop.failure = StorageError("the disk is full")
    session.outcomes.note_page(FAILED)
    assert session.outcomes.problems == []
    assert session.ledger.known([f"{SITE}:1"]) == {}
    assert session.crawler.stats.get_value("dvcrawler/outcome/failed") is None


def test_two_hundred_pages_are_named_and_all_are_counted(tmp_path, session):
    for number in range(203):
        session.outcomes.note_page(
            PageOutcome(None, f"https://thu.example/{number}", "unread", "no layout", PageCode.NO_LAYOUT)
        )
    session.finish()
    assert len(last_run(tmp_path, SITE).problems) == 200
    assert last_run(tmp_path, SITE).outcomes == {"unread": 203}


def test_a_page_that_robots_forbids_is_a_failed_one_in_the_ledger(tmp_path, session):
    session.outcomes.note_page(replace(FAILED, what="robots", code=PageCode.ROBOTS_FORBIDDEN))
    assert entry(tmp_path, session).outcome is Outcome.FAILED


def test_a_page_that_keeps_failing_is_asked_for_later_each_time(tmp_path):
    hours = []
    for _ in range(4):
        session = RunSession(make_crawler(tmp_path, DVCRAWLER_RETRY_HOURS=6))
        session.outcomes.note_page(FAILED)
        wait = datetime.fromisoformat(entry(tmp_path, session).again_at) - session.started
        hours.append(round(wait / timedelta(hours=1)))
        session.finish()
    assert hours == [0, 0, 24, 48]


def test_a_missing_article_is_asked_for_twice_more_as_its_page_may_follow_later(tmp_path):
    hours = []
    for _ in range(3):
        session = RunSession(make_crawler(tmp_path, DVCRAWLER_RETRY_HOURS=6))
        session.outcomes.note_page(GONE)
        again = entry(tmp_path, session).again_at
        hours.append(again and round((datetime.fromisoformat(again) - session.started) / timedelta(hours=1)))
        session.finish()
    assert hours == [6, 12, None]


def test_of_many_missing_articles_the_first_twenty_are_asked_for_again(session):
    for number in range(23):
        url = f"https://thu.example/{number}"
        session.outcomes.note_page(PageOutcome(str(number), url, "gone", "404", PageCode.HTTP_GONE))
    entries = session.ledger.known([f"{SITE}:{number}" for number in range(23)]).values()
    assert [each.id for each in entries if each.again_at is None] == [
        f"{SITE}:{each}" for each in (20, 21, 22)
    ]


def test_an_article_that_is_resolved_waits_no_longer_in_the_backfill(session):
    backlog = session.open_backlog()
    assert session.open_backlog() is backlog
    backlog.add("q", [PendingCapture("1", "wayback", "20240101", "http://thu.example/1", "", 0, 0)], None)
    session.outcomes.note_page(GONE)
    assert list(backlog.articles("wayback")) == []


@pytest.mark.parametrize(("outcome", "hours"), [("unread", 6), ("failed", 0)])
def test_a_page_without_an_article_is_first_asked_for_again_after_the_hours_that_are_set(
    tmp_path, outcome, hours
):
    session = RunSession(make_crawler(tmp_path, DVCRAWLER_RETRY_HOURS=6))
    session.outcomes.note_page(replace(FAILED, what=outcome))
    wait = datetime.fromisoformat(entry(tmp_path, session).again_at) - session.started
    assert round(wait / timedelta(hours=1)) == hours
    session.finish()


# --- the run's beginning and end ---------------------------------------------------------------------


def test_a_run_is_noted_while_it_runs_and_told_when_it_has_ended(tmp_path):
    session = RunSession(make_crawler(tmp_path, DVCRAWLER_RUN_ARGUMENTS={"limit": "3"}))
    begun = read_begun(tmp_path, SITE)
    assert begun.arguments == {"limit": "3"}
    assert begun.id.endswith(f"-{os.getpid()}")
    assert find_holder(tmp_path, SITE).process == os.getpid()
    assert session.finish() is ExitCode.OK
    assert read_begun(tmp_path, SITE) is None
    assert find_holder(tmp_path, SITE) is None
    run = last_run(tmp_path, SITE)
    assert (run.id, run.exit_code, run.exit_name, run.failure) == (begun.id, 0, "ok", None)


def test_a_run_says_what_it_found_damaged_when_it_began(tmp_path, make_record, caplog):
    with SiteLock(tmp_path, SITE, "2026-01-01T00:00:00Z"), Store(tmp_path, SITE) as store:
        store.append(make_record(7))
        path = store.folder / next(iter(store.sizes()))
    with path.open("ab") as file:
        file.write(b'{"id": "half')
    RunSession(make_crawler(tmp_path)).finish()
    assert (
        f"{SITE}: a half-written line of {path.name} (12 bytes) was set aside in {path.name}.torn"
        in caplog.text
    )


def test_outside_a_crawl_there_is_no_session_to_ask_for():
    crawler = SimpleNamespace(get_extension=lambda kind: None)
    with pytest.raises(NotConfigured, match="only crawls have a run record"):
        session_of(crawler)


@pytest.mark.parametrize("forced", [None, ExitCode.INTERRUPTED])
def test_a_failure_gives_the_run_its_code_unless_another_is_forced(tmp_path, session, forced):
    session.stop.failure = StorageError("the disk is full")
    code = session.finish(forced)
    assert code is (forced or ExitCode.STORAGE)
    assert last_run(tmp_path, SITE).failure == "the disk is full"


def test_what_was_stored_is_in_the_run_record(tmp_path, session, make_record):
    record = make_record(1)
    place = session.store.append(record)
    session.ledger.note_stored(record, place, None)
    session.finish()
    run = last_run(tmp_path, SITE)
    assert run.files == {place.file: (0, place.end)}
    assert run.ends == {place.file: place.end}
    assert run.newest == record["date"]


def test_too_little_room_ends_the_run_before_it_begins_and_says_so_in_the_record(tmp_path):
    with pytest.raises(StorageError, match="MB are free"):
        RunSession(make_crawler(tmp_path, DVCRAWLER_MIN_FREE_MB=10**9))
    run = last_run(tmp_path, SITE)
    assert (run.exit_name, "MB are free" in run.failure) == ("storage", True)
    assert not (tmp_path / "state" / f"{SITE}.run.reserve").exists()
    assert find_holder(tmp_path, SITE) is None
    assert read_begun(tmp_path, SITE) is None


def test_a_run_record_that_cannot_be_written_is_15_and_frees_the_lock(tmp_path, session):
    (tmp_path / "runs" / f"{SITE}.jsonl").mkdir()
    assert session.finish() is ExitCode.STORAGE
    assert session.stop.failure is not None
    assert find_holder(tmp_path, SITE) is None


def test_hosts_with_tls_exceptions_are_in_the_record(tmp_path):
    crawler = make_crawler(tmp_path)
    crawler.spider.site = SimpleNamespace(tls="legacy", tls_pin=None, hosts=("a.example", "b.example"))
    session = RunSession(crawler)
    session.finish()
    assert last_run(tmp_path, SITE).tls == {"a.example": "legacy", "b.example": "legacy"}


@pytest.mark.parametrize(
    ("error", "code"), [(StorageError("full"), ExitCode.STORAGE), (ValueError("ours"), ExitCode.INTERNAL)]
)
def test_an_error_in_a_pipeline_is_the_disks_or_ours(session, error, code):
    closed = []

    async def close(reason):
        closed.append(reason)

    async def run():
        session.crawler.engine.close_spider_async = close
        session.note_defect(None, None, session.crawler.spider, SimpleNamespace(value=error))
        await asyncio.sleep(0)

    asyncio.run(run())
    assert closed == (["storage"] if code is ExitCode.STORAGE else [])
    assert session.finish() is code


def test_the_first_failure_counts_and_what_waits_is_reported_once(session):
    closed, told = [], []

    async def close(reason):
        closed.append(reason)

    async def run():
        session.crawler.engine.close_spider_async = close
        session.stop.on_ending(lambda: told.append(session.stop.is_ending))
        waiting = asyncio.ensure_future(session.stop.wait(3600))
        await asyncio.sleep(0)
        session.stop.abort(StorageError("first"))
        session.stop.abort(StorageError("second"))
        session.stop.end_at_limit("5 requests")
        session.stop.end("limit")
        await waiting

    asyncio.run(run())
    assert (str(session.stop.failure), closed, told) == ("first", ["storage"], [True])


def test_a_limit_ends_the_run_as_such(session):
    closed = []

    async def close(reason):
        closed.append(reason)

    async def run():
        session.crawler.engine.close_spider_async = close
        session.stop.end_at_limit("5 requests")
        await asyncio.sleep(0)

    asyncio.run(run())
    assert closed == ["limit"]
    session.stop.reason = "limit"
    assert session.finish() is ExitCode.LIMIT


# --- answers of a run that has failed ----------------------------------------------------------------


def answered(session, number):
    request = Request(f"https://thu.example/{number}")
    response = Response(request.url, body=b"a page", request=request)
    return ArchiveMiddleware(session).process_response(request, response), request


def test_an_answer_is_kept_and_says_where(tmp_path, session):
    _, request = answered(session, 1)
    page = read_page_request(request)
    assert page.capture.startswith(warc_files(tmp_path, SITE)[0].name)
    assert page.captured_at.tzinfo is UTC
    assert session.crawler.stats.get_value("dvcrawler/archive/records") == 1


def test_nothing_is_kept_after_the_run_has_failed(tmp_path, session):
    answered(session, 1)
    session.archive.sync()
    before = warc_files(tmp_path, SITE)[0].read_bytes()
    session.stop.failure = StorageError("the disk is full")
    with pytest.raises(IgnoreRequest):
        answered(session, 2)
    session.finish()
    assert [path.read_bytes() for path in warc_files(tmp_path, SITE)] == [before]


def test_an_answer_that_the_disk_refuses_ends_the_run_and_is_not_read(tmp_path, session, monkeypatch):
    closed = []

    async def close(reason):
        closed.append(reason)

    def refuse(*arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    async def run():
        session.crawler.engine.close_spider_async = close
        with monkeypatch.context() as patch, pytest.raises(IgnoreRequest, match="free some space"):
            patch.setattr(os, "write", refuse)
            answered(session, 1)
        await asyncio.sleep(0)

    asyncio.run(run())
    assert closed == ["storage"]
    assert session.finish() is ExitCode.STORAGE
    assert last_run(tmp_path, SITE).requests == 0


def test_the_same_answer_again_is_a_revisit_and_what_need_not_be_kept_is_not(session):
    answered(session, 1)
    answered(session, 1)
    request = Request("https://thu.example/2", meta={META_KEY: PageRequest(is_unarchived=True)})
    response = Response(request.url, body=b"another", request=request)
    assert ArchiveMiddleware(session).process_response(request, response) is response
    assert read_page_request(request).capture is None
    stats = session.crawler.stats
    assert [stats.get_value(f"dvcrawler/archive/{name}") for name in ("records", "revisits")] == [1, 1]


# --- the pace that is set ----------------------------------------------------------------------------


def waits(tmp_path, *hosts, delay):
    """How long each request had to wait for its turn, by a clock that the waits alone move."""
    crawler, found = make_crawler(tmp_path, DOWNLOAD_DELAY=delay), []
    session = RunSession(crawler)

    async def wait(seconds):
        found.append(seconds)

    async def send(request):
        return Response(request.url, request=request)

    async def run():
        session.stop.wait = wait
        pace = ThrottleMiddleware(crawler, session)
        for host in hosts:
            await pace.download(Request(f"https://{host}/"), send)

    asyncio.run(run())
    session.finish()
    return found


def test_the_delay_that_is_set_is_kept_where_scrapy_knows_of_none(tmp_path):
    """Scrapy keeps it between the requests of one slot: www, redirects and robots.txt are ways around it."""
    found = waits(tmp_path, "thu.example", "www.thu.example", "thu.example", delay=3600)
    assert [round(wait / 3600, 1) for wait in found] == [1, 2]


def test_other_hosts_do_not_wait_for_each_other(tmp_path):
    assert waits(tmp_path, "thu.example", "khac.example", delay=3600) == []


def test_a_run_whose_archive_cannot_be_closed_is_on_record_with_its_counts(tmp_path, session, monkeypatch):
    session.outcomes.note_page(GONE)
    close = session.archive.close

    def fail():
        close()
        raise StorageError("cannot use the capture index: the disk is full")

    monkeypatch.setattr(session.archive, "close", fail)
    assert session.finish() is ExitCode.STORAGE
    kept = last_run(tmp_path, SITE)
    assert (kept.exit_code, kept.outcomes) == (ExitCode.STORAGE, {"gone": 1})
    assert session.run == kept
    assert read_begun(tmp_path, SITE) is None


def test_space_for_the_record_is_set_aside_while_a_run_lasts(tmp_path, session):
    reserve = tmp_path / "state" / f"{SITE}.run.reserve"
    assert reserve.stat().st_size > 64 * 1024
    session.finish()
    assert not reserve.exists()


def test_the_backlog_and_the_files_of_articles_are_opened_once_and_closed_with_the_run(session):
    backlog, media = session.open_backlog(), session.open_media(3)
    assert (session.open_backlog(), session.open_media(3)) == (backlog, media)
    media.note_outcome("https://thu.example/a.jpg", "failed", "timeout", None)
    session.finish()
    with pytest.raises((ProgrammingError, StorageError), match="closed"):
        list(backlog.articles("wayback"))
    with pytest.raises(ProgrammingError, match="closed"):
        media.note_outcome("https://thu.example/a.jpg", "failed", "timeout", None)


def test_an_exception_in_a_pipeline_is_counted_as_a_defect(session):
    told = {"item": None, "response": None, "spider": session.crawler.spider}
    session.crawler.signals.send_catch_log(
        signals.item_error, **told, failure=SimpleNamespace(value=ValueError("x"))
    )
    assert session.crawler.stats.get_value("dvcrawler/defects") == 1


def test_the_megabytes_that_must_be_free_are_of_1024_times_1024_bytes(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("dvcrawler.run.session.check_free_space", lambda data, least: asked.append(least))
    RunSession(make_crawler(tmp_path, DVCRAWLER_MIN_FREE_MB=3)).finish()
    assert asked == [3 * 1024 * 1024]


def test_the_file_of_articles_is_closed_with_the_run(tmp_path, session, make_record):
    place = session.store.append(make_record(1))
    path = tmp_path / "articles" / SITE / place.file
    session.finish()
    assert path.resolve() not in [each.resolve() for each in Path("/proc/self/fd").iterdir()]


def test_only_a_crawl_has_a_session(tmp_path):
    with pytest.raises(NotConfigured):
        RunSession(make_crawler(tmp_path, DVCRAWLER_RUN=False))
    assert list(tmp_path.iterdir()) == []


def test_lines_that_the_ledger_does_not_know_are_entered_when_a_run_opens(tmp_path, make_record):
    with SiteLock(tmp_path, SITE, "2026-01-01T00:00:00Z"), Store(tmp_path, SITE) as store:
        store.append(make_record(7))
    session = RunSession(make_crawler(tmp_path))
    assert session.ledger.content_of(f"{SITE}:7") is not None
    session.finish()


def test_an_archive_that_may_not_be_listed_is_the_failure_in_the_run_record(tmp_path, monkeypatch):
    def refuse(*given):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(tmp_path / "warc" / SITE))

    monkeypatch.setattr("dvcrawler.run.session.Archive", refuse)
    with pytest.raises(
        UnreadableError, match=r"cannot read .*warc.*: Permission denied; fix the file's perm"
    ):
        RunSession(make_crawler(tmp_path))
    ended = last_run(tmp_path, SITE)
    assert (ended.exit_code, find_holder(tmp_path, SITE)) == (15, None)
    assert "Permission denied" in ended.failure


def test_articles_that_cannot_be_read_are_the_failure_in_the_run_record_and_still_accounted_for(
    tmp_path, session, make_record
):
    place = session.store.append(make_record(1))
    session.finish()
    month = session.store.folder / place.file
    packed = month.rename(f"{month}.gz")
    with pytest.raises(UnreadableError, match="it is compressed"):
        RunSession(make_crawler(tmp_path))
    ended = last_run(tmp_path, SITE)
    assert (ended.exit_code, "it is compressed" in ended.failure, read_begun(tmp_path, SITE)) == (
        15,
        True,
        None,
    )
    packed.rename(month)
    RunSession(make_crawler(tmp_path)).finish()
    assert [run.files for run in read_runs(tmp_path, SITE)] == [{place.file: (0, place.end)}, {}, {}]


def test_a_session_that_cannot_open_closes_what_it_had_opened(tmp_path, monkeypatch):
    ledgers = []

    def refuse(ledger, store):
        ledgers.append(ledger)
        raise StorageError("the disk is gone")

    monkeypatch.setattr("dvcrawler.run.session.Ledger.catch_up", refuse)
    with pytest.raises(StorageError, match="the disk is gone"):
        RunSession(make_crawler(tmp_path))
    with pytest.raises(ProgrammingError, match="closed"):
        ledgers[0].newest()
    assert find_holder(tmp_path, SITE) is None
