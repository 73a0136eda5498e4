"""Which articles a run asks for, by what the ledger knows of them."""

from datetime import date

import pytest
from scrapy import Request

from dvcrawler.discovery.archives.warc_pages import ArchivedPage
from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.frontier.article_filter import ArticleFilter
from dvcrawler.frontier.section_walks import SectionWalks
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.urls import Address
from dvcrawler.storage.backlog import PendingCapture
from dvcrawler.storage.ledgers.ledger import Outcome
from tests.sessions import SITE, counted

ID, URL = f"{SITE}:1", "https://thu.example/1"


def selecting(session, **arguments):
    asked = Arguments(**arguments)
    return ArticleFilter(session, asked, SectionWalks(session, asked, session.crawler.settings))


def request(**page):
    return Request(URL, meta={META_KEY: PageRequest(Address(URL, "1", None, "article"), **page)})


def is_selected(session, made=None, *, is_new=False, **page):
    asked, entry = request(**page), session.ledger.known([ID]).get(ID)
    return (made or selecting(session)).select(asked, entry, is_new=is_new) == [asked]


@pytest.fixture
def stored(session, make_record):
    """An article captured at noon of a day."""
    record = make_record(1, captured_at="2024-05-02T12:00:00Z")
    session.ledger.note_stored(record, session.store.append(record), None)
    return session


def enter(session, outcome, **more):
    values = {"reason": None, "now": session.started_at, "again_at": None} | more
    session.ledger.note_outcome(ID, URL, outcome, **values)


def test_new_articles_are_asked_for_up_to_the_limit(session):
    made = selecting(session, limit=2)
    assert [is_selected(session, made, is_new=True) for _ in range(3)] == [True, True, False]
    assert made.remaining == 0
    assert made.apply_limit([request()]) == []
    assert counted(session, "known") == 0


def test_what_the_limit_leaves_is_counted(session):
    made = selecting(session, limit=3)
    assert len(made.apply_limit([request() for _ in range(5)])) == 3
    assert counted(session, "left_by_limit") == 2


def test_one_of_which_nothing_is_known_is_not_asked_for_a_second_time(session):
    assert not is_selected(session)
    assert counted(session, "known") == 1


def test_one_that_is_stored_is_known_and_counted(stored):
    assert not is_selected(stored)
    assert counted(stored, "known") == 1


def test_one_asked_for_by_name_and_a_fallback_are_asked_for_whatever_is_known(stored):
    made = selecting(stored, limit=1)
    assert is_selected(stored, made, is_fallback=True)
    assert made.remaining == 1, "it replaces one that counted"
    assert is_selected(stored, made, is_forced=True)
    assert made.remaining == 0


def test_one_that_was_removed_is_never_asked_for(session):
    enter(session, Outcome.REMOVED)
    for page in ({"is_forced": True}, {"is_fallback": True}, {}):
        assert not is_selected(session, **page)
    assert (counted(session, "known"), counted(session, "known_removed")) == (3, 3)


def test_one_that_is_gone_does_not_count_as_removed(session):
    enter(session, Outcome.GONE)
    is_selected(session)
    assert (counted(session, "known_gone"), counted(session, "known_removed")) == (1, 0)


@pytest.mark.parametrize(
    ("changed", "is_later"),
    [
        ("2024-05-02T12:00:00Z", False),
        ("2024-05-02T12:00:01Z", True),
        ("2024-05-02T18:59:59+07:00", False),
        ("2024-05-02T19:00:01+07:00", True),
        ("yesterday", False),
        (None, False),
    ],
)
def test_one_that_a_sitemap_says_has_changed_since_its_capture_is_read_again(stored, changed, is_later):
    assert is_selected(stored, changed=changed) is is_later


def test_an_article_that_a_sitemap_says_has_changed_is_read_again_once_in_a_run(stored):
    made = selecting(stored, revisit=-1)
    assert [is_selected(stored, made) for _ in range(2)] == [True, False]
    other = selecting(stored, revisit=-1)
    assert [other.claim(ID), other.claim(ID)] == [True, False]
    assert not is_selected(stored, other)


def test_one_found_by_an_earlier_run_waits_for_a_run_of_the_whole_site_alone(session):
    session.ledger.note_found([(ID, URL)], "2024-01-01T00:00:00.000000Z")
    assert not is_selected(session)
    assert is_selected(session, selecting(session, until=date(2024, 5, 1))), "or for one that finds it again"
    assert is_selected(session, selecting(session, section="kinh-te"))
    assert is_selected(session, selecting(session, urls="list.txt"))


def test_one_found_by_this_run_is_asked_for_already(session):
    session.ledger.note_found([(ID, URL)], session.started_at)
    assert not is_selected(session, selecting(session, section="kinh-te"))


@pytest.mark.parametrize(
    ("since", "is_wanted"), [(date(2024, 5, 1), True), (date(2024, 5, 2), False), (None, True)]
)
def test_one_outside_an_earlier_period_is_asked_for_where_this_one_covers_its_day(session, since, is_wanted):
    session.outcomes.note_page(
        PageOutcome("1", URL, "outside", "outside", PageCode.OUTSIDE_PERIOD), day=date(2024, 5, 1)
    )
    assert session.ledger.known([ID])[ID].outcome is Outcome.OUTSIDE
    assert is_selected(session, selecting(session, since=since)) is is_wanted


def test_one_that_failed_is_asked_for_by_a_list_or_an_archive_and_else_waits_for_its_turn(session):
    enter(session, Outcome.FAILED)
    assert not is_selected(session)
    assert is_selected(session, selecting(session, urls="list.txt"))


@pytest.mark.parametrize("is_asked", [False, True])
def test_the_archived_page_of_a_known_article_leaves_the_backlog_unless_it_was_just_asked_for(
    stored, is_asked
):
    backlog = stored.open_backlog()
    backlog.add("q", [PendingCapture("1", "wayback", "20240101", URL, "", 0, 0)], None)
    made = selecting(stored)
    if is_asked:
        made.claim(ID)
    assert not is_selected(stored, made)
    assert len(list(backlog.articles("wayback"))) == 1, "a live page resolves nothing"
    assert not is_selected(stored, made, archived=ArchivedPage(URL, stored.started, "wayback"))
    assert len(list(backlog.articles("wayback"))) == is_asked


def test_the_archived_page_of_a_removed_article_leaves_the_backlog(session):
    enter(session, Outcome.REMOVED)
    backlog = session.open_backlog()
    backlog.add("q", [PendingCapture("1", "wayback", "20240101", URL, "", 0, 0)], None)
    assert not is_selected(session, archived=ArchivedPage(URL, session.started, "wayback"))
    assert list(backlog.articles("wayback")) == []
