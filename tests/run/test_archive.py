"""What the archive of a run writes of an exchange, without a crawl."""

import os
import sqlite3
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
from scrapy.http import Request, Response
from scrapy.settings import Settings

from dvcrawler import __version__
from dvcrawler.errors import StorageError
from dvcrawler.run.archive import Archive
from dvcrawler.storage.warc.captures import warc_files
from dvcrawler.storage.warc.reader import read_warc

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)
URL = "https://thu.example/bai-1"


@pytest.fixture
def archive(tmp_path):
    made = open_archive(tmp_path)
    yield made
    made.close()


def open_archive(data, **more):
    told = {"USER_AGENT": "dvcrawler", "ROBOTSTXT_OBEY": True, "DVCRAWLER_WARC_SIZE": 10**9}
    return Archive(data, "thu", AT, Settings(told | more))


def kept(data, archive, kind):
    archive.sync()
    return [record for path in warc_files(data, "thu") for record in read_warc(path) if record.kind == kind]


def answer(url=URL, body=b"<p>", **more):
    return Response(url, body=body, **more)


def lines(record):
    return record.block.split(b"\r\n")


def test_a_request_is_written_with_the_host_that_it_was_sent_to(tmp_path, archive):
    archive.keep(Request("https://thu.example:8080/a", headers={"Accept": ["a", "b"]}), answer(), AT)
    archive.keep(Request(URL, headers={"host": "khac.example"}), answer(body=b"2"), AT)
    archive.keep(Request("https://đường.example/", method="POST", body=b"x=1"), answer(body=b"3"), AT)
    first, second, third = kept(tmp_path, archive, "request")
    assert lines(first)[:4] == [b"GET /a HTTP/1.1", b"Host: thu.example:8080", b"Accept: a", b"Accept: b"]
    assert lines(second)[1:3] == [b"Host: khac.example", b""]
    assert lines(third)[0] == b"POST / HTTP/1.1" and lines(third)[1].startswith(b"Host: xn--")
    assert lines(third)[-1] == b"x=1"


def test_a_response_is_written_without_the_headers_of_its_connection(tmp_path, archive):
    gone = dict.fromkeys(("Transfer-Encoding", "Connection", "Keep-Alive", "Content-Length"), "x")
    response = answer(status=404, headers=gone | {"Server": "nginx"}, ip_address=ip_address("203.0.113.7"))
    archive.keep(Request(URL), response, AT)
    (record,) = kept(tmp_path, archive, "response")
    assert lines(record) == [b"HTTP/1.1 404 Not Found", b"Server: nginx", b"Content-Length: 3", b"", b"<p>"]
    assert (record.url, record.headers["warc-date"]) == (URL, "2026-01-31T12:00:00Z")
    assert record.headers["warc-ip-address"] == "203.0.113.7"


def test_a_status_without_a_name_and_an_unknown_address_are_written_too(tmp_path, archive):
    archive.keep(Request(URL), answer(status=599), AT)
    (record,) = kept(tmp_path, archive, "response")
    assert lines(record)[0].strip() == b"HTTP/1.1 599"
    assert "warc-ip-address" not in record.headers


@pytest.mark.parametrize("obeys", [True, False])
def test_each_file_begins_with_how_it_was_made(tmp_path, obeys):
    archive = open_archive(tmp_path, ROBOTSTXT_OBEY=obeys)
    archive.keep(Request(URL), answer(), AT)
    (info,) = kept(tmp_path, archive, "warcinfo")
    archive.close()
    assert f"software: dvcrawler/{__version__}".encode() in lines(info)
    assert (b"robots: obey" if obeys else b"robots: ignore") in lines(info)
    assert b"http-header-user-agent: dvcrawler" in lines(info)
    assert b"created: 2026-01-31T12:00:00Z" in lines(info)


def test_the_same_picture_at_another_address_is_written_once_and_the_same_page_twice(tmp_path, archive):
    for number in range(2):
        url = f"https://thu.example/{number}.jpg"
        archive.keep(Request(url), answer(url, b"a picture"), AT, is_media=True)
    for number in range(2):
        archive.keep(Request(f"{URL}?{number}"), answer(f"{URL}?{number}", b"a page"), AT)
    assert [len(kept(tmp_path, archive, kind)) for kind in ("response", "revisit")] == [3, 1]


def test_an_error_page_in_place_of_pictures_is_written_each_time(tmp_path, archive):
    for number in range(2):
        url = f"https://thu.example/{number}.jpg"
        archive.keep(Request(url), answer(url, b"not found", status=404), AT, is_media=True)
    assert len(kept(tmp_path, archive, "response")) == 2


def test_a_capture_is_known_at_once_and_its_bytes_are_counted(tmp_path, archive):
    capture = archive.keep(Request(URL), answer(), AT)
    assert archive.is_sound
    again = archive.keep(Request(URL), answer(), AT)
    assert (capture.refers_to, again.refers_to) == (None, capture.record_id)
    archive.sync()
    assert archive.sizes == {path.name: path.stat().st_size for path in warc_files(tmp_path, "thu")}


def test_a_sync_brings_the_file_to_the_disk(tmp_path, archive, monkeypatch):
    synced = []
    monkeypatch.setattr(
        os, "fsync", lambda number: synced.append(os.path.realpath(f"/proc/self/fd/{number}"))
    )
    archive.keep(Request(URL), answer(), AT)
    synced.clear()
    archive.sync()
    assert synced[:1] == [str(warc_files(tmp_path, "thu")[0].resolve())]


@pytest.mark.parametrize("fails", [False, True])
def test_the_index_of_an_archive_is_closed_though_its_file_cannot_be(tmp_path, monkeypatch, fails):
    archive = open_archive(tmp_path)
    archive.keep(Request(URL), answer(), AT)

    def fail(number):
        raise OSError(28, "No space left on device")

    if fails:
        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(StorageError):
            archive.close()
    else:
        archive.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        list(archive.index.all())
