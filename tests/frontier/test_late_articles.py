"""Lists that are newest first, read on behind known articles."""

from types import SimpleNamespace

import pytest
from scrapy import Request

from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.frontier.late_articles import LateArticles
from dvcrawler.frontier.unsorted_lists import UnsortedLists
from tests.sessions import open_session
from tests.site import crawl_portal
from tests.spiders.test_unknown_listings import HOST, address, links, site, stored

WHOLE = SimpleNamespace(is_whole_site=True, is_bounded=False, has_period=False)


@pytest.fixture
def session(tmp_path):
    made = open_session(tmp_path)
    yield made
    made.finish()


def hold(session, keys, arguments=WHOLE):
    lists = UnsortedLists(session.ledger)
    late = LateArticles(session, arguments, lists)
    for key in keys:
        late.hold(Request(f"https://thu.example/{key}?page=2"), Listing(key, 2))
    return late, lists


def count(lists, key):
    numbers = iter(range(2, 99))
    return sum(
        1 for _ in iter(lambda: lists.goes_on("https://thu.example/", Listing(key, next(numbers)), ()), False)
    )


@pytest.mark.parametrize(
    ("sent", "has_new", "expected"),
    [(4, False, 8), (22, False, 6), (28, False, 0), (28, True, 2), (90, True, 2)],
)
def test_a_run_reads_as_many_pages_as_its_requests_leave(session, sent, has_new, expected):
    late, lists = hold(session, ["tin"])
    taken = late.take(sent, has_new=has_new)
    assert len(taken) == (expected > 0)
    assert count(lists, "tin") == expected


def test_lists_take_turns_and_share_what_is_left_of_a_run(session):
    late, _ = hold(session, ["kinh-te", "tin"])
    first = late.take(20, has_new=False)
    second = late.take(24, has_new=False)
    assert {each.url for each in first + second} == {
        "https://thu.example/kinh-te?page=2", "https://thu.example/tin?page=2"
    }  # fmt: skip
    assert late.take(28, has_new=False) == []
    session.ledger.set_checkpoint("read_on:tin", "2020")
    late, _ = hold(session, ["kinh-te", "tin"])
    assert late.take(20, has_new=False)[0].url == "https://thu.example/tin?page=2", "it waited longer"


def test_a_run_of_a_period_has_no_such_turn(session):
    late, _ = hold(session, ["tin"], SimpleNamespace(is_whole_site=True, is_bounded=False, has_period=True))
    assert late.take(4, has_new=True) == []


def test_an_article_that_appears_late_on_a_further_page_is_found(tmp_path):
    menu = "<nav><a href='/thoi-su'>Thời sự</a></nav>"

    def pages(*order):
        made = site(0, **{"/": menu + links(*order[:3])})
        parts = [order[at : at + 4] for at in range(0, len(order), 4)]
        for number, part in enumerate(parts, 1):
            more = f"<div class=pages><a href='/thoi-su?page={number + 1}'>Trang sau</a></div>"
            path = "/thoi-su" if number == 1 else f"/thoi-su?page={number}"
            made[HOST, path] = menu + links(*part) + (more if number < len(parts) else "")
        whole = site(13)
        for n in range(13):
            made[HOST, address(n)] = whole[HOST, address(n)].replace("15/03/2024", f"{28 - n}/03/2024")
        return made

    numbers = [*range(10), 11, 12]
    crawl_portal(pages(*numbers), tmp_path, HOST)
    assert len(stored(tmp_path)) == 12
    ended, asked = crawl_portal(pages(*range(13)), tmp_path, HOST)
    assert address(10) in stored(tmp_path), ended.stdout
    assert len(asked) <= 8
