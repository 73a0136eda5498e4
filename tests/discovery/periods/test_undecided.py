"""Articles without a day wait for a listing that prints one, in a run for a period alone."""

from datetime import date

import pytest

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.listing_period import UndecidedLinks
from dvcrawler.normalize.urls import Address

WEEK = Arguments(since=date(2021, 9, 1), until=date(2021, 9, 7))
IN, OUT = date(2021, 9, 3), date(2021, 8, 1)


def link(number, day=None, stamp=None):
    return ArticleLink(Address(f"https://x.vn/{number}", str(number), None, "article", stamp=stamp), "", day)


def decide(links, *found, is_list=True):
    return [int(each.address.native_id) for each in links.decide(found, is_list=is_list)]


def waiting(links):
    return [int(each.address.native_id) for each in links.take()]


def test_without_a_period_nothing_waits():
    assert decide(UndecidedLinks(Arguments(), IdDays(Arguments())), link(1), link(2), is_list=False) == [1, 2]


def test_a_front_page_waits_for_the_lists_which_decide():
    links = UndecidedLinks(WEEK, IdDays(WEEK))
    assert decide(links, link(1), link(2), link(3), is_list=False) == []
    assert decide(links, link(1, IN), link(2, OUT), link(8, OUT), link(9, IN)) == [1, 9]
    assert decide(links, link(1, IN), link(2), link(3), link(8), is_list=False) == [1]
    assert waiting(links) == [3, 8]
    assert waiting(links) == []


def test_a_list_without_days_is_requested_and_a_box_beside_days_waits():
    links = UndecidedLinks(WEEK, IdDays(WEEK))
    assert decide(links, link(1), link(2)) == [1, 2]
    assert decide(links, link(3, IN), link(4, IN), link(5, OUT), link(6)) == [3, 4]
    assert waiting(links) == [6]


def test_a_day_in_the_address_decides_at_once():
    links = UndecidedLinks(WEEK, IdDays(WEEK))
    assert decide(links, link(1, stamp="2021-9-3"), link(2, stamp="2021-8-1"), is_list=False) == [1]
    assert waiting(links) == []


def test_what_waits_is_bounded_and_taken_in_parts():
    links = UndecidedLinks(WEEK, IdDays(WEEK))
    found = [link(number) for number in range(20_005)]
    assert len(decide(links, *found, is_list=False)) == 5
    assert len(links.take()) == 1000
    assert len(links.take(100_000)) == 19_000


def of_paper(paper, slug, day=None):
    url = f"https://x.vn/{paper}/{slug}-304"
    return ArticleLink(Address(url, "304", None, "article"), url, day)


@pytest.mark.parametrize(("day", "asked"), [(OUT, []), (IN, ["xa-tay-ra-quan"])])
def test_the_day_of_another_article_with_the_number_does_not_decide(day, asked):
    links = UndecidedLinks(WEEK, IdDays(WEEK))
    one, other = of_paper("ha-nam", "phien-cho-dau-xuan"), of_paper("nam-dinh", "xa-tay-ra-quan", day)
    assert [*links.decide([one], is_list=False)] == []
    found = links.decide([other], is_list=True)
    assert [each.link.rpartition("/")[2].removesuffix("-304") for each in found] == asked
    assert links.take() == [one]


def test_an_article_is_asked_for_though_another_with_its_number_is_outside():
    links = UndecidedLinks(WEEK, IdDays(WEEK))
    one, other = of_paper("ha-nam", "phien-cho-dau-xuan"), of_paper("nam-dinh", "xa-tay-ra-quan")
    assert [*links.decide([one], is_list=False)] == []
    assert [*links.decide([of_paper("ha-nam", "phien-cho-dau-xuan", OUT)], is_list=True)] == []
    assert [*links.decide([other], is_list=False)] == [other]
