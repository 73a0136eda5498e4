"""Lists that are continued by scrolling, and pagers whose links lead nowhere known."""

import pytest

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.script_lists.continued_lists import only_continues
from dvcrawler.discovery.script_lists.list_requests import asks_for_list
from dvcrawler.extract.page import Page

LIST = "https://bao.vn/kinh-te"
MORE = "page++; $.get('/tai?cat=4&page=' + page, function(d){ $('#ds').append(d); });"
#: A function that is given the number of the page.
LOAD = "function load(n) { $.ajax({ url: '/tai?cat=4&page=' + n, type: 'get' }).done(show); }"


def control(html, number=1):
    return find_control(Page(f"<html><body><p>Tin</p>{html}</body></html>".encode(), LIST), number)


@pytest.mark.parametrize(
    "script",
    [
        f"var page = 1; $(window).scroll(function () {{ if (near()) {{ {MORE} }} }});",
        f"var page = 1; $(window).on('scroll', function () {{ {MORE} }});",
        f"let page = 1; window.addEventListener('scroll', () => {{ {MORE} }});",
        f"let page = 1; window.onscroll = function (ev) {{ {MORE} }};",
        f"let page = 1; new IntersectionObserver(entries => {{ if (entries[0].isIntersecting) {{ {MORE} }} }}).observe(end);",
        f"var page = 1; function more() {{ {MORE} }} $(window).scroll(function(){{ if (near()) more(); }});",
        f"var page = 1; function more() {{ {MORE} }} window.addEventListener('scroll', more);",
        f"var page = 1; $(window).scroll(function () {{ if (near()) {{ page++; load(page); }} }}); {LOAD}",
        f"let page = 1; window.onscroll = () => {{ if (near()) {{ load(++page) }} }}; {LOAD}",
        f"let page = 1; window.addEventListener('scroll', () => {{ load(page + 1); page++; }}); {LOAD}",
        f"let page = 2; window.addEventListener('scroll', () => {{ load(page++); }}); {LOAD}",
        f"let page=1;const io=new IntersectionObserver(async(e)=>{{ {MORE} }});io.observe(end)",
        f"let page=1;new IntersectionObserver(e=>e[0].isIntersecting&&more());const more=async()=>{{ {MORE} }}",
        f"let page = 1; const more = () => {{ {MORE} }}; window.addEventListener('scroll', _.throttle(more, 200));",
        f"let page = 1; window.addEventListener('scroll', debounce(function () {{ {MORE} }}, 150));",
        f"var page = 1; new Waypoint({{element: end, handler: function () {{ {MORE} }}, offset: '90%'}});",
        "let page = 1, cat = 4; new IntersectionObserver(async ([e]) => { page++; const url = `/tai?cat=${cat}&page=${page}`;"
        " show(await fetch(url)) }).observe(end);",
        "const state = {page: 1, cat: 4}; new IntersectionObserver(es => { state.page++;"
        " fetch('/tai?cat=' + state.cat + '&page=' + state.page).then(show) });",
    ],
)
def test_a_list_that_scrolling_continues_is_followed(script):
    assert control(f"<script>{script}</script>") == NextPage("https://bao.vn/tai?cat=4&page=2")


@pytest.mark.parametrize(
    ("script", "is_true"), [("", True), ("more();", False), ("fetch('/dem').then(show);", False)]
)
def test_a_function_that_is_called_at_once_does_not_only_continue_a_list(script, is_true):
    button = "<button onclick='more()'>Xem thêm</button>"
    html = f"<p>Tin</p>{button}<script>var page = 1; function more() {{ {MORE} }} {script}</script>"
    assert only_continues(Page(html.encode(), LIST)) is is_true


@pytest.mark.parametrize(
    ("begun", "is_known"),
    [
        ("'/tai?cat=4&after=40327'", True),
        ("'/tai?cursor=eDQw'", True),
        ("'/tai?max_id=40327'", True),
        ("'/tai?after=4'", False),
        ("'/tai?max=100'", False),
        ("'/tai?cat=40327'", False),
        ("first()", False),
    ],
)
def test_a_list_that_goes_on_after_an_article_is_followed(begun, is_known):
    script = f"var next = {begun}; $(window).scroll(function () {{ if (next) $.getJSON(next, function (d) {{ add(d.html); next = d.next; }}); }});"
    asked = (
        NextPage("https://bao.vn" + begun.strip("'"))
        if is_known
        else "a script continues it where the visitor scrolls"
    )
    assert control(f"<div id=ds></div><script>{script}</script>") == asked
    assert (
        not asks_for_list(Page(f"<p>Tin</p><div id=ds></div><script>{script}</script>".encode(), LIST))
        or not is_known
    )


@pytest.mark.parametrize(
    "script",
    [
        "$(window).scroll(function () { $.get(addressOf(last()), show); });",
        "window.addEventListener('scroll', function () { fetch('/tai', {method: 'POST', body: JSON.stringify(state)}) });",
    ],
)
def test_a_list_that_scrolling_continues_in_an_unknown_way_is_named(script):
    assert control(f"<script>{script}</script>") == "a script continues it where the visitor scrolls"
    assert control(f"<script>{script}</script>", 2) is None


@pytest.mark.parametrize(
    "script",
    [
        "$(window).scroll(function () { $('#dau').toggleClass('nho', $(this).scrollTop() > 80); });",
        "$('a').click(function () { $.get('/dem?bai=4'); });",
        "el.scrollIntoView(); $.get('/thoi-tiet');",
        "$(window).scroll(function () { if (!dem) { dem = 1; $.post('/dem', { u: location.href }); } });",
    ],
)
def test_a_head_that_shrinks_is_not_a_list_that_continues(script):
    assert control(f"<script>{script}</script>") is None


def test_a_button_below_an_article_is_not_a_pager_that_leads_to_an_unknown_place():
    html = "<div class=paging-item><h3><a href='/bai-12'>Tin</a></h3><a href='/bai-12'>Xem thêm</a></div>"
    page = Page(f"<html><body><p>Tin</p>{html}</body></html>".encode(), LIST)
    why = "its pager leads to https://bao.vn/bai-12, which does not look like its next page"
    assert find_control(page, 1) == why
    assert find_control(page, 1, {"https://bao.vn/bai-12"}) is None


def test_a_pager_that_leads_to_an_unknown_place_is_named():
    why = "its pager leads to https://bao.vn/abc, which does not look like its next page"
    assert control("<div class=paging><a href='/abc'>»</a></div>") == why
    assert control("<div class=paging><a href='/abc'>»</a></div>", 2) is None


@pytest.mark.parametrize(
    "html",
    [
        "<div class=paging><a href='/kinh-te/'>»</a></div>",
        "<div class=paging><a href='/kinh-te?page=1'>»</a></div>",
        "<div class='paging slide'><a href='/abc'>»</a></div>",
        "<p><a href='/abc'>Xem thêm</a></p>",
        "<div class=paging><a href='https://example.org/abc'>»</a></div>",
        "<div class=paging><a href='/abc'>Đầu</a></div>",
    ],
)
def test_other_links_of_a_pager_are_passed_over(html):
    assert control(html) is None


def test_a_row_of_numbers_that_leads_to_an_unknown_place_is_named():
    why = "its pager leads to https://bao.vn/tra?cu=9f, which does not look like its next page"
    assert control("<p>1 <a href='/tra?cu=9f'>2</a> <a href='/tra?cu=8a'>3</a></p>") == why
    assert control("<table><tr><td>1</td><td><a href='/tra?cu=9f'>2</a></td></tr></table>") is None
    assert control("<p class=lich-thang>1 <a href='/tra?cu=9f'>2</a></p>") is None


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/danh-sach/2/kinh-te'>Next »</a>",
        "<a href='/xem/kinh-te/9'>❯</a>",
        "<a href='/muc-3/kinh-te'>Trang tiếp</a>",
        "<a href='/kinh-te/7'>Sau</a>",
        "<a href='/kinh-te/muc-17-abc'>»</a>",
    ],
)
def test_an_arrow_to_an_unusual_form_of_the_address_is_named(link):
    assert "which does not look like its next page" in control(f"<p>{link}</p>")


@pytest.mark.parametrize(
    "name", ["thoi-tiet-nong-vu", "binh-chon", "tim-kiem-viec-lam", "binh-luan", "lich-dang-ky"]
)
def test_a_section_may_be_called_as_other_requests_are(name):
    code = "let p = 1; onscroll = () => { p++; fetch(location.pathname + '?page=' + p).then(add) }"
    url = f"https://bao.vn/{name}.html"
    assert find_control(Page(f"<p>Tin</p><script>{code}</script>".encode(), url), 1) == NextPage(
        f"{url}?page=2"
    )


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/kinh-te/nong-nghiep'>»</a>",
        "<a href='/kinh-te/muc-17'>Xem thêm</a>",
        "<a href='/khac/2'>»</a>",
    ],
)
def test_an_arrow_without_the_path_and_a_number_is_passed_over(link):
    page = Page(f"<p>Tin</p><p>{link}</p>".encode(), "https://bao24.vn/kinh-te")
    assert find_control(page, 1) is None
