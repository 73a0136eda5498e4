"""Pagers that call a function of the page, which submits a form or goes to an address."""

from urllib.parse import parse_qsl

import pytest

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.extract.page import Page
from tests.discovery.buttons.test_pager_controls import listing, section_site
from tests.portal import records
from tests.site import HOST, asked, crawl_site, last_run, served

LIST = f"https://{HOST}/kinh-te/"
UNFOLLOWED = "its pager has no address"


def control(html, number=1):
    return find_control(Page(f"<html><body><p>Tin</p>{html}</body></html>".encode(), LIST), number)


def sent(html, number=1):
    found = control(html, number)
    return dict(parse_qsl(found.form.decode(), keep_blank_values=True)) if found.form else found.url


FORM = (
    '<form name="frm" id="frmList" method="post" action="/kinh-te/"><input type="hidden" name="page" id="hdPage" value="1">'
    '<input type="hidden" name="sort" value=""><input type="hidden" name="cat" value="7"></form>'
)


@pytest.mark.parametrize(
    ("link", "code"),
    [
        (
            "href=\"javascript:submitForm('2','')\"",
            "function submitForm(p, s){document.frm.page.value=p;document.frm.sort.value=s;document.frm.submit();}",
        ),
        (
            "href='#' onclick=\"submitForm('2')\"",
            "function submitForm(p) { var x; document.forms['frm'].page.value = p\ndocument.forms['frm'].submit() }",
        ),
        (
            "href='javascript:gotoPage(2)'",
            "function gotoPage(n){document.getElementById('hdPage').value=n;document.getElementById(\"frmList\").submit();}",
        ),
        (
            "href='javascript:void(0)' onclick='Paging(2);return false;'",
            "var Paging = function(n){ $('#hdPage').val(n); $('#frmList').submit(); }",
        ),
        (
            "href='javascript:Paging(2)'",
            "App = {Paging: function(n){ $(\"input[name='page']\").val(n); $('form').trigger('submit'); }}",
        ),
        ("href='#' onclick=\"document.frm.page.value='2';document.frm.submit();\"", ""),
        (
            "href='JavaScript:trang(%272%27)'",
            "function trang(n){if(n){document.getElementsByName('page')[0].value=n;}document.frm.submit()}",
        ),
        (
            "href='javascript:chuyenTrang(this,2)'",
            "function chuyenTrang(a, n){var f=document.frm;f.page.value=n;f.submit();}",
        ),
        ("href='javascript:submitForm(2)'", ""),
        ("href='#' onclick=\"$.fn.x;gotoPage('2','tin')\"", ""),
    ],
)
def test_the_form_is_sent_with_the_fields_that_the_function_sets(link, code):
    assert sent(f"{FORM}<script>{code}</script><a {link}>2</a>") == {"page": "2", "sort": "", "cat": "7"}


def test_a_form_sent_by_get_and_an_address_put_together_are_followed():
    code = "<script>function go(p){document.frm.page.value=p;document.frm.submit();}</script>"
    link = "<a href='javascript:go(2)'>2</a>"
    assert sent(FORM.replace("post", "get") + code + link) == LIST + "?page=2&sort=&cat=7"
    goes = "<script>function goPage(n, c){ window.location.href = '/kinh-te/?trang=' + n + \"&c=\" + c; }</script>"
    assert control(goes + "<a href='#' onclick='goPage(2, 5)'>2</a>") == NextPage(LIST + "?trang=2&c=5")
    assert control(goes + "<a href='#' onclick='goPage(2, c)'>2</a>") == UNFOLLOWED


@pytest.mark.parametrize(
    "code",
    [
        "var url = '/kinh-te/?page=' + p; window.location.href = url;",
        "location.search = '?page=' + parseInt(p);",
        "window.location = window.location.pathname + '?page=' + Number(p);",
        "const u = location.pathname; location.assign(u + '?page=' + p)",
        "window.location.href = `/kinh-te/?page=${p}`;",
        "window.open('/kinh-te/?page=' + p, '_self');",
        "$('#danh-sach').load('/kinh-te/?page=' + p);",
    ],
)
@pytest.mark.parametrize(
    "head", ["function goPage(p) {", "goPage = function (p) {", "const goPage = (p) => {"]
)
def test_the_address_is_put_together_in_many_ways(code, head):
    link = "<div class='paging'><a href='javascript:goPage(2)'>2</a></div>"
    assert control(f"<script>{head} {code} }}</script>{link}") == NextPage(LIST + "?page=2")


def test_a_number_in_a_wrapper_or_counted_from_0_is_set_as_it_is_called():
    code = "<script>const go = (p) => { $('#hdPage').val(parseInt(p, 10)); $('#frmList').submit(); }</script>"
    assert sent(FORM + code + "<a href='#' onclick='go(2)'>2</a>")["page"] == "2"
    pager = "<div class='paging'><a href='#' onclick='go(1)'>2</a></div>"
    assert sent(FORM.replace('value="1"', 'value="0"') + code + pager)["page"] == "1"


def test_a_form_for_a_search_is_not_the_pagers():
    search = '<form action="/tim-kiem"><input name="q"><input type="hidden" name="page" value="1"></form>'
    assert control(search + PAGER) == UNFOLLOWED
    assert sent(search + FORM + PAGER)["page"] == "2"


def test_the_fields_of_the_second_page_lead_to_the_third_and_a_word_leads_on_as_well():
    code = "<script>function go(p){document.frm.page.value=p;document.frm.submit();}</script>"
    second = FORM.replace('value="1"', 'value="2"') + "<a href='javascript:go({})'>{}</a>"
    assert sent(code + second.format(3, 3), 2)["page"] == "3"
    assert sent(code + second.format(3, "Trang sau"), 2)["page"] == "3"
    assert sent(second.format(3, "Trang sau"), 2)["page"] == "3"


PAGER = '<ul class="pagination"><li><a href="javascript:go(2)">2</a></li></ul>'


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (FORM, "function go(p){document.frm.page.value=p*10;document.frm.submit();}"),
        (
            FORM,
            "function go(p){document.frm.page.value=p;document.frm.sort.value=x();document.frm.submit();}",
        ),
        (
            FORM,
            "function go(p){document.frm.action='/khac/';document.frm.page.value=p;document.frm.submit();}",
        ),
        (FORM, "function go(p){document.frm.sort.value=p;document.frm.submit();}"),
        (FORM, "function go(p){$.ajax({url:'/x',data:{page:p,cat:$('#cat').val()}});}"),
        (FORM, "function goOn(p){document.frm.page.value=p;document.frm.submit();}function go(p){load(p)}"),
        (FORM + FORM, "function go(p){document.frm.page.value=p;document.frm.submit();}"),
        (FORM + FORM.replace("frm", "other"), ""),
        (FORM.replace('"hidden" name="page"', '"text" name="page"'), ""),
        (FORM.replace('value="1"', 'value="5"'), ""),
        (FORM.replace('name="page"', 'name="pagesize"'), ""),
        (
            FORM.replace("</form>", '<input type="password" name="mk"></form>'),
            "function go(p){document.frm.page.value=p;document.frm.submit();}",
        ),
        ("", "function go(p){window.location='https://example.org/?page='+p;}"),
        ("", "function go(p){window.location=base+'?page='+p;}"),
    ],
)
def test_what_is_uncertain_is_named(html, code):
    assert control(f"{html}<script>{code}</script>{PAGER}") == UNFOLLOWED


@pytest.mark.parametrize("name", ["vote", "binhChon", "chonThang", "searchPage", "dangNhap"])
def test_a_function_of_another_form_is_not_called(name):
    code = f"<script>function {name}(p){{document.frm.page.value=p;document.frm.submit();}}</script>"
    assert not isinstance(control(f"{FORM}{code}<a href='javascript:{name}(2)'>2</a>"), NextPage)


def test_a_form_to_another_host_is_not_sent():
    form = FORM.replace("/kinh-te/", "https://example.org/")
    assert "another host" in control(form + PAGER)


def test_a_section_of_such_pages_is_walked_to_its_end(tmp_path):
    code = "<script>function submitForm(p,s){document.frm.page.value=p;document.frm.submit();}</script>"
    links = "".join(f"<a href=\"javascript:submitForm('{n}','')\">{n}</a>" for n in (1, 2, 3))

    def page(handler):
        number = int(dict(parse_qsl(getattr(handler, "form", b"").decode())).get("page", 1))
        form = FORM.replace('value="1"', f'value="{number}"')
        return listing(range(number * 4 - 3, number * 4 + 1), code + form + links)

    with served(section_site(**{"/kinh-te/": page})) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 0, ended.out + ended.err
        assert len(web.posted) == 2
        assert len(asked(web, "/kinh-te/")) == 3
    assert len(records(tmp_path)) == 12
    assert last_run(tmp_path)["problems"] == []
