"""Links to known articles beside an article: left out where the filter would drop them, and only there."""

import pytest

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.frontier import known_links
from dvcrawler.frontier.known_links import KnownLinks
from dvcrawler.normalize.urls import Address


def link(number):
    url = f"https://thu.example/{number}"
    return ArticleLink(Address(url, str(number), None, "article"), f"{url}?from=box")


def left_after_drop(**arguments):
    """Of two links, those that are left once the first one was dropped."""
    known = KnownLinks(Arguments(**arguments))
    known.note(link(1).address.url)
    return known.leave_out([link(1), link(2)])


def test_a_run_of_the_whole_site_leaves_out_what_it_dropped():
    assert left_after_drop() == [link(2)]


@pytest.mark.parametrize(
    "arguments", [{"revisit": 7}, {"revisit": -1}, {"limit": 5}, {"section": "kinh-te"}, {"urls": "list.txt"}]
)
def test_a_run_that_may_request_known_articles_leaves_out_none(arguments):
    assert left_after_drop(**arguments) == [link(1), link(2)]


def test_nothing_is_left_out_before_it_was_dropped():
    assert KnownLinks(Arguments()).leave_out([link(1)]) == [link(1)]


def test_when_too_many_are_remembered_they_are_forgotten(monkeypatch):
    monkeypatch.setattr(known_links, "MOST_ADDRESSES", 2)
    known = KnownLinks(Arguments())
    for number in (1, 2, 3):
        known.note(link(number).address.url)
    assert known.leave_out([link(1), link(2), link(3)]) == [link(1), link(2)]
