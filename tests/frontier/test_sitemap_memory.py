"""Which sitemaps a run asks for, by those that earlier runs have read."""

from datetime import timedelta

import pytest

from dvcrawler.frontier.sitemap_memory import SitemapMemory
from dvcrawler.items import utc_text
from tests.sessions import counted

URL = "https://thu.example/sitemap.xml"


def test_each_is_asked_for_once_and_a_limited_number_of_them(session, caplog):
    memory = SitemapMemory(session, 2)
    assert [memory.is_wanted(f"{URL}?{n}", None) for n in (1, 1, 2)] == [True, False, True]
    assert not memory.has_skipped_some
    assert [memory.is_wanted(f"{URL}?{n}", None) for n in (3, 4)] == [False, False]
    assert memory.has_skipped_some
    assert counted(session, "sitemaps_left") == 2
    assert caplog.text.count("more than 2 sitemaps are named") == 1


def test_one_that_was_read_is_asked_for_again_when_its_index_gives_another_time(session):
    SitemapMemory(session, 9).note_read(URL, "2024-05-01")
    assert not SitemapMemory(session, 9).is_wanted(URL, "2024-05-01")
    assert SitemapMemory(session, 9).is_wanted(URL, "2024-05-02")
    assert SitemapMemory(session, 9).is_wanted(f"{URL}?other", "2024-05-01")


@pytest.mark.parametrize(
    ("hours", "is_wanted"), [(0, False), (23, False), (24, True), (-23, False), (-24, True)]
)
def test_one_without_a_time_is_asked_for_again_after_a_day(session, hours, is_wanted):
    """Also where the time of the last reading lies a day ahead: the clock was wrong."""
    session.ledger.set_checkpoint(f"sitemap:{URL}", utc_text(session.started - timedelta(hours=hours)))
    assert SitemapMemory(session, 9).is_wanted(URL, None) is is_wanted


def test_without_a_time_the_beginning_of_the_run_is_noted(session):
    SitemapMemory(session, 9).note_read(URL, None)
    assert session.ledger.checkpoint(f"sitemap:{URL}") == utc_text(session.started)


def test_a_run_that_takes_a_part_of_each_neither_knows_nor_notes_any_as_read(session):
    partial = SitemapMemory(session, 9, is_partial=True)
    partial.note_read(URL, "2024-05-01")
    assert session.ledger.checkpoint(f"sitemap:{URL}") is None
    SitemapMemory(session, 9).note_read(URL, "2024-05-01")
    assert partial.is_wanted(URL, "2024-05-01")


def test_sitemaps_whose_time_stays_the_same_are_read_again_after_a_week_two_in_a_run(session):
    at = utc_text(session.started - timedelta(days=8))
    for n in range(3):
        session.ledger.set_checkpoint(f"sitemap:{URL}?{n}", f"2024-05-01\n{at}")
    session.ledger.set_checkpoint(f"sitemap:{URL}?old", "2024-05-01")  # of an older version
    memory = SitemapMemory(session, 9)
    assert [memory.is_wanted(f"{URL}?{n}", "2024-05-01") for n in (0, 1, 2)] == [True, True, False]
    memory.note_read(f"{URL}?0", "2024-05-01")
    assert [SitemapMemory(session, 9).is_wanted(f"{URL}?{n}", "2024-05-01") for n in (0, 2)] == [False, True]
    assert SitemapMemory(session, 9).is_wanted(f"{URL}?old", "2024-05-01")


def test_a_run_that_finds_nothing_else_reads_some_of_those_read_before(session):
    for n in range(5):
        SitemapMemory(session, 9).note_read(f"{URL}?{n}", None)
    memory = SitemapMemory(session, 9)
    assert memory.take_recent() == []
    assert not any(memory.is_wanted(f"{URL}?{n}", None) for n in range(5))
    assert memory.take_recent() == [f"{URL}?{n}" for n in range(3)]
    assert memory.take_recent() == [f"{URL}?{n}" for n in (3, 4)]
    assert memory.take_recent() == []
