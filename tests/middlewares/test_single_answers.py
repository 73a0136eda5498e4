"""Cookie gates, challenges and other hosts: one request or answer after the other, without a crawl around them."""

from types import SimpleNamespace

import pytest
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import META_KEY, MediaRequest, PageRequest
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.middlewares.challenge import ChallengeMiddleware
from dvcrawler.middlewares.cookie_redirects import CookieRedirectMiddleware
from dvcrawler.middlewares.offsite import OffsiteMiddleware
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

    def answer(self, target, *cookies, url=URL, status=302, chain=(), page=None, is_early=False):
        """What is made of the answer. `is_early`: the request was under way before any cookie was known."""
        meta = ({"redirect_urls": list(chain), "redirect_times": 1, "depth": 3} if chain else {}) | (
            {META_KEY: page} if page else {}
        )
        request = Request(url, meta=meta)
        if not is_early:
            self.middleware.process_request(request)
        headers = {"Set-Cookie": list(cookies)} | ({"Location": target} if target is not None else {})
        response = Response(url, status=status, headers=headers)
        given = self.middleware.process_response(request, response)
        assert given is not None
        return given if given is not response else None


@pytest.fixture
def gate(tmp_path):
    return _Gate(tmp_path)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target", [URL, "/", "https://thu.example:443/", "https://thu.example", "//THU.example/#top", ""]
)
def test_a_redirect_to_itself_with_a_cookie_is_repeated_with_it(gate, status, target):
    assert gate.cookie() is None
    again = gate.answer(target, "a=1; Path=/", "b = 2", status=status)
    assert (again.url, again.dont_filter) == (URL, True)
    assert gate.opened() == 1
    assert gate.cookie() == b"a=1; b=2"
    assert gate.cookie("https://thu.example/x", headers={"Cookie": "c=3; a=0"}) == b"c=3; a=1; b=2"
    assert gate.cookie("https://other.example/") is None


@pytest.mark.parametrize(
    "target",
    ["/other", "http://thu.example/", "https://thu.example:8443/", "https://www.thu.example/", "https://[x/"],
)
def test_a_redirect_elsewhere_is_followed_without_a_cookie(gate, target):
    assert gate.answer(target, "a=1") is None
    assert (gate.cookie(), gate.opened()) == (None, 0)


@pytest.mark.parametrize("status", [200, 300, 304, 305, 404])
def test_what_is_not_a_redirect_opens_nothing(gate, status):
    assert gate.answer(URL, "a=1", status=status) is None
    assert gate.answer(URL) is None  # nor does its cookie count afterwards
    assert gate.cookie() is None


def test_a_circle_is_begun_again_where_it_began(gate):
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


def test_a_request_that_was_under_way_before_the_cookie_was_known_is_repeated_with_it(gate):
    assert gate.answer(URL, "a=1") is not None
    for path in ("tin", "tin?trang=2", "van-hoa/"):
        url = f"https://thu.example/{path}"
        assert gate.answer(url, "a=2", url=url, is_early=True).url == url
    assert gate.cookie() == b"a=2"
    with pytest.raises(RequestRefused):
        gate.answer(URL, "a=3")


@pytest.mark.parametrize("cookie", ["a", "=1", " =1", "a=\x01", "a=" + "x" * 4096])
def test_what_is_not_a_cookie_or_too_long_is_not_kept(gate, cookie):
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


CODE = "0123456789abcdef0123456789abcdef"
STUB = (
    f'<html><body><script>document.cookie="D1N={CODE}"+"; path=/";'
    "window.location.reload(true);</script></body></html>"
).encode()
CHALLENGE = b"<html><head><title>Just a moment...</title></head><script>window._cf_chl_opt={}</script></html>"
MAINTENANCE = "<html><body><p>Hệ thống đang bảo trì, mời bạn đọc quay lại sau.</p></body></html>".encode()


def challenged(middleware, body, status=200, url=URL, page=None, cookie=None):
    """The request that is made next; None where the answer is passed on."""
    request = Request(
        url, meta={META_KEY: page} if page else {}, headers={"Cookie": cookie} if cookie else {}
    )
    if cookie is None:
        middleware.process_request(request)
    response = Response(url, status=status, body=body)
    given = middleware.process_response(request, response)
    assert given is not None
    return given if given is not response else None


@pytest.fixture
def crawler(tmp_path):
    return make_crawler(tmp_path)


@pytest.mark.parametrize("status", [200, 202, 401, 403, 429, 503])
def test_a_gate_is_answered_with_its_cookie_once_and_on_its_host_alone(crawler, status):
    middleware = ChallengeMiddleware.from_crawler(crawler)
    again = challenged(middleware, STUB, status)
    assert (again.url, again.dont_filter) == (URL, True)
    middleware.process_request(again)
    assert again.headers["Cookie"] == f"D1N={CODE}".encode()
    other = Request("https://other.example/")
    middleware.process_request(other)
    assert "Cookie" not in other.headers
    with pytest.raises(RequestRefused, match="a cookie gate asks again despite its cookie") as refused:
        challenged(middleware, STUB, status)
    assert refused.value.code is PageCode.COOKIE_GATE
    assert challenged(middleware, STUB, status, cookie="a=1") is not None  # was asked without it
    assert crawler.stats.get_value("dvcrawler/answers/gate") == 3


@pytest.mark.parametrize(
    ("status", "page"),
    [
        (404, None),
        (402, None),
        (500, None),
        (200, PageRequest(archived=SimpleNamespace(answer=None))),
        (200, PageRequest(is_unarchived=True)),
    ],
)
def test_other_answers_are_passed_on_whatever_they_hold(crawler, status, page):
    middleware = ChallengeMiddleware.from_crawler(crawler)
    for body in (STUB, CHALLENGE, MAINTENANCE):
        assert challenged(middleware, body, status, page=page) is None


def test_an_ordinary_page_is_passed_on_and_a_challenge_or_maintenance_is_refused(crawler):
    middleware = ChallengeMiddleware.from_crawler(crawler)
    assert challenged(middleware, b"<html><body>page</body></html>") is None
    with pytest.raises(RequestRefused, match="a challenge page instead of the article") as refused:
        challenged(middleware, CHALLENGE, 403)
    assert (refused.value.what, refused.value.code) == ("blocked", PageCode.CHALLENGE)
    with pytest.raises(RequestRefused, match="maintenance page with status 200") as refused:
        challenged(middleware, MAINTENANCE)
    assert (refused.value.what, refused.value.code) == ("failed", PageCode.ERROR_PAGE)
    assert challenged(middleware, MAINTENANCE, 503) is None  # its status says so already
    counted = {
        name: crawler.stats.get_value(f"dvcrawler/answers/{name}")
        for name in ("challenge", "maintenance", "gate")
    }
    assert counted == {"challenge": 1, "maintenance": 1, "gate": None}


HOSTS = frozenset({"thu.example", "anh.example"})


def judged(crawler, url, *before, page=None):
    """None for a request that may be sent, else what it is refused as."""
    meta = ({"redirect_urls": list(before)} if before else {}) | ({META_KEY: page} if page else {})
    try:
        OffsiteMiddleware.from_crawler(crawler).process_request(Request(url, meta=meta))
    except RequestRefused as refusal:
        return refusal.what, refusal.code
    return None


OFF, MOVED = ("failed", PageCode.OTHER_HOST), ("moved", PageCode.REDIRECTED)
ROBOTS, MEDIA = PageRequest(is_robots_check=True), PageRequest(media=MediaRequest(None, HOSTS))


@pytest.mark.parametrize(
    ("url", "before", "page", "expected"),
    [
        (URL, (), None, None),
        ("https://www.thu.example/x", (), None, None),
        ("https://other.example/", (), None, OFF),
        ("https://other.example/", (), PageRequest(allow_offsite=True), None),
        ("https://other.example/", (), ROBOTS, None),
        ("https://other.example/", (), MEDIA, None),
        (URL + "x", (URL,), None, None),
        ("https://other.example/", (URL,), None, MOVED),
        ("https://other.example/", (URL,), PageRequest(allow_offsite=True), MOVED),
        ("https://other.example/b", ("https://other.example/a",), None, None),
        ("https://other.example/b", (URL, "https://other.example/a"), None, None),
        ("https://other.example/b", ("https://other.example/a", URL), None, MOVED),
        ("https://me@other.example/b", ("https://other.example/a",), None, MOVED),
        ("https://anh.example/b", (URL,), MEDIA, None),
        ("https://other.example/b", (URL,), MEDIA, MOVED),
        ("https://other.vn/robots.txt", (URL,), ROBOTS, None),
        ("https://127.0.0.1/robots.txt", (URL,), ROBOTS, MOVED),
        ("https://intranet/robots.txt", (URL,), ROBOTS, MOVED),
    ],
)
def test_a_request_goes_to_the_sites_hosts_and_where_it_may(crawler, url, before, page, expected):
    assert judged(crawler, url, *before, page=page) == expected


def test_where_a_page_has_moved_is_counted_by_host_and_named_up_to_a_length(crawler):
    with pytest.raises(RequestRefused) as refused:
        OffsiteMiddleware.from_crawler(crawler).process_request(
            Request("https://other.example/" + "x" * 500, meta={"redirect_urls": [URL]})
        )
    assert str(refused.value) == "redirected to " + ("https://other.example/" + "x" * 500)[:300]
    assert crawler.stats.get_value("dvcrawler/moved/other.example") == 1
    host = "a" * 60 + "." + "b" * 60 + ".example"
    assert judged(crawler, f"https://{host}/", URL) == MOVED
    assert crawler.stats.get_value(f"dvcrawler/moved/{host[:100]}") == 1


def test_without_a_site_a_first_request_goes_anywhere(crawler):
    crawler.spider.site = None
    assert judged(crawler, "https://other.example/") is None
    assert judged(crawler, "https://other.example/", URL) == MOVED
