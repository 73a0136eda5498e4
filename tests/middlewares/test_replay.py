"""Pages out of archives, as the servers had sent them."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from dvcrawler.discovery.archives.cdx import Row, raw_url
from dvcrawler.discovery.archives.warc_pages import ArchivedPage
from dvcrawler.discovery.requests import META_KEY, MediaRequest, PageRequest, read_page_request
from dvcrawler.middlewares.replay import OriginalMiddleware, ReplayMiddleware
from dvcrawler.storage.media.database import MediaFile
from dvcrawler.storage.warc.message import Answer

URL, ARCHIVE = "https://thu.example/1", "https://archive.example/web"
AT = datetime(2024, 5, 1, 8, tzinfo=UTC)
FILE = MediaFile(URL, "images", URL, "wayback", "2024-05-01T08:00:00Z", 0, 1)


def request(url=URL, archived=None, **page):
    return Request(url, meta={META_KEY: PageRequest(archived=archived, **page)})


def kept(answer=None):
    return ArchivedPage(URL, AT, "wayback", answer)


def original(asked, status=200, body=b"page", **headers):
    return OriginalMiddleware().process_response(
        asked, Response(asked.url, status=status, body=body, headers=headers)
    )


def test_a_page_of_a_warc_file_is_answered_from_memory_which_is_freed():
    answer = Answer(404, {"content-type": "text/html", "x-a": "b"}, b"gone")
    asked = request(archived=kept(answer))
    response = ReplayMiddleware().process_request(asked)
    assert (response.url, response.status, response.body) == (URL, 404, b"gone")
    assert response.headers["X-A"] == b"b"
    assert read_page_request(asked).archived == kept()


@pytest.mark.parametrize("archived", [None, kept()])
def test_all_else_is_asked_for(archived):
    assert ReplayMiddleware().process_request(request(archived=archived)) is None


def test_a_capture_of_a_web_archive_is_the_page_with_its_own_headers():
    asked = request(raw_url(ARCHIVE, Row("20240501080000", URL)), kept())
    headers = {
        "X-Archive-Orig-Server": "nginx",
        "X-Archive-Orig-Content-Encoding": "br",
        "Content-Encoding": "gzip",
        "Server": "archive",
    }
    response = original(asked, **headers)
    assert (response.url, response.body) == (URL, b"page")
    assert response.headers.to_unicode_dict() == {"Server": "nginx", "Content-Encoding": "gzip"}
    assert original(asked, Server="archive").headers.to_unicode_dict() == {"Server": "archive"}
    assert "Content-Encoding" not in original(asked, **{"X-Archive-Orig-Server": "nginx"}).headers
    for own in ({}, {"Content-Encoding": ""}):
        headers = {"X-Archive-Orig-Content-Encoding": "br", **own}
        assert original(asked, **headers).headers["Content-Encoding"] == b"br", "as packed as it came"
    assert read_page_request(asked).archived.at == AT


@pytest.mark.parametrize(
    ("headers", "date"),
    [
        ({"Date": "Sun, 29 Nov 2026 11:00:00 GMT"}, None),
        ({"Date": "Wed, 01 May 2024 08:03:00 GMT"}, "Wed, 01 May 2024 08:03:00 GMT"),
        (
            {"Date": "Sun, 29 Nov 2026 11:00:00 GMT", "X-Archive-Orig-Date": "Wed, 01 May 2024 08:03:00 GMT"},
            "Wed, 01 May 2024 08:03:00 GMT",
        ),
        ({"Date": "Tue, 30 Apr 2024 20:00:00 GMT"}, "Tue, 30 Apr 2024 20:00:00 GMT"),
        ({"Date": "heute"}, "heute"),
    ],
)
def test_the_clock_of_an_archive_is_not_that_of_the_page(headers, date):
    asked = request(raw_url(ARCHIVE, Row("20240501080000", URL)), kept())
    assert original(asked, **headers).headers.get("Date") == (date.encode() if date else None)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("is_raw", [True, False])
def test_a_page_that_an_archive_rewrote_although_asked_for_as_it_was_has_its_own_links(is_raw, pack):
    there = raw_url(ARCHIVE, Row("20240501080000", URL))
    link = "" if is_raw else "/web/20240501080000im_/"
    packed = {} if pack is bytes else {"Content-Encoding": "gzip"}
    response = original(
        request(there, kept()), 200, pack(f"<img src='{link}https://thu.example/a.jpg'>".encode()), **packed
    )
    body = response.body if "Content-Encoding" not in response.headers else gzip.decompress(response.body)
    assert body == b"<img src='https://thu.example/a.jpg'>"
    assert ("Content-Encoding" in response.headers) == (is_raw and pack is not bytes)


@pytest.mark.parametrize(("archived", "status"), [(None, 200), (kept(), 404), (kept(), 206)])
def test_the_answer_of_a_live_site_and_an_archives_own_stay_as_they_are(archived, status):
    asked = request("https://archive.example/x", archived)
    assert original(asked, status).url == asked.url


def test_a_page_and_a_picture_have_the_time_of_the_capture_that_the_archive_led_to():
    there = raw_url(ARCHIVE, Row("20240430080000", URL))
    for media in (MediaRequest(FILE), None):
        asked = request(there, kept(), media=media)
        assert original(asked).url == URL
        assert read_page_request(asked).archived.at.day == 30
    plain = request("https://archive.example/x", kept(), media=MediaRequest(FILE))
    assert original(plain).url == URL
    assert read_page_request(plain).archived.at == AT


@pytest.mark.parametrize(
    "url", ["https://thu.example/", "https://thu.example/2", "https://another.example/1"]
)
def test_a_capture_of_another_page_that_an_archive_led_to_is_not_the_page(url):
    asked = request(raw_url(ARCHIVE, Row("20240430080000", url)), replace(kept(), listed=URL))
    with pytest.raises(IgnoreRequest, match="leads to this page from another one"):
        original(asked)


def record(block=b"HTTP/1.1 200 OK\r\nX-A: b\r\n\r\npage", kind="response", url=URL):
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


@pytest.mark.parametrize("status", [200, 206])
def test_a_range_of_a_warc_file_is_the_page_in_its_record(status):
    response = original(request("https://archive.example/x", kept(), is_range=True), status, record())
    assert (response.url, response.status, response.body) == (URL, 200, b"page")
    assert response.headers["X-A"] == b"b"


def test_a_range_whose_record_holds_only_the_beginning_of_the_page_is_not_a_page():
    asked = request("https://archive.example/x", kept(), is_range=True)
    cut = record().replace(b"WARC-Type", b"WARC-Truncated: length\r\nWARC-Type")
    with pytest.raises(IgnoreRequest, match="only the beginning"):
        original(asked, 206, cut)


def test_a_range_that_is_refused_stays_and_one_without_a_record_is_not_a_page():
    asked = request("https://archive.example/x", kept(), is_range=True)
    assert original(asked, 404).status == 404
    for body in (b"", b"words"):
        with pytest.raises(IgnoreRequest, match="no whole WARC record"):
            original(asked, 206, body)


@pytest.mark.parametrize(
    ("kind", "url", "is_page"),
    [
        ("response", URL, True),
        ("response", "http://www.thu.example:80/1#top", True),
        ("response", "https://thu.example/2", False),
        ("response", "https://another.example/1", False),
        ("response", "dns:thu.example", False),
        ("request", URL, False),
        ("revisit", URL, False),
    ],
)
@pytest.mark.parametrize("status", [200, 206])
def test_a_range_with_another_record_than_the_index_lists_is_not_a_page(status, kind, url, is_page):
    asked = request("https://archive.example/x", replace(kept(), listed=URL), is_range=True)
    if is_page:
        assert original(asked, status, record(kind=kind, url=url)).body == b"page"
    else:
        with pytest.raises(IgnoreRequest, match="not the page that the index lists"):
            original(asked, status, record(kind=kind, url=url))
