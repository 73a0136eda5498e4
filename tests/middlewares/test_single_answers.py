"""Cookie gates, one answer after the other, without a crawl around them."""

from types import SimpleNamespace

import pytest
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.middlewares.cookie_redirects import CookieRedirectMiddleware
from dvcrawler.run.counters import Counter
from tests.sessions import make_crawler

URL = "https://thu.example/"


class _Gate:
    """The middleware with the counters of its crawl."""

    def __init__(self, data):
        crawler = make_crawler(data)
        self.middleware = CookieRedirectMiddleware.from_crawler(crawler)
        self.opened = lambda: crawler.stats.get_value(str(Counter.ANSWERS_GATE), 0)

    def cookie(self, url=URL, **meta):
        request = Request(url, **meta)
        self.middleware.process_request(request)
        return request.headers.get("Cookie")

    def answer(self, target, *cookies, url=URL, status=302, chain=(), page=None):
        meta = ({"redirect_urls": list(chain), "redirect_times": 1, "depth": 3} if chain else {}) | (
            {META_KEY: page} if page else {}
        )
        request = Request(url, meta=meta)
        headers = {"Set-Cookie": list(cookies)} | ({"Location": target} if target is not None else {})
        response = Response(url, status=status, headers=headers)
        given = self.middleware.process_response(request, response)
        return given if given is not response else None


@pytest.fixture
def gate(tmp_path):
    return _Gate(tmp_path)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", [URL, "/", "https://thu.example:443/", "https://thu.example", "//THU.example/#top", ""])
def test_a_redirect_to_itself_with_a_cookie_is_repeated_with_it(gate, status, target):
    assert gate.cookie() is None
    again = gate.answer(target, "a=1; Path=/", "b = 2", status=status)
    assert (again.url, again.dont_filter) == (URL, True)
    assert gate.opened() == 1
    assert gate.cookie() == b"a=1; b=2"
    assert gate.cookie("https://thu.example/x", headers={"Cookie": "c=3; a=0"}) == b"c=3; a=1; b=2"
    assert gate.cookie("https://other.example/") is None


@pytest.mark.parametrize(
    "target", ["/other", "http://thu.example/", "https://thu.example:8443/", "https://www.thu.example/", "https://[x/"]
)
def test_a_redirect_elsewhere_is_followed_without_a_cookie(gate, target):
    assert gate.answer(target, "a=1") is None
    assert (gate.cookie(), gate.opened()) == (None, 0)


@pytest.mark.parametrize("status", [200, 300, 304, 305, 404])
def test_what_is_no_redirect_opens_nothing(gate, status):
    assert gate.answer(URL, "a=1", status=status) is None
    assert gate.answer(URL) is None  # nor does its cookie count afterwards
    assert gate.cookie() is None


def test_a_circle_is_begun_anew_where_it_began(gate):
    assert gate.answer("/check", "a=1") is None
    again = gate.answer(URL, url="https://thu.example/check", chain=[URL])
    assert (again.url, dict(again.meta)) == (URL, {"depth": 3})
    assert gate.cookie() == b"a=1"


def test_a_cookie_that_was_sent_and_does_not_help_is_refused_and_another_is_tried(gate):
    gate.answer(URL, "a=1")
    assert gate.answer(URL, "b=2").url == URL
    assert gate.cookie() == b"a=1; b=2"
    with pytest.raises(RequestRefused, match="redirects to itself despite its cookie") as refused:
        gate.answer(URL, "a=7")
    assert (refused.value.what, refused.value.code) == ("blocked", PageCode.COOKIE_GATE)


@pytest.mark.parametrize("cookie", ["a", "=1", " =1", "a=\x01", "a=" + "x" * 4096])
def test_what_is_no_cookie_or_too_long_is_not_kept(gate, cookie):
    assert gate.answer(URL, cookie) is None
    assert gate.cookie() is None


def test_cookies_are_kept_up_to_their_greatest_length_in_all(gate):
    assert gate.answer(URL, "a=" + "x" * 4095) is not None
    assert len(gate.cookie()) == len("a=") + 4095
    with pytest.raises(RequestRefused):
        gate.answer(URL, "b=1")  # would be too much: the same cookie as before


def test_a_page_from_an_archive_has_no_cookies(gate):
    archived = PageRequest(archived=SimpleNamespace(answer=None))
    assert gate.answer(URL, "a=1", page=archived) is None
    gate.answer(URL, "a=1")
    assert gate.cookie(meta={META_KEY: archived}) is None
