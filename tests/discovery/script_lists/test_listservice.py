"""The list service: found where a page shows it, read in both its forms, paged by offset."""

import json

import pytest

from dvcrawler.discovery.script_lists.listservice import (
    find_service,
    is_service,
    next_service_page,
    read_service,
)
from dvcrawler.extract.page import Page

HIDDEN = '<input type="hidden" id="site_id" value="e78"><input type="hidden" id="cate_id" value="12">'
BASE = "https://baovidu.vn/kinh-te/"


def page(html):
    return Page(f"<html><body>{html}</body></html>".encode(), BASE)


@pytest.mark.parametrize(
    "sign",
    [
        '<div id="pagination-container"></div>',
        '<a id="loadmore">Xem thêm</a>',
        "<script>$.getJSON('/sc_service/api/article/list?x=1')</script>",
    ],
)
def test_a_page_that_shows_the_service_names_its_list(sign):
    service = find_service(page(HIDDEN + sign))
    assert (service.site_id, service.category_id) == ("e78", "12")
    assert is_service(service.url)
    assert "first=0" in service.url


@pytest.mark.parametrize(
    "html",
    [
        "",
        HIDDEN,
        '<a id="loadmore">Xem thêm</a>',
        HIDDEN.replace("12", "12 or 1=1") + '<a id="loadmore"></a>',
    ],
)
def test_a_page_that_does_not_show_it_is_not_asked(html):
    assert find_service(page(html)) is None


@pytest.mark.parametrize("form", ["{}", "cb({});", "jQuery1_2({})"])
def test_json_and_jsonp_are_read(form):
    rows = {"response": [{"pageUrl": "/kinh-te/202401/a-1234567/"}, {"pageUrl": None}, "x"], "total": 2}
    assert read_service(form.format(json.dumps(rows)).encode(), BASE) == [
        "https://baovidu.vn/kinh-te/202401/a-1234567/"
    ]


@pytest.mark.parametrize("data", [b"", b"<html>", b"[1,2]", b'{"response": 5}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_an_answer_gives_no_addresses(data):
    assert read_service(data, BASE) == []


def test_the_next_page_begins_behind_this_one():
    url = find_service(page(HIDDEN + '<a id="loadmore"></a>')).url
    assert "first=20" in next_service_page(url)
    assert "first=40" in next_service_page(next_service_page(url))
