"""robots.txt of one host after the other, answered by the test itself."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import META_KEY, PageRequest, read_page_request
from dvcrawler.errors import StorageError
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.normalize.urls import Address
from dvcrawler.politeness.robots import RobotsMiddleware
from tests.sessions import open_session

URL = "https://thu.example/bai-1"
RULES = "User-agent: *\nDisallow: /x\nCrawl-delay: {}\n"


class _Host:
    """The middleware of a run whose requests for robots.txt get `answer`: a response's status and text, or an error."""

    def __init__(self, data):
        self.session, self.answer, self.asked = open_session(data), (200, RULES.format(3)), []
        self.crawler = self.session.crawler
        self.crawler.engine.download_async = self._download
        self.crawler.engine.close_spider_async = self._close
        self.begin()

    def begin(self):
        """As in the next run: nothing is remembered but the ledger."""
        self.middleware = RobotsMiddleware.from_crawler(self.crawler)

    async def _download(self, request):
        self.asked.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        status, text = self.answer
        return Response(request.url, status=status, body=text.encode())

    async def _close(self, reason):
        """The run ends where this is called."""

    def ask(self, *urls, page=None, **meta):
        """The last request's answer; None where it may be sent."""

        async def ask():
            for url in urls or (URL,):
                request = Request(url, meta=meta | ({META_KEY: page} if page else {}))
                given = await self.middleware.process_request(request)
            self.pages = read_page_request(request)
            return given

        return asyncio.run(ask())

    def refusal(self, *urls):
        """Of an article, whose outcome the run record has."""
        with pytest.raises(RequestRefused) as refused:
            self.ask(*urls, page=PageRequest(address=Address(URL, "1", None, "article")))
        return refused.value.what, refused.value.code

    def count(self, name):
        return self.crawler.stats.get_value(f"dvcrawler/{name}", 0)


@pytest.fixture
def host(tmp_path):
    made = _Host(tmp_path)
    yield made
    made.session.finish()


def test_a_run_that_has_failed_says_nothing_of_a_host_whose_answer_it_no_longer_reads(host, caplog):
    host.ask()
    host.begin()
    host.session.stop.failure = StorageError("no space left")
    host.answer = IgnoreRequest("the run has failed; this page is requested again")
    assert host.refusal() == ("ending", PageCode.RUN_ENDING)
    assert "copy of the last day" not in caplog.text
    host.session.stop.failure = None


def test_each_origin_is_asked_once_before_everything_else(host):
    assert host.ask(URL, URL, "https://thu.example/bai-2") is None
    assert host.ask("https://thu.example/bai-3") is None
    host.ask("http://thu.example/", "https://thu.example:8443/")
    assert [request.url for request in host.asked] == [
        f"{origin}/robots.txt"
        for origin in ("https://thu.example", "http://thu.example", "https://thu.example:8443")
    ]
    first = host.asked[0]
    assert (first.priority, first.dont_filter, first.meta["dont_obey_robotstxt"]) == (1000, True, True)
    assert read_page_request(first).is_robots_check
    assert host.count("robots/200") == 3


def test_the_request_for_robots_txt_is_not_judged(host):
    assert host.ask(dont_obey_robotstxt=True) is None
    assert host.asked == []


def test_what_is_forbidden_is_refused_and_counted(host):
    assert host.refusal("https://thu.example/x/1") == ("robots", PageCode.ROBOTS_FORBIDDEN)
    assert host.count("robots/forbidden") + host.count("robots_forbidden") == 1
    assert host.ask() is None


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("3", 3.0),
        ("0.5", 0.5),
        ("0", 0.0),
        ("-2", 0.0),
        ("nan", 0.0),
        ("inf", 0.0),
        ("1e400", 0.0),
        ("x", 0.0),
    ],
)
def test_the_delay_is_a_positive_number_of_seconds(host, text, delay):
    host.answer = (200, RULES.format(text))
    assert host.middleware.crawl_delay(URL) == 0.0
    host.ask()
    assert host.middleware.crawl_delay(URL) == delay
    assert host.middleware.crawl_delay("https://other.example/") == 0.0


@pytest.mark.parametrize("status", [200, 201, 299, 300, 400, 403, 404, 499])
def test_only_a_success_is_a_file(host, status):
    host.answer = (status, RULES.format(3))
    host.ask("https://thu.example/")
    assert host.middleware.crawl_delay(URL) == (3.0 if status < 300 else 0.0)


@pytest.mark.parametrize(
    ("answer", "what", "code"),
    [
        ((429, ""), "robots", PageCode.HTTP_REFUSED),
        ((500, ""), "robots", PageCode.ROBOTS_UNAVAILABLE),
        ((503, ""), "robots", PageCode.ROBOTS_UNAVAILABLE),
        (RequestRefused("moved", "x", PageCode.REDIRECTED), "robots", PageCode.REDIRECTED),
        (RequestRefused("blocked", "x", PageCode.CHALLENGE), "blocked", PageCode.CHALLENGE),
        (TimeoutError(), "failed", PageCode.NO_ANSWER),
        (StorageError("full"), "ending", PageCode.RUN_ENDING),
    ],
)
def test_without_the_file_nothing_is_asked_for_and_it_is_said_once(host, answer, what, code):
    host.answer = answer
    with pytest.raises(RequestRefused, match=r"\w"):
        host.ask()  # a trial or a feed, which is only counted
    assert host.refusal() == (what, code)

    async def again():
        await host.middleware.process_request(Request(URL))

    with pytest.raises(RequestRefused) as refused:
        asyncio.run(again())
    assert (refused.value.what, refused.value.code) == ("unsent", code)
    assert isinstance(host.session.stop.failure, StorageError) is (what == "ending")


@pytest.mark.parametrize(
    ("age", "serves"),
    [
        (timedelta(hours=1), True),
        (timedelta(hours=23, minutes=59), True),
        (timedelta(hours=24, minutes=1), False),
        (timedelta(minutes=-5), False),
    ],
)
def test_a_copy_of_the_last_day_serves_where_the_host_fails(host, age, serves):
    host.ask()
    copy = json.loads(host.session.ledger.checkpoint("robots:thu.example"))
    assert copy["text"] == RULES.format(3)
    at = f"{datetime.now(UTC) - age:%Y-%m-%dT%H:%M:%SZ}"
    host.session.ledger.set_checkpoint("robots:thu.example", json.dumps(copy | {"at": at}))
    host.begin()
    host.answer = (503, "")
    if serves:
        assert host.refusal("https://thu.example/x") == ("robots", PageCode.ROBOTS_FORBIDDEN)
        assert host.ask() is None
        assert host.middleware.crawl_delay(URL) == 3.0
        assert host.count("robots_copies") + host.count("robots/copies") == 1
    else:
        assert host.refusal() == ("robots", PageCode.ROBOTS_UNAVAILABLE)


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"at": 5, "text": ""}', '{"at": "2026"}', "5"])
def test_a_copy_that_is_none_does_not_serve(host, kept):
    host.session.ledger.set_checkpoint("robots:thu.example", kept)
    host.answer = (503, "")
    assert host.refusal() == ("robots", PageCode.ROBOTS_UNAVAILABLE)


def test_the_crawls_own_request_for_the_file_is_answered_from_memory(host):
    given = host.ask("https://thu.example/robots.txt", page=PageRequest(is_robots_page=True))
    assert given.body.decode() == RULES.format(3)
    assert host.pages.is_unarchived


def test_where_the_setting_says_so_it_is_not_obeyed(host):
    host.crawler.settings.set("ROBOTSTXT_OBEY", False)
    with pytest.raises(NotConfigured):
        host.begin()
