"""Sections that are answered with the front page."""

from types import SimpleNamespace

import pytest

from dvcrawler.discovery.fronts.front_copies import report_copy, shows_front
from dvcrawler.discovery.listings.emptied_lists import report_emptied
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.extract.page import Page

FRONT = "<h2>Tin mới</h2><a href='/tin/mua-vang-tren-dong-1.html'>Mùa vàng trên đồng</a><p>Lượt xem: {}</p>"
SECTION = FRONT + "<h1>Kinh tế</h1>"
OTHER = FRONT.replace("-1.html", "-2.html")


def as_page(markup, number):
    return Page(markup.format(number).encode(), f"https://x.vn/muc-{number}")


def report(shared, page):
    listing = Listing(page.url, 1)
    return report_copy(
        shared, page.url, listing, is_front=shows_front(shared, page, listing, find_links(page))
    )


def find_links(page):
    return [SimpleNamespace(link=url) for url, _ in page.links]


@pytest.mark.parametrize(
    ("sections", "reported"),
    [
        ((FRONT, FRONT, FRONT), [1, 2]),
        ((FRONT,), []),
        ((SECTION, FRONT, FRONT), []),
        ((OTHER, FRONT, FRONT), []),
        ((FRONT, SECTION, FRONT), []),
    ],
)
def test_sections_are_reported_where_all_of_them_show_the_front_page(sections, reported):
    shared = SharedParts()
    shared.note_front(as_page(FRONT, 99))
    pages = [as_page(markup, number) for number, markup in enumerate(sections)]
    outcomes = [report(shared, page) for page in pages]
    assert [number for number, outcome in enumerate(outcomes) if outcome is not None] == reported


def test_menu_entries_that_are_the_front_page_are_no_copies_of_it():
    shared, page = SharedParts(), Page(FRONT.encode(), "https://x.vn/trang-chu.html")
    shared.note_front(page)
    told = [report(shared, page) for _ in "123"]
    assert (told, shared.copies, shared.has_sections) == ([None] * 3, set(), False)


def test_a_section_whose_articles_are_in_the_data_of_its_scripts_is_not_the_front_page():
    shared, page = SharedParts(), as_page(FRONT, 1)
    shared.note_front(page)
    assert shared.is_front_again(page, find_links(page))
    assert not shared.is_front_again(page, [SimpleNamespace(link="https://x.vn/tin/ngay-hoi-3.html")])


@pytest.mark.parametrize(
    ("is_front", "found", "is_named"), [(True, 3, True), (False, 3, False), (False, 0, True)]
)
def test_a_section_that_had_articles_and_shows_none_or_the_front_page_is_named_once(
    is_front, found, is_named
):
    listing, kept = Listing("https://x.vn/muc-1", 1), {}
    kept[f"list:{listing.key}"] = "1"
    sources = SimpleNamespace(state=SimpleNamespace(recall=kept.get, remember=kept.__setitem__))
    named = [
        report_emptied(sources, "https://x.vn/muc-1", listing, range(found), is_front=is_front) for _ in "12"
    ]
    assert [each is not None for each in named] == [is_named, False]
