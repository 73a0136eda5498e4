"""A walk ends where its list has reached articles before the period, and not before."""

from datetime import date

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listing_period import is_over
from dvcrawler.items import Listing
from dvcrawler.normalize.urls import Address

WEEK = Arguments(since=date(2023, 3, 13), until=date(2023, 3, 19))
FIRST = Listing("x", 1)
#: Two articles a month, newest first, to the month before the period; and what boxes behind a list hold.
OLD = [(2023 - (n // 2) // 12, 12 - (n // 2) % 12) for n in range(22, 42)]
BOXES = [(2010, 11), (2023, 6), (2024, 5)]


def links(months):
    return [
        ArticleLink(Address(f"https://x.vn/{n}", str(n), month, "article"), f"https://x.vn/{n}")
        for n, month in enumerate(months)
    ]


def test_boxes_behind_the_list_of_a_first_page_do_not_hide_that_it_begins_before_the_period():
    assert is_over(WEEK, FIRST, links(OLD + BOXES))


def test_newer_articles_before_the_list_of_a_first_page_may_be_its_beginning():
    assert not is_over(WEEK, FIRST, links([(2023, 5), *OLD, *BOXES]))


def test_a_short_list_or_one_of_a_single_month_says_nothing_of_what_stands_behind_it():
    assert not is_over(WEEK, FIRST, links(OLD[:6] + BOXES))
    assert not is_over(WEEK, FIRST, links([(2022, 5)] * 20 + BOXES))


def test_as_many_newer_articles_behind_it_are_no_box():
    assert not is_over(WEEK, FIRST, links(OLD + [(2023, 6)] * 12))
