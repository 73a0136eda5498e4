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
