"""A web archive that says 429 is left alone, and the next run knows it."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from dvcrawler.politeness.pace import read_retry_after
from dvcrawler.storage.ledger import Ledger
from tests import warm
from tests.portal import command, environment
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
