"""Lists that are not newest first, behind a page of known articles."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

import pytest

from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.page_days import is_unsorted
from dvcrawler.frontier.unsorted_lists import UnsortedLists
from tests.sessions import SITE, open_session
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


def read_on(session, numbers, ages=MIXED):
    """Which of these pages a run reads, and where it resumes."""
    lists, passed = UnsortedLists(session.ledger), []
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
    assert read_on(session, [2, 8, 9]) == [(7, "https://thu.example/tin?7"), 8, 9]
    assert read_on(session, range(2, 9)) == [2, 3, 4, 5, 6], "the list had ended"


def test_many_unsorted_lists_share_the_pages_of_a_run(session):
    def read_all():
        lists = UnsortedLists(session.ledger)

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


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        (range(0, 30, 3), range(30, 60, 3), False),
        ([90, 80, 70, *range(0, 9, 3)], range(9, 40, 3), False),  # half of it is pinned
        (range(90, 120, 3), range(0, 30, 3), True),  # all of it is
        (range(1, 40, 4), [3, 30, 7, 41, 2, 60, 5, 33], True),  # by name, and by chance falling days
        (range(30, 60, 3), [2, 4, *range(60, 90, 3)], False),  # two in a box of the later page
        (range(30, 60, 3), [*range(60, 90, 3), 2, 9, 4, 12], False),  # a box after its list
        ([90, 91], range(0, 30, 3), False),  # too few
    ],
)
def test_a_list_is_unsorted_where_an_earlier_run_found_newer_articles_behind_it(
    session, make_record, first, later, expected
):
    for number, age in enumerate(later):
        record = make_record(number, date=days(age)[0].isoformat())
        session.ledger.note_stored(record, session.store.append(record), None)
    known = UnsortedLists(session.ledger)
    known.note_second(Listing("tin", 2), [f"{SITE}:{number}" for number in range(len(later))])
    seen = frozenset(map(str, range(len(first))))
    listing = Listing("tin", 2, seen=seen)
    assert known.goes_on("https://thu.example/tin?2", listing, days(*first)) is expected
    known = UnsortedLists(session.ledger)
    assert not known.goes_on("https://thu.example/van?2", replace(listing, key="van"), days(*first))


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
