"""Addresses that wait on disk while Scrapy's queue is full."""

import sqlite3
from datetime import UTC, datetime

import pytest
from scrapy import Request

from dvcrawler.discovery.archives.warc_pages import ArchivedPage
from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.errors import StorageError
from dvcrawler.frontier.url_queue import MAX_QUEUED, UrlQueue
from dvcrawler.normalize.urls import Address


@pytest.fixture
def queue():
    made = UrlQueue()
    yield made
    made.close()


def request(number, **page):
    url = f"https://thu.example/{number}"
    return Request(url, meta={META_KEY: PageRequest(Address(url, str(number), None, "article"), **page)})


def test_first_in_first_out_each_once(queue):
    queue.add(f"u{number}" for number in range(5))
    assert (len(queue), bool(queue)) == (5, True)
    assert queue.take(3) == ["u0", "u1", "u2"]
    queue.add(["u5"])
    assert queue.take(10) == ["u3", "u4", "u5"]
    assert queue.take(1) == []
    assert not queue


@pytest.mark.parametrize(
    ("queued", "passed"),
    [(0, 3), (MAX_QUEUED - 3, 3), (MAX_QUEUED - 2, 2), (MAX_QUEUED, 0), (MAX_QUEUED + 5, 0)],
)
def test_articles_wait_for_which_scrapys_queue_has_no_room(queue, queued, passed):
    articles = [request(number) for number in range(3)]
    assert queue.hold_back(articles, queued) == articles[:passed]
    assert queue.take() == [one.url for one in articles[passed:]]


def test_what_is_more_than_the_address_of_an_article_never_waits(queue):
    archived = request(
        1, archived=ArchivedPage("https://thu.example/1", datetime(2024, 1, 1, tzinfo=UTC), "wayback")
    )
    others = [{"item": 1}, Request("https://thu.example/"), archived]
    assert queue.hold_back([request(2), *others, request(3)], MAX_QUEUED) == others
    assert len(queue) == 2


def test_a_temporary_folder_that_refuses_is_a_storage_error(queue):
    queue._db.execute("PRAGMA query_only=ON")
    with pytest.raises(
        StorageError, match=r"temporary files refuses \(.*\); make room or set TMPDIR"
    ) as raised:
        queue.add(["u0"])
    assert isinstance(raised.value.__cause__, sqlite3.OperationalError)
