"""The requests by which a page's scripts load its list."""

import pytest

from dvcrawler.discovery.pagers.next_steps import next_post, second_part
from dvcrawler.discovery.script_lists.list_requests import find_list_requests
from dvcrawler.extract.page import Page

HOST = "https://xa.example.vn"


def find(markup, path="/tin"):
    page = Page(f"<html><body>{markup}</body></html>".encode(), HOST + path)
    return [each.url.removeprefix(HOST) for each in find_list_requests(page)]


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("fetch('/api/tin?size=30').then(show)", ["/api/tin?size=30"]),
        ("var p = 1; $.getJSON('/api/tin', {page: p}, show)", ["/api/tin?page=1"]),
        ("const base = '/api'; axios.get(base + '/tin').then(show)", ["/api/tin"]),
        ("$.ajax({url: '/ds.ashx', type: 'GET', data: {loai: 3}, success: show})", ["/ds.ashx?loai=3"]),
        ("function tai(c, t) { $.get('/ds?c=' + c + '&trang=' + t, show) } tai(7, 1)", ["/ds?c=7&trang=1"]),
        ("fetch('/api/tin'); fetch('/api/thong-bao')", ["/api/tin", "/api/thong-bao"]),
        ("var n=10,p=1;$.getJSON('/api/tin?n='+n+'&page='+p,show)", ["/api/tin?n=10&page=1"]),
        ("$http.get('/api/tin', {params: {page: 1}}).then(show)", ["/api/tin?page=1"]),
        ("$http({method: 'GET', url: '/api/tin?page=1'}).then(show)", ["/api/tin?page=1"]),
        (
            "$scope.page=1;$scope.load=function(){$http.get('/api/tin?page='+$scope.page)}",
            ["/api/tin?page=1"],
        ),
        (
            "new Vue({data: {page: 1}, created() { axios.get('/api/tin?page=' + this.page) }})",
            ["/api/tin?page=1"],
        ),
        (
            "new Vue({data() { return {page: 1} }, methods: {load() { fetch(`/api/tin?page=${this.page}`) }}})",
            ["/api/tin?page=1"],
        ),
        ("const page = ref(1); fetch(`/api/tin?page=${page.value}`)", ["/api/tin?page=1"]),
        ("async function load(page = 1) { fetch(`/api/tin?page=${page}`) } load()", ["/api/tin?page=1"]),
        (
            "const q = new URLSearchParams({page: 1, size: 9}); fetch('/api/tin?' + q)",
            ["/api/tin?page=1&size=9"],
        ),
        ("const q = new URLSearchParams({page: 1}); fetch(`/api/tin?${q.toString()}`)", ["/api/tin?page=1"]),
        ("this.page = 1; this.page = 2; fetch('/api/tin?page=' + this.page)", []),
        ("fetch('/api/tin', {method: 'POST'})", []),
        ("$.post('/api/tin', {page: 2}, show)", []),
        ("$.post('/api/tin', {id: 1}, show)", []),
        ("$.post('/api/tin', {page: 1}, show); fetch('/api/anh')", ["/api/anh"]),
        ("$.post('/api/tin', {page: 1}, show)", ["/api/tin"]),
        ("axios.post('/graphql', {query: '{ tin { url } }'}).then(show)", ["/graphql"]),
        ("axios.post('/graphql', {query: 'mutation { dem }'}).then(show)", []),
        ("axios.post('/api/tin', {skip: 0, take: 5}).then(show)", ["/api/tin"]),
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
            "fetch('/api/thoi-tiet'); fetch('/api/visit-count'); fetch('/api/comments')",
            [],
        ),
    ],
)
def test_a_plain_request_for_a_first_part_is_found(script, asked):
    assert find(f"<script>{script}</script>") == asked


def test_a_component_in_an_attribute_has_its_data_there():
    box = "<div x-data=\"{page: 1, async load() { fetch('/api/tin?page=' + this.page) }}\" x-init='load()'></div>"
    assert find(box) == ["/api/tin?page=1"]


@pytest.mark.parametrize(
    ("box", "asked"),
    [
        ("<div data-url='/api/tin'></div>", ["/api/tin"]),
        ("<ul data-source='/du-lieu/tin.json'></ul>", ["/du-lieu/tin.json"]),
        (
            "<amp-list src='/api/tin?page=1'><template><a href='{{url}}'>{{title}}</a></template></amp-list>",
            ["/api/tin?page=1"],
        ),
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
        ("/api?pagination[page]=1", "/api?pagination%5Bpage%5D=2"),
        ("/api?page[number]=1&page[size]=9", "/api?page%5Bnumber%5D=2&page%5Bsize%5D=9"),
        ("/api?offset=0", None),
        ("/api?limit=10", None),
    ],
)
def test_the_second_part_follows_the_number_of_the_first(first, second):
    assert second_part(first) == second


@pytest.mark.parametrize(
    ("form", "number", "after"),
    [
        ('{"page":1}', 1, '{"page":2}'),
        ('{"muc":5,"page":3}', 3, '{"muc":5,"page":4}'),
        ('{"page":"2"}', 2, '{"page":"3"}'),
        (
            '{"q":"tin","variables":{"offset":0,"limit":6}}',
            1,
            '{"q":"tin","variables":{"offset":6,"limit":6}}',
        ),
        ('{"skip":0}', 1, '{"skip":4}'),
        ('{"skip":8}', 3, '{"skip":12}'),
        ("trang=1&muc=5", 1, "trang=2&muc=5"),
        ("start=0&length=9", 1, "start=9&length=9"),
        ('{"page":7}', 1, None),
        ('{"muc":1}', 1, None),
        ('{"page":1,"trang":1}', 1, None),
        ('{"after":"x"}', 1, None),
    ],
)
def test_the_form_of_the_part_after_this_one_counts_on(form, number, after):
    assert next_post(form.encode(), number, {}, listed=4) == (after.encode() if after else None)


def test_a_menu_is_asked_for_where_a_front_page_has_none():
    script = "<script>fetch('/api/menu.json').then(show)</script>"
    names = "".join(f"<a href='/muc-{n}'>Mục {word}</a>" for n, word in enumerate(("một", "hai", "ba")))
    assert find(script, "/") == ["/api/menu.json"]
    assert find(f"<nav>{names}</nav>{script}", "/") == []
    assert find(script) == []
