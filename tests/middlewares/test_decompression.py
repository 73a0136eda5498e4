"""Bodies that come packed, one answer after the other."""

import gzip

import pytest
from scrapy.http import Request, Response

from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.middlewares.decompression import DecompressionMiddleware
from tests.sessions import make_crawler

URL = "https://thu.example/"
PAGE = b"<p>" * 1000


@pytest.fixture
def middleware(tmp_path):
    return DecompressionMiddleware.from_crawler(make_crawler(tmp_path, DOWNLOAD_MAXSIZE=3000))


def unpacked(middleware, body, *encodings, **meta):
    headers = {"Server": "nginx"} | ({"Content-Encoding": list(encodings)} if encodings else {})
    return middleware.process_response(Request(URL, meta=meta), Response(URL, body=body, headers=headers))


def test_a_packed_body_is_unpacked_and_its_header_goes(middleware):
    for response in (
        unpacked(middleware, gzip.compress(PAGE), "gzip"),
        unpacked(middleware, gzip.compress(gzip.compress(PAGE)), "gzip", "gzip"),
    ):
        assert response.body == PAGE
        assert response.headers.to_unicode_dict() == {"Server": "nginx"}


def test_a_body_that_is_not_packed_is_passed_on(middleware):
    assert unpacked(middleware, b"\x1f\x8b").body == b"\x1f\x8b"


def test_an_answer_from_a_proxy_counts_as_the_site_s_own(middleware):
    answers = {status: Response(URL, status=status, body=PAGE) for status in (200, 203, 204, 404)}
    given = {each: middleware.process_response(Request(URL), answer) for each, answer in answers.items()}
    assert {each: answer.status for each, answer in given.items()} == {200: 200, 203: 200, 204: 204, 404: 404}
    assert given[203].body == PAGE


@pytest.mark.parametrize(
    "body", [gzip.compress(PAGE)[:-9], gzip.compress(PAGE + b"x")], ids=["cut", "too large"]
)
def test_a_body_that_is_cut_or_too_large_is_refused(middleware, body):
    with pytest.raises(RequestRefused) as refused:
        unpacked(middleware, body, "gzip")
    assert (refused.value.what, refused.value.code) == ("failed", PageCode.BROKEN_BODY)


def test_a_request_may_have_a_limit_of_its_own(middleware):
    assert unpacked(middleware, gzip.compress(PAGE + b"x"), "gzip", download_maxsize=3001).body == PAGE + b"x"
    with pytest.raises(RequestRefused):
        unpacked(middleware, gzip.compress(PAGE), "gzip", download_maxsize=2999)
