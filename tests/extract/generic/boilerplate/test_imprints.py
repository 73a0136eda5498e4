"""A page with little text is not read from the imprint of its site."""

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.extract.generic.boilerplate.site_notices import is_imprint
from tests.extract.notice_pages import make_page, read

IMPRINT = (
    "<p>Cổng thông tin điện tử xã Thanh Lợi - Chịu trách nhiệm nội dung: Ông Lê Thử, Chủ tịch UBND xã, Trưởng "
    "Ban biên tập cổng thông tin điện tử của xã.</p><p>Địa chỉ: Thôn Thượng, xã Thanh Lợi - Điện thoại: 0228 3 "
    "000 000 - Thư điện tử: thanhloi@example.vn - Đề nghị ghi rõ nguồn khi phát hành lại thông tin.</p>"
)
SENTENCE = "Sáng 12-6, xã Thanh Lợi ra quân làm thủy lợi."


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='footer'>{IMPRINT}</div>",
        f"<footer>{IMPRINT}</footer>",
        f"<div class='chan-trang'>{IMPRINT}</div>",
        f"<div>{IMPRINT}</div>",
        f"<table><tr><td>{IMPRINT}</td></tr></table>",
    ],
)
def test_the_imprint_is_not_the_text_of_a_short_or_empty_page(box):
    page = make_page(f"<p>{SENTENCE}</p>").replace(b"</body>", f"{box}</body>".encode())
    assert read(page)["body"] == SENTENCE
    assert isinstance(read(page.replace(f"<p>{SENTENCE}</p>".encode(), b"")), RecordRefused)


@pytest.mark.parametrize(
    "line",
    [
        "Giấy phép số 12/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 01/02/2023",
        "Bản quyền thuộc về UBND xã Thanh Lợi. Ghi rõ nguồn khi sử dụng lại.",
        "© 2024 Báo Ví Dụ",
        "Tòa soạn: 12 phố Chợ. Điện thoại: 0228 3 000 000",
        "Cơ quan chủ quản: Tỉnh ủy. Tổng Biên tập: Lê Thử",
        "Trụ sở: Thôn Thượng | Email: thanhloi@example.vn | Thiết kế bởi VD",
    ],
)
def test_an_imprint_is_recognised(line):
    assert is_imprint(line)


@pytest.mark.parametrize(
    "line",
    [
        "CHỊU TRÁCH NHIỆM CHÍNH: Ông Lê Thử",
        "Đề nghị GHI RÕ NGUỒN khi phát hành lại",
        "GIẤY PHÉP HOẠT ĐỘNG số 12 của Sở Thông tin",
        "BẢN QUYỀN THUỘC báo",
        "ALL RIGHTS RESERVED",
        "Copyright 2024",
        "CƠ QUAN CHỦ QUẢN: Tỉnh ủy",
        "Hotline: 0228 3 000 000. FAX: 0228 3 000 001",
        "Designed by Ví Dụ, powered BY Thử",
        "Xây dựng bởi Ví Dụ. Phát triển bởi Thử",
    ],
)
def test_each_form_of_an_imprint_is_recognised_in_any_case(line):
    assert is_imprint(line)
    assert is_imprint(line.upper())
    assert is_imprint(line.lower())


@pytest.mark.parametrize(
    "line",
    [
        "Tổng Biên tập Báo Ví Dụ trao quà cho các hộ nghèo của xã Thanh Lợi.",
        "Người dân gửi hồ sơ về địa chỉ của bộ phận một cửa hoặc gọi điện thoại để được hướng dẫn.",
        "Địa chỉ: Nhà văn hóa thôn Thượng, mở cửa từ 8 giờ sáng thứ bảy hằng tuần.",
        "Xã cấp giấy phép số 12 cho hộ ông Lê Thử xây nhà ở.",
        "Chủ đầu tư chịu trách nhiệm về chất lượng của con đường.",
    ],
)
def test_a_sentence_with_the_words_of_an_imprint_is_not_one(line):
    assert not is_imprint(line)
