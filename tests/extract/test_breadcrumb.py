"""The section out of the path above the headline."""

import pytest

from dvcrawler.extract.breadcrumb import read_breadcrumb
from dvcrawler.extract.page import Page
from dvcrawler.extract.tag_index import Anchors

PATH = '<p><a href="/">Trang chủ</a> <a href="/xa-hoi">Xã hội</a></p>'
MENU = f"<p><a href='/'>Trang chủ</a> {''.join(f'<a href=/m{n}>Mục {n}</a>' for n in range(9))}</p>"
HEADING = "<h1>Khánh thành cầu Đò Mới</h1>"


def section(body):
    return read_breadcrumb(
        Page(f"<html><body>{body}</body></html>".encode(), "https://vidu.example.vn/a-1.html")
    )


@pytest.mark.parametrize(
    "body",
    [
        PATH + HEADING,
        MENU + PATH + HEADING,
        f"{PATH}<div><a href='/a-1.html'>{HEADING}</a></div>",
        f"<h1></h1>{PATH}{HEADING}",
        f"<h1>Báo Ví Dụ</h1><h1></h1>{PATH}{HEADING}",
        "<h2>Khánh thành cầu Đò Mới</h2>" + PATH,
    ],
)
def test_the_path_right_above_a_heading_names_the_section(body):
    assert section(body) == "Xã hội"


@pytest.mark.parametrize(
    "body",
    [
        MENU + HEADING,
        HEADING + PATH,
        f"<h1></h1><h1></h1><h1></h1>{PATH}{HEADING}",
        f"{PATH}<p>{''.join(f'<a href=/k{n}>Tin {n}</a>' for n in range(9))}</p>{HEADING}",
    ],
)
def test_other_links_are_not_a_path(body):
    assert section(body) is None


def test_links_without_an_address_stand_apart():
    page = Page(
        b"<p><a href='/1'>1</a><a>2</a><a href=''>3</a><a href='#'>4</a></p>", "https://vidu.example.vn/"
    )
    anchors = Anchors(page.root)
    assert [each.text for each in anchors.elements] == ["1", "4"]
    assert anchors.addresses == ["/1", "#"]
    assert [each.text for each in anchors.bare] == ["2", "3"]
