import pytest

from dvcrawler.discovery.periods.page_numbers import PageNumbers
from dvcrawler.extract.page import Page

LIST = "https://x.vn/tin-tuc"


def numbers(following, *others, url=LIST):
    links = "".join(f'<a href="{link}">x</a>' for link in (following, *others))
    return PageNumbers.read(Page(f"<html><body>{links}</body></html>".encode(), url), following)


@pytest.mark.parametrize(
    ("second", "ninth"),
    [
        ("?page=2", "?page=9"),
        ("?a=2&trang=2&b=1", "?a=2&trang=9&b=1"),
        ("?page=1", "?page=8"),
        ("?start=10", "?start=80"),
        ("/page/2/", "/page/9/"),
        ("/trang-2.html", "/trang-9.html"),
        ("/pgrid/588/pageid/2", "/pgrid/588/pageid/9"),
        ("/2", "/9"),
        ("_2.html", "_9.html"),
        ("/p2", "/p9"),
        ("?_101_INSTANCE_x_cur=2", "?_101_INSTANCE_x_cur=9"),
    ],
)
def test_the_address_of_a_page_follows_from_that_of_the_second(second, ninth):
    assert numbers(LIST + second).url(2) == LIST + second
    assert numbers(LIST + second).url(9) == LIST + ninth


@pytest.mark.parametrize(
    "second", ["?cursor=2", "?page=abc", "/tiep", "?page=3", "?page=99999999", "/2?token=17", "?sort=2"]
)
def test_pages_without_such_a_number_have_no_addresses(second):
    assert numbers(LIST + second) is None


def test_links_to_later_pages_that_contradict_the_step_refuse_it():
    assert numbers(LIST + "?start=10", LIST + "?start=20", LIST + "?start=350").url(4) == LIST + "?start=30"
    assert numbers(LIST + "?start=10", LIST + "?start=15") is None


@pytest.mark.parametrize(
    ("second", "number", "following", "is_other"),
    [
        ("?start=15", 3, "?start=25", True),
        ("?start=15", 3, "?start=30", False),
        ("?start=20", 6, "?start=70", True),
        ("?start=20", 6, "?start=100", False),
        ("/trang/15", 3, "/trang/25", True),
        ("?page=2", 3, "?page=3", False),
        ("?page=2", 8, "?page=9", True),
        ("?page=1", 3, "?page=2", False),
        ("?page=2", 3, "?cursor=abc", False),
        ("?page=2", 3, None, False),
    ],
)
def test_a_link_to_a_page_may_contradict_the_step(second, number, following, is_other):
    assert numbers(LIST + second).contradicts(number, following and LIST + following) is is_other
