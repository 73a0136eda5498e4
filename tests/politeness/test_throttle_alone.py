"""What an answer does to its host's pace and when a request may be sent, without a crawl."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import META_KEY, MediaRequest, PageRequest
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.politeness import throttle
from dvcrawler.politeness.robots import RobotsMiddleware
from dvcrawler.politeness.throttle import ThrottleMiddleware
from dvcrawler.storage.media.database import MediaFile
from tests.sessions import counted, open_session

HOME = "https://thu.example/"
LIMITS = {
    "DVCRAWLER_FIRST_PAUSE": 8,
    "DVCRAWLER_LONGEST_PAUSE": 600,
    "AUTOTHROTTLE_MAX_DELAY": 60,
    "DVCRAWLER_REFUSALS": 3,
}


class _Run:
    """The middleware in a run whose waits are noted and take no time; `answer` is the status of what is sent."""

    def __init__(self, data, **more):
        self.session, self.waits, self.sent = (
            open_session(data, **LIMITS | {"DOWNLOAD_DELAY": 0} | more),
            [],
            [],
        )
        self.crawler, self.answer = self.session.crawler, (200, {})
        self.crawler.spider.site = None
        self.crawler.engine.close_spider_async = self._close
        self.closed = []
        self.session.stop.wait = self._wait
        self.middleware = ThrottleMiddleware.from_crawler(self.crawler)

    async def _wait(self, seconds):
        self.waits.append(seconds)

    async def _close(self, reason):
        self.closed.append(reason)

    async def send(self, request):
        self.sent.append(request.url)
        status, headers = self.answer
        return Response(request.url, status=status, headers=headers, request=request)

    def ask(self, *urls, page=None, **meta):
        async def run():
            for url in urls:
                request = Request(url, meta=meta | ({META_KEY: page} if page else {}))
                await self.middleware.download(request, self.send)

        asyncio.run(run())

    def refusal(self, url=HOME):
        with pytest.raises(RequestRefused) as refused:
            self.ask(url)
        return refused.value.what, refused.value.code

    def count(self, name):
        return counted(self.session, name)

    def is_shut_out(self):
        return "thu.example" in self.middleware._cooldowns


@pytest.fixture
def run(tmp_path):
    made = _Run(tmp_path)
    yield made
    made.session.finish()


def pages(number):
    return [f"{HOME}{each}" for each in range(number)]


def test_each_request_is_counted_and_its_answer_given(run):
    run.ask(HOME, f"{HOME}a")
    assert run.sent == [HOME, f"{HOME}a"]
    assert (run.count("requests"), run.waits) == (2, [])


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {}, 8),
        (503, {}, 8),
        (503, {"Retry-After": "100"}, 100),
        (200, {"Retry-After": "100"}, None),
        (500, {}, None),
    ],
)
def test_a_busy_server_is_asked_again_after_a_pause(run, status, headers, seconds):
    run.answer = status, headers
    run.ask(HOME)
    run.answer = 200, {}
    run.ask(f"{HOME}a")
    assert [round(wait) for wait in run.waits] == ([seconds] if seconds else [])
    assert run.count("pace/waits") == len(run.waits)
    assert run.count(f"pace/{status}") == (1 if seconds else 0)
    assert not run.is_shut_out()


def test_a_moment_that_has_passed_is_not_a_pause(run):
    run.answer = 429, {"Retry-After": "Thu, 01 Jan 2026 00:00:00 GMT"}
    run.ask(HOME)
    run.answer = 200, {}
    run.ask(f"{HOME}a")
    assert all(wait <= 8 for wait in run.waits)


def test_a_server_that_asks_for_too_long_a_pause_is_shut_out_until_then(run):
    run.answer = 503, {"Retry-After": "7200"}
    run.ask(HOME)
    assert run.refusal(f"{HOME}a") == ("unsent", PageCode.HTTP_ERROR)
    until = datetime.fromisoformat(run.session.ledger.checkpoint("pace:thu.example"))
    assert timedelta(minutes=119) < until - datetime.now(UTC) <= timedelta(hours=2)
    (problem,) = run.session.outcomes.problems
    assert problem["reason"].startswith("thu.example answers 503; it gets no more requests before 20")
    assert run.sent == [HOME]
    assert run.waits == []


def test_a_server_that_refuses_three_pages_in_a_row_is_shut_out_and_one_that_answers_between_is_not(run):
    run.answer = 429, {}
    run.ask(*pages(2))
    assert not run.is_shut_out()
    run.answer = 200, {}
    run.ask(f"{HOME}fine")
    run.answer = 429, {}
    run.ask(*pages(2), *pages(2), f"{HOME}new", f"{HOME}newer")
    assert not run.is_shut_out()
    run.ask(f"{HOME}newest")
    assert run.is_shut_out()


def test_a_page_that_failed_in_an_earlier_run_says_nothing_of_its_host(run):
    run.answer = 503, {}
    for url in pages(9):
        run.ask(url, page=PageRequest(is_retry=True))
    assert not run.is_shut_out()


@pytest.mark.parametrize("status", [401, 403])
def test_a_host_that_forbids_six_pages_is_shut_out(run, status):
    run.answer = status, {}
    run.ask(*pages(5))
    assert not run.is_shut_out()
    run.ask(f"{HOME}a")
    assert run.is_shut_out()
    assert run.refusal(f"{HOME}b") == ("unsent", PageCode.HTTP_REFUSED)
    reason = f"thu.example forbids every page ({status}); it gets no more requests in this run"
    assert run.session.outcomes.problems[0]["reason"] == reason


def test_a_host_that_forbids_some_pages_is_not_shut_out(run):
    for status in (403, 404, 200) * 3:
        run.answer = status, {}
        run.ask(*pages(2))
    run.answer = 403, {}
    run.ask(*pages(5))
    assert not run.is_shut_out()


def test_pictures_and_pages_that_failed_before_may_be_forbidden(run):
    run.answer = 403, {}
    for url in pages(9):
        file = MediaFile(url, "image", HOME, "live", "2026-01-31T00:00:00Z", 0, 1)
        run.ask(url, page=PageRequest(is_retry=True))
        run.ask(url, page=PageRequest(media=MediaRequest(file)))
    assert not run.is_shut_out()


def test_the_crawl_delay_is_kept_between_requests_and_one_too_long_for_a_run_shuts_out(tmp_path):
    delays = {"https://thu.example/": 5.0, "https://khac.example/": 601.0}
    run = _Run(tmp_path)
    robots = SimpleNamespace(crawl_delay=delays.get)
    run.crawler.get_downloader_middleware = lambda kind: robots if kind is RobotsMiddleware else None
    run.ask(HOME, HOME)
    assert [round(wait) for wait in run.waits] == [5]
    assert run.refusal("https://khac.example/") == ("unsent", PageCode.CRAWL_DELAY)
    reason = "khac.example wants 601 s between two pages (Crawl-delay); it gets no more requests in this run"
    assert run.session.outcomes.problems[0]["reason"] == reason
    run.session.finish()


def test_the_longest_crawl_delay_that_a_run_keeps_is_kept(tmp_path):
    run = _Run(tmp_path)
    run.crawler.get_downloader_middleware = lambda kind: SimpleNamespace(crawl_delay=lambda url: 600.0)
    run.ask(HOME, HOME)
    assert [round(wait) for wait in run.waits] == [600]
    run.session.finish()


def test_the_delay_of_a_slot_is_kept_too_and_only_longer_waits_are_counted(tmp_path):
    run = _Run(tmp_path, DOWNLOAD_DELAY=2)
    run.ask(HOME, HOME)
    assert run.count("pace/waits") == 0
    run.crawler.engine.downloader.slots["a"] = SimpleNamespace(delay=30.0)
    run.ask(HOME, HOME, download_slot="a")
    assert [round(wait) for wait in run.waits] == [2, 4, 34]
    assert run.count("pace/waits") == 2
    run.session.finish()


def test_a_wait_that_took_longer_than_planned_puts_off_the_request_behind_it(tmp_path, monkeypatch):
    run, now = _Run(tmp_path, DOWNLOAD_DELAY=10), [100.0]
    monkeypatch.setattr(throttle, "time", SimpleNamespace(monotonic=lambda: now[0]))

    async def wait(seconds):
        run.waits.append(seconds)
        now[0] += seconds + 40

    run.session.stop.wait = wait
    run.ask(*pages(4))
    assert run.waits == [10.0, 10.0, 10.0]
    run.session.finish()


class _Clock:
    """Time that passes only while every request waits; a wait may end late, as after a stall of the process."""

    def __init__(self, run, monkeypatch):
        self.now, self.late, self.sent, self._waiting = 100.0, 0.0, [], []
        run.session.stop.wait = self._wait
        monkeypatch.setattr(throttle, "time", SimpleNamespace(monotonic=lambda: self.now))

    async def _wait(self, seconds):
        event = asyncio.Event()
        self._waiting.append((self.now + seconds, event))
        await event.wait()

    def pass_time(self):
        """Goes on to the end of the first wait, or later; every wait that has ended by then returns."""
        self.now, self.late = min(due for due, _ in self._waiting) + self.late, 0.0
        ended = [each for each in self._waiting if each[0] <= self.now]
        self._waiting = [each for each in self._waiting if each not in ended]
        for _, event in ended:
            event.set()

    async def send(self, request):
        self.sent.append(self.now)
        return Response(request.url, request=request)

    async def ask(self, middleware, urls, send=None):
        tasks = [asyncio.ensure_future(middleware.download(Request(url), send or self.send)) for url in urls]
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._waiting:
                self.pass_time()


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """Requests of one host that wait beside each other, 10 seconds apart."""
    run = _Run(tmp_path, DOWNLOAD_DELAY=10, CONCURRENT_REQUESTS_PER_DOMAIN=8)
    yield run, _Clock(run, monkeypatch)
    run.session.finish()


@pytest.mark.parametrize("late", [0.0, 3.0, 10.0, 15.0, 35.0, 500.0])
def test_requests_that_waited_beside_each_other_keep_the_delay_after_a_stall(beside, late):
    run, clock = beside
    clock.late = late
    asyncio.run(clock.ask(run.middleware, pages(6)))
    assert clock.sent == [100, *(110 + late + 10 * number for number in range(5))]


@pytest.mark.parametrize(("asked", "pause"), [("120", 120), ("40", 40), (None, 10)])
def test_a_request_that_already_waits_keeps_the_pause_that_another_was_asked_for(beside, asked, pause):
    run, clock = beside

    async def send(request):
        answer = await clock.send(request)
        if len(clock.sent) > 1:
            return answer
        return answer.replace(status=429, headers={"Retry-After": asked} if asked else {})

    asyncio.run(clock.ask(run.middleware, pages(4), send))
    assert clock.sent[1] == pytest.approx(100 + pause, abs=1)
    assert all(later - sooner >= 10 for sooner, later in pairwise(clock.sent))


def test_a_run_that_has_sent_what_it_may_asks_for_nothing_more(tmp_path):
    run = _Run(tmp_path, DVCRAWLER_MAX_REQUESTS=2)
    run.ask(*pages(2))
    assert run.refusal() == ("ending", PageCode.RUN_ENDING)
    assert run.closed == ["limit"]
    assert len(run.sent) == 2
    run.session.finish()


def test_a_run_of_one_request_sends_it(tmp_path):
    run = _Run(tmp_path, DVCRAWLER_MAX_REQUESTS=1)
    run.ask(HOME)
    assert run.refusal(f"{HOME}a") == ("ending", PageCode.RUN_ENDING)
    assert run.sent == [HOME]
    run.session.finish()


def test_the_number_that_was_typed_comes_before_the_setting(tmp_path):
    run = _Run(tmp_path, DVCRAWLER_MAX_REQUESTS=1)
    run.crawler.spider.arguments.requests = 2
    run.middleware = ThrottleMiddleware.from_crawler(run.crawler)
    run.ask(*pages(2))
    assert run.refusal() == ("ending", PageCode.RUN_ENDING)
    run.session.finish()


def test_no_more_requests_than_are_set_are_under_way_at_one_host(tmp_path):
    run, most = _Run(tmp_path, CONCURRENT_REQUESTS_PER_DOMAIN=2), []

    async def go():
        release, active = asyncio.Event(), []

        async def send(request):
            active.append(request.url)
            most.append(len(active))
            await release.wait()
            active.remove(request.url)
            return Response(request.url)

        asked = [asyncio.ensure_future(run.middleware.download(Request(url), send)) for url in pages(5)]
        for _ in range(20):
            await asyncio.sleep(0)
        release.set()
        await asyncio.gather(*asked)

    asyncio.run(go())
    assert (len(most), max(most)) == (5, 2)
    run.session.finish()


@pytest.mark.parametrize("is_ending", [True, False])
def test_what_is_under_way_when_a_run_ends_is_given_up_after_a_while(run, monkeypatch, is_ending):
    monkeypatch.setattr(throttle, "GRACE_SECONDS", 0.0)
    slot = SimpleNamespace(delay=30.0, queue=[], close=lambda: None)
    run.crawler.engine.downloader.slots["a"] = slot

    async def go():
        async def send(request):
            await asyncio.Event().wait()

        asked = asyncio.ensure_future(run.middleware.download(Request(HOME), send))
        while not run.middleware._sending:
            await asyncio.sleep(0)
        if is_ending:
            run.session.stop.release()
        else:
            asked.cancel()
        await asked

    with pytest.raises(RequestRefused if is_ending else asyncio.CancelledError):
        asyncio.run(go())
    assert slot.delay == (0.0 if is_ending else 30.0)
    assert run.middleware._sending == set()


def test_a_run_that_ends_waits_for_nothing(run):
    run.answer = 429, {}
    run.ask(HOME)

    async def go():
        run.session.stop.release()
        with pytest.raises(RequestRefused):
            await run.middleware.download(Request(HOME), run.send)

    asyncio.run(go())
    assert run.waits == []
