"""The headline by the date beside it, on portals that give all pages the same title."""

import pytest

from tests.extract.article_pages import TITLE, paragraphs, read_page

LEAD = "Ba ca mỗi ngày, có người cứu hộ trực, các em thuộc hộ nghèo được miễn phí."
DATE = "<p class='d'>05/06/2025 07:20</p>"


@pytest.mark.parametrize(
    "head",
    [
        f"<h4>{TITLE}</h4><p class='tieu-de'>{LEAD}</p>{DATE}",
        f"<p class='tieu-de'>{LEAD}</p>{DATE}<p><b>{TITLE}</b></p>",
        f"{DATE}<h6>{LEAD}</h6><h6>{TITLE}</h6>",
    ],
)
def test_a_lead_nearer_to_the_date_is_not_the_headline(head):
    record = read_page(f"<div class='b'>{head}{paragraphs()}</div>", title="Cổng thông tin xã Ví Dụ")
    assert record.title == TITLE


@pytest.mark.parametrize(
    "motto", ["Tiếng nói của nhân dân tỉnh Ví Dụ", "Vì một xã Ví Dụ giàu đẹp", "Báo của mọi nhà nông"]
)
@pytest.mark.parametrize("title", ["Trang chủ", "Báo Ví Dụ", "Chi tiết tin"])
def test_a_motto_above_the_menu_is_not_the_headline(motto, title):
    menu = "<ul>" + "".join(f"<li><a href='/m{n}/'>Mục {n}</a></li>" for n in range(12)) + "</ul>"
    for tag in ("h2", "h3"):
        page = f"<h1>{motto}</h1>{menu}<div class='b'><{tag}>{TITLE}</{tag}>{DATE}{paragraphs()}</div>"
        record = read_page(page, title=title)
        assert (record.title, record.problems[0].code) == (TITLE, "unconfirmed_title")


def test_the_heading_of_a_link_to_another_page_is_not_though_it_says_the_title():
    card = f"<div><a href='/tin-tuc/cau-345702.html'><h2>{TITLE}</h2></a></div>"
    own = "<h1>Bể bơi thôn Đông đón học sinh</h1><p class='d'>05/06/2025 07:20</p>"
    assert (
        read_page(f"{card}<div class='c'>{own}{paragraphs()}</div>").title == "Bể bơi thôn Đông đón học sinh"
    )
