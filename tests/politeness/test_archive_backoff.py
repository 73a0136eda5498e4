"""A web archive that says 429 is left alone, and the next run knows it."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.errors import BlockedError
from dvcrawler.politeness.archive_backoff import ArchiveBackoff
from dvcrawler.politeness.pace import read_retry_after
from dvcrawler.storage.ledgers.ledger import Ledger
from tests import warm
from tests.portal import command, environment
from tests.sessions import open_session
from tests.webserver import Answer, serve_pages

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120),
        (format_datetime(NOW + timedelta(hours=2)).encode(), 7200),
        (b"soon", None),
        (None, None),
        (b"9" * 30, 10 * 365 * 86400),
        (b"Thu, 01 Jan 99999999999999999999999 00:00:00 GMT", None),
        (b"-5", None),
    ],
)
def test_both_forms_of_retry_after_are_read(value, seconds):
    assert read_retry_after(value, NOW) == (None if seconds is None else NOW + timedelta(seconds=seconds))


def backfill(web, data):
    arguments = (
        "phunu",
        "-a",
        "source=wayback",
        "-a",
        f"archive=http://127.0.0.1:{web.port}/papers",
        "-s",
        "DOWNLOAD_SLOTS={}",
    )
    return warm.run(
        command(data, *arguments), env=environment(), capture_output=True, text=True, timeout=300, check=False
    )


def test_an_archive_that_refuses_is_asked_once_and_not_again_within_the_hour(tmp_path):
    index = "/papers/cdx?url=phunu.namdinh.gov.vn&matchType=host&output=json&filter=%3Dstatus%3A200"
    with serve_pages({("127.0.0.1", index): Answer(b"", 429, {"Retry-After": "7200"})}) as web:
        first = backfill(web, tmp_path)
        assert first.returncode == 12, first.stdout
        assert "the web archive answers 429; run again after 20" in first.stderr
        asked = [path for _, path in web.asked if path == index]
        assert len(asked) == 1
        second = backfill(web, tmp_path)
        assert second.returncode == 12
        assert [path for _, path in web.asked if path == index] == asked
    with Ledger(tmp_path, "phunu") as ledger:
        until = datetime.fromisoformat(ledger.checkpoint("archive/until"))
        assert until > datetime.now(UTC) + timedelta(minutes=110)
        assert ledger.checkpoint("archive/hours") == "2"


def test_a_moment_years_ahead_does_not_keep_a_backfill_from_asking(tmp_path):
    index = "/papers/cdx?url=phunu.namdinh.gov.vn&matchType=host&output=json&filter=%3Dstatus%3A200"
    with serve_pages({("127.0.0.1", index): Answer(b"[]")}) as web:
        with Ledger(tmp_path, "phunu") as ledger:
            ledger.set_checkpoint("archive/until", "2099-01-01T00:00:00Z")
        assert backfill(web, tmp_path).returncode != 12
        assert [path for _, path in web.asked if path == index] == [index]


class _Archive:
    """The middleware in a run of its own; the clock is the real one."""

    def __init__(self, data):
        self.session = open_session(data)
        self.session.crawler.engine.close_spider_async = self._close
        self.ledger = self.session.ledger
        self.middleware = ArchiveBackoff(self.session)

    async def _close(self, reason):
        """The run ends where this is called."""

    def answer(self, status, *, allow_offsite=True, **headers):
        """Hours until the archive may be asked again; None where the answer is passed on."""
        page = PageRequest(allow_offsite=allow_offsite)
        request = Request("https://web.archive.org/x", meta={META_KEY: page})
        response = Response(request.url, status=status, headers=headers)

        async def give():
            return self.middleware.process_response(request, response)

        try:
            assert asyncio.run(give()) is response
        except IgnoreRequest:
            until = datetime.fromisoformat(self.ledger.checkpoint("archive/until"))
            return (until - datetime.now(UTC)).total_seconds() / 3600
        return None

    def asks(self, *, allow_offsite=True):
        request = Request(
            "https://web.archive.org/x", meta={META_KEY: PageRequest(allow_offsite=allow_offsite)}
        )

        async def ask():
            self.middleware.process_request(request)

        try:
            asyncio.run(ask())
        except IgnoreRequest:
            return False
        return True


@pytest.fixture
def archive(tmp_path):
    made = _Archive(tmp_path)
    yield made
    made.session.finish()


def test_each_refusal_in_a_row_doubles_the_hours_to_two_days(archive):
    for hours in (1, 2, 4, 8, 16, 32, 48, 48):
        assert archive.answer(429) == pytest.approx(hours, abs=0.1)
        assert isinstance(archive.session.stop.failure, BlockedError)
    assert archive.answer(200) is None
    assert archive.answer(429) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("status", [304, 404, 503])
def test_only_an_answer_with_a_page_ends_the_row(archive, status):
    assert archive.answer(429) == pytest.approx(1, abs=0.1)
    assert archive.answer(status) is None
    assert archive.answer(429) == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize(
    ("asked", "hours"), [(60, 1), (7200, 2), (6 * 86400, 144), (8 * 86400, 168), ("soon", 1)]
)
def test_what_the_archive_asks_for_counts_from_an_hour_to_a_week(archive, asked, hours):
    assert archive.answer(429, **{"Retry-After": str(asked)}) == pytest.approx(hours, abs=0.1)


def test_other_answers_and_other_servers_pause_nothing(archive):
    assert archive.answer(429, allow_offsite=False) is None
    assert archive.answer(503) is None
    assert archive.ledger.checkpoint("archive/until") is None
    assert archive.asks()


@pytest.mark.parametrize(
    ("ahead", "may_ask"),
    [
        (timedelta(minutes=5), False),
        (timedelta(days=6), False),
        (timedelta(minutes=-1), True),
        (timedelta(days=8), True),
    ],
)
def test_nothing_is_asked_before_that_moment_which_is_forgotten_afterwards(archive, ahead, may_ask):
    archive.ledger.set_checkpoint("archive/until", f"{datetime.now(UTC) + ahead:%Y-%m-%dT%H:%M:%SZ}")
    assert archive.asks(allow_offsite=False)
    assert archive.asks() is may_ask
    assert (archive.ledger.checkpoint("archive/until") == "") is may_ask
    assert (archive.session.stop.failure is None) is may_ask
