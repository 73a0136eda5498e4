"""Answers whose head is not what HTTP asks for: stored, or refused with a reason in words."""

import pytest

from tests.portal import records
from tests.site import article, crawl_site, path_of, served, site
from tests.webserver import Answer


def answers_with(tmp_path, **headers):
    page = Answer(
        article(1).encode(), headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    with served(site(1, **{path_of(1): page})) as web:
        return crawl_site(web, tmp_path, "-s", "RETRY_ENABLED=False")


@pytest.mark.sampled(6)
@pytest.mark.parametrize("value", ["identity", "Identity", "gzip", "gzip, chunked", "deflate", ""])
def test_an_unknown_transfer_encoding_is_named(tmp_path, value):
    ended = answers_with(tmp_path, Transfer_Encoding=value)
    assert ended.code == 10, ended.out
    assert f"the answer has a Transfer-Encoding that is not supported: '{value.lower()}'" in ended.out
    assert "KeyError" not in ended.out + ended.err


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", ["X-Debug", "Set-Cookie", "Content-Security-Policy"])
def test_a_header_of_more_than_16_kb_is_named(tmp_path, name):
    ended = answers_with(tmp_path, **{name: "a" * 17_000})
    assert ended.code == 10, ended.out
    assert "a header has more than 16 KB" in ended.out


def test_many_headers_are_not_an_obstacle(tmp_path):
    assert answers_with(tmp_path, **{f"X-{number}": "a" * 900 for number in range(40)}).code == 0
    assert len(records(tmp_path)) == 1


def state_too_long(handler):
    """Sends fewer bytes than it states, and keeps the connection if it may."""
    page = article(1).encode()
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.send_header("Content-Length", str(len(page) + 50))
    handler.end_headers()
    handler.wfile.write(page)


@pytest.mark.slow
def test_a_page_that_states_too_many_bytes_and_keeps_the_connection_is_read(tmp_path):
    with served(site(1, **{path_of(1): state_too_long})) as web:
        ended = crawl_site(web, tmp_path, "-s", "DOWNLOAD_TIMEOUT=1")
    assert ended.code == 0, ended.out
    assert len(records(tmp_path)) == 1
