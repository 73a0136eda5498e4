"""`dvcrawler.extract` on its own: bytes and an address in, a record out, without Scrapy."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from dvcrawler import extract
from dvcrawler.extract import (
    Page,
    PageCode,
    Provenance,
    RecordRefused,
    address_for_url,
    read_record,
    site_for_url,
    to_record,
)

URL = "https://baonamdinh.vn/kinh-te/202401/ten-bai-8830dd4/"
LEAD = "Sáng ngày 5/1, Ủy ban nhân dân tỉnh tổ chức hội nghị triển khai nhiệm vụ của năm mới. " * 3
PARAGRAPH = "Các đại biểu đã thảo luận về những việc phải làm trong quý đầu của năm."


def page(*paragraphs, title="Hội nghị triển khai nhiệm vụ năm 2024"):
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<html><body><h1 class='head_title'>{title}</h1><div class='date'>05/01/2024 08:00</div>"
        f"<div class='sapo'>{LEAD}</div><div id='content'>{body}</div></body></html>"
    ).encode()


def read(data, url=URL):
    site = site_for_url(url)
    provenance = Provenance("live", url, datetime(2026, 1, 1, tzinfo=UTC))
    return read_record(Page(data, url), site, address_for_url(url, site), provenance)


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "url", [URL, "https://www.baonamdinh.vn/", "https://danvan.example.vn/a-1.html", "http://x.vn/"]
)
def test_neither_the_door_nor_a_site_imports_scrapy(url):
    program = (
        "import dvcrawler.extract as door, sys, datetime as d; assert 'scrapy' not in sys.modules\n"
        f"site = door.site_for_url({url!r}); page = door.Page({page(PARAGRAPH)!r}, {url!r})\n"
        f"provenance = door.Provenance('live', {url!r}, d.datetime.now(d.UTC))\n"
        f"door.read_record(page, site, door.address_for_url({url!r}, site), provenance)\n"
        "assert not {'scrapy', 'twisted'} & {*sys.modules}"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_a_record_has_its_hash_its_id_and_what_the_page_prints():
    record = to_record(read(page(*[PARAGRAPH] * 6)))
    assert (record["id"], record["layout"], record["date"]) == (
        "baonamdinh:8830dd4",
        "vnpt-detail",
        "2024-01-05",
    )
    assert record["content_hash"]
    assert "body" not in record["problems"]


def test_a_body_shorter_than_its_summary_is_a_problem_of_the_record():
    assert "shorter than the summary" in str(to_record(read(page(PARAGRAPH)))["problems"])


def test_a_page_of_an_unknown_site_is_read_too():
    url = "https://baomoi.example.vn/thoi-su/hoi-nghi-trien-khai-nhiem-vu-nam-moi-123456.html"
    record = to_record(read(page(*[PARAGRAPH] * 6), url))
    assert record["site"] == "portal/baomoi.example.vn"
    assert PARAGRAPH in record["body"]


@pytest.mark.parametrize(
    ("data", "url", "code"),
    [
        (page(PARAGRAPH), "https://baonamdinh.vn/kinh-te/", PageCode.NOT_AN_ARTICLE),
        (page("1. 2. 3."), URL, PageCode.NO_BODY),
        (page(PARAGRAPH, title="Bài " * 400), URL, PageCode.TITLE_TOO_LONG),
        (page(PARAGRAPH, title="2024 - 2025"), URL, PageCode.NO_TITLE),
        (page(PARAGRAPH, title="Báo Nam Định"), URL, PageCode.NO_TITLE),
        (page(PARAGRAPH) + b" " * (2 << 20), URL, PageCode.TOO_LARGE),
        (b"<html><body><p>x</p></body></html>", URL, PageCode.NO_LAYOUT),
        (b"<!-- -->", URL, PageCode.NO_MARKUP),
    ],
)
def test_what_gives_no_record_is_refused_with_a_code_and_one_line(data, url, code):
    refused = read(data, url)
    assert isinstance(refused, RecordRefused)
    assert refused.code is code
    assert refused.reason
    assert "\n" not in refused.reason


@pytest.mark.parametrize("url", ["", "ftp://baonamdinh.vn/", "baonamdinh.vn", "https://", "mailto:a@b.vn"])
def test_what_is_not_an_http_address_has_no_site(url):
    with pytest.raises(ValueError, match="not an http address"):
        site_for_url(url)


def test_the_example_in_the_readme_gives_a_record():
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    (code,) = re.findall(r"```py\n(.*?)```", readme, re.S)
    names = {"url": URL, "data": page(*[PARAGRAPH] * 6)}
    exec(code, names)
    assert names["to_record"](names["found"])["id"] == "baonamdinh:8830dd4"


def test_the_door_offers_every_name_and_no_other():
    for name in extract.__all__:
        assert getattr(extract, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'another'"):
        _ = extract.another


def test_the_sites_are_known_without_the_reading_of_pages():
    code = (
        "import sys; from dvcrawler.families.files.known_sites import known_sites; known_sites()\n"
        "assert not {'lxml', 'dvcrawler.extract.page', 'dvcrawler.normalize.dates'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("url", [None, 5, b"https://baonamdinh.vn/", float("nan")])
def test_an_address_that_is_no_text_is_named(url):
    for ask in (site_for_url, partial(address_for_url, site=site_for_url(URL)), partial(Page, b"<p>Tin</p>")):
        with pytest.raises(TypeError, match=f"is a text, not {type(url).__name__}$"):
            ask(url)


def test_a_text_in_place_of_bytes_and_an_unknown_way_are_named():
    with pytest.raises(TypeError, match="read from bytes, not from str"):
        Page("<p>Tin</p>", "https://thu.vn/")
    with pytest.raises(ValueError, match="via is one of live, wayback, warc, not 'foo'"):
        Provenance("foo", "https://thu.vn/", datetime.now(UTC))
    for at in (datetime(2024, 1, 31, 8), "2024-01-31T08:00:00Z"):
        with pytest.raises(ValueError, match="is not a moment with its time zone"):
            Provenance("live", "https://thu.vn/", at)
