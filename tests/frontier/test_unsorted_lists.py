"""Lists that are not newest first, behind a page of known articles."""

from datetime import date, timedelta
from itertools import takewhile
from types import SimpleNamespace

import pytest
from scrapy import Request

from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.page_days import is_unsorted
from dvcrawler.frontier.unsorted_lists import UnsortedLists
from tests.sessions import open_session
from tests.site import crawl_portal
from tests.spiders.test_unknown_listings import HOST, address, links, site, stored

TODAY = date(2026, 3, 12)
MIXED = (3, 90, 7, 41, 2, 60, 1, 33)


def days(*ages):
    return [TODAY - timedelta(days=age) for age in ages]


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ((0, 0, 1, 2, 3, 9, 20, 31), False),
        ((200, 90, 0, 0, 1, 2, 3, 9), False),  # two are pinned
        ((0, 1, 2, 3, 9, 20, 40, 5, 80, 2, 61, 30, 90, 4, 7), False),  # a box of those read most is beside it
        ((1, 0, 2, 1, 3, 2, 4, 3), False),  # by the time of the draft
        ((0, 0, 0, 0, 0, 0), False),
        ((9, 2, 30), False),  # too few
        (MIXED, True),
        ((31, 28, 20, 12, 9, 3), True),
    ],
)
def test_a_list_is_unsorted_where_no_long_part_of_it_is_newest_first(ages, expected):
    assert is_unsorted(days(*ages)) is expected


@pytest.fixture
def session(tmp_path):
    made = open_session(tmp_path)
    yield made
    made.finish()


def lists_of(session, **more):
    whole = {"is_whole_site": True, "is_bounded": False, "has_period": False}
    return UnsortedLists(session, SimpleNamespace(**whole | more))


def read_on(session, numbers, ages=MIXED):
    """Which of these pages a run reads, and where it resumes."""
    lists, passed = lists_of(session), []
    for number in numbers:
        listing = Listing("tin", number)
        if not lists.goes_on(f"https://thu.example/tin?{number}", listing, days(*ages)):
            break
        passed.append(lists.take_place(listing) or number)
    return passed


def test_a_list_that_is_newest_first_ends_at_known_articles(session):
    assert read_on(session, range(2, 9), range(8)) == []


def test_further_pages_of_an_unsorted_list_are_read_by_turns(session):
    assert read_on(session, range(2, 9)) == [2, 3, 4, 5, 6]
    assert read_on(session, [2, 3, 8, 9]) == [2, (7, "https://thu.example/tin?7"), 8, 9]
    assert read_on(session, range(2, 9)) == [2, 3, 4, 5, 6], "the list had ended"


def test_many_unsorted_lists_share_the_pages_of_a_run(session):
    def read_all():
        lists = lists_of(session)

        def count(key):
            pages = (Listing(key, number) for number in range(2, 99))
            return sum(
                1
                for _ in takewhile(
                    lambda page: lists.goes_on("https://thu.example/", page, days(*MIXED)), pages
                )
            )

        return [count(f"tin-{n}") for n in range(7)]

    assert read_all() == [5, 4, 0, 0, 0, 0, 0]
    assert read_all() == [1] * 7


def test_more_unsorted_lists_than_a_run_reads_on_are_read_by_turns(session):
    def read(started_at):
        run = SimpleNamespace(ledger=session.ledger, started_at=started_at)
        lists, pages = lists_of(run), (Listing(f"tin-{n}", 2) for n in range(14))
        return [page.key for page in pages if lists.goes_on("https://thu.example/", page, days(*MIXED))]

    runs = [read(started_at) for started_at in ("08:00", "09:00", "10:00", "11:00")]
    assert [len(each) for each in runs] == [2, 9, 5, 9]
    assert {*runs[1], *runs[2]} == {*runs[2], *runs[3]} == {f"tin-{n}" for n in range(14)}


@pytest.mark.parametrize(
    "order",
    [
        [3, 8, 1, 7, 0, 5, 2, 6, 4, 9, 11, 10],
        [5, 4, 3, 2, 1, 0, 11, 10, 9, 8, 7, 6],  # a first page of pinned articles
    ],
)
def test_a_new_article_in_the_middle_of_an_unsorted_list_is_found(tmp_path, order):
    """The days of the articles are on their own pages."""
    menu = "<nav><a href='/thoi-su'>Thời sự</a></nav>"

    def pages(order):
        made = site(0, **{"/": menu + links(3, 8, 1)})
        parts = [order[at : at + 6] for at in range(0, len(order), 6)]
        for number, part in enumerate(parts, 1):
            more = f"<div class=pages><a href='/thoi-su?page={number + 1}'>Trang sau</a></div>"
            path = "/thoi-su" if number == 1 else f"/thoi-su?page={number}"
            made[HOST, path] = menu + links(*part) + (more if number < len(parts) else "")
        whole = site(13)
        for n in range(13):
            made[HOST, address(n)] = whole[HOST, address(n)].replace("15/03/2024", f"{n + 1:02}/03/2024")
        return made

    crawl_portal(pages(order), tmp_path, HOST)
    assert len(stored(tmp_path)) == 12
    ended, _ = crawl_portal(pages([*order[:9], 12, *order[9:]]), tmp_path, HOST)
    assert address(12) in stored(tmp_path), ended.stdout


def hold(session, *keys, **more):
    lists = lists_of(session, **more)
    for key in keys:
        lists.hold(Request(f"https://thu.example/{key}?page=2"), Listing(key, 2))
    return lists


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
    lists = hold(session, "tin")
    taken = lists.take_held(sent, has_new=has_new)
    assert len(taken) == (expected > 0)
    assert count(lists, "tin") == expected


def test_lists_take_turns_and_share_what_is_left_of_a_run(session):
    lists = hold(session, "kinh-te", "tin")
    first = lists.take_held(20, has_new=False)
    second = lists.take_held(24, has_new=False)
    assert {each.url for each in first + second} == {
        "https://thu.example/kinh-te?page=2",
        "https://thu.example/tin?page=2",
    }
    assert lists.take_held(28, has_new=False) == []
    session.ledger.set_checkpoint("read_on:tin", "2020")
    lists = hold(session, "kinh-te", "tin")
    assert lists.take_held(20, has_new=False)[0].url == "https://thu.example/tin?page=2", "it waited longer"


def test_a_run_of_a_period_has_no_such_turn(session):
    lists = hold(session, "tin", has_period=True)
    assert lists.take_held(4, has_new=True) == []


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
