"""The name of a file whose link only says how to get it."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of, paragraphs, read

LINK = "<a href='/tep/kh15.pdf'>Tải về</a>"
SLIDER = (
    "<div class='swiper'><div><a href='/a-1.html'>Khởi công nhà văn hóa thôn Đoài hôm nay</a></div></div>"
)
NAME = "Kế hoạch số 15/KH-UBND"


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (f"<ul><li>{NAME}: {LINK}</li></ul>", NAME),
        (f"<ul><li>Phụ lục kinh phí (1,2 MB) {LINK}</li></ul>", "Phụ lục kinh phí"),
        (f"<p>{NAME} <br>{LINK}</p>", NAME),
        (f"<table><tr><td>1</td><td>{NAME}</td><td>12/3/2024</td><td>{LINK}</td></tr></table>", NAME),
        (f"<ul><li><a href='/tep/kh15.pdf'><img src='/anh/pdf.png'></a> {NAME}</li></ul>", NAME),
        (f"<p>Xem toàn văn {NAME} ngày 12/3/2024 {LINK}.</p>", NAME),
        (f"<p>Chi tiết {NAME} mời bạn đọc xem {LINK.replace('Tải về', 'ở đây')}.</p>", NAME),
        (f"<p>{NAME}, toàn văn mời xem {LINK}.</p>", NAME),
        (f"<p>Xã có {NAME} và Quyết định số 9/QĐ-UBND {LINK}.</p>", None),
        (f"<p>{LINK.replace('kh15', 'Ke%20hoach%2015')}</p>", "Ke hoach 15.pdf"),
        (f"<p>{LINK.replace('kh15', '3f2a9c77b01d')}</p>", None),
        (f"<p>Học sinh nộp đơn theo mẫu này: {LINK}</p>", None),
        (f"<p>File đính kèm: {LINK}</p>", None),
        (f"<ul><li>Các hộ dân làm đơn theo mẫu của xã, nộp trước ngày 30 {LINK}</li></ul>", None),
        (f"<ul><li>{NAME} <a href='/tin/12'>Chi tiết</a> {LINK}</li></ul>", None),
    ],
)
def test_a_file_has_the_name_that_its_row_gives(row, title):
    assert [each.title for each in among(row).documents] == [title]


@pytest.mark.parametrize(
    ("box", "line"),
    [
        (
            f"<a href='/tep/kh15.pdf'>{NAME}</a><a href='/tep/kh15.pdf' class='button' download>Tải về</a>",
            NAME,
        ),
        (f"<span>{NAME}</span><span>(1,2 MB)</span>{LINK}", f"{NAME} (1,2 MB)"),
        (f"<span>{NAME}</span> {LINK}", f"{NAME} Tải về"),
    ],
)
def test_the_button_that_nothing_parts_from_the_name_is_not_in_the_text(box, line):
    record = among(f"<div class='file'>{box}</div>")
    assert lines_of(record) == [*TEXT[:2], line, *TEXT[2:]]
    assert [each.title for each in record.documents] == [NAME]


@pytest.mark.parametrize(
    ("below", "count"),
    [
        (f"<p>Chia sẻ</p><p>{LINK}</p>", 1),
        (f"{SLIDER}<p>{LINK}</p>", 1),
        (f"<h4>Văn bản mới</h4><p>{LINK}</p>", 0),
    ],
)
def test_files_are_looked_for_below_buttons_and_sliders(below, count):
    assert len(read(paragraphs() + below).documents) == count
