"""The requests by which a page's scripts load its list."""

import pytest

from dvcrawler.discovery.pagers.next_steps import second_part
from dvcrawler.discovery.script_lists.list_requests import find_list_requests
from dvcrawler.extract.page import Page

HOST = "https://xa.example.vn"


def find(markup):
    page = Page(f"<html><body>{markup}</body></html>".encode(), f"{HOST}/tin")
    return [url.removeprefix(HOST) for url in find_list_requests(page)]


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("fetch('/api/tin?size=30').then(show)", ["/api/tin?size=30"]),
        ("var p = 1; $.getJSON('/api/tin', {page: p}, show)", ["/api/tin?page=1"]),
        ("const base = '/api'; axios.get(base + '/tin').then(show)", ["/api/tin"]),
        ("$.ajax({url: '/ds.ashx', type: 'GET', data: {loai: 3}, success: show})", ["/ds.ashx?loai=3"]),
        ("function tai(c, t) { $.get('/ds?c=' + c + '&trang=' + t, show) } tai(7, 1)", ["/ds?c=7&trang=1"]),
        ("fetch('/api/tin'); fetch('/api/thong-bao')", ["/api/tin", "/api/thong-bao"]),
        ("fetch('/api/tin', {method: 'POST'})", []),
        ("$.post('/api/tin', {page: 1}, show)", []),
        ("fetch('/api/tin?page=2')", []),
        ("fetch('/api/tin/' + id)", []),
        ("let c = ''; fetch('/api/tin?sau=' + c).then(d => { c = d.nextCursor })", ["/api/tin?sau="]),
        (
            "let c = null; fetch('/api/tin?m=1' + (c ? '&sau=' + c : '')).then(d => { c = d.next })",
            ["/api/tin?m=1"],
        ),
        ("let c = 'x'; c = 'y'; fetch('/api/tin?m=1' + (c ? '&sau=' + c : ''))", []),
        ("fetch('https://api.example.vn/tin')", ["https://api.example.vn/tin"]),
        ("fetch('https://api.khac.vn/api/tin')", []),
        (
            "fetch('/api/thoi-tiet'); fetch('/api/visit-count'); fetch('/api/comments'); fetch('/api/menu')",
            [],
        ),
    ],
)
def test_a_plain_request_for_a_first_part_is_found(script, asked):
    assert find(f"<script>{script}</script>") == asked


@pytest.mark.parametrize(
    ("box", "asked"),
    [
        ("<div data-url='/api/tin'></div>", ["/api/tin"]),
        ("<ul data-source='/du-lieu/tin.json'></ul>", ["/du-lieu/tin.json"]),
        ("<div data-url='/api/tin'><a href='/tin/1'>Tin</a></div>", []),
        ("<div data-url='/api/tin'>Không có tin</div>", []),
        ("<div data-url='/chia-se'></div><div data-src='/anh/1.jpg'></div>", []),
    ],
)
def test_an_empty_box_may_name_the_address_of_its_data(box, asked):
    assert find(box) == asked


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/api?page=1", "/api?page=2"),
        ("/api?page=0&size=5", "/api?page=1&size=5"),
        ("/api?offset=0&limit=10", "/api?offset=10&limit=10"),
        ("/api?offset=0", None),
        ("/api?limit=10", None),
    ],
)
def test_the_second_part_follows_the_number_of_the_first(first, second):
    assert second_part(first) == second
