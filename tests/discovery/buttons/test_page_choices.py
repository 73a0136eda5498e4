"""Pagers that are drop-down lists of page numbers."""

from urllib.parse import parse_qsl

import pytest

from dvcrawler.discovery.buttons.page_choices import is_last_choice, read_choice
from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.extract.page import Page

LIST = "https://bao.vn/tin/4"
OPTIONS = "<option value=1 selected>1</option><option value=2>2</option><option value=3>3</option>"


def choice(html, number=1, url=LIST):
    return read_choice(Page(f"<html><body><p>Tin</p>{html}</body></html>".encode(), url), number)


@pytest.mark.parametrize(
    ("html", "following"),
    [
        (
            f'<form><select name="trang" onchange="this.form.submit()">{OPTIONS}</select></form>',
            "/tin/4?trang=2",
        ),
        (
            f'<form action="/ds"><input type=hidden name=c value=4>Trang: <select name="so">{OPTIONS}</select>'
            "<input type=submit value=Xem></form>",
            "/ds?c=4&so=2",
        ),
        (
            f"""<select id="page" onchange="location.href='/tin/4?tr='+this.value">{OPTIONS}</select>""",
            "/tin/4?tr=2",
        ),
        (
            f"""<div class="phan-trang"><select onchange="window.location='/ds/'+this.options[this.selectedIndex].value+'.htm'">
         {OPTIONS}</select></div>""",
            "/ds/2.htm",
        ),
        (
            f"""<select name=trang onchange="location.assign(location.pathname+'?p='+this.value)">{OPTIONS}</select>""",
            "/tin/4?p=2",
        ),
        (
            '<select onchange="location=this.value"><option value="/tin/4">Trang 1</option>'
            '<option value="/tin/4/2">Trang 2</option></select>',
            "/tin/4/2",
        ),
        (
            '<select onchange="location=this.value"><option value="http://www.bao.vn/tin/4">Trang 1</option>'
            '<option value="http://www.bao.vn/tin/4/2">Trang 2</option></select>',
            "/tin/4/2",
        ),
        ('<form><select name="pg"><option selected>1/2<option>2/2</select></form>', "/tin/4?pg=2/2"),
    ],
)
def test_a_list_of_pages_is_followed_by_address_form_or_script(html, following):
    found = choice(html)
    assert isinstance(found, NextPage)
    assert found.form is None
    assert found.url.replace("%2F", "/").replace("http://www.", "https://") == f"https://bao.vn{following}"


def test_a_list_of_pages_that_posts_back_sends_the_number():
    script = "setTimeout('__doPostBack(\\'ctl00$ddlTrang\\',\\'\\')', 0)"
    form = '<form method="post"><input type=hidden name=__VIEWSTATE value=dDw><select name="ctl00$ddlTrang"'
    found = choice(f'{form} onchange="javascript:{script}">{OPTIONS}</select></form>')
    assert isinstance(found, NextPage)
    assert dict(parse_qsl((found.form or b"").decode(), keep_blank_values=True)) == {
        "__VIEWSTATE": "dDw",
        "__EVENTTARGET": "ctl00$ddlTrang",
        "__EVENTARGUMENT": "",
        "ctl00$ddlTrang": "2",
    }


@pytest.mark.parametrize(
    "html",
    [
        f'<form>Ngày <select name="ngay">{OPTIONS}</select></form>',
        f'<form>Tháng <select name="ddlThang" onchange="this.form.submit()">{OPTIONS}</select></form>',
        f'<form>Điểm <select name="diem">{OPTIONS}</select></form>',
        f'<form class="pager">Số tin mỗi trang <select name="pagesize">{OPTIONS}</select></form>',
        '<form>Trang <select name="trang"><option selected>10<option>20<option>30</select></form>',
        '<form>Trang <select name="trang"><option>2<option>5<option>10</select></form>',
        '<form>Trang <select name="trang"><option>Báo<option>2<option>3</select></form>',
        '<form>Trang <select name="trang"><option>1<option>2<option selected>3</select></form>',
        f'<form>Số lượng <select name="n">{OPTIONS}</select></form>',
    ],
)
def test_other_lists_of_numbers_are_not_a_pager(html):
    assert choice(html) is None


@pytest.mark.parametrize("script", ["doiTrang(this)", "location.href = taoDiaChi(this.value)"])
def test_a_list_of_pages_that_a_script_reads_is_named(script):
    assert (
        choice(f'<select name=trang onchange="{script}">{OPTIONS}</select>')
        == "its list of pages is read by a script"
    )


def test_the_last_page_has_no_further_one():
    assert choice('<form><select name="trang"><option>1<option selected>2</select></form>', 2) is None


@pytest.mark.parametrize(("number", "is_last"), [(1, False), (2, True), (3, False)])
def test_the_last_of_a_list_of_pages_is_known(number, is_last):
    options = "".join(f"<option{' selected' if n == number else ''}>{n}" for n in (1, 2))
    page = Page(f"<html><body><p>Tin</p><form><select name=trang>{options}</select></form>".encode(), LIST)
    assert is_last_choice(page, number) is is_last


@pytest.mark.parametrize("tail", ["/4", " / 4 trang", " trên tổng số 4", " of 4"])
def test_a_box_for_the_number_of_a_page_is_followed_to_the_last_one(tail):
    html = f'<form action="/ds"><input type=hidden name=c value=4>Trang <input name="trang" value="{{}}">{tail}</form>'
    assert choice(html.format(1)) == NextPage("https://bao.vn/ds?c=4&trang=2")
    assert choice(html.format(4), 4) is None
    page = Page(f"<html><body><p>Tin</p>{html.format(4)}".encode(), LIST)
    assert is_last_choice(page, 4)
    assert not is_last_choice(page, 3)


@pytest.mark.parametrize(
    "html",
    [
        '<form><input name="trang" value="1"></form>',
        '<form><input name="ngay" value="1">/4</form>',
        '<form><input name="trang" value="2">/4</form>',
        '<form><input name="trang" type=hidden value="1">/4</form>',
        '<form><input name="page" value="1">/4/2024</form>',
        '<input name="trang" value="1">/4',
    ],
)
def test_another_box_is_not_a_pager(html):
    assert choice(html) is None
