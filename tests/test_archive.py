"""A crawl keeps every answer: what was served, for every stored line, readable by any tool."""

import signal
import subprocess
import sys

import pytest

from dvcrawler.storage.warc.message import read_answer, unpack
from dvcrawler.storage.warc.reader import Record, read_warc
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.faults.harness import stored_lines, wait_for
from tests.faults.test_kill import HELD_BACK
from tests.patched import held_at
from tests.portal import command, crawl, environment, records, runs
from tests.webserver import Answer, serve_pages


@pytest.fixture(scope="module")
def portal():
    return Portal(24)


@pytest.fixture(scope="module")
def archived(portal, tmp_path_factory):
    data = tmp_path_factory.mktemp("kept")
    with serve(portal) as server:
        crawl(server, data, "phunu")
    return data


def kept(data, site="phunu"):
    return [
        found
        for path in sorted((data / "warc" / site).glob("*.gz"))
        for found in read_warc(path)
        if isinstance(found, Record)
    ]


def test_every_line_names_a_capture_that_holds_the_page_as_served(portal, archived):
    names = {
        f"{path.name}#{r.record_id}": r
        for path in (archived / "warc/phunu").glob("*.gz")
        for r in read_warc(path)
    }
    held = records(archived)
    assert held
    for record in held:
        capture = names[record["capture"]]
        host, _, path = record["fetched_from"].removeprefix("https://").partition("/")
        assert capture.url == record["fetched_from"]
        assert unpack(read_answer(capture)) == portal.respond(host, f"/{path}").body
        assert capture.headers["warc-date"] == record["captured_at"]


def test_robots_and_missing_pages_are_kept_too_and_every_answer_has_its_request(archived):
    found = kept(archived)
    urls = {record.url for record in found if record.kind == "response"}
    assert any(url.endswith("/robots.txt") for url in urls)
    statuses = {read_answer(record).status for record in found if record.kind == "response"}
    assert {200, 404} <= statuses
    asked = [record.headers["warc-concurrent-to"] for record in found if record.kind == "request"]
    assert asked == [record.record_id for record in found if record.kind in ("response", "revisit")]


def test_warcinfo_says_software_and_robots(archived):
    info = kept(archived)[0].block.decode()
    assert "software: dvcrawler/" in info
    assert "robots: obey" in info


def test_warcio_checks_the_crawls_files(archived):
    for path in (archived / "warc/phunu").glob("*.gz"):
        assert warm.run([sys.executable, "-m", "warcio.cli", "check", str(path)], check=False).returncode == 0


def test_the_run_record_names_its_files(archived):
    warcs = runs(archived, "phunu")[-1]["warcs"]
    assert warcs == {path.name: path.stat().st_size for path in (archived / "warc/phunu").glob("*.gz")}


def test_switched_off_there_is_no_archive_and_capture_is_null(portal, tmp_path):
    with serve(portal) as server:
        crawl(server, tmp_path, "phunu", "-s", "DVCRAWLER_ARCHIVE=0")
    assert not (tmp_path / "warc").exists()
    assert {record["capture"] for record in records(tmp_path)} == {None}


@pytest.mark.slow
def test_a_second_run_begins_a_new_file_with_revisits(portal, tmp_path):
    with serve(portal) as server:
        crawl(server, tmp_path, "phunu")
        crawl(server, tmp_path, "phunu", "-a", "revisit=all")
    assert len(list((tmp_path / "warc/phunu").glob("*.gz"))) == 2
    kinds = [record.kind for record in kept(tmp_path)]
    assert kinds.count("revisit") >= len(records(tmp_path))


def test_packed_answers_and_redirects_are_kept_as_received(tmp_path):
    import gzip

    body = "<p>Một đoạn văn đủ dài để được coi là thân bài của một bài báo tỉnh, không hơn không kém.</p>" * 3
    page = f'<html><body><h1 class="head_title">Bài</h1><div class="date">08:15, 05/02/2024</div><div id="content" class="content-detail">{body}</div></body></html>'.encode()
    url = "/kinh-te/202402/bai-aaaaaa1/"
    received = gzip.compress(page)
    pages = {
        ("baolamdong.vn", "/"): f'<html><body><a href="{url[:-1]}">b</a></body></html>',
        ("baolamdong.vn", url[:-1]): Answer(b"", 301, {"Location": f"https://baolamdong.vn{url}"}),
        ("baolamdong.vn", url): Answer(received, 200, {"Content-Encoding": "gzip"}),
    }
    with serve_pages(pages) as web:
        warm.run(
            command(tmp_path, "baolamdong"),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            check=False,
            timeout=300,
            capture_output=True,
        )
    answers = {
        record.url: read_answer(record)
        for record in kept(tmp_path, "baolamdong")
        if record.kind == "response"
    }
    assert answers[f"https://baolamdong.vn{url[:-1]}"].status == 301
    packed = answers[f"https://baolamdong.vn{url}"]
    assert packed.raw == received
    assert unpack(packed) == page
    (record,) = records(tmp_path)
    assert record["capture"]


@pytest.mark.slow
def test_a_killed_crawl_leaves_a_capture_for_every_line(tmp_path):
    portal = Portal(120)
    with serve(portal) as server:
        run = warm.popen(
            [*command(tmp_path, "baonamdinh"), *HELD_BACK],
            env=environment(server, **held_at(tmp_path, tmp_path, 20)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(lambda: stored_lines(tmp_path) >= 10 or run.poll() is not None)
        assert run.poll() is None, "it ended before it was killed"
        run.send_signal(signal.SIGKILL)
        run.wait()
        names = {record.record_id for record in kept(tmp_path, "baonamdinh")}
        assert {record["capture"].partition("#")[2] for record in records(tmp_path)} <= names
        again = crawl(server, tmp_path, "baonamdinh")
    assert again.code == 10, again.err
    held = records(tmp_path)
    assert len(held) == len({record["id"] for record in held}) == len(portal.expected("baonamdinh"))
    verified = warm.run(
        [sys.executable, "-m", "dvcrawler", "verify", "baonamdinh", "--data", str(tmp_path)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in verified.stdout.splitlines() if "the file is cut here" not in line]
    assert len(lines) <= 1
    assert not lines or lines[0].startswith(("store, ledger and run records agree", "1 findings"))
