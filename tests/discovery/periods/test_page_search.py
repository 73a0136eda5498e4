"""The search reads all pages of a period, and few others."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.periods.page_days import ReadPage, read_days, read_first_days
from dvcrawler.discovery.periods.page_search import PageSearch
from dvcrawler.normalize.urls import Address
from tests.growth import grows_too_fast

SINCE, UNTIL = date(2023, 3, 13), date(2023, 3, 19)
NEWEST = date(2025, 12, 31)
A_PAGE = 10


def link(id_, day, month=None):
    return ArticleLink(Address(f"https://x.vn/{id_}", str(id_), month, "article"), f"https://x.vn/{id_}", day)


def days(*gaps):
    """Days of articles, newest first, by the days between them."""
    found = [NEWEST]
    for gap in gaps:
        found.append(found[-1] - timedelta(days=gap))
    return found


def pages_of(listed):
    links = [link(number, day) for number, day in enumerate(listed)]
    return [links[start : start + A_PAGE] for start in range(0, len(links), A_PAGE)]


def read(pages, number):
    if not 1 <= number <= len(pages):
        return ReadPage(frozenset(), None, None, is_last=True)
    found = pages[number - 1]
    is_last = number == len(pages) or all(each.day < SINCE for each in found[-3:])
    first = read_first_days(found) if number == 1 else read_days(found)
    return ReadPage(frozenset(each.link for each in found), first, f"?page={number + 1}", is_last)


def run(pages, most=5000):
    """The numbers of the pages that a search reads; None if it gives up."""
    search = PageSearch(UNTIL, most, read(pages, 1))
    asked = [1]
    while (number := search.next_number()) is not None:
        assert number not in asked
        assert len(asked) < 60
        asked.append(number)
        if number > most:
            return asked
        search.add(number, read(pages, number))
        if search.has_failed:
            return None
    return asked


def needed(pages):
    return {
        number for number, page in enumerate(pages, 1) if any(SINCE <= each.day <= UNTIL for each in page)
    }


STEADY = days(*[1] * 3000)
BUSY = days(*([0] * 9 + [1]) * 1500)
LATER = days(*[30] * 15 + [0, 0, 0, 1] * 2000)
EARLIER = days(*([0] * 30 + [1]) * 250 + [20] * 100)
GAP = days(*[1] * 300 + [900] + [1] * 300)
SHORT = days(*[1] * 300)
ONE_DAY = [NEWEST] * 500 + [UNTIL] * 25 + [SINCE - timedelta(days=9)] * 400


@pytest.mark.parametrize("listed", [STEADY, BUSY, LATER, EARLIER, GAP, SHORT, ONE_DAY])
def test_all_pages_of_the_period_are_read_and_few_others(listed):
    pages = pages_of(listed)
    asked = run(pages)
    assert needed(pages) <= set(asked)
    assert len(asked) <= len(needed(pages)) + 14


def test_a_steady_list_takes_three_pages_beside_those_of_the_period():
    pages = pages_of(STEADY)
    assert len(run(pages)) <= len(needed(pages)) + 3


@pytest.mark.parametrize("seed", range(25))
def test_any_list_that_is_newest_first_is_read_without_a_gap(seed):
    rng = random.Random(seed)
    scale = rng.choice((1, 3, 20, 90))
    listed = days(*(int(rng.expovariate(1) ** 3 * scale / 4) for _ in range(rng.choice((12, 90, 1500)))))
    pages = pages_of(listed)
    if pages[0][-1].day > UNTIL + timedelta(days=1):
        assert needed(pages) <= set(run(pages))


@pytest.mark.parametrize("end", [2, 30, 80, 101])
def test_a_list_that_ends_before_the_period_takes_few_pages(end):
    assert len(run(pages_of(STEADY)[:end])) <= 14


@pytest.mark.parametrize("seed", range(8))
def test_a_list_in_another_order_is_given_up(seed):
    listed = list(STEADY)
    random.Random(seed).shuffle(listed)
    pages = pages_of(sorted(listed[:A_PAGE], reverse=True) + listed[A_PAGE:])
    search = PageSearch(UNTIL, 5000, read(pages, 1))
    if search.is_needed:
        assert run(pages) is None


def test_oldest_first_behind_the_first_page_is_given_up():
    assert run(pages_of(STEADY[:A_PAGE] + STEADY[:A_PAGE:-1])) is None


def test_an_undated_page_is_given_up():
    pages = pages_of(STEADY)
    undated = [[replace(each, day=None) for each in page] for page in pages[1:]]
    assert run_undated([pages[0], *undated])


def run_undated(pages):
    search = PageSearch(UNTIL, 5000, read(pages, 1))
    number = search.next_number()
    found = pages[number - 1]
    search.add(number, ReadPage(frozenset(each.link for each in found), read_days(found), "", is_last=False))
    return search.has_failed


def test_the_last_page_given_for_every_number_behind_it_ends_the_search():
    pages = pages_of(days(*[1] * 1020))
    assert needed(pages)
    last = len(pages)
    search = PageSearch(UNTIL, 5000, read(pages, 1))
    asked = []
    while (number := search.next_number()) is not None:
        asked.append(number)
        assert len(asked) < 30
        page = read(pages, min(number, last))
        search.add(number, page if number <= last else ReadPage(page.ids, page.days, "?page=x", is_last=True))
        assert not search.has_failed
    assert needed(pages) <= set(asked)


def test_a_search_does_not_jump_beyond_the_limit_of_pages():
    pages = pages_of(BUSY)
    assert max(run(pages, most=20)) <= 21


def test_pinned_articles_and_boxes_do_not_hide_that_a_first_page_is_newest_first():
    listed, pinned = days(*[1] * 12), date(2021, 5, 1)
    found = [link(n, day) for n, day in enumerate([pinned, pinned, *listed, NEWEST, NEWEST])]
    assert read_first_days(found).oldest == listed[-1]


def test_a_first_page_of_very_many_links_is_read_in_linear_time():
    def work(size):
        found = [link(n, NEWEST) for n in range(size)]
        return lambda: read_first_days(found)

    assert not grows_too_fast(work, 60_000, floor=1.0, most=10)


def test_a_box_of_old_articles_on_the_first_page_does_not_hide_the_list():
    pages = pages_of(STEADY)
    pages[0] += [link(f"box{n}", date(2010, 1, 1)) for n in range(3)]
    assert needed(pages) <= set(run(pages))
    assert len(run(pages)) <= len(needed(pages)) + 10


def test_months_in_the_addresses_of_a_box_do_not_count_beside_printed_days():
    listed = days(*[1] * 12)
    found = [link(n, day, (day.year, day.month)) for n, day in enumerate(listed)]
    boxes = [link(f"box{n}", None, month) for n, month in enumerate([(2010, 11), (2009, 5), (2025, 3)])]
    assert read_first_days(found + boxes) == read_first_days(found)


def test_months_in_addresses_are_enough():
    found = [link(n, None, month=(2024, 12 - n)) for n in range(5)]
    assert read_days(found).is_ordered
    assert read_days(found).newest == date(2024, 12, 1)
    assert not read_days(found[::-1]).is_ordered
