"""A run ends cleanly at a limit; the next run continues."""

import asyncio
import resource
import threading
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy import signals
from scrapy.exceptions import NotConfigured

from dvcrawler.errors import ConfigError, StorageError
from dvcrawler.run.limits import Limits, allow_open_files, check_threads, memory
from tests.patched import limit_reached_once
from tests.portal import records
from tests.sessions import make_crawler
from tests.site import crawl_site, last_run, served, site

SLOW = ("-s", "DOWNLOAD_DELAY=0.2", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")


def test_a_time_limit_is_17_and_the_next_run_has_the_rest(tmp_path):
    with served(site(*range(1, 60))) as web:
        some = limit_reached_once(tmp_path, f"any(Path({str(tmp_path)!r}).glob('articles/*/*.jsonl'))")
        first = crawl_site(web, tmp_path, "-a", "minutes=0.03", *SLOW, **some)
        assert first.code == 17, first.out + first.err
        assert "the limit of 0.03 minutes is reached" in first.err
        held = len(records(tmp_path))
        assert 0 < held < 59
        assert crawl_site(web, tmp_path).code == 0
    assert len({record["id"] for record in records(tmp_path)}) == len(records(tmp_path)) == 59
    assert last_run(tmp_path)["exit_name"] == "ok"


def test_a_limit_of_requests_is_17_and_nothing_is_lost(tmp_path):
    with served(site(*range(1, 40))) as web:
        first = crawl_site(web, tmp_path, "-a", "requests=10", *SLOW)
        assert first.code == 17, first.out
        assert 10 <= last_run(tmp_path)["requests"] == len(web.asked) <= 11
        assert last_run(tmp_path)["arguments"]["requests"] == "10"
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 39


def test_too_little_free_disk_is_15_before_anything_is_asked(tmp_path):
    with served(site(1)) as web:
        ended = crawl_site(web, tmp_path, "-s", "DVCRAWLER_MIN_FREE_MB=999999999")
        assert ended.code == 15, ended.out
        assert web.asked == []
    assert "MB are free at" in ended.out
    assert "make room" in ended.out
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "argument", ["minutes=0", "minutes=x", "minutes=-3", "minutes=nan", "requests=0", "tls=off"]
)
def test_limits_that_are_none_are_2(tmp_path, argument):
    with served(site(1)) as web:
        ended = crawl_site(web, tmp_path, "-a", argument)
    assert ended.code == 2
    assert argument.partition("=")[0] in ended.err
    assert len(ended.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "setting",
    [
        "DVCRAWLER_MAX_MINUTES=abc",
        "DVCRAWLER_MIN_FREE_MB=-1",
        "DVCRAWLER_REFUSALS=",
        "DVCRAWLER_FIRST_PAUSE=nan",
        "DVCRAWLER_MAX_REQUESTS=-3",
    ],
)
def test_a_setting_that_is_not_a_number_is_3_and_one_line(tmp_path, setting):
    with served(site(1)) as web:
        ended = crawl_site(web, tmp_path, "-s", setting)
        assert web.asked == []
    assert ended.code == 3, ended.out + ended.err
    assert setting.partition("=")[0] in ended.err
    assert len(ended.err.strip().splitlines()) == 1


class _Told:
    """A run's session as far as its limits ask for it."""

    def __init__(self, data):
        self.data, self.said = data, []
        self.stop = SimpleNamespace(end_at_limit=self.said.append, abort=self.said.append)


def watch(monkeypatch, data, **settings):
    """What the run is told, and the pauses between two checks, of which no more than ten are taken."""
    limits, told, pauses = Limits(make_crawler(data, **settings)), _Told(data), []

    async def pause(seconds):
        pauses.append(seconds)
        if len(pauses) == 10:
            raise asyncio.CancelledError

    monkeypatch.setattr(asyncio, "sleep", pause)
    limits._session = told
    with suppress(asyncio.CancelledError):
        asyncio.run(limits._watch())
    return told.said, pauses


@pytest.mark.parametrize(
    ("minutes", "said", "pauses"),
    [
        (0, [], [5.0] * 10),
        (0.2, ["0.2 minutes"], [5.0, 5.0, 2.0]),
        (0.25, ["0.25 minutes"], [5.0] * 3),
        (0.05, ["0.05 minutes"], [3.0]),
        (100, [], [5.0] * 10),
    ],
)
def test_a_run_ends_when_its_minutes_are_over_and_not_before(monkeypatch, tmp_path, minutes, said, pauses):
    assert watch(monkeypatch, tmp_path, DVCRAWLER_MAX_MINUTES=minutes) == (said, pytest.approx(pauses))


@pytest.mark.parametrize(
    ("limit", "used", "said"),
    [(0, 500, []), (200, 199, []), (200, 200, []), (200, 201, ["200 MB of memory"])],
)
def test_a_run_ends_when_it_uses_more_memory_than_it_may(monkeypatch, tmp_path, limit, used, said):
    monkeypatch.setattr("dvcrawler.run.limits.memory", lambda: used)
    assert watch(monkeypatch, tmp_path, MEMUSAGE_LIMIT_MB=limit)[0] == said


def test_a_run_ends_when_the_disk_fills_up(monkeypatch, tmp_path):
    ((error,), pauses) = watch(monkeypatch, tmp_path, DVCRAWLER_MIN_FREE_MB=10**9)
    assert isinstance(error, StorageError)
    assert pauses == []


def test_the_room_that_a_run_needs_is_in_megabytes_of_1024_times_1024_bytes(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr("dvcrawler.run.limits.check_free_space", lambda data, least: asked.append(least))
    watch(monkeypatch, tmp_path, DVCRAWLER_MIN_FREE_MB=3)
    assert set(asked) == {3 * 1024 * 1024}


def test_the_memory_of_this_process_is_given_in_megabytes():
    before = memory()
    assert 10 < before < 100_000
    held = b"x" * 50_000_000
    assert memory() - before > 30, len(held)


@pytest.mark.parametrize(("platform", "peak"), [("darwin", 5 << 20), ("freebsd", 5 << 10)])
def test_where_there_is_no_proc_the_greatest_memory_so_far_counts(monkeypatch, platform, peak):
    def refuse(*_, **__):
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", refuse)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(resource, "getrusage", lambda who: SimpleNamespace(ru_maxrss=peak))
    assert memory() == 5


def test_only_crawls_have_limits(tmp_path):
    with pytest.raises(NotConfigured):
        Limits.from_crawler(make_crawler(tmp_path, DVCRAWLER_RUN=False))
    assert isinstance(Limits.from_crawler(make_crawler(tmp_path)), Limits)


def test_a_run_is_watched_from_its_beginning_to_its_end(monkeypatch, tmp_path):
    crawler, told = make_crawler(tmp_path), _Told(tmp_path)
    limits = Limits(crawler)
    monkeypatch.setattr("dvcrawler.run.limits.session_of", lambda crawler: told)

    async def run():
        crawler.signals.send_catch_log(signals.spider_opened, spider=crawler.spider)
        await asyncio.sleep(0)
        assert not limits._watching.done()
        crawler.signals.send_catch_log(signals.spider_closed, spider=crawler.spider)
        await asyncio.wait({limits._watching}, timeout=0)
        await asyncio.sleep(0)
        assert limits._watching.cancelled()

    asyncio.run(run())
    assert told.said == []


ALL = resource.RLIM_INFINITY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((256, ALL), (4096, ALL)),
        ((1024, 1 << 20), (4096, 1 << 20)),
        ((256, 1000), (1000, 1000)),
        ((4096, ALL), None),
        ((8192, 1 << 20), None),
        ((1000, 1000), None),
        ((ALL, ALL), None),
    ],
)
def test_a_crawl_may_open_as_many_files_as_it_needs_and_the_system_allows(monkeypatch, before, after):
    made = []
    monkeypatch.setattr(resource, "getrlimit", lambda which: before)
    monkeypatch.setattr(resource, "setrlimit", lambda which, limits: made.append((which, limits)))
    allow_open_files()
    assert made == ([] if after is None else [(resource.RLIMIT_NOFILE, after)])


@pytest.mark.parametrize("error", [OSError("no"), ValueError("no")])
def test_a_system_that_keeps_its_limit_of_open_files_is_left_as_it_is(monkeypatch, error):
    def refuse(which, limits):
        raise error

    monkeypatch.setattr(resource, "getrlimit", lambda which: (256, 4096))
    monkeypatch.setattr(resource, "setrlimit", refuse)
    allow_open_files()


@pytest.mark.parametrize("kilobytes", [132_000, 262_143])
def test_a_crawl_with_too_little_address_space_is_refused_as_it_may_hang(monkeypatch, kilobytes):
    monkeypatch.setattr(resource, "getrlimit", lambda which: (kilobytes << 10, resource.RLIM_INFINITY))
    with pytest.raises(
        ConfigError, match=r"^only (128|255) MB of address space, not 256: .*; raise ulimit -v"
    ):
        check_threads()


def test_a_crawl_that_can_start_no_threads_is_3_before_it_begins():
    before = threading.stack_size(1 << 47)  # more than the address space, as under `ulimit -v`
    try:
        with pytest.raises(ConfigError, match=r"can't start new thread: .*; raise ulimit -v"):
            check_threads()
    finally:
        threading.stack_size(before)
    check_threads()
