"""Pagers whose script requests a part of the list: `$.get`, `$.post`, `$.ajax`, `fetch`, `axios.get`."""

import json
from urllib.parse import parse_qsl

import pytest

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from tests.discovery.buttons.test_pager_controls import listing, page_of, section_site
from tests.discovery.buttons.test_pager_scripts import UNFOLLOWED, control
from tests.portal import records
from tests.site import HOST, crawl_site, last_run, path_of, served
from tests.webserver import Answer

PART = f"https://{HOST}/ajax/tin"
NUMBERS = '<div class="paging"><a href="#" onclick="go(2)">2</a></div>'
BUTTON = '<button class="btn-more" id="loadMore">Xem thêm</button>'


@pytest.mark.parametrize(
    "code",
    [
        "$.get('/ajax/tin?page=' + n, function(d){ $('#list').html(d); });",
        "$.get('/ajax/tin', {page: n}, function(d){ $('#list').append(d) })",
        "$.get(url, {page: n}); } var url = '/ajax/tin'; function other(){",
        "$.getJSON('/ajax/tin', { 'page': n }, show)",
        "fetch('/ajax/tin?page='+n).then(r => r.text()).then(h => show(h))",
        "fetch(`/ajax/tin?page=${n}`, {headers: {'X-Requested-With': 'XMLHttpRequest'}}).then(r => r.text())",
        "axios.get('/ajax/tin?page=' + n).then(show)",
        "axios.get('/ajax/tin', {params: {page: n}}).then(show)",
        "$.ajax({url: '/ajax/tin', type: 'GET', data: {page: n}, success: function(d){$('#x').html(d)}})",
        "$.ajax({url: '/ajax/tin?page=' + n, dataType: 'html'})",
        "$.ajax({url:'/ajax/tin', data: 'page=' + n, success: show})",
        "$('#list').load('/ajax/tin?page=' + n)",
        "var x = new XMLHttpRequest(); x.open('GET', '/ajax/tin?page=' + n, true); x.send();",
    ],
)
def test_the_request_of_the_script_is_the_next_page(code):
    assert control(f"<script>function go(n){{ {code} }}</script>{NUMBERS}") == NextPage(f"{PART}?page=2")


@pytest.mark.parametrize(
    "code",
    [
        "jQuery.post('/ajax/tin', {page: n, cat: 5}, function(r){})",
        "$.ajax({type:'POST', url:'/ajax/tin', data:{page:n,cat:5}}).done(show)",
        "$('#list').load('/ajax/tin', {page: n, cat: 5})",
    ],
)
def test_what_the_script_posts_is_posted(code):
    found = control(f"<script>function go(n){{ {code} }}</script>{NUMBERS}")
    assert found == NextPage(PART, b"page=2&cat=5", is_part=True)


@pytest.mark.parametrize(
    ("code", "posted"),
    [
        ("axios.post('/ajax/tin', {page: n, muc: 'xa'})", '{"page":2,"muc":"xa"}'),
        ("axios({method: 'post', url: '/ajax/tin', data: {page: n, muc: 5}})", '{"page":2,"muc":5}'),
        (
            "$http.post('/ajax/tin', {page: n, loc: {muc: '5', moi: true, tu: null}}).then(show)",
            '{"page":2,"loc":{"muc":"5","moi":true,"tu":null}}',
        ),
        (
            "$.ajax({url:'/ajax/tin', data: JSON.stringify({page:n}), contentType:'application/json', type:'POST', success: show})",
            '{"page":2}',
        ),
        (
            "fetch('/ajax/tin', {method: 'POST', body: JSON.stringify({muc: [3, 5], page: n})}).then(show)",
            '{"muc":[3,5],"page":2}',
        ),
        (
            "fetch('/ajax/tin', {method:'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({page: n,})})",
            '{"page":2}',
        ),
        (
            "fetch('/ajax/tin', {headers: {Accept: '*/*'}, method: 'post', body: JSON.stringify({ 'page': n, \"size\": 10 })})",
            '{"page":2,"size":10}',
        ),
        (
            "fetch('/ajax/tin', {body: JSON.stringify({query: `{ tin(page: ${n}) { url } }`, variables: {page: n}}), method: 'POST'})",
            '{"query":"{ tin(page: 2) { url } }","variables":{"page":2}}',
        ),
        (
            "fetch('/ajax/tin', {method: 'POST', body: new URLSearchParams({page: n, muc: 5})})",
            "page=2&muc=5",
        ),
        (
            "const fd = new FormData(); fd.append('action', 'tin'); fd.append('page', n); fetch('/ajax/tin', {method: 'POST', body: fd})",
            "action=tin&page=2",
        ),
        (
            "let q = new URLSearchParams(); q.set('page', n); q.set('muc', 5); fetch('/ajax/tin', {method: 'post', body: q}).then(show)",
            "page=2&muc=5",
        ),
        ("let page = n; axios.post('/ajax/tin', {page, muc: 5})", '{"page":2,"muc":5}'),
    ],
)
def test_an_object_that_the_script_writes_is_posted(code, posted):
    found = control(f"<script>function go(n){{ {code} }}</script>{NUMBERS}")
    assert found == NextPage(PART, posted.encode(), is_part=True)


NUMBERED = '<div class="paging"><a href="#" class="so" data-page="2" data-muc="5">2</a></div>'


@pytest.mark.parametrize(
    "handler",
    [
        "function(){ var p = $(this).data('page'); $.post('/ajax/tin', {page: p, cat: 5}, show); }",
        "function(){ $.post('/ajax/tin', {page: $(this).data('page'), cat: $(this).attr('data-muc')}, show); }",
        "function(e){ var p = $(this).attr('data-page'); $.ajax({url: '/ajax/tin', type: 'POST', data: {page: p, cat: 5}}); }",
        "function(){ var p = parseInt($(this).data('page')); $.post('/ajax/tin', {page: p, cat: 5}, show); }",
        "function(){ var p = $(this).text(); $.post('/ajax/tin', {page: p, cat: 5}, show); }",
        "function(){ const p = this.dataset.page; $.post('/ajax/tin', {page: p, cat: this.dataset.muc}, show); }",
        "function(e){ const p = e.target.dataset.page; $.post('/ajax/tin', {page: p, cat: 5}, show); }",
        "function(){ var link = $(this); $.post('/ajax/tin', {page: link.data('page'), cat: link.data('muc')}, show); }",
        "function(){ load($(this).data('page')); }); function load(n){ $.post('/ajax/tin', {page: n, cat: 5}, show);",
        "e => { $.post('/ajax/tin', {page: e.currentTarget.getAttribute('data-page'), cat: 5}, show); }",
    ],
)
@pytest.mark.parametrize("bound", ["$('.so').click(", "$(document).on('click', '.so', "])
def test_what_a_handler_reads_of_the_number_that_was_clicked_is_posted(bound, handler):
    found = control(f"<script>{bound}{handler});</script>{NUMBERED}")
    assert found == NextPage(PART, b"page=2&cat=5", is_part=True)


@pytest.mark.parametrize(
    ("number", "label", "index", "leads"),
    [(1, 2, 1, True), (2, 3, 2, True), (1, 2, 3, False), (1, 3, 2, False)],
)
def test_the_pages_of_a_script_may_count_from_0(number, label, index, leads):
    path = f"/tin/Pages/default.aspx?PageIndex={index}"
    shown = f"<a href='javascript:void(0)' onclick=\"window.location='{path}'\">{label}</a>"
    own = f"https://{HOST}/tin/Pages/default.aspx" + (f"?PageIndex={number - 1}" if number > 1 else "")
    found = find_control(page_of(f"<div class=trang>{shown}</div>", own), number)
    assert (found == NextPage(f"https://{HOST}{path}")) is leads


@pytest.mark.parametrize(
    "bound",
    [
        "$('#paging a').click(function(){",
        "$(document).on('click', '#paging a', function(){",
        "$('#paging').on('click', 'a', function(e){",
        "$('.phan-trang li a').click(function(){",
    ],
)
def test_a_handler_may_be_bound_to_the_box_around_the_numbers(bound):
    code = (
        "var p = $(this).attr('rel'); $.ajax({url: '/ajax/tin', type: 'POST', data: {page: p, cat: 5}}); });"
    )
    row = (
        "<ul id=paging class=phan-trang><li><a href='#' rel=1>1</a></li><li><a href='#' rel=2>2</a></li></ul>"
    )
    assert control(f"<script>{bound} {code}</script>{row}") == NextPage(PART, b"page=2&cat=5", is_part=True)


@pytest.mark.parametrize(
    "code",
    [
        "$.get('/ajax/tin', {page: n, cat: $('#cat').val()})",
        "$.get('/ajax/tin', {offset: n*10})",
        "$.get('/ajax/comment', {page: n})",
        "$.get('https://example.org/x', {page: n})",
        "$.get('/a?page='+n); $.get('/b?page='+n);",
        "$.get('/ajax/tin/' + n, show)",
        "$.get(path, {page: n})",
        "$.get('/ajax/tin', {page: n - 1})",
        "$.get('/ajax/tin', $('#f').serialize())",
        "loadPage(n)",
        "fetch('/ajax/tin?page='+n, {method: 'POST', body: f})",
        "axios.post('/ajax/tin', {page: n, ma: ma()})",
        "$.ajax({url:'/ajax/tin', data: JSON.stringify({page:n, ma: token}), contentType:'application/json', type:'POST'})",
        "fetch('/ajax/tin', {method: 'PUT', body: JSON.stringify({page: n})})",
        "axios.post('/ajax/tin', {page: n, ...loc})",
        "fetch('/ajax/tin', {method: 'POST', body: JSON.stringify({page: n - 1})})",
        "axios.post('/ajax/tin', {page: [n, 4})",
        "const fd = new FormData(); fd.append('page', n); fd.append('nonce', ma()); fetch('/ajax/tin', {method: 'POST', body: fd})",
        "const fd = new FormData(f); fetch('/ajax/tin', {method: 'POST', body: fd})",
        "axios.post('/ajax/comment', {page: n})",
        "axios.post('/ajax/tin', {a: {b: {c: {d: {e: {page: n}}}}}})",
        "$.post('/ajax/tin?page=' + n, show)",
        "$.get(url, {page: n}); } var url = '/a'; url = '/b'; function x(){",
    ],
)
def test_a_request_that_is_uncertain_is_not_sent(code):
    assert control(f"<script>function go(n){{ {code} }}</script>{NUMBERS}") == UNFOLLOWED


@pytest.mark.parametrize(
    "code",
    [
        "var page=1; $('#loadMore').click(function(){ page++; $.get('/ajax/tin?page='+page, show); });",
        "var page=2; $('.btn-more').on('click', function(e){ $.get('/ajax/tin', {page: page}, function(){ page++; }); });",
        "let page = 1; document.getElementById('loadMore').addEventListener('click', async () => {\n"
        "page += 1; const r = await fetch(`/ajax/tin?page=${page}`); });",
        "let page = 1; document.getElementById('loadMore').onclick = async function () { page++; await fetch(`/ajax/tin?page=${page}`) }",
        "var page = 1; var b = document.querySelector('.btn-more'); b.onclick = () => { page++; fetch('/ajax/tin?page=' + page) }",
        "const more = document.querySelector('#loadMore'); let page = 1;\n"
        "more.addEventListener('click', () => { page++; fetch(`/ajax/tin?page=${page}`) })",
        "var now = 1; $(document).on('click', '.btn-more', function(){ now = now + 1; $.ajax({url:'/ajax/tin', data:{page: now}}); });",
        "var page = 1; $('.btn-more').click(function(){ var next = page + 1; $.get('/ajax/tin', {page: next}); page = next; })",
        "let page = 1; $('.btn-more').click(() => { fetch('/ajax/tin?page=' + (page + 1)) })",
        "let page = 1; $('.btn-more').click(() => { fetch(`/ajax/tin?page=${page + 1}`) })",
        "let page = 1; $('.btn-more').click(function(){ page++; load(page) }); function load(page){ $.get('/ajax/tin?page='+page); }",
        "var n = 1; $('#loadMore').on('click', e => { e.preventDefault(); load('/ajax/tin', n + 1); n++; });"
        " function load(url, page){ $.ajax({ url: url, data: { page: page } }).done(show); }",
        "let page = 1; const more = () => { fetch(`/ajax/tin?page=${page}`).then(show) }; $('.btn-more').click(() => { ++page; more() });",
    ],
)
@pytest.mark.parametrize(
    "button",
    [
        BUTTON,
        '<div class="btn-more" id="loadMore">Xem thêm</div>',
        '<a class="btn-more" id="loadMore">Xem thêm</a>',
    ],
)
def test_a_button_bound_by_a_script_leads_to_the_page_that_a_variable_counts(code, button):
    assert control(f"<script>{code}</script>{button}") == NextPage(f"{PART}?page=2")


@pytest.mark.parametrize(
    "code",
    [
        "var page=0; $('#loadMore').click(function(){ page++; $.get('/ajax/tin?page='+page); });",
        "var page=1; $('.other').click(function(){ page++; $.get('/ajax/tin?page='+page); });",
        "$('#loadMore').click(function(){ var p = $(this).data('page'); $.get('/ajax/tin', {page: p}); })",
        "$('#loadMore').click(function(){ load(last()) }); function load(page){ $.get('/ajax/tin?page='+page); }",
        "let page=1; $('#loadMore').click(function(){ page++; load(page * 2) }); function load(p){ $.get('/ajax/tin?page='+p); }",
        "let page=1; $('#loadMore').click(function(){ page++; load(page); old(page) });"
        " function load(p){ $.get('/ajax/tin?page='+p); } function old(p){ $.get('/ajax/cu?page='+p); }",
    ],
)
def test_a_button_whose_number_is_not_known_is_named(code):
    assert control(f"<script>{code}</script>{BUTTON}") == UNFOLLOWED


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        (
            "var skip=8; $('#loadMore').click(function(){ $.get('/ajax/tin', {skip: skip, take: 8}, show); skip += 8 });",
            "skip=8&take=8",
        ),
        (
            "var skip=0; $('#loadMore').click(function(){ skip+=8; $.get('/ajax/tin', {skip: skip}, show); });",
            "skip=8",
        ),
        (
            "const N=8; let o=8; $('#loadMore').click(() => { $.get('/ajax/tin', {offset: o}, d => { o += N; show(d) }) });",
            "offset=8",
        ),
        (
            "var at=20; $('#loadMore').click(function(){ $.get('/ajax/tin', {start: at, limit: 8}, show); at += 8 });",
            None,
        ),
        (
            "var at=8; $('#loadMore').click(function(){ $.get('/ajax/tin', {start: at}, show); at = next(at) });",
            None,
        ),
    ],
)
def test_a_script_may_count_articles_instead_of_pages(code, asked):
    found = control(f"{BUTTON}<script>{code}</script>")
    assert found == (NextPage(f"https://{HOST}/ajax/tin?{asked}") if asked else "its pager has no address")


def test_a_call_gives_address_and_number_or_counts_itself():
    code = "<script>var page=1; function loadMore(){ page++; $.get('/ajax/tin?page='+page) }</script>"
    assert control(code + '<a class="btn-more" onclick="loadMore()">Xem thêm</a>') == NextPage(
        f"{PART}?page=2"
    )
    code = "<script>function load(u, n){ $.get(u, {page: n}) }</script>"
    link = "<div class='paging'><a onclick=\"load('/ajax/tin', 2)\">2</a></div>"
    assert control(code + link) == NextPage(f"{PART}?page=2")


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        (
            "var t=1; function more(){ t=t+1; $.ajax({url:'/ajax/tin?muc=5&t='+t, success: show}) }",
            "/ajax/tin?muc=5&t=2",
        ),
        (
            "let so=1; function more(){ so++; const x=new XMLHttpRequest(); x.open('GET','/ajax/tin/5/'+so); x.send() }",
            "/ajax/tin/5/2",
        ),
        (
            "let tu=6; async function more(){ const r = await fetch(`/ajax/tin?muc=5&tu=${tu}`); tu+=6; show(r) }",
            "/ajax/tin?muc=5&tu=6",
        ),
        ("var lan=2; function more(){ $('#ds').load('/ajax/tin-'+lan+'.html'); lan++ }", "/ajax/tin-2.html"),
        (
            "let p=1; function more(){ p++; const u=new URL('/ajax/tin', location.origin); u.searchParams.set('muc', 5);"
            " u.searchParams.set('page', p); fetch(u).then(show) }",
            "/ajax/tin?muc=5&page=2",
        ),
        (
            "let p=1; function more(){ p+=1; const u=new URL('/ajax/tin'); u.searchParams.append('trang', p); fetch(u, {headers: {}}) }",
            "/ajax/tin?trang=2",
        ),
    ],
)
def test_what_a_script_counts_is_the_number_of_the_next_page_whatever_it_is_called(code, asked):
    found = control(f"<script>{code}</script><button onclick='more()'>Tải thêm</button>")
    assert found == NextPage(f"https://{HOST}{asked}")


@pytest.mark.parametrize(
    "code",
    [
        "var t=4; function more(){ t++; $.get('/ajax/tin?t='+t, show) }",
        "var t=1; function more(){ t++; $.get('/ajax/tin?t='+t+'&s='+t, show) }",
        "var t=1; function more(){ t++; $.get('/ajax/tin?t='+ma(t), show) }",
        "var t=1; function more(){ t++; $.get('/ajax/binh-luan?t='+t, show) }",
        "let p=1; function more(){ p++; const u=new URL('/ajax/tin'); u.searchParams.set('p', p); u.searchParams.set('m', ma()); fetch(u) }",
    ],
)
def test_another_number_that_a_script_counts_is_not_that_of_a_page(code):
    found = control(f"<script>{code}</script><button onclick='more()'>Tải thêm</button>")
    assert not isinstance(found, NextPage)


@pytest.mark.parametrize(
    "bound",
    [
        "document.getElementById('loadMore').addEventListener('click', more);",
        "$('#loadMore').click(more);",
        "$(document).on('click', '.btn-more', more);",
        "document.querySelector('.btn-more').onclick = more;",
    ],
)
@pytest.mark.parametrize("written", ["function more(){{ {} }}", "const more = async () => {{ {} }};"])
def test_a_function_may_be_bound_by_its_name(bound, written):
    code = written.format("n++; fetch('/ajax/tin?page='+n).then(show)")
    assert control(f"<script>let n=1; {code} {bound}</script>{BUTTON}") == NextPage(f"{PART}?page=2")


@pytest.mark.parametrize(
    "code",
    [
        "b.dataset.page = Number(b.dataset.page) + 1; fetch('/ajax/tin?muc=' + b.dataset.muc + '&page=' + b.dataset.page)",
        "b.dataset.page++; $.get('/ajax/tin?muc=' + b.dataset.muc + '&page=' + b.dataset.page, show)",
        "fetch('/ajax/tin?muc=' + $(b).data('muc') + '&page=' + (parseInt(b.dataset.page) + 1))",
    ],
)
def test_a_button_may_hold_what_its_function_counts(code):
    button = "<button data-page=1 data-muc=5 onclick='loadMore(this)'>Xem thêm</button>"
    found = control(f"<script>function loadMore(b){{ {code} }}</script>{button}")
    assert found == NextPage(f"{PART}?muc=5&page=2")


@pytest.mark.parametrize(
    ("parameters", "code", "asked"),
    [
        ("", "n++; fetch('/ajax/tin?page=' + n)", "?page=2"),
        ("tin", "$.get('/ajax/tin?page=' + $(tin).data('page'), show)", "?page=2"),
        ("page", "$.get('/ajax/tin', {page: page.dataset.page}, show)", "?page=2"),
        ("b = null", "fetch('/ajax/tin?b=1&page=' + b.dataset.page)", "?b=1&page=2"),
        ("b", "$.get('/ajax/tin/b?page=' + $(b).data('page'), show)", "/b?page=2"),
    ],
)
def test_a_function_may_call_its_button_as_it_likes_or_not_at_all(parameters, code, asked):
    button = "<button data-page=2 data-page-size=9 onclick='loadMore(this)'>Xem thêm</button>"
    found = control(f"<script>let n=1; function loadMore({parameters}){{ {code} }}</script>{button}")
    assert found == NextPage(f"{PART}{asked}")


def test_what_a_button_counts_is_not_what_else_begins_with_its_name():
    button = "<button data-page=1 data-page-size=9 onclick='loadMore(this)'>Xem thêm</button>"
    code = "b.dataset.page++; fetch('/ajax/tin?page=' + b.dataset.page + '&n=' + b.dataset.pageSize)"
    found = control(f"<script>function loadMore(b){{ {code} }}</script>{button}")
    assert found == NextPage(f"{PART}?page=2&n=9")


# --- as crawls -------------------------------------------------------------------------------------


def posted_part(handler):
    fields = dict(parse_qsl(getattr(handler, "form", b"").decode()))
    number = int(fields["page"])
    assert fields["cat"] == "5"
    return listing(range(number * 4 - 3, number * 4 + 1)) if number < 4 else Answer(b"")


def as_json(data):
    return Answer(json.dumps(data).encode(), headers={"Content-Type": "application/json"})


def with_markup(number):
    links = listing(range(number * 4 - 3, number * 4 + 1)) if number < 4 else ""
    return as_json({"ok": True, "data": {"html": links}})


def with_items(number, key="url"):
    numbers = range(number * 4 - 3, number * 4 + 1) if number < 4 else ()
    return as_json({"total": 12, "items": [{"id": n, "title": f"bài {n}", key: path_of(n)} for n in numbers]})


GETS = "$.get('/ajax/tin?page=' + n, function(d){ $('#list').append(d) })"


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    ("code", "parts"),
    [
        (
            GETS,
            {f"/ajax/tin?page={n}": listing(range(n * 4 - 3, n * 4 + 1)) for n in (2, 3)}
            | {"/ajax/tin?page=4": Answer(b" ")},
        ),
        ("$.post('/ajax/tin', {page: n, cat: 5}, show)", {"/ajax/tin": posted_part}),
        (GETS, {f"/ajax/tin?page={n}": with_markup(n) for n in (2, 3, 4)}),
        (GETS, {f"/ajax/tin?page={n}": with_items(n) for n in (2, 3, 4)}),
    ],
    ids=["get", "post", "markup", "items"],
)
def test_a_section_of_parts_is_walked_to_its_end(tmp_path, code, parts):
    page = listing(range(1, 5), f"<script>function go(n){{ {code} }}</script>{NUMBERS}")
    with served(section_site(**{"/kinh-te/": page, **parts})) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 0, ended.out + ended.err
    assert len(records(tmp_path)) == 12
    assert last_run(tmp_path)["problems"] == []


def test_data_that_name_no_addresses_make_the_run_partial(tmp_path):
    page = listing(range(1, 5), f"<script>function go(n){{ {GETS} }}</script>{NUMBERS}")
    with served(section_site(**{"/kinh-te/": page, "/ajax/tin?page=2": with_items(2, "slug")})) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 10, ended.out + ended.err
    problems = last_run(tmp_path)["problems"]
    assert [each["code"] for each in problems] == ["listing_unreadable"]
    assert "data without the addresses of articles" in problems[0]["reason"]


@pytest.mark.parametrize(
    "script",
    [
        "function tin() { return { page: 1, async more() { this.page++; const r = await fetch('/ajax/tin?page=' + this.page); } } }",
        "new Vue({ data: { page: 1 }, methods: { more() { this.page += 1; axios.get('/ajax/tin?page=' + this.page).then(v); } } })",
        "app.controller('c', function($scope, $http){ $scope.page = 1; $scope.more = function(){ $scope.page++; $.get('/ajax/tin?page=' + $scope.page); }; })",
    ],
)
def test_the_number_that_a_component_counts_is_that_of_the_next_page(script):
    for click in ("@click", "x-on:click", "ng-click"):
        found = control(f'<script>{script}</script><button {click}="more()">Xem thêm</button>')
        assert found == NextPage(f"{PART}?page=2")


def test_a_component_in_an_attribute_is_read():
    data = "{ page: 1, more() { this.page++; fetch('/ajax/tin?page=' + this.page).then(v) } }"
    found = control(f'<div x-data="{data}"><button @click="more()">Xem thêm</button></div>')
    assert found == NextPage(f"{PART}?page=2")


def test_a_number_that_is_set_in_two_places_is_not_known():
    script = "var a = { page: 1, more() { this.page++; fetch('/ajax/tin?page=' + this.page) } }; var b = { page: 4 };"
    assert control(f'<script>{script}</script><button @click="more()">Xem thêm</button>') is None


def test_the_length_of_a_page_is_not_its_number():
    script = "function go(n){ fetch(`/wp-json/wp/v2/posts?categories=5&per_page=4&page=${n}`).then(v); }"
    found = control(f"<script>{script}</script>{NUMBERS}")
    assert found == NextPage(f"https://{HOST}/wp-json/wp/v2/posts?categories=5&per_page=4&page=2")


def posts(numbers):
    return json.dumps([{"link": path_of(n), "title": {"rendered": f"Bài {n}"}} for n in numbers]).encode()


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("body", "code"), [(b'{"code":"rest_post_invalid_page_number"}', 0), (b"{}", 0)])
def test_a_service_that_says_400_past_its_last_page_ends_the_list(tmp_path, body, code):
    script = "<script>function go(n){ fetch('/api?per_page=4&page=' + n).then(v); }</script>" + NUMBERS
    pages = {
        "/kinh-te/": listing(range(1, 5), script),
        "/api?per_page=4&page=2": Answer(posts(range(5, 9))),
        "/api?per_page=4&page=3": Answer(body, 400),
    }
    with served(section_site(**pages)) as web:
        assert crawl_site(web, tmp_path).code == code
    assert len(records(tmp_path)) == 8


def test_a_service_that_refuses_its_second_page_is_named(tmp_path):
    script = "<script>function go(n){ fetch('/api?page=' + n).then(v); }</script>" + NUMBERS
    pages = {"/kinh-te/": listing(range(1, 5), script), "/api?page=2": Answer(b'{"code":"no_nonce"}', 400)}
    with served(section_site(**pages)) as web:
        assert crawl_site(web, tmp_path).code == 10
    (problem,) = last_run(tmp_path)["problems"]
    assert problem["code"] == "pager_not_followed"
