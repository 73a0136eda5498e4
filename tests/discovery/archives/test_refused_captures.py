"""Captures that are not read: a wrong clock dated them (one of the year 2099 would count as newer than all that
follow), or the archive holds only their beginning.
"""

from datetime import UTC, datetime, timedelta

import pytest

from dvcrawler.discovery.archives.archive_indexes import _leave_out_future
from dvcrawler.discovery.archives.cdx import Row
from dvcrawler.discovery.archives.index_answers import Answer
from dvcrawler.discovery.archives.warc_pages import ArchivedPage, _as_page
from dvcrawler.discovery.archives.warcs import _find_refusal_of_article
from dvcrawler.discovery.clock import is_in_future
from dvcrawler.storage.warc import message
from dvcrawler.storage.warc.reader import Record

NOW = datetime.now(UTC)
URL = "https://thu.example/bai-1.html"


@pytest.mark.parametrize(
    ("days", "ahead"), [(-4000, False), (0, False), (1, False), (3, True), (30, True), (9000, True)]
)
def test_a_day_is_allowed_for_clocks_and_zones(days, ahead):
    assert is_in_future(NOW + timedelta(days=days)) is ahead


def test_lines_of_an_index_from_the_future_are_left_out_and_counted():
    good, bad = Row("20150101000000", URL), Row(f"{NOW.year + 2}0101000000", URL)
    assert _leave_out_future(Answer((good, bad, bad), 1, "next")) == (Answer((good,), 1, "next"), 2)


def test_a_record_of_a_warc_file_from_the_future_is_refused_with_its_day():
    def reason(at):
        found = _find_refusal_of_article(ArchivedPage(URL, at, "warc", message.Answer(200, {}, b"<p>")))
        return found and (found.what, found.url, found.reason)

    assert reason(NOW) is None
    at = NOW + timedelta(days=400)
    assert reason(at) == ("refused", URL, f"its WARC-Date is in the future: {at:%Y-%m-%d}")


def test_a_record_that_holds_only_the_beginning_of_a_page_is_refused():
    found = ArchivedPage(URL, NOW, "warc", message.Answer(200, {}, b"<p>"), is_cut=True)
    refusal = _find_refusal_of_article(found)
    assert refusal is not None
    assert (refusal.what, refusal.reason) == ("refused", message.CUT)


@pytest.mark.parametrize(("said", "expected"), [({"warc-truncated": "length"}, True), ({}, False)])
def test_a_record_says_that_it_was_cut(said, expected):
    headers = {"warc-type": "response", "warc-target-uri": URL, "warc-date": "2024-03-15T08:05:00Z", **said}
    page = _as_page(Record(0, headers, b"HTTP/1.1 200 OK\r\n\r\n<p>"), "a.warc.gz")
    assert isinstance(page, ArchivedPage)
    assert page.is_cut is expected
