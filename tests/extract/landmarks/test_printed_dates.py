"""Where the date of publication is printed on pages that no layout describes."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.generic.layout import read_landmarks
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import read_date

TITLE = "Làng nghề ven biển vào vụ đan lưới"
PROSE = "".join(f"<p>{text}</p>" for text in 3 * [
    "Từ đầu tháng, các hộ trong làng đã nhận đơn hàng của nhiều chủ thuyền, người già trẻ nhỏ đều có việc làm thêm."
])  # fmt: skip
LINE = "Thứ Sáu, 12/3/2021, 08:15"
MACHINE = '<meta property="article:published_time" content="2021-03-12T08:15:25+08:00">'


def when(above, below, head=MACHINE):
    html = f"<html><head>{head}</head><body>{above}<h1>{TITLE}</h1>{below}<div>{PROSE}</div></body></html>"
    reading = read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))
    return (
        reading
        and reading.date_raw
        and read_date(reading.date_raw, reference=datetime(2026, 1, 1, tzinfo=UTC)).at
    )


@pytest.mark.parametrize("name", ["time", "meta", "entry-header", "post-info", "top"])
def test_the_date_in_the_header_of_the_article_outweighs_a_wrong_machine_date(name):
    at = when(f'<article><header class="{name}"><span>{LINE}</span></header>', "</article>")
    assert f"{at:%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize(
    "name", ["time_comment", "comment-date", "date share", "ngay-comment", "time_social"]
)
def test_a_box_named_after_a_date_is_not_a_comment_box(name):
    at = when("", f'<div class="{name}">{LINE}</div>')
    assert f"{at:%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize("box", ["comment", "share", "related-news"])
def test_a_date_inside_a_box_beside_the_article_does_not_count(box):
    at = when("", f'<div class="{box}"><p>{LINE}</p></div>')
    assert f"{at:%H:%M}" == "07:15"
