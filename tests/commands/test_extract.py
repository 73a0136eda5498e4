"""`dvcrawler extract`: a saved page to a record, or one line that says why not."""

import json
import sys

import pytest

from sample_portal.portal import Portal
from tests import warm
from tests.portal import environment

URL = "https://phunu.namdinh.gov.vn/chi-tiet-noi-dung-mot-bai-1.html"


def extract(*words, stdin=None):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", "extract", *map(str, words)],
        env=environment(),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def due():
    portal = Portal(24)
    expected = portal.expected("danguykhoi")[0]
    path = expected["url"].partition(".gov.vn")[2]
    return expected, portal.respond("danguykhoicaccqvadn.namdinh.gov.vn", path).body


def test_a_saved_page_reads_as_the_crawl_reads_it(due, tmp_path):
    expected, data = due
    (tmp_path / "page.html").write_bytes(data)
    record = json.loads(extract(tmp_path / "page.html", "--url", expected["url"]).stdout)
    assert {k: record[k] for k in expected if k != "problems"} == {
        k: v for k, v in expected.items() if k != "problems"
    }


def test_standard_input_is_a_file_too(due):
    expected, data = due
    assert json.loads(extract("-", "--url", expected["url"], stdin=data).stdout)["id"] == expected["id"]


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.4 x", bytes(range(256)) * 40, b"<html><body><p>x</p></body></html>"],
    ids=["empty", "pdf", "noise", "no article"],
)
def test_a_page_that_cannot_be_read_is_10_and_one_line(data):
    run = extract("-", "--url", URL, stdin=data)
    assert run.returncode == 10, "1 would say that it is a defect of the program"
    assert run.stdout == b""
    assert len(run.stderr.splitlines()) == 1


def test_a_saved_page_of_a_host_that_no_site_has_is_read_by_landmarks(due):
    page, url = due[1], "https://bao.example.vn/thoi-su/ten-bai-123456.html"
    read = [extract("-", "--url", url, *more, stdin=page).stdout for more in ((), ("--generic",))]
    assert [json.loads(each)["id"] for each in read] == ["portal/bao.example.vn:123456"] * 2
    assert extract("-", "--url", url, "--layout", "party", stdin=page).returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("-",),
        ("/no/such/file", "--url", URL),
        ("-", "--url", "https://example.org/"),
        ("-", "--url", "http://[bad"),
        ("-", "--url", URL, "--layout", "no-such"),
        ("-", "--url", URL, "--layout", "party", "--generic"),
    ],
)
def test_wrong_words_are_2_and_one_line(words):
    run = extract(*words, stdin=b"<html></html>")
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
