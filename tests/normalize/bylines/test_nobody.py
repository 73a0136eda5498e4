"""What a CMS fills in after "Nguồn:" where the editor leaves it empty is not an outlet."""

import pytest

from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.account_lines import is_account_line
from dvcrawler.normalize.bylines.fact_rows import split_facts
from tests.extract.article_pages import TEXT, TITLE, lines_of, paragraphs, read, read_page

NOBODY = (
    "admin",
    "Admin2",
    "Administrator",
    "quantri",
    "Quản trị viên",
    "Quan tri vien",
    "Super User",
    "webmaster",
    "Đang cập nhật",
    "Chưa cập nhật",
    "Không rõ",
    "N/A",
    "null",
    "Không có",
    "admin portal",
    "host",
)
OUTLETS = (
    "Báo Nhân Dân",
    "TTXVN",
    "Ban biên tập",
    "BBT",
    "Internet",
    "nhandan.vn",
    "Cổng TTĐT tỉnh",
    "Văn phòng UBND xã",
    "Không quân nhân dân",
    "Khoa học và Phát triển",
    "Hostel News",
)


@pytest.mark.parametrize("value", NOBODY)
@pytest.mark.parametrize("label", ["Nguồn", "Nguồn tin", "NGUỒN"])
def test_an_account_is_not_a_source(label, value):
    line = f"{label}: {value}"
    assert (read_byline(line), is_byline(line), is_account_line(line), split_facts(line)) == (
        None,
        False,
        True,
        [],
    )


@pytest.mark.parametrize("value", OUTLETS)
def test_an_outlet_after_the_label_is_the_source(value):
    line = f"Nguồn: {value}"
    read = read_byline(line)
    assert read is not None
    assert (read.source, is_account_line(line), split_facts(line)) == (value, False, [("source", value)])


@pytest.mark.parametrize("value", NOBODY[:6])
@pytest.mark.parametrize("tag", ["p", "div style='text-align:right'", "p align='right'"])
def test_the_line_of_an_account_is_not_text(tag, value):
    line = f"<{tag}><b>Nguồn: {value}</b></{tag.split()[0]}>"
    record = read(paragraphs() + line, author="")
    assert (lines_of(record), record.source) == (list(TEXT), None)


COMPILED = (
    "Nguồn: Tổng hợp",
    "Nguồn: sưu tầm",
    "Nguồn: S.T",
    "Nguồn: TH",
    "(Sưu tầm)",
    "(Tổng hợp)",
    "Tổng hợp",
    "Theo: Tổng hợp",
    "Tổng hợp từ nhiều nguồn",
    "Nguồn tin: nhiều nguồn",
    "Nguồn: Sưu tầm trên mạng",
    "Nguồn: Tổng hợp và biên tập",
    "Nguồn: Tài liệu tham khảo",
)
SOURCES = (
    "Theo Internet",
    "Tổng hợp từ Internet",
    "Nguồn: Internet",
    "Link gốc: Internet",
    "Sưu tầm từ Internet",
)
CREDITS = (
    "Ảnh: Internet",
    "Nguồn ảnh: Internet",
    "Ảnh minh họa: Internet",
    "(Ảnh: Tư liệu)",
    "Ảnh: TL",
    "Ảnh: NVCC",
    "Ảnh: nhân vật cung cấp",
    "Video: Internet",
)
NAMED_CREDITS = (
    "(Ảnh: Minh Đức)",
    "Ảnh: Minh Đức chụp",
    "Ảnh, video: Minh Đức",
    "Quay phim: Minh Đức",
    "Trình bày: Minh Đức",
    "Ảnh: Trạm y tế cung cấp",
    "Ảnh: Công an xã",
    "Ảnh: Báo Ví Dụ",
)
CHANNELS = (
    "Fanpage: https://facebook.com/baovidu",
    "Kênh YouTube: https://www.youtube.com/@baovidu",
    "Facebook: Báo Ví Dụ",
    "Theo dõi chúng tôi trên: Facebook | Zalo | YouTube",
    "Theo dõi Báo Ví Dụ trên Facebook và YouTube",
    "Quan tâm Zalo Official Account của Báo Ví Dụ",
    "Website: https://xavidu.example.vn",
    "Trang thông tin điện tử: xavidu.example.vn",
    "Theo dõi Fanpage: https://fb.com/baovidu",
    "Kết nối với chúng tôi qua: Facebook, Zalo",
)


@pytest.mark.parametrize("line", [*COMPILED, *SOURCES, *CREDITS, *CHANNELS])
@pytest.mark.parametrize("form", ["<p>{}</p>", "<p style='text-align:right'><i>{}</i></p>"])
@pytest.mark.parametrize("author", ["", "<p><b>Bùi Thanh Sơn</b></p>"])
def test_a_last_line_that_names_no_person_is_not_text(author, form, line):
    record = read(paragraphs(), author=author + form.format(line))
    source = "Internet" if line in SOURCES else None
    assert (lines_of(record), record.source, record.problems) == ([*TEXT], source, ())
    assert record.author == ("Bùi Thanh Sơn" if author else None)


@pytest.mark.parametrize("line", NAMED_CREDITS)
def test_a_credit_is_kept_where_nobody_signs_and_is_not_text_below_a_byline(line):
    signed = read(paragraphs(), author=f"<p><b>Bùi Thanh Sơn</b></p><p>{line}</p>")
    assert (signed.author, lines_of(signed)) == ("Bùi Thanh Sơn", [*TEXT])
    unsigned = read(paragraphs(), author=f"<p>{line}</p>")
    assert (unsigned.author, lines_of(unsigned)) == (None, [*TEXT, line])


@pytest.mark.parametrize("mark", [" - ", " – ", ", "])
@pytest.mark.parametrize("outlet", ["Báo Ví Dụ", "Internet", "vnexpress.net"])
def test_the_person_behind_an_outlet_is_the_author(outlet, mark):
    line = f"Nguồn: {outlet}{mark}Bùi Thanh Sơn"
    for record in (read(paragraphs(), author=f"<p>{line}</p>"), read_top(f"05/06/2025 07:20 - {line}")):
        assert (record.author, record.source, lines_of(record)) == ("Bùi Thanh Sơn", outlet, [*TEXT])


def test_an_address_is_a_source_on_any_domain():
    record = read(paragraphs(), author="<p>Nguồn: <a href='/x'>https://bao.example/tin/1</a></p>")
    assert (record.source, lines_of(record)) == ("https://bao.example/tin/1", [*TEXT])


def read_top(line):
    return read_page(
        f"<div class='detail'><h1>{TITLE}</h1><p>{line}</p><div class='c'>{paragraphs()}</div></div>"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["Website: https://khachsan.example.com"],
        ["Chi tiết xem tại: https://xavidu.example.vn/ke-hoach"],
        ["Địa chỉ: 12 Trần Phú", "Fanpage: https://facebook.com/hoicho"],
        ["Ảnh hưởng: nước dâng"],
        ["Đăng ký tại: https://forms.example.com/a"],
    ],
)
def test_addresses_of_others_and_contacts_stay_and_are_no_source(lines):
    record = read(paragraphs([*TEXT, *lines]), author="")
    assert (lines_of(record), record.source) == ([*TEXT, *lines], None)


TIMES = (
    "Thứ năm, 05/06/2025 07:20",
    "Thứ Năm 05/06/2025",
    "Thứ 5, 05/06/2025 7:20",
    "Chủ nhật, 08/06/2025 - 07:20",
    "Thursday, 05/06/2025 07:20",
    "Sunday, 8/6/2025",
    "05/06/2025 07:20",
    "07:20, 05/06/2025",
)


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("mark", [" | ", " - ", ", "])
def test_the_day_behind_an_outlet_is_not_part_of_it(mark, time):
    read = read_byline(f"Nguồn: Báo Nhân Dân{mark}{time}")
    assert read is not None
    assert read.source == "Báo Nhân Dân"


@pytest.mark.parametrize("time", TIMES)
def test_the_day_behind_an_author_is_not_part_of_the_name(time):
    read = read_byline(f"Bùi Thanh Sơn - {time}")
    assert read is not None
    assert [each.name for each in read.authors] == ["Bùi Thanh Sơn"]
