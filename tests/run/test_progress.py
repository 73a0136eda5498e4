"""The figures of the live table, by a clock of the test's own."""

from types import SimpleNamespace

import pytest
from scrapy import signals
from scrapy.http import Request, Response

from dvcrawler.run.progress import SiteMeter, SiteProgress
from tests.sessions import SITE, make_crawler


class _Meter:
    """A meter with what it reads: counters, settings, arguments and the clock."""

    def __init__(self, data, **settings):
        self.crawler, self.now = make_crawler(data, **settings), 1000.0
        self.crawler.spidercls = type(self.crawler.spider)
        self.crawler.engine.downloader.active = set()
        self.crawler.spider.sources = SimpleNamespace(state=SimpleNamespace(waiting=0))
        self.meter = SiteMeter(self.crawler, lambda: self.now)
        self.meter.begin()

    def at(self, seconds, done, queued=0, **counters):
        """What is read so many seconds after the beginning."""
        self.now = 1000.0 + seconds
        values = {
            "response_received_count": done,
            "scheduler/enqueued": done + queued,
            "scheduler/dequeued": done,
        }
        for name, value in (
            values | {name.replace("__", "/"): each for name, each in counters.items()}
        ).items():
            self.crawler.stats.set_value(name, value)
        return self.meter.read()


@pytest.fixture
def meter(tmp_path):
    return _Meter(tmp_path)


def test_before_a_crawl_has_begun_nothing_is_known(tmp_path):
    crawler = make_crawler(tmp_path)
    crawler.spidercls = type(crawler.spider)
    assert SiteMeter(crawler).read() == SiteProgress(SITE, 0, 0, 0, None, None, has_ended=False)


def test_what_is_stored_is_new_and_revised_articles(meter):
    counters = {
        "dvcrawler__outcome__stored": 3,
        "dvcrawler__outcome__revised": 2,
        "dvcrawler__outcome__gone": 7,
    }
    assert meter.at(0, 1, **counters).stored == 5


def test_the_page_is_named_by_its_path_and_query(meter):
    for url, page in (("https://thu.example/a", "/a"), ("https://thu.example/a?b=1", "/a?b=1")):
        meter.meter.note_page(Response(url), Request(url))
        assert meter.at(0, 1).page == page


def test_what_is_under_way_is_queued_too(meter):
    assert meter.at(0, 1, queued=4).queued == 4
    meter.crawler.engine.downloader.active = {1, 2}
    assert meter.at(0, 1, queued=4).queued == 6
    meter.crawler.engine = None
    assert meter.at(0, 1, queued=4).queued == 4


def test_the_time_left_is_what_is_queued_at_the_speed_of_the_last_minute(meter):
    meter.at(0, 0, queued=100)
    assert meter.at(10, 20, queued=100).seconds_left == pytest.approx(50)
    for second in range(11, 200):
        last = meter.at(second, 20 + second, queued=100)
    assert last.seconds_left == pytest.approx(100, rel=0.02)  # one page a second by now


@pytest.mark.parametrize(
    ("seconds", "done", "is_told"),
    [(10, 4, False), (10, 5, True), (2.9, 50, False), (3, 50, True), (3, 0, False)],
)
def test_there_is_no_estimate_before_there_is_a_speed(meter, seconds, done, is_told):
    meter.at(0, 0, queued=10)
    assert (meter.at(seconds, done, queued=10).seconds_left is not None) is is_told


def test_without_a_page_since_the_first_look_there_is_no_speed(meter):
    meter.at(0, 50, queued=10)
    assert meter.at(30, 50, queued=10).seconds_left is None


@pytest.mark.parametrize(
    ("settings", "sent", "left"),
    [
        ({}, 40, 50),
        ({"DVCRAWLER_MAX_REQUESTS": 60}, 40, 10),
        ({"DVCRAWLER_MAX_REQUESTS": 30}, 40, 0),
        ({"DVCRAWLER_MAX_MINUTES": 0.5}, 40, 20),
        ({"DVCRAWLER_MAX_MINUTES": 0.1}, 40, 0),
        ({"DVCRAWLER_MAX_MINUTES": 5}, 40, 50),
    ],
)
def test_the_time_left_ends_at_the_limits_of_the_run(tmp_path, settings, sent, left):
    meter = _Meter(tmp_path, **settings)
    meter.at(0, 0, queued=100)
    assert meter.at(10, 20, queued=100, dvcrawler__requests=sent).seconds_left == pytest.approx(left)


def test_the_limits_that_were_typed_come_before_those_that_are_set(tmp_path):
    meter = _Meter(tmp_path, DVCRAWLER_MAX_REQUESTS=60, DVCRAWLER_MAX_MINUTES=5)
    meter.crawler.spider.arguments.requests = 45
    meter.at(0, 0, queued=100)
    assert meter.at(10, 20, queued=100, dvcrawler__requests=40).seconds_left == pytest.approx(2.5)
    meter.crawler.spider.arguments.minutes = 0.2
    assert meter.at(11, 22, queued=100, dvcrawler__requests=40).seconds_left == pytest.approx(1)


def test_a_crawl_that_has_no_spider_yet_has_the_limits_that_are_set(tmp_path):
    meter = _Meter(tmp_path, DVCRAWLER_MAX_REQUESTS=60)
    meter.crawler.spider = None
    meter.at(0, 0, queued=100)
    assert meter.at(10, 20, queued=100, dvcrawler__requests=40).seconds_left == pytest.approx(10)


@pytest.mark.parametrize(("last", "left"), [(60, 60 * 100 / 121), (61, 100)])
def test_a_page_counts_for_the_speed_for_a_minute(meter, last, left):
    meter.at(0, 0)
    meter.at(1, 61)
    assert meter.at(last, 121, queued=100).seconds_left == pytest.approx(left)


def test_two_looks_are_enough_for_a_speed_however_long_ago_the_first_was(meter):
    meter.at(0, 0)
    meter.at(10, 100)
    assert meter.at(110, 200, queued=100).seconds_left == pytest.approx(100)
    assert meter.at(310, 400, queued=100).seconds_left == pytest.approx(100)


def test_addresses_on_disk_are_queued_too(meter):
    meter.crawler.spider.sources = SimpleNamespace(state=SimpleNamespace(waiting=7))
    assert meter.at(0, 1, queued=4).queued == 11


def test_a_crawl_that_has_just_begun_has_counted_nothing(meter):
    assert meter.meter.read() == SiteProgress(SITE, 0, 0, 0, None, None)


def test_a_meter_is_notified_of_the_beginning_and_of_each_page_by_the_crawl(tmp_path):
    crawler = make_crawler(tmp_path)
    crawler.spidercls = type(crawler.spider)
    crawler.engine.downloader.active = set()
    crawler.spider.sources = SimpleNamespace(state=SimpleNamespace(waiting=0))
    meter = SiteMeter(crawler)
    crawler.stats.set_value("response_received_count", 3)
    assert meter.read().done == 0
    crawler.signals.send_catch_log(signals.spider_opened, spider=crawler.spider)
    assert (meter.read().done, meter.read().page) == (3, None)
    asked = Request("https://thu.example/a")
    crawler.signals.send_catch_log(
        signals.response_received, response=Response(asked.url), request=asked, spider=crawler.spider
    )
    assert meter.read().page == "/a"


def test_before_the_first_request_all_that_the_run_may_ask_for_is_left(tmp_path):
    meter = _Meter(tmp_path, DVCRAWLER_MAX_REQUESTS=60)
    meter.at(0, 0, queued=100)
    assert meter.at(10, 20, queued=100).seconds_left == pytest.approx(30)
