"""The links by which boxes of a page lead to their longer lists, and links that look like them."""

import pytest

from dvcrawler.discovery.sections.further_lists import further_lists
from dvcrawler.extract.page import Page

HOST = "https://bao.vn"
HOSTS = {"bao.vn": "bao.vn"}


def cards(*numbers, button=""):
    made = (
        f"<li><h3><a href='/bai-{n}.html'>Xã Hải Minh khánh thành đường số {n}</a></h3>{button.format(n)}</li>"
        for n in numbers
    )
    return f"<ul>{''.join(made)}</ul>"


def box(link, *numbers):
    return f"<section><div class=head><h2>Tin mới</h2>{link}</div>{cards(*numbers or (1, 2, 3))}</section>"


def lists(markup, path="/thoi-su"):
    page = Page(f"<html><body>{markup}<p>Tin</p></body></html>".encode(), f"{HOST}{path}")
    return [url.removeprefix(HOST) for url in further_lists(page, HOSTS)]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Xem thêm", "/tin-tuc/tat-ca"),
        ("Xem tất cả", "/?cat=12"),
        ("+ Xem thêm tin »", "/chuyen-muc/x/danh-sach"),
        ("Tất cả tin trong tỉnh", "/index.aspx?page=list&id=12"),
        ("Các tin khác", "/danh-sach.aspx?CateID=3"),
        ("View all", "/index.php?option=com_content&view=category&id=7"),
        ("...", "/c/12"),
        ("»", "/Pages/danh-sach-tin.aspx"),
        ("<i class='fa fa-angle-right'></i>", "/tin-bai-ve-xay-dung-nong-thon-moi-20118.html"),
        ("<img src=m.png alt='Xem thêm'>", "/tin-tuc/trang-1"),
        ("Xem chi tiết", "/search/label/tin"),
        ("Xem toàn bộ", "/tag/tin-moi?page=1"),
    ],
)
def test_a_box_leads_to_its_longer_list(words, path):
    assert lists(box(f"<a class=more href='{path}'>{words}</a>")) == [path]
    assert lists(f"<section>{cards(1, 2)}<p><a href='{path}'>{words}</a></p></section>") == [path]


def test_boxes_without_an_element_of_their_own_each_lead_to_a_list():
    heads = [f"<h2>Mục {n} <a href='/muc/{n}'>Xem thêm</a></h2>{cards(n, n + 4)}" for n in range(3)]
    assert lists("".join(heads)) == ["/muc/0", "/muc/1", "/muc/2"]


def test_a_button_with_a_script_leads_to_a_list():
    button = "<button onclick=\"location.href='/tin-tuc/tat-ca'\">Xem thêm</button>"
    assert lists(box(button)) == ["/tin-tuc/tat-ca"]


@pytest.mark.parametrize(
    "markup",
    [
        cards(1, 2, 3, button="<a href='/bai-{0}.html'>Xem chi tiết</a>"),
        "".join(
            f"<div><h3>Lễ hội chùa làng số {n}</h3><a href='/le-hoi/{n}'>Chi tiết</a></div>" for n in range(4)
        )
        + cards(1, 2),
        box("<a href='/thoi-su?page=2'>Xem thêm</a>"),
        box("<a href='/thoi-su/2'>Trang sau</a>"),
        box("<a href='/bai-cu/12'>Bài cũ hơn</a>"),
        f"<div class=slider>{cards(1, 2)}<a href='/anh/2'>»</a></div>",
        f"{cards(1, 2)}<div><a href='/thoi-su/10.html'>2</a> <a href='/thoi-su/10.html'>»</a></div>",
        f"{cards(1, 2)}<ul><li><b>1</b></li><li><a href='/c12/10'>2</a></li><li><a href='/c12/10'>→</a></li></ul>",
        f"<div class=calendar><a href='/lich?thang=12'>»</a>{cards(1)}</div>",
        box("<a href='https://khac.vn/tat-ca'>Xem thêm</a>"),
        box("<a href='/'>Xem tất cả</a>"),
        box("<a href='/dang-nhap'>Xem thêm</a>"),
        box("<a href='/quyet-dinh.pdf'>Xem chi tiết</a>"),
        "<div><p>Giới thiệu</p><a href='/tat-ca'>Xem thêm</a></div>",
    ],
)
def test_other_buttons_lead_to_no_longer_list(markup):
    assert lists(markup) == []
