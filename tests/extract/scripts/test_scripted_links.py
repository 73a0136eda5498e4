"""Links without an anchor."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import scripted_links, unread_scripts

HOST = "https://bao.vn"


def links(markup):
    page = Page(f"<html><body><p>Tin</p>{markup}</body></html>".encode(), f"{HOST}/tin/")
    return [(url, element.tag) for url, element in scripted_links(page)]


@pytest.mark.parametrize(
    ("attribute", "path"),
    [
        ("onclick=\"location.href='/tin/7'\"", "/tin/7"),
        ("onclick=\"window.location = 'bai-8.html';\"", "/tin/bai-8.html"),
        ("onclick='document.location.assign(\"/tin/7\")'", "/tin/7"),
        ("onclick=\"window.open('/tin/7', '_self')\"", "/tin/7"),
        ("data-href='/tin/7'", "/tin/7"),
        ("onclick=\"location.href='\\/tin\\/7'\"", "/tin/7"),
    ],
)
def test_an_element_that_sends_the_visitor_elsewhere_is_a_link(attribute, path):
    assert links(f"<div {attribute}>Bài</div>") == [(HOST + path, "div")]


@pytest.mark.parametrize(
    "markup",
    [
        "<div onclick=\"location.href='/tin/' + so\">Bài</div>",
        "<div onclick=\"mo('/tin/7')\">Bài</div>",
        "<a href='/tin/7' data-href='/tin/7'>Bài</a>",
        "<div data-href='#'>Bài</div>",
        "<div data-href=''>Bài</div>",
        "<button onclick='location.reload()'>Bài</button>",
        "<div onclick=\"location.href='javascript:void(0)'\">Bài</div>",
    ],
)
def test_an_address_that_is_put_together_or_none_is_not_a_link(markup):
    assert links(markup) == []


def scripted(link, script):
    found = links(f"{link}<script>{script}</script>")
    return [url.removeprefix(HOST) for url, _ in found]


CALL = "<a href=\"javascript:xem(12,'mua-vang')\">Bài</a>"
ON_CLICK = "<a href='#' onclick=\"xem(12,'mua-vang');return false\">Bài</a>"


@pytest.mark.parametrize("link", [CALL, ON_CLICK, "<h3 onclick=\"xem(12, 'mua-vang')\">Bài</h3>"])
@pytest.mark.parametrize(
    "script",
    [
        "function xem(so, ten){ location.href = '/tin/' + ten + '-' + so + '.html'; }",
        "function xem(so, ten) { window.location = `/tin/${ten}-${so}.html`; return false; }",
        "var xem = function(so, ten){ window.open('/tin/' + ten + '-' + so + '.html'); };",
        "const xem = (so, ten) => { location.assign('/tin/' + encodeURIComponent(ten) + '-' + so + '.html') };",
        "var goc = '/tin/'; function xem(so, ten){ var u = goc + ten + '-' + so + '.html'; document.location = u; }",
    ],
)
def test_the_address_that_a_function_of_the_page_joins_is_a_link(link, script):
    assert scripted(link, script) == ["/tin/mua-vang-12.html"]


@pytest.mark.parametrize(
    "script",
    [
        "$('.muc').click(function(){ location.href = '/tin/' + $(this).data('id'); });",
        "$('.muc').on('click', function(e){ e.preventDefault(); var so = $(this).attr('data-id'); location = '/tin/' + so; })",
        "$(document).on('click', '.muc', function(){ window.location.href = '/tin/' + this.dataset.id });",
        "document.querySelector('.muc').addEventListener('click', (e) => { location.assign('/tin/' + e.currentTarget.getAttribute('data-id')); });",
        "$('#bai').click(function(){ window.open('/tin/' + $(this).data(\"id\"), '_self'); })",
    ],
)
@pytest.mark.parametrize("tag", ["a href='#'", "div", "a href='javascript:void(0)'"])
def test_the_attributes_of_a_link_are_joined_as_its_handler_says(script, tag):
    assert scripted(f"<{tag} id=bai class='muc tin' data-id=12>Bài</{tag[:3].strip()}>", script) == [
        "/tin/12"
    ]


def test_a_call_that_passes_the_link_itself_reads_its_attributes():
    link = "<a href='#' data-news-id='12' onclick='xem(this)'>Bài</a>"
    for read in ("x.dataset.newsId", "$(x).data('news-id')", "x.getAttribute('data-news-id')"):
        assert scripted(link, f"function xem(x){{ location.href = '/tin/' + {read}; }}") == ["/tin/12"]


@pytest.mark.parametrize("attribute", ["data-href", "data-url", "data-link"])
@pytest.mark.parametrize("href", ["#", "", "javascript:void(0)", "javascript:;", " # "])
def test_an_anchor_without_an_address_has_it_elsewhere(attribute, href):
    assert links(f"<a href='{href}' {attribute}='/tin/7'>Bài</a>") == [(f"{HOST}/tin/7", "a")]


@pytest.mark.parametrize(
    ("link", "script"),
    [
        (CALL, "function xem(so, ten){ location.href = '/tin/' + khac + so; }"),
        (
            CALL,
            "function xem(so, ten){ if (so > 9) { location.href = '/a/' + so; } else { location.href = '/b/' + so; } }",
        ),
        (CALL, "function xem(so, ten){ hien(so); }"),
        (CALL, "function khac(so){ location.href = '/tin/' + so; }"),
        (CALL, ""),
        ("<a href='#' onclick='login(1)'>Bài</a>", "function login(n){ location.href = '/vao/' + n; }"),
        (
            "<a href='#' class=khac data-id=1>Bài</a>",
            "$('.muc').click(function(){ location.href = '/t/' + $(this).data('id'); })",
        ),
        (
            "<a href='#' class=muc>Bài</a>",
            "$('.muc').click(function(){ location.href = '/t/' + $(this).data('id'); })",
        ),
        ("<a href='#' class=muc data-id=1>Bài</a>", "$('.muc').click(function(){ mo($(this).data('id')); })"),
        ("<a href='#' data-url='#'>Bài</a>", ""),
    ],
)
def test_an_address_of_which_a_part_is_unknown_is_not_a_link(link, script):
    assert scripted(link, script) == []


def test_calls_of_which_no_address_is_known_are_given_as_written():
    page = Page(
        f"<html><body>{CALL}<a href='javascript:void(0)'>x</a><a href='#' onclick='vote(3)'>y</a>"
        "<a href='#' onclick=\"location.href='/tin/7'\">z</a></body></html>".encode(),
        f"{HOST}/tin/",
    )
    assert unread_scripts(page) == ["xem(12,'mua-vang')"]


@pytest.mark.parametrize(
    "change",
    [
        "location=this.value",
        "window.location.href = this.value;",
        "location.assign(this.options[this.selectedIndex].value)",
        "window.open(this.value)",
        "if (this.value) location.href = this.value",
    ],
)
def test_the_choices_of_a_list_that_opens_them_are_links(change):
    options = (
        "<option value=''>Chọn</option><option value='/kinh-te'>Kinh tế</option><option value='#'>…</option>"
    )
    assert links(f'<select onchange="{change}">{options}</select>') == [(f"{HOST}/kinh-te", "option")]


@pytest.mark.parametrize("attribute", ["", "onchange='loc(this.value)'", "onchange='this.form.submit()'"])
def test_the_choices_of_another_list_are_not_links(attribute):
    assert links(f"<select {attribute}><option value='/kinh-te'>Kinh tế</option></select>") == []


@pytest.mark.parametrize(
    "value",
    [
        "/muc-{}",
        "https://bao.vn/muc-{}",
        "?muc={}",
        "./?muc={}",
        "muc.asp?so={}",
        "tin/muc-{}.html",
        "../muc/{}.php",
    ],
)
def test_choices_that_are_all_addresses_are_links_whatever_opens_them(value):
    options = "".join(f"<option value='{value.format(n)}'>Mục</option>" for n in range(3))
    found = links(f"<select id=muc onchange='go(this, 0)'><option>Chọn mục</option>{options}</select>")
    assert len(found) == 3
    assert links(f"<select>{options}<option value=7>Khác</option></select>") == []


def test_choices_of_words_are_not_links():
    options = "".join(f"<option value={value}>Mục</option>" for value in ("vi", "muc-2", "a.b", "2024-03-01"))
    assert links(f"<select onchange='go(this)'>{options}</select>") == []


CHOICES = "<option value=''>Chọn mục</option><option value=2>Kinh tế</option><option value=3>Trang 3</option>"


@pytest.mark.parametrize(
    ("attribute", "script"),
    [
        ("onchange=\"location.href='/tin?c='+this.value\"", ""),
        ("onchange='location=`/tin?c=${this.value}`'", ""),
        ("onchange=\"window.location = '/tin?c=' + this.options[this.selectedIndex].value;\"", ""),
        ("onchange=\"window.open('/tin?c=' + encodeURIComponent(this.value), '_self')\"", ""),
        ("onchange=\"if(this.value){location.assign('/tin?c='+this.value)}\"", ""),
        ("onchange=\"location.href='/tin?c='+$(this).val()\"", ""),
        ("onchange='mo(this.value)'", "function mo(v) { location.href = '/tin?c=' + v; }"),
        (
            "onchange='mo(this)'",
            "function mo(s) { location.href = '/tin?c=' + s.options[s.selectedIndex].value; }",
        ),
        (
            "onchange='mo(this.value, 1)'",
            "var goc = '/tin?c='; const mo = (v) => { window.location.assign(goc + v) }",
        ),
        ("id=muc", "$('#muc').change(function(){ window.location = '/tin?c=' + $(this).val(); });"),
        (
            "class=muc",
            "$(document).on('change', '.muc', function () { location.href = '/tin?c=' + this.value })",
        ),
        (
            "id=muc",
            "document.getElementById('muc').addEventListener('change', e => { location.href = `/tin?c=${e.target.value}` })",
        ),
    ],
)
def test_what_a_list_puts_together_with_the_choice_is_a_link(attribute, script):
    found = links(f"<select {attribute}>{CHOICES}</select><script>{script}</script>")
    assert found == [(f"{HOST}/tin?c=2", "option")]


@pytest.mark.parametrize(
    ("attribute", "script"),
    [
        ("onchange=\"location.href='/tin?c='+chua\"", ""),
        ("onchange='mo(this.value)'", "function mo(v) { dem(v) }"),
        (
            "onchange='mo(this.value)'",
            "function mo(v) { if (v > 2) location.href = '/a/' + v; else location.href = '/b/' + v; }",
        ),
        ("onchange=\"location.href='/tin?c='+this.value+'&t='+chua\"", ""),
        ("id=khac", "$('#muc').change(function(){ location = '/tin?c=' + $(this).val() })"),
        ("onchange='this.form.submit()'", ""),
        ("onchange=\"if (nhanh) location='/a/'+this.value; else location='/b/'+this.value\"", ""),
    ],
)
def test_a_list_whose_address_is_not_certain_has_no_links(attribute, script):
    assert links(f"<select {attribute}>{CHOICES}</select><script>{script}</script>") == []


def test_the_scripts_of_a_page_are_read_once_however_often_its_links_are_asked_for():
    page = Page(b"<html><body><h3 onclick=\"location.href='/tin/7'\">B</h3></body></html>", f"{HOST}/tin/")
    assert scripted_links(page) is scripted_links(page)
    assert [url for url, _ in scripted_links(page)] == [f"{HOST}/tin/7"]


@pytest.mark.parametrize(
    "attribute",
    [
        "@click",
        "v-on:click",
        "x-on:click",
        "ng-click",
        "data-ng-click",
        "on:click",
        "(click)",
        "@click.prevent",
        "v-on:click.prevent.stop",
        "x-on:click.once",
        "on:click|preventDefault",
    ],
)
@pytest.mark.parametrize("tag", ["div", "a", "a href='#'"])
def test_the_click_of_a_framework_opens_an_address(attribute, tag):
    link = f"<{tag} {attribute}=\"location.href='/tin/7'\">Bài</{tag[:3].strip()}>"
    assert [url for url, _ in links(link)] == [f"{HOST}/tin/7"]


@pytest.mark.parametrize(
    "script",
    [
        "app.controller('c', function($scope){ $scope.xem = function(so){ window.location.href = '/tin/' + so; }; });",
        "new Vue({ el: '#app', methods: { xem(so) { window.location = '/tin/' + so; } } })",
        "new Vue({ methods: { xem: function (so) { this.$router.push('/tin/' + so) } } })",
        "function tin() { return { async xem(so) { location.assign(`/tin/${so}`) } } }",
        "export default { methods: { xem(so) { navigateTo('/tin/' + so) } } }",
    ],
)
def test_the_method_that_a_framework_calls_is_read(script):
    assert scripted("<h4 @click='xem(12)'>Bài</h4>", script) == ["/tin/12"]


@pytest.mark.parametrize(
    "link",
    [
        "<router-link to='/tin/7'>Bài</router-link>",
        "<nuxt-link to='/tin/7'>Bài</nuxt-link>",
        "<a routerLink='/tin/7'>Bài</a>",
    ],
)
def test_the_link_of_a_router_without_an_anchor_is_a_link(link):
    assert [url for url, _ in links(link)] == [f"{HOST}/tin/7"]


@pytest.mark.parametrize(
    "link",
    [
        "<router-link to='{{ bai.url }}'>Bài</router-link>",
        "<div @click='mo = !mo'>Bài</div>",
        "<div @click='xem(bai.id)'>Bài</div>",
        "<button @click='location.reload()'>Bài</button>",
    ],
)
def test_what_a_framework_fills_in_later_is_not_a_link(link):
    script = "function xem(so){ location.href = '/tin/' + so; }"
    assert scripted(link, script) == []


def test_links_of_frameworks_and_others_are_in_the_order_of_the_page():
    markup = "".join(
        f"<div {name}=\"location.href='/tin/{n}'\">Bài</div>"
        for n, name in enumerate(("@click", "onclick", "v-on:click"))
    )
    assert [url[-1] for url, _ in links(markup)] == ["0", "1", "2"]
