"""Pages recorded out of a web archive are those of the site: their address, day, links and text."""

from datetime import UTC, datetime

import pytest

from dvcrawler.reparse import records as read_file
from dvcrawler.storage.warc.message import Answer
from dvcrawler.storage.warc.pages import restore_page
from tests.portal import crawl, records
from tests.site import HOST, SITE, article, path_of
from tests.storage.warc.test_containers import record

RECORDED = datetime(2025, 9, 11, tzinfo=UTC)
CAPTURED = datetime(2024, 3, 1, 2, 3, 4, tzinfo=UTC)
OWN = f"https://{HOST}{path_of(1)}"
WEB = "https://web.archive.org/web/20240301020304"
BANNER = (
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>Kho lưu trữ có 12 bản của trang này.</p>"
    "<!-- END WAYBACK TOOLBAR INSERT -->"
)


def rewritten(prefix=WEB):
    picture = f'<p><img src="{prefix}im_/https://{HOST}/a.jpg"></p>'
    return article(1).replace("<body>", f"<body>{BANNER}").replace("<p>Mở", f"{picture}<p>Mở")


def restored(url, body=b"", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return restore_page(url, RECORDED, Answer(200, named, body))


@pytest.mark.parametrize(
    "before",
    [
        f"{WEB}/",
        f"{WEB}id_/",
        f"{WEB}if_/",
        f"{WEB.replace('https', 'http')}/",
        "http://localhost:8080/bao-cu/20240301020304mp_/",
        "https://archive.example/noFrame/replay/20240301020304/",
    ],
)
def test_the_address_and_the_day_are_those_of_the_page(before):
    url, at, _ = restored(before + OWN)
    assert (url, at) == (OWN, CAPTURED)
    assert restored(before + OWN.replace("//", "/"))[0] == OWN


@pytest.mark.parametrize(
    "url",
    [
        OWN,
        f"https://archive.example/20240301020304/{OWN}",
        f"https://web.archive.org/web/2024/{OWN}",
        f"https://web.archive.org/web/20241301020304/{OWN}",
        f"{WEB}*/{OWN}",
        f"{WEB}/",
        f"{OWN}?u={WEB}/{OWN}",
    ],
)
def test_any_other_page_stays_as_it_is(url):
    assert restored(url, b"<p>") == (url, RECORDED, Answer(200, {}, b"<p>"))


@pytest.mark.parametrize(
    "before", [f"{WEB}im_/", "/web/20240301020304/", "//web.archive.org/web/20230101000000cs_/"]
)
def test_links_lead_to_the_site_again(before):
    text = f'<a href="{before}{OWN}">x</a><script>a = "{before}{OWN}"</script>'
    escaped = text.replace("/", r"\/")
    body = restored(f"{WEB}/{OWN}", (text + escaped).encode())[2].raw.decode()
    plain = text.replace(before, "")
    assert body == plain + plain.replace("/", r"\/")


def test_a_page_that_the_archive_gives_as_it_was_is_not_changed():
    quoting = f'<a href="{WEB[:-6]}010101/{OWN}">bản lưu</a>'.encode()
    assert restored(f"{WEB}id_/{OWN}", quoting)[2].raw == quoting


def test_a_page_that_the_archive_rewrote_although_asked_for_as_it_was_has_its_own_links():
    assert (
        restored(f"{WEB}id_/{OWN}", f'<a href="{WEB}js_/{OWN}">'.encode())[2].raw.decode()
        == f'<a href="{OWN}">'
    )


def test_a_page_that_cannot_be_unpacked_is_still_that_of_the_site():
    url, at, answer = restored(f"{WEB}/{OWN}", b"\x1f\x8bx", content_encoding="gzip")
    assert (url, at, answer.raw) == (OWN, CAPTURED, b"\x1f\x8bx")


def test_headers_of_the_page_take_the_place_of_those_of_the_archive():
    kept = restored(
        f"{WEB}/{OWN}", date="now", x_archive_orig_date="then", location=f"{WEB}/https://{HOST}/b"
    )[2]
    assert kept.headers == {"x-archive-orig-date": "then", "date": "then", "location": f"https://{HOST}/b"}


def test_a_recorded_page_is_stored_as_the_article_of_the_site(tmp_path):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nDate: Thu, 11 Sep 2025 05:12:03 GMT\r\n\r\n"
    path = tmp_path / "x.warc"
    path.write_bytes(record(head + rewritten().encode(), f"{WEB}/{OWN}"))
    ended = crawl(None, tmp_path / "data", SITE, "-a", f"source=warc:{path}")
    (held,) = records(tmp_path / "data")
    (read,) = read_file(path)
    assert ended.code == 0, ended.out
    for each in (held, read):
        assert (each["url"], each["fetched_from"]) == (OWN, f"{WEB}/{OWN}")
        assert (each["captured_at"], each["date"]) == ("2024-03-01T02:03:04Z", "2024-02-05")
        assert [image["url"] for image in each["images"]] == [f"https://{HOST}/a.jpg"]
        assert "Kho lưu trữ" not in each["body"]


@pytest.mark.parametrize("wrong", ["sha1:" + "A" * 32, "sha256:" + "0" * 64])
def test_a_page_of_other_bytes_than_its_digest_says_is_stored_with_a_problem(tmp_path, wrong):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + article(1).encode()
    path = tmp_path / "x.warc"
    path.write_bytes(
        record(block, OWN).replace(b"WARC-Date", b"WARC-Payload-Digest: " + wrong.encode() + b"\r\nWARC-Date")
    )
    ended = crawl(None, tmp_path / "data", SITE, "-a", f"source=warc:{path}")
    (held,) = records(tmp_path / "data")
    (read,) = read_file(path)
    assert ended.code == 0, ended.out
    for each in (held, read):
        assert [(doubt["field"], doubt["code"]) for doubt in each["problems"]] == [
            ("capture", "altered_capture")
        ]
