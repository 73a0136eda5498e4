"""Where a walk through a listing ends: days without a year decide only what no year would change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.clock import today
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.listing_period import ends_walk, is_over, join_own_days
from dvcrawler.discovery.periods.period import is_before, may_cover
from dvcrawler.normalize.urls import Address
from tests import warm
from tests.portal import command, environment, records
from tests.site import PARAGRAPH, asked
from tests.webserver import serve_pages

SINCE = Arguments(since=date(2026, 11, 20))
LAST_YEAR = Arguments(since=date(2025, 11, 1), until=date(2025, 11, 30))
FIRST, SECOND = Listing("x.vn/tin", 1), Listing("x.vn/tin", 2)


def link(number, latest=None, day=None):
    address = Address(f"https://x.vn/{number}", str(number), None, "article")
    return ArticleLink(address, f"https://x.vn/{number}", day, latest)


@pytest.mark.parametrize(
    ("arguments", "latest", "covered", "before"),
    [
        (SINCE, date(2026, 11, 20), True, None),
        (SINCE, date(2026, 11, 19), False, True),
        (LAST_YEAR, date(2026, 11, 26), True, None),
        (LAST_YEAR, date(2025, 12, 24), True, None),
        (LAST_YEAR, date(2025, 10, 31), False, True),
        (Arguments(until=date(2025, 11, 30)), date(2026, 11, 26), True, False),
    ],
)
def test_only_what_is_over_in_any_year_is_left_out(arguments, latest, covered, before):
    assert may_cover(arguments, link(1, latest)) is covered
    assert is_before(arguments, link(1, latest)) is before


def test_a_list_is_over_where_all_its_days_are():
    old = [link(n, date(2026, 11, 19 - n)) for n in range(4)]
    assert is_over(SINCE, FIRST, old)
    assert is_over(SINCE, SECOND, [link(9, date(2026, 11, 20)), *old])  # the last three
    assert not is_over(SINCE, FIRST, [link(9, date(2026, 11, 20)), *old])
    assert not is_over(LAST_YEAR, SECOND, old)


def test_a_list_that_is_not_newest_first_is_not_over_where_one_page_is():
    ages = (30, 200, 41, 90, 35, 120, 60)
    mixed = [link(n, day=date(2026, 11, 19) - timedelta(days=age)) for n, age in enumerate(ages)]
    assert not is_over(SINCE, SECOND, mixed)
    ordered = sorted(mixed, key=lambda each: each.day, reverse=True)
    assert is_over(SINCE, SECOND, ordered)
    assert not is_over(SINCE, Listing("x.vn/tin", 3, is_unsorted=True), ordered), "a page before was not"


@pytest.mark.parametrize("size", [3, 5, 7, 10, 14])
def test_a_first_page_whose_half_is_newest_first_may_be_in_order_by_chance(size):
    days = [date(2026, 11, 19) - timedelta(days=9 * n) for n in range(size)]
    by_chance = [*days[size // 2 :], *days[: size // 2]]
    first = [link(n, day=day) for n, day in enumerate(by_chance)]
    assert is_over(SINCE, FIRST, first) and not ends_walk(SINCE, FIRST, first)
    in_order = [link(n, day=day) for n, day in enumerate(days)]
    assert ends_walk(SINCE, FIRST, in_order) is (size >= 5)


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_the_order_of_a_list_with_few_articles_a_page_shows_on_several(size):
    """`ages`: days before the period, or within it below 0."""

    def walk(ages):
        days = [date(2026, 11, 19) - timedelta(days=age) for age in ages]
        articles, listing = [link(n, day=day) for n, day in enumerate(days)], FIRST
        for place in range(0, len(days), size):
            page = articles[place : place + size]
            if ends_walk(SINCE, listing, page):
                return listing.number
            listing = replace(listing, number=listing.number + 1, days=(*join_own_days(listing, page)[-8:],))
        return None

    mixed = (60, 20, 90, 10, -3, 70, 30, 40, 95, 5, 85, 15, 50, 25, 80, 12, 33, -2, 55, 44)
    assert walk(mixed) is None
    assert walk(range(2, 100, 3)) == {2: 4, 3: 3, 4: 2, 5: 1}[size]


HOST = "tinxa.example.vn"
EACH = 6


def make_site(age):
    """Five pages of a section with one article every second day, the newest of them `age` days old."""
    days = {number: today() - timedelta(days=age + 2 * number) for number in range(EACH * 5)}
    pages = {
        (
            HOST,
            f"/tin/bai-so-{n}.html",
        ): f"<html><body><h1>Bài số {n} về mùa màng của xã</h1><p class=date>08:15, {day:%d/%m/%Y}"
        f"</p><div class=content><p>Mở đầu bài số {n}.</p>{PARAGRAPH * 3}</div></body></html>"
        for n, day in days.items()
    }
    for page in range(5):
        shown = range(page * EACH, page * EACH + EACH)
        items = "".join(
            f"<li><a href='/tin/bai-so-{n}.html'>Bài số {n} về mùa màng</a> <i>08:15 {days[n]:%d/%m}</i></li>"
            for n in shown
        )
        pager = f"<a href='/tin/?page={page + 2}'>Trang sau</a>" if page < 4 else ""
        target = f"/tin/?page={page + 1}" if page else "/tin/"
        pages[(HOST, target)] = f"<html><body><h1>Tin</h1><ul>{items}</ul>{pager}</body></html>"
    pages[(HOST, "/")] = "<html><body><a href='/tin/'>Tin</a></body></html>"
    pages[(HOST, "/robots.txt")] = "User-agent: *\nDisallow:\n"
    return pages, days


def crawl_period(tmp_path, pages, **period):
    arguments = [f"start=https://{HOST}/", r"article=/bai-so-[0-9]+\.html", "listing=/tin"]
    arguments += [f"{name}={day.isoformat()}" for name, day in period.items()]
    with serve_pages(pages) as web:
        run = warm.run(
            [*command(tmp_path, "portal"), *(part for each in arguments for part in ("-a", each))],
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert run.returncode in (0, 10), run.stdout + run.stderr
        listed = [page for page in range(1, 6) if asked(web, f"/tin/?page={page}" if page > 1 else "/tin/")]
    return {record["date"] for record in records(tmp_path)}, listed


def test_a_walk_ends_below_the_period_by_days_without_a_year(tmp_path):
    pages, days = make_site(0)
    since = today() - timedelta(days=9)
    stored, listed = crawl_period(tmp_path, pages, since=since)
    assert stored == {day.isoformat() for day in days.values() if day >= since}
    assert listed == [1, 2]


def test_a_section_that_ended_a_year_ago_loses_no_article_of_that_time(tmp_path):
    pages, days = make_site(366)
    since, until = days[10], days[3]
    stored, _ = crawl_period(tmp_path, pages, since=since, until=until)
    assert stored == {day.isoformat() for day in days.values() if since <= day <= until}


WEEK = Arguments(since=date(2023, 3, 13), until=date(2023, 3, 19))
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


def test_a_short_list_or_one_of_a_single_month_says_nothing_of_what_is_behind_it():
    assert not is_over(WEEK, FIRST, links(OLD[:6] + BOXES))
    assert not is_over(WEEK, FIRST, links([(2022, 5)] * 20 + BOXES))


def test_as_many_newer_articles_behind_it_are_not_a_box():
    assert not is_over(WEEK, FIRST, links(OLD + [(2023, 6)] * 12))
