"""Redirects to articles that were removed are not followed."""

import pytest
from scrapy.http import Request

from dvcrawler.extract.site import Site
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.middlewares.removed import RemovedMiddleware
from dvcrawler.spiders.baolamdong import BaoLamDong

GONE, THERE = (f"https://baolamdong.vn/kinh-te/202402/bai-mot-aaa000{number}/" for number in (1, 2))


@pytest.fixture
def middleware():
    site = BaoLamDong.site
    assert isinstance(site, Site)
    return RemovedMiddleware("baolamdong", site, frozenset({"baolamdong:aaa0001"}))


def test_a_redirect_to_one_is_refused(middleware):
    with pytest.raises(RequestRefused) as raised:
        middleware.process_request(Request(GONE, meta={"redirect_urls": [THERE]}))
    assert (raised.value.what, raised.value.code) == ("gone", PageCode.REMOVED)


@pytest.mark.parametrize(
    ("url", "before"), [(GONE, []), (THERE, [GONE]), ("https://baolamdong.vn/", [GONE]), ("https://thu.example/", [GONE])]
)
def test_other_addresses_are_followed(middleware, url, before):
    middleware.process_request(Request(url, meta={"redirect_urls": before}))
