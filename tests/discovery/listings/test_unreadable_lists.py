"""What a listing that cannot be read is called: what the server sent, not what was hoped for."""

from types import SimpleNamespace

import pytest

from dvcrawler.discovery.listings.empty_lists import report_cut
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.extract.page import Page
from tests.site import HOST, crawl_site, last_run, path_of, served, site
from tests.spiders import test_unknown_listings as unknown
from tests.spiders.test_unknown_listings import links
from tests.webserver import Answer

PDF = Answer(b"%PDF-1.4 x", 200, {"Content-Type": "application/pdf"})
SECTION = "/kinh-te/"


def crawl(data, pages, *arguments):
    """Outcome, code and reason of the only page that the run names."""
    with served(pages) as web:
        ended = crawl_site(web, data, *arguments)
    (page,) = last_run(data)["problems"]
    assert page["reason"] in ended.out
    return page["outcome"], page["code"], page["reason"]


@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (PDF, "the answer is a PDF file"),
        (Answer(b"%PDF-1.7 x", 200, {"Content-Type": "text/html"}), "the answer is a PDF file"),
        (Answer(b"PK\x03\x04", 200, {"Content-Type": "application/zip"}), "not a page: application/zip"),
        (Answer(b"\x89PNG", 200, {"Content-Type": "image/png"}), "not a page: image/png"),
        (Answer(b"  \n", 200, {"Content-Type": "text/html"}), "the answer is empty"),
    ],
)
@pytest.mark.parametrize("place", ["/", SECTION])
def test_a_listing_is_called_what_it_is(tmp_path, place, answer, what):
    more = ("-a", f"section=https://{HOST}{SECTION}") if place == SECTION else ()
    outcome, code, reason = crawl(tmp_path, site(1, **{place: answer}), *more)
    assert (outcome, code) == ("unread", "listing_unreadable")
    assert reason == f"a listing that is not a page: {what}"
    assert "article" not in reason


def test_an_article_that_is_a_pdf_keeps_its_code(tmp_path):
    found = crawl(tmp_path, site(1, 2, **{path_of(2): PDF}))
    assert found == ("refused", "pdf", "the answer is a PDF file")


def test_a_list_behind_more_boxes_than_are_read_is_named(tmp_path):
    deep = f"<html><body>{'<div>' * 2100}<a href='{path_of(2)}'>bài 2</a></body></html>"
    assert (
        "too many boxes"
        in crawl(tmp_path, site(1, **{SECTION: deep}), "-a", f"section=https://{HOST}{SECTION}")[2]
    )


def test_a_list_that_was_cut_is_named_once_until_it_is_whole_and_one_that_is_sent_in_part_each_time(tmp_path):
    menu = "<nav><a href='/thoi-su'>Thời sự</a><a href='/kinh-te'>Kinh tế</a></nav>"
    pages = unknown.site(
        12, **{"/": menu + links(0, 1, 2), "/thoi-su": menu + links(3, 4, 5), "/kinh-te": menu + links(6, 7)}
    )
    pages[unknown.HOST, "/thoi-su"] = pages[unknown.HOST, "/thoi-su"].replace(
        "</body>", "<a href='/thoi-su?page=2'>Trang sau</a></body>"
    )
    pages[unknown.HOST, "/thoi-su?page=2"] = Answer(b"", 204)  # the end
    pages[unknown.HOST, "/thoi-su"] = pages[unknown.HOST, "/thoi-su"].removesuffix("</body></html>")
    pages[unknown.HOST, "/kinh-te"] = Answer(pages[unknown.HOST, "/kinh-te"].encode(), 206)
    cut, part = "the page ends without </html>: it may have been cut on the way", "the server says 206"
    whole = pages | {(unknown.HOST, "/thoi-su"): pages[unknown.HOST, "/thoi-su"] + "</body></html>"}
    for own, expected in ((pages, [cut, part]), (pages, [part]), (whole, [part]), (pages, [cut, part])):
        ended, _ = unknown.crawl(own, tmp_path)
        named = last_run(tmp_path, f"portal/{unknown.HOST}")["problems"]
        assert sorted(page["reason"] for page in named) == expected, ended.stdout
    assert unknown.stored(tmp_path) == unknown.all_of(6)


@pytest.mark.parametrize(
    ("pages", "named"),
    [
        (["1 cut", "1 cut", "2 cut"], [0]),
        (["1 whole", "2 cut", "1 whole", "2 cut"], [1]),
        (["7 cut", "1 cut", "1 cut"], [0, 1]),
        (["2 cut", "2 whole", "2 cut"], [0, 2]),
        (["1 unclosed"], []),
    ],
)
def test_a_list_is_named_once_until_the_page_that_was_cut_is_whole(pages, named):
    ends = {"cut": "", "whole": "</body></html>", "unclosed": "</body>"}
    shared, kept = SharedParts(), {}
    shared.note_front(Page(b"<html><body>Tin</body></html>", "https://x.vn/"))
    state = SimpleNamespace(recall=kept.get, remember=kept.__setitem__)
    sources, told = SimpleNamespace(shared_parts=shared, state=state), []
    for number, kind in map(str.split, pages):
        page = Page(f"<html><body>Tin{ends[kind]}".encode(), "https://x.vn/muc")
        told.append(report_cut(sources, page, Listing("https://x.vn/muc", int(number))))
    assert [n for n, each in enumerate(told) if each is not None] == named
