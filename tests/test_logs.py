"""Log lines for people, for machines, and in a file that does not grow without end."""

import json
import logging
import sys

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DownloadConnectionRefusedError
from scrapy.settings import Settings
from scrapy.spiders import Spider
from scrapy.utils.test import get_crawler

from dvcrawler import logs as log_lines
from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.logs import BoundedFile, JsonLines, open_log, page_fields
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.portal import command, crawl, environment, records

KEYS = {"time", "level", "logger", "site", "message", "outcome", "url", "reason", "exception"}


@pytest.fixture(scope="module")
def server():
    portal = Portal(24)
    portal.fail("phunu.namdinh.gov.vn", 500, "/chi-tiet")
    with serve(portal) as running:
        yield running


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def record_of(message, *args, name="dvcrawler.x", level=logging.WARNING, exc_info=None, **extra):
    return logging.getLogger(name).makeRecord(name, level, "f", 1, message, args, exc_info, extra=extra)


def test_json_is_one_object_a_line_and_says_what_became_of_pages(server, tmp_path):
    run = crawl(server, tmp_path, "phunu", "baonamdinh", "--log-format", "json", "-s", "RETRY_ENABLED=False")
    said = lines(run.err)
    assert {key for line in said for key in line} <= KEYS
    stored = [line["url"] for line in said if line.get("outcome") == "stored"]
    assert sorted(stored) == sorted(record["url"] for record in records(tmp_path))
    failed = [line for line in said if line.get("outcome") == "failed"]
    assert {line["site"] for line in failed} == {"phunu"}
    assert all(line["level"] == "WARNING" and line["message"].endswith(line["reason"]) for line in failed)
    assert {line["site"] for line in said} == {"phunu", "baonamdinh"}


def test_the_setting_does_the_same_from_the_environment(server, tmp_path):
    words = command(tmp_path, "danguykhoi")
    run = warm.run(
        words,
        env=environment(server, DVCRAWLER_LOG_FORMAT="json"),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert lines(run.stderr)
    assert run.stdout.startswith("danguykhoi: ok (0)")


def test_without_it_the_lines_are_for_people(server, tmp_path):
    run = crawl(server, tmp_path, "danguykhoi")
    assert all(" INFO danguykhoi: stored https://" in line for line in run.err.splitlines())


def test_a_file_takes_the_lines_and_the_result_and_standard_error_stays_empty(server, tmp_path):
    run = crawl(server, tmp_path, "danguykhoi", "--logfile", str(tmp_path / "log"), "--log-format", "json")
    said = lines((tmp_path / "log").read_text())
    assert run.err == ""
    assert said[-1]["message"] == run.out.splitlines()[0]
    assert len(said) == len(records(tmp_path)) + 1


def test_a_file_is_bounded_and_its_generations_hold_whole_lines(server, tmp_path):
    log = tmp_path / "log" / "crawl.log"
    log.parent.mkdir()
    crawl(
        server,
        tmp_path,
        "baonamdinh",
        "--logfile",
        str(log),
        "--log-format",
        "json",
        "-s",
        "DVCRAWLER_LOG_BYTES=2000",
        "-s",
        "DVCRAWLER_LOG_FILES=3",
    )
    kept = sorted(log.parent.iterdir())
    assert [path.name for path in kept] == ["crawl.log", "crawl.log.1", "crawl.log.2"]
    assert all(path.stat().st_size <= 2000 and lines(path.read_text()) for path in kept)


@pytest.mark.slow
def test_a_second_run_writes_behind_the_first(server, tmp_path):
    for _ in range(2):
        crawl(server, tmp_path / "data", "danguykhoi", "--logfile", str(tmp_path / "log"))
    assert (tmp_path / "log").read_text().count("danguykhoi: ok (0)") == 2


def test_a_full_disk_under_the_log_is_said_once_and_does_not_end_the_crawl(server, tmp_path):
    (tmp_path / "full").symlink_to("/dev/full")
    run = crawl(server, tmp_path / "data", "danguykhoi", "--logfile", str(tmp_path / "full"))
    assert run.code == 0
    (line,) = run.err.splitlines()
    assert "No space left on device; the crawl continues" in line


def test_debug_still_shows_scrapys_own_first_line(server, tmp_path):
    assert "Scrapy 2" in crawl(server, tmp_path, "danguykhoi", "-L", "INFO").err


def settings(**more):
    given = {
        "LOG_LEVEL": "INFO",
        "DVCRAWLER_LOG_FORMAT": "plain",
        "DVCRAWLER_LOG_BYTES": 10,
        "DVCRAWLER_LOG_FILES": 2,
    }
    return Settings(given | more)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"DVCRAWLER_LOG_FORMAT": ""}, UsageError),
        ({"DVCRAWLER_LOG_FORMAT": "yaml"}, UsageError),
        ({"LOG_LEVEL": "LOUD"}, UsageError),
        ({"LOG_FILE": "."}, ConfigError),
        ({"LOG_FILE": "x", "DVCRAWLER_LOG_BYTES": "0"}, ConfigError),
        ({"LOG_FILE": "x", "DVCRAWLER_LOG_BYTES": "many"}, ConfigError),
        ({"LOG_FILE": "x", "DVCRAWLER_LOG_FILES": "1"}, ConfigError),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_in_one_line(tmp_path, monkeypatch, more, error):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as told:
        open_log(settings(**more))
    assert len(str(told.value).splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code"), [(("--log-format", "xml"), 2), (("--logfile", "not/there/crawl.log"), 3)]
)
def test_a_bad_option_is_one_line_and_nothing_is_done(tmp_path, words, code):
    run = crawl(None, tmp_path / "data", "phunu", *words, cwd=tmp_path)
    assert (run.code, run.out, len(run.err.splitlines())) == (code, "", 1)
    assert run.err.startswith("dvcrawler: ")
    assert list(tmp_path.iterdir()) == []


def test_an_exception_is_text_in_one_field_and_the_line_stays_one():
    try:
        raise ValueError("đứt\nquãng")
    except ValueError:
        text = JsonLines().format(record_of("%s: broken", "phunu", exc_info=sys.exc_info()))
    (line,) = lines(text)
    assert (line["site"], line["message"]) == ("phunu", "phunu: broken")
    assert line["exception"].startswith("Traceback") and line["exception"].endswith("đứt\nquãng")


@pytest.mark.parametrize("text", ["\ud800 lone", "a\u2028b\n{}\x00\x1b[31m", "tiếng Việt 😀", b"bytes"])
def test_any_text_gives_one_line_of_ascii(text):
    formatted = JsonLines().format(
        record_of("%s: %s", "phunu", text, **page_fields("failed", "http://x", text))
    )
    assert formatted.isascii() and len(formatted.splitlines()) == 1
    assert json.loads(formatted)["reason"] == (text if isinstance(text, str) else str(text))


def test_a_line_of_no_site_has_null_for_it():
    of_twisted = record_of("%s: is lost", "something", name="twisted")
    assert json.loads(JsonLines().format(of_twisted))["site"] is None


def test_the_time_is_utc_to_the_microsecond():
    record = record_of("x")
    record.created = 0.25
    assert json.loads(JsonLines().format(record))["time"] == "1970-01-01T00:00:00.250000Z"


def test_a_log_in_a_folder_where_it_cannot_be_renamed_is_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(log_lines.os, "access", lambda path, mode: False)  # root may write anywhere
    with pytest.raises(ConfigError, match="renamed"):
        open_log(settings(LOG_FILE=str(tmp_path / "log")))


def test_a_defect_in_a_line_is_not_taken_for_a_full_disk(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(logging, "raiseExceptions", True)  # a closed output turns it off for the process
    handler = BoundedFile(tmp_path / "log", maxBytes=100, backupCount=1)
    handler.handle(record_of("%d", "no number"))
    handler.close()
    assert "TypeError" in capsys.readouterr().err


def test_a_retry_names_the_address_and_the_reason_in_words(tmp_path, caplog):
    handler = open_log(settings())
    spider = Spider.from_crawler(get_crawler(Spider, {"RETRY_TIMES": 0}), name="one")
    get_retry_request(Request("https://a.vn/x"), spider=spider, reason=DownloadConnectionRefusedError("111"))
    get_retry_request(Request("https://a.vn/y"), spider=spider, reason="503 Service Unavailable")
    handler.close()
    assert [record.getMessage() for record in caplog.records if "retry" in record.name] == [
        "Gave up retrying https://a.vn/x (failed 1 time): the server refuses the connection",
        "Gave up retrying https://a.vn/y (failed 1 time): 503 Service Unavailable",
    ]
