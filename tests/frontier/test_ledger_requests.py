"""Known articles that a run asks for: left over, failed before, or due for another look."""

from datetime import date
from types import SimpleNamespace

import pytest
from scrapy import Request

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.requests import META_KEY, PageRequest, read_page_request, requested_address
from dvcrawler.frontier.article_filter import ArticleFilter
from dvcrawler.frontier.identities import Identities
from dvcrawler.frontier.ledger_requests import LedgerRequests
from dvcrawler.frontier.section_walks import SectionWalks
from dvcrawler.normalize.urls import Address
from dvcrawler.storage.ledgers.ledger import Outcome
from tests.sessions import SITE

LONG_AGO = "2024-01-01T00:00:00Z"


def url_of(number):
    return f"https://thu.example/{number}"


def request_known(url):
    """As a site file would read them: a page is no article any more where its number is 9."""
    page = PageRequest(Address(url, url.rpartition("/")[2], (2024, 5), "article"))
    return None if url.endswith("/9") else Request(url, meta={META_KEY: page})


def requests_of(session, revisits=0, per_new=0, **arguments):
    asked = Arguments(**arguments)
    articles = ArticleFilter(session, asked, SectionWalks(session, asked, session.crawler.settings))
    sources = SimpleNamespace(arguments=asked, articles=SimpleNamespace(request_known=request_known))
    return LedgerRequests(
        session, sources, articles, Identities(session.ledger, SITE, request_known), revisits, per_new
    )


def numbers(requests):
    return [int(request.url.rpartition("/")[2]) for request in requests]


def fail(session, *failed, outcome=Outcome.FAILED):
    for number in failed:
        session.ledger.note_outcome(
            f"{SITE}:{number}", url_of(number), outcome, reason=None, now=LONG_AGO, again_at=LONG_AGO
        )


def store(session, make_record, *stored, **fields):
    for number in stored:
        record = make_record(number, url=url_of(number), **fields)
        session.ledger.note_stored(record, session.store.append(record), LONG_AGO)


def failed_of(session, **arguments):
    made = requests_of(session, **arguments)
    made.load_failed()
    return made.failed()


def test_what_a_killed_run_had_found_is_asked_for_under_its_id_as_far_as_the_limit_allows(session):
    found = [("1", 1), ("9", 9), ("2-202405", 2), ("3", 3)]
    session.ledger.note_found([(f"{SITE}:{id_}", url_of(number)) for id_, number in found], LONG_AGO)
    asked = list(requests_of(session).left_over())
    assert numbers(asked) == [1, 2, 3]
    assert [requested_address(request).native_id for request in asked] == ["1", "2-202405", "3"]
    assert numbers(requests_of(session, limit=1).left_over()) == [1]
    for own in ({"section": "kinh-te"}, {"until": date(2024, 1, 1)}):
        assert list(requests_of(session, **own).left_over()) == [], "they find their own again"


def test_a_period_up_to_now_asks_for_what_is_left_only_where_it_is_as_little_as_a_killed_run_leaves(session):
    def note(numbers):
        session.ledger.note_found([(f"{SITE}:{number}", url_of(number)) for number in numbers], LONG_AGO)

    def ask():
        return list(requests_of(session, since=date(2024, 1, 1)).left_over())

    note(range(10, 110))
    assert len(ask()) == 100
    note([110])
    assert ask() == [], "it finds its own again"


def test_pages_that_failed_before_are_asked_for_once_and_without_scrapys_retries(session):
    fail(session, 1, 2)
    made = requests_of(session)
    made.load_failed()
    fail(session, 3)
    asked = made.failed()
    assert numbers(asked) == [2, 1], "the last one given to Scrapy's queue is asked for first"
    assert {(request.meta["max_retry_times"], request.priority) for request in asked} == {(0, -1)}
    assert all(read_page_request(request).is_retry for request in asked)
    assert made.failed() == []


@pytest.mark.parametrize(("sent", "new", "number"), [(0, 0, 13), (20, 0, 10), (40, 0, 1), (40, 1, 13)])
def test_missing_articles_leave_a_run_that_found_nothing_new_within_its_requests(session, sent, new, number):
    fail(session, 1)
    fail(session, *range(100, 112), outcome=Outcome.GONE)
    made = requests_of(session)
    made.load_failed()
    made.note_new(new)
    assert len(made.failed(sent)) == number


def test_fifty_of_them_are_tried_in_one_run_within_its_limit(session):
    fail(session, *range(100, 151))
    assert len(failed_of(session)) == 50
    assert len(failed_of(session, limit=7)) == 7
    assert failed_of(session, section="kinh-te") == failed_of(session, urls="list.txt") == []


def test_stored_articles_that_are_due_are_looked_at_as_often_as_there_are_looks(session, make_record):
    store(session, make_record, 1, 2, 3, 4)
    fail(session, 5)
    made = requests_of(session, revisits=2)
    assert numbers(made.due()) == [1, 2]
    assert numbers(made.due()) == []
    assert numbers(requests_of(session, revisits=-1).due()) == []
    assert numbers(requests_of(session, revisits=9, limit=3).due()) == [1, 2, 3]
    assert numbers(requests_of(session, revisits=9, section="kinh-te").due()) == []


def test_looks_that_are_left_are_for_what_becomes_due_later(session, make_record):
    store(session, make_record, 1, 2)
    made = requests_of(session, revisits=3)
    assert numbers(made.due()) == [1, 2]
    store(session, make_record, 3, 4)
    assert numbers(made.due()) == [3]


def test_each_new_article_adds_to_the_looks(session, make_record):
    store(session, make_record, *range(1, 9))
    made = requests_of(session, revisits=1, per_new=2)
    made.note_new(3)
    assert len(list(made.due())) == 7


def test_an_article_is_looked_at_once_in_a_run_and_only_within_its_period(session, make_record):
    store(session, make_record, 1, date="2024-05-01")
    store(session, make_record, 2, date="2024-05-02")
    made = requests_of(session, revisits=9, since=date(2024, 5, 2))
    assert numbers(made.due()) == [2]
    assert numbers(made.due()) == []


def test_a_run_that_finds_nothing_new_sends_thirty_requests_with_its_revisits(session, make_record):
    store(session, make_record, *range(1, 9))
    assert len([*requests_of(session, revisits=8).due(27)]) == 3
    made = requests_of(session, revisits=8)
    made.note_new(1)
    assert len([*made.due(90)]) == 8
