"""Lines in an unnamed box that print the author beside the date, on pages that state neither."""

import pytest

from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.dates import read_date

TITLE = "Làng nghề ven biển vào vụ đan lưới"
PROSE = "".join(
    f"<p>{text}</p>"
    for text in 3
    * [
        "Từ đầu tháng, các hộ trong làng đã nhận đơn hàng của nhiều chủ thuyền, người già trẻ nhỏ đều có việc làm thêm."
    ]
)


def read(line, below=""):
    html = f"<html><body><div><h1>{TITLE}</h1><div>{line}</div>{PROSE}{below}</div></body></html>"
    return read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))


def written_by(reading):
    byline = read_byline(reading.byline_raw) if reading.byline_raw else None
    return (", ".join(author.name for author in byline.authors), byline.source) if byline else ("", None)


@pytest.mark.parametrize(
    "line",
    [
        "Hoàng Mai - 12/03/2021 08:15",
        "<b>Hoàng Mai</b> – 12/03/2021 08:15",
        "Hoàng Mai | 12/03/2021 08:15",
        "Hoàng Mai (12/03/2021 08:15)",
        "(Hoàng Mai - 12/03/2021 08:15)",
        "Hoàng Mai, 12/03/2021 08:15",
        "Hoàng Mai • Thứ sáu, 12/03/2021, 08:15 (GMT+7)",
        "Hoàng Mai / 08:15 12/03/2021",
        "Hoàng Mai 12/03/2021 08:15",
        "12/03/2021 08:15 - Hoàng Mai",
        "08:15, 12/03/2021 | Hoàng Mai",
        "Bài, ảnh: Hoàng Mai | 12/03/2021 08:15",
        "Bởi Hoàng Mai - 12/03/2021 08:15",
        "Đăng bởi: Hoàng Mai | 12/03/2021 08:15",
        "HOÀNG MAI - 08:15, 12 tháng 3, 2021",
        "12/03/2021 | 08:15 GMT+7 | 12 phản hồi | Hoàng Mai",
        "12/03/2021 08:15 | Hoàng Mai | 12 phản hồi",
        "12/03/2021 08:15 - Hoàng Mai - 3 phản hồi",
        "Văn hóa • Hoàng Mai • 12/03/2021 • 08:15",
        "12/03/2021 08:15 / Hoàng Mai / Văn hóa",
        "Thể thao | Hoàng Mai | 12/03/2021 08:15",
        "Hoàng Mai - Pháp luật - 12/03/2021 08:15",
    ],
)
def test_the_author_may_be_before_or_behind_the_date(line):
    reading = read(line)
    assert f"{read_date(reading.date_raw).at:%d/%m/%Y %H:%M}" == "12/03/2021 08:15"
    assert written_by(reading) == ("Hoàng Mai", None)
    assert line not in reading.body


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ("Hoàng Mai - 12/03/2021", "Hoàng Mai", None),
        ("Hoàng Mai, Minh Thu - 12/03/2021", "Hoàng Mai, Minh Thu", None),
        ("Hoàng Mai - Minh Thu | 12/03/2021", "Hoàng Mai, Minh Thu", None),
        ("Hoàng Mai và Minh Hoa • 12/03/2021", "Hoàng Mai, Minh Hoa", None),
        ("Hoàng Mai/TTXVN - 12/03/2021", "Hoàng Mai", "TTXVN"),
        ("Hoàng Mai (Báo Nam Định) - 12/03/2021", "Hoàng Mai", "Báo Nam Định"),
        ("Báo Nam Định - 12/03/2021", "", "Báo Nam Định"),
        ("Hội Nông dân xã - 12/03/2021", "", None),
        ("Thời sự - 12/03/2021 08:15", "", None),
        ("Thể thao | 12/03/2021 08:15", "", None),
        ("TTXVN | 12/03/2021", "", "TTXVN"),
        ("dantri.com.vn - 12/03/2021 08:15", "", "dantri.com.vn"),
        ("admin | 12/03/2021 08:15", "", None),
    ],
)
def test_several_authors_an_outlet_or_nobody_beside_the_date(line, authors, source):
    reading = read(line)
    assert f"{read_date(reading.date_raw).day:%d/%m/%Y}" == "12/03/2021"
    assert written_by(reading) == (authors, source)


@pytest.mark.parametrize(
    "line",
    [
        "Hà Nội, ngày 12/03/2021",
        "Nam Định - 12/03/2021",
        "Hoàng Mai, 12/03/2021",
        "Quyết định số 12/QĐ-UBND ngày 12/03/2021",
        "Từ 10/03/2021 - 12/03/2021",
        "Khai mạc lúc 08:15 12/03/2021",
        "Thời sự - 12/03/2021",
    ],
)
def test_other_lines_with_a_date_do_not_date_the_article(line):
    assert read(line) is None


def test_a_section_beside_a_date_below_the_text_does_not_date_the_article():
    assert read("Tin mới", "<div>Thể thao - 12/03/2021 08:15</div>") is None


@pytest.mark.parametrize("outlet", ["Báo Văn hóa", "Dân trí", "TTXVN", "vnexpress.net"])
def test_an_outlet_in_the_row_stays_the_source(outlet):
    assert written_by(read(f"12/03/2021 08:15 | Hoàng Mai | {outlet}")) == ("Hoàng Mai", outlet)
