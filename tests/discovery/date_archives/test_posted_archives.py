"""Months for which a form is posted."""

from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest

from dvcrawler.discovery.date_archives.posted_archives import find_posted_month, posted_months
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.walk_steps import FollowingPage
from dvcrawler.extract.page import Page
from dvcrawler.items import PageOutcome

URL = "https://x.vn/tin"
MONTHS = "<select name=thang>" + "".join(f"<option>{n}</option>" for n in range(1, 13)) + "</select>"
YEARS = "<select name=nam><option>2024</option><option>2023</option></select>"


def as_page(fields=MONTHS + YEARS, attributes="method=post action=/tin"):
    return Page(f"<html><body><form {attributes}>{fields}</form></body></html>".encode(), URL)


def links(*ids):
    return [SimpleNamespace(address=SimpleNamespace(native_id=each)) for each in ids]


def step(listing, *ids):
    sources = SimpleNamespace(
        crawl=SimpleNamespace(count=lambda *_: None), name="thu", state=SimpleNamespace()
    )
    return find_posted_month(sources, as_page(), listing, links(*ids))


def test_the_months_of_a_posted_form_are_sent_from_the_present_one_back():
    sent = [parse_qs(each.form.decode()) for each in posted_months(as_page(), date(2024, 2, 9))]
    assert len(sent) == 14
    assert sent[0] == {"thang": ["2"], "nam": ["2024"]}
    assert sent[-1] == {"thang": ["1"], "nam": ["2023"]}


@pytest.mark.parametrize(
    ("fields", "attributes"),
    [
        (MONTHS + YEARS, "action=/tin"),
        (MONTHS + YEARS + "<input name=q>", "method=post action=/tin"),
        (MONTHS + YEARS, "method=post action=/lich-lam-viec"),
        (MONTHS, "method=post action=/tin"),
    ],
)
def test_other_forms_post_no_months(fields, attributes):
    assert posted_months(as_page(fields, attributes), date(2024, 2, 9)) == ()


def test_months_follow_one_another_over_those_without_articles():
    following = step(Listing("tin", 1), "1", "2")
    for shown in (("1", "2"), ("2",), ("3",), ("2",), ("4",)):
        assert isinstance(following, FollowingPage)
        assert following.form is not None
        following = step(following.listing, *shown)
    assert isinstance(following, FollowingPage)


def test_a_year_without_articles_ends_the_months():
    following = step(Listing("tin", 1), "1", "2")
    following = step(following.listing, "3")
    asked = 0
    while following is not None:
        following, asked = step(following.listing, "2"), asked + 1
    assert asked == 12


def test_a_server_that_shows_one_list_for_each_month_is_reported():
    following = step(Listing("tin", 1), "1", "2")
    for _ in range(2):
        following = step(following.listing, "1", "2")
    assert isinstance(step(following.listing, "1", "2"), PageOutcome)
