"""Pages of which the text is a file or a video, on systems whose layouts know the box of the text."""

import pytest

from tests.extract.article_pages import TITLE, read_page
from tests.families.test_boxed_layouts import THEMES, read

SHOWN = "<iframe src='/f/thong-bao-12.pdf' width='100%'></iframe>"
OTHERS = "<div class='khac'><h3>Tin khác</h3><ul><li><a href='/a-1.html'>Cầu phao mới nối hai bờ sông Đáy</a></li></ul></div>"
VIDEO = "<iframe src='https://www.youtube.com/embed/abc' width='600' height='400'></iframe>"
DATED = ["nukeviet", "wordpress", "vnpt-detail", "vnpt-portal", "vnpt-legacy", "party"]


@pytest.mark.parametrize("theme", [*THEMES, "party"])
def test_a_file_that_is_shown_is_the_text(theme):
    record = read(theme, text=SHOWN, below=OTHERS)
    assert (record.title, record.kind, record.body) == (TITLE, "document", "")
    assert [each.url.rsplit("/", 1)[-1] for each in record.documents] == ["thong-bao-12.pdf"]


@pytest.mark.parametrize("theme", DATED)
def test_a_video_without_a_text_is_one(theme):
    record = read(theme, text=VIDEO, below=OTHERS)
    assert (record.title, record.kind, record.body) == (TITLE, "video", "")


@pytest.mark.parametrize(
    "name", ["entry-header-text", "detail-header-groups", "panel-heading", "post-title-meta", "tieu-de"]
)
@pytest.mark.parametrize("day", ["05/06/2025 07:20", "Ngày đăng: 05/06/2025", "Thứ Năm, 05/06/2025, 07:20"])
@pytest.mark.parametrize(
    "text",
    [
        SHOWN,
        "<p><a href='/f/thong-bao-12.pdf'>Xem chi tiết tại đây</a></p>",
        "<object data='/f/thong-bao-12.pdf' type='application/pdf'></object>",
    ],
)
def test_a_date_in_a_box_called_a_header_is_no_heading_of_other_files(text, day, name):
    head = f"<div class='{name}'><h1>{TITLE}</h1><div class='meta'><span>{day}</span></div></div>"
    record = read_page(f"<div class='bai'>{head}<div class='c'>{text}</div>{OTHERS}</div>")
    assert (record.kind, record.date) == ("document", "2025-06-05")
    assert [each.url.rsplit("/", 1)[-1] for each in record.documents] == ["thong-bao-12.pdf"]
