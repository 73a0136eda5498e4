"""Another article below the text, in the column that a site's own layout reads: it is no part of this one."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.families.layouts import party, vnpt
from dvcrawler.items import ProblemCode

URL = "https://example.vn/tin-tuc/hoi-nghi-so-ket-123456.html"
TEXT = "".join(
    f"<p>{text}</p>"
    for text in (
        "Sáng nay, xã Đông Mẫu tổ chức hội nghị sơ kết công tác dân vận, có đại diện các thôn xóm về dự họp.",
        "Trong năm, xã đã vận động nhân dân hiến đất làm đường. Nhiều hộ lùi tường rào cho ngõ xóm rộng thêm.",
        "Thời gian tới, xã tiếp tục nhân rộng các mô hình hay. Mỗi thôn chọn một việc cụ thể để làm tốt hơn.",
    )
)
OTHER = "".join(
    f"<p>{text}</p>"
    for text in (
        "Đoàn công tác đã đến thăm ba hộ nuôi ngao và ghi nhận nhiều kiến nghị về đầu ra cho sản phẩm của xã.",
        "Các hộ cho biết giá ngao thương phẩm năm nay giảm còn một nửa, trong khi chi phí giống đều tăng cao.",
    )
)
HEADLINE = "Ngư dân lo đầu ra cho con ngao thương phẩm"
WHEN = '<div class="date">12/03/2024 08:15</div>'
BY = '<p style="text-align:right"><b>Phạm Văn Tám</b></p>'
APPENDED = {
    "headline and date": f"<h1>{HEADLINE}</h1>{WHEN}{OTHER}{BY}",
    "label": f"<p>Đọc tiếp</p><h2>{HEADLINE}</h2>{WHEN}{OTHER}{BY}",
    "label and bold line": f"<p>Xem tiếp</p><p><b>{HEADLINE}</b></p>{WHEN}{OTHER}{BY}",
    "box of another page": f'<section data-url="/tin-tuc/ngu-dan-lo-654321.html">{WHEN}{OTHER}{BY}</section>',
}
PAGES = {
    "vnpt-detail": (
        '<h1 class="head_title">Hội nghị sơ kết công tác dân vận</h1><div class="group-time">'
        '05/01/2023 09:30</div><div id="content">{text}</div>'
    ),
    "vnpt-legacy": (
        '<h1 class="title">Hội nghị sơ kết công tác dân vận</h1><div id="content"><div class="date">'
        "Cập nhật lúc 09:30, Thứ Năm, 05/01/2023</div>{text}</div>"
    ),
    "party": "<h1>Hội nghị sơ kết công tác dân vận</h1><p>Thứ 5, Ngày 05 / 01 / 2023</p><div>{text}</div>",
}
READERS = {**vnpt.READERS, **party.READERS}


def read(layout, text):
    page = Page(f"<html><body>{PAGES[layout].format(text=text)}</body></html>".encode(), URL)
    assert READERS[layout].matches(page)
    return READERS[layout].read(page)


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("appended", APPENDED)
def test_neither_its_text_nor_its_author_is_of_this_article(layout, appended):
    alone, both = read(layout, TEXT), read(layout, TEXT + APPENDED[appended])
    assert both == alone


@pytest.mark.parametrize("layout", PAGES)
def test_where_only_a_label_tells_the_text_is_doubtful_and_the_name_below_it_is_no_author(layout):
    reading = read(layout, f"{TEXT}<p>Đọc tiếp</p>{OTHER}{BY}")
    assert [problem.code for problem in reading.problems] == [ProblemCode.MAY_BE_EXCERPTS]
    assert reading.byline_raw is None


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("heading", ["<h2>{}</h2>", "<h3>{}</h3>", "<p><b>{}</b></p>"])
def test_a_subheading_ends_no_text(layout, heading):
    reading = read(layout, TEXT + heading.format(HEADLINE) + OTHER + BY)
    assert len([*filter(None, (reading.summary,)), *reading.body]) == 6
    assert reading.byline_raw == "Phạm Văn Tám"
