"""Rows of facts above the text: author, date, counters and section in any order."""

import pytest

from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.generic.rows_of_facts import read_row
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import read_date

PROSE = "".join(
    f"<p>{text}</p>"
    for text in (
        "Bến đò ngang ở cuối xã vừa được lát lại bậc đá sau ba tháng thi công, bà con đi chợ sớm không còn phải lội bùn.",
        "Mỗi hộ góp hai ngày công và một xe cát; phần đá do lò đá bên kia sông cho, chở sang bằng chính con đò của bến.",
        "Xã dự định trồng thêm một hàng phi lao dọc bậc đá để chắn gió, cây giống lấy ở vườn ươm của hợp tác xã.",
    )
)


def read(row):
    html = (
        f"<html><body><main><h1>Bến đò cuối xã có bậc đá mới</h1>{row}<div>{PROSE}</div></main></body></html>"
    )
    return read_landmarks(Page(html.encode(), "https://vidu.vn/ben-do-2.html"))


@pytest.mark.parametrize(
    "row",
    [
        "Tác giả: <a>Đỗ Văn Khôi</a> /Thứ năm, 05 Tháng Sáu 2025/Danh mục: <a href='/k'>Đời sống</a>",
        "Tác giả: Đỗ Văn Khôi / 05/06/2025 / Danh mục: Đời sống",
        "Tác giả: Đỗ Văn Khôi - Ngày: 05/06/2025 - Chuyên mục: Đời sống",
        "Đời sống // 05/06/2025 // Đỗ Văn Khôi // 123 views",
        "Đời sống / 05/06/2025 / Đỗ Văn Khôi",
        "05/06/2025 / Đỗ Văn Khôi / 0 bình luận",
        "👤 Đỗ Văn Khôi 📅 05/06/2025",
        "📅 05/06/2025 👤 Đỗ Văn Khôi 👁️ 1.234",
        "👤 Đỗ Văn Khôi | 📅 05/06/2025 | 👁 120",
    ],
)
def test_author_and_day_are_found_in_any_order(row):
    reading = read(f"<p>{row}</p>")
    assert str(read_date(reading.date_raw).day) == "2025-06-05"
    assert reading.byline_raw.removeprefix("Tác giả: ").rstrip(" /") == "Đỗ Văn Khôi"
    assert len(reading.body) == 3


@pytest.mark.parametrize(
    "row",
    [
        "4 phút đọc · 05/06/2025",
        "4 min read · Jun 5, 2025",
        "<span>4 phút đọc</span> · <b>5 thg 6, 2025</b>",
        "📁 Đời sống 📅 05/06/2025 👁 12",
    ],
)
def test_the_day_is_found_beside_the_time_that_reading_takes(row):
    assert str(read_date(read(f"<div>{row}</div>").date_raw).day) == "2025-06-05"


def test_the_time_of_day_may_be_a_part_of_its_own():
    at = read_date(read("<p>🗓 05/06/2025 ⏰ 07:20 👤 Đỗ Văn Khôi 👁 1.234</p>").date_raw).at
    assert f"{at:%d/%m/%Y %H:%M}" == "05/06/2025 07:20"


@pytest.mark.parametrize(
    "row",
    [
        "Trang chủ | Liên hệ | Thứ năm, 05/06/2025",
        "Văn hóa | Thể thao | 05/06/2025",
        "Hotline: 1900 1234 | Thứ năm, 05/06/2025",
        "Đời sống - Thứ năm, 05/06/2025 | 28 độ",
        "Đỗ Văn Khôi | 05/06/2025 | 07/06/2025",
        "Đỗ Văn Khôi kể rằng bến này có từ đời ông nội | 05/06/2025",
        "05/06/2025",
        "Đỗ Văn Khôi",
    ],
)
def test_a_menu_or_a_sentence_is_not_such_a_row(row):
    assert read_row(row) is None


@pytest.mark.parametrize("row", ["Vũ Lan | Đỗ Văn Khôi | 05/06/2025", "12 views | 05/06/2025"])
def test_no_name_is_taken_where_none_or_several_are(row):
    assert read_row(row).byline is None
