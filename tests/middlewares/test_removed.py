"""Redirects to articles that were removed are not followed."""

from contextlib import contextmanager

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.http import Request

from dvcrawler.extract.site import Site
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.middlewares.removed import RemovedMiddleware
from dvcrawler.spiders.baolamdong import BaoLamDong
from tests.sessions import open_session

GONE, THERE = (f"https://baolamdong.vn/kinh-te/202402/bai-mot-aaa000{number}/" for number in (1, 2))


@pytest.fixture
def middleware():
    site = BaoLamDong.site
    assert isinstance(site, Site)
    return RemovedMiddleware("baolamdong", site, frozenset({"baolamdong:aaa0001"}))


def test_a_redirect_to_a_removed_article_is_refused(middleware):
    with pytest.raises(RequestRefused) as raised:
        middleware.process_request(Request(GONE, meta={"redirect_urls": [THERE]}))
    assert (raised.value.what, raised.value.code) == ("gone", PageCode.REMOVED)


@pytest.mark.parametrize(
    ("url", "before"),
    [(GONE, []), (THERE, [GONE]), ("https://baolamdong.vn/", [GONE]), ("https://thu.example/", [GONE])],
)
def test_a_removed_articles_own_address_and_redirects_elsewhere_pass(middleware, url, before):
    middleware.process_request(Request(url, meta={"redirect_urls": before}))


@pytest.mark.parametrize(("site", "removed"), [(None, ["thu:1"]), (BaoLamDong.site, [])])
def test_there_is_nothing_to_do_without_a_site_or_a_removed_article(tmp_path, site, removed):
    with opened(tmp_path, site, removed) as session, pytest.raises(NotConfigured):
        RemovedMiddleware.from_crawler(session.crawler)


def test_a_crawl_knows_its_removed_articles_by_its_name(tmp_path):
    with opened(tmp_path, BaoLamDong.site, ["thu:aaa0001"]) as session, pytest.raises(RequestRefused):
        middleware = RemovedMiddleware.from_crawler(session.crawler)
        middleware.process_request(Request(GONE, meta={"redirect_urls": [THERE]}))


@contextmanager
def opened(data, site, removed):
    session = open_session(data)
    session.crawler.spider.site, session.store.removed = site, frozenset(removed)
    yield session
    session.finish()
