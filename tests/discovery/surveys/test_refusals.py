"""Shapes that were tried and are not articles: not tried again, unless the evidence has changed."""

import pytest

from dvcrawler.discovery.surveys.refusals import Refusals, parse_refusals
from dvcrawler.families.learning.link_block import LinkBlock

HOST = "https://xahaiminh.example.vn"


def block(path, **more):
    return LinkBlock(HOST + "/van-ban", HOST + path, "Quyết định về việc ban hành quy chế", **more)


def standing(tried, then, now):
    refusals = Refusals()
    refusals.note([HOST + path for path in tried], then)
    read = parse_refusals(refusals.to_json())
    return [url.removeprefix(HOST) for url in read.find_standing(now)]


def test_a_refused_page_that_is_still_linked_stands():
    assert standing(["/ho-so/7"], [block("/ho-so/7")], [block("/ho-so/7"), block("/ho-so/8")]) == ["/ho-so/7"]


def test_one_refused_page_that_is_no_longer_linked_decides_nothing():
    assert standing(["/ho-so/7"], [block("/ho-so/7")], [block("/ho-so/9")]) == []


def test_two_refused_pages_decide_wherever_they_are_linked():
    then = [block("/ho-so/7"), block("/ho-so/8")]
    assert standing(["/ho-so/7", "/ho-so/8"], then, [block("/ho-so/9")]) == ["/ho-so/7", "/ho-so/8"]


@pytest.mark.parametrize("mark", ["has_day", "has_picture", "is_headline"])
def test_links_that_have_become_cards_are_tried_again(mark):
    assert standing(["/ho-so/7"], [block("/ho-so/7")], [block("/ho-so/7", **{mark: True})]) == []


def test_cards_of_another_folder_change_nothing():
    now = [block("/ho-so/7"), block("/tin/9", has_day=True)]
    assert standing(["/ho-so/7"], [block("/ho-so/7")], now) == ["/ho-so/7"]


def test_cards_that_were_refused_as_cards_stand():
    cards = [block("/ho-so/7", has_day=True)]
    assert standing(["/ho-so/7"], cards, cards) == ["/ho-so/7"]


@pytest.mark.parametrize("text", ["", "[]", "7", "{", "null"])
def test_what_is_not_a_list_of_refusals_holds_none(text):
    assert parse_refusals(text).known == {}


def test_the_newest_refusals_are_kept():
    refusals = Refusals()
    refusals.note([f"{HOST}/ho-so/{n}" for n in range(300)], [])
    kept = list(parse_refusals(refusals.to_json()).known)
    assert len(kept) == 200
    assert kept[-1] == f"{HOST}/ho-so/299"
