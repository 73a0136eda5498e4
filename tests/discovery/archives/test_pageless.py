import pytest

from dvcrawler.discovery.archives import warcs
from dvcrawler.discovery.archives.warcs import PagelessCaptures
from dvcrawler.items import PageCode, PageOutcome

REDIRECT, ERROR = (
    PageOutcome(None, f"https://bao.example/{name}", "refused", name, PageCode.ARCHIVED_ERROR)
    for name in ("redirect", "error")
)


def captures(*stored: str) -> PagelessCaptures:
    return PagelessCaptures(frozenset(stored).__contains__)


def test_a_capture_without_a_page_is_reported_once_the_files_end():
    held = captures()
    assert list(held.hold("7", REDIRECT)) == []
    assert list(held.take()) == [REDIRECT]
    assert list(held.take()) == []


def test_of_several_captures_of_an_article_the_first_is_reported():
    held = captures()
    assert [*held.hold("7", ERROR), *held.hold("7", REDIRECT)] == []
    assert list(held.take()) == [ERROR]


@pytest.mark.parametrize("is_page_first", [True, False])
def test_the_page_of_the_article_settles_it_in_any_order(is_page_first):
    held = captures()
    if is_page_first:
        held.note_page("7")
    assert list(held.hold("7", REDIRECT)) == []
    if not is_page_first:
        held.note_page("7")
    assert list(held.take()) == []


def test_an_article_in_the_store_needs_no_page_in_the_files():
    held = captures("7")
    assert [*held.hold("7", REDIRECT), *held.hold("8", ERROR)] == []
    assert list(held.take()) == [ERROR]


def test_many_captures_are_reported_before_the_end(monkeypatch):
    monkeypatch.setattr(warcs, "_MOST_HELD", 2)
    held = captures()
    assert list(held.hold("7", REDIRECT)) == []
    assert list(held.hold("8", ERROR)) == [REDIRECT, ERROR]
    assert list(held.take()) == []
