"""Letters and announcements that a paper prints whole: who signs one is not the article's author."""

import pytest

from tests.extract.notice_pages import PROSE, SENTENCES, TITLE, make_page, read

RIGHT = "<p style='text-align:right'><b>{}</b></p>"
PLAIN = "<p><strong>{}</strong></p>"


def read_end(closing, title=TITLE):
    record = read(make_page(PROSE + closing, body="content-detail", title=title))
    assert record["body"].startswith("\n\n".join(SENTENCES)), record["body"]
    return [each["name"] for each in record["authors"]], record["body"]


@pytest.mark.parametrize(
    "farewell",
    [
        "Trân trọng,",
        "Xin trân trọng kính chào!",
        "Kính thư",
        "Thân ái!",
        "Chào thân ái và quyết thắng!",
        "Thân ái chào các em!",
        "Gia đình kính báo",
        "Thay mặt Ban Tổ chức",
        "Chủ tịch Hội đồng nhân dân tỉnh",
        "CHỦ TỊCH NƯỚC",
        "Bí thư Đảng ủy xã",
        "Kính chào đoàn kết!",
        "Trân trọng cảm ơn!",
        "Xin chân thành cảm ơn",
        "Chúng tôi xin cảm ơn quý vị đại biểu!",
    ],
)
@pytest.mark.parametrize("signed", [RIGHT, PLAIN])
def test_the_name_below_a_farewell_or_an_office_signs_and_stays_in_the_text(farewell, signed):
    authors, body = read_end(f"<p>{farewell}</p>" + signed.format("Lê Quốc Chỉnh"))
    assert authors == []
    assert body.endswith("Lê Quốc Chỉnh")


@pytest.mark.parametrize(
    "title",
    [
        "Thư chúc mừng của Chủ tịch tỉnh nhân Ngày Nhà giáo",
        "THƯ CHÚC TẾT CỦA CHỦ TỊCH NƯỚC",
        "Thư ngỏ gửi nhân dân xã Hải Hưng",
        "Lời kêu gọi ủng hộ đồng bào vùng lũ",
        "Lời chia buồn",
        "Tin buồn",
        "Toàn văn thư thăm hỏi của Bí thư Tỉnh ủy",
        "Điện chia buồn gửi Chủ tịch Cuba",
        "Thư gửi các thầy cô giáo nhân ngày khai giảng",
    ],
)
def test_the_signer_of_a_letter_is_not_its_author(title):
    authors, body = read_end(RIGHT.format("Tô Văn Lâm"), title)
    assert authors == []
    assert body.endswith("Tô Văn Lâm")


@pytest.mark.parametrize(
    ("title", "closing", "name"),
    [
        ("Thư viện tỉnh mở cửa trở lại", RIGHT.format("Tô Văn Lâm"), "Tô Văn Lâm"),
        ("Bức thư cuối cùng của người lính Trường Sa", RIGHT.format("Tô Văn Lâm"), "Tô Văn Lâm"),
        ("Thư chúc mừng của Chủ tịch tỉnh", RIGHT.format("PV Lan Anh"), "Lan Anh"),
        ("Thư chúc mừng của Chủ tịch tỉnh", RIGHT.format("Tác giả: Tô Văn Lâm"), "Tô Văn Lâm"),
        (
            TITLE,
            "<p>Thay mặt đoàn, ông Bình trao mười suất quà.</p>" + RIGHT.format("Tô Văn Lâm"),
            "Tô Văn Lâm",
        ),
        (
            TITLE,
            "<p>Thay mặt các hộ ông Bình đã nhận mười suất quà.</p>" + RIGHT.format("Tô Văn Lâm"),
            "Tô Văn Lâm",
        ),
        (TITLE, "<p>- Xin trân trọng cảm ơn đồng chí!</p>" + RIGHT.format("Tô Văn Lâm"), "Tô Văn Lâm"),
        (
            TITLE,
            "<p>Bà con mong gì?</p><p>Mong đê vững.</p><p>Xin trân trọng cảm ơn!</p>"
            + RIGHT.format("Tô Văn Lâm"),
            "Tô Văn Lâm",
        ),
        (TITLE, RIGHT.format("Tô Văn Lâm") + PLAIN.format("Bí thư Đảng ủy xã Hải Hưng"), "Tô Văn Lâm"),
    ],
)
def test_other_names_at_the_end_are_authors_as_before(title, closing, name):
    assert read_end(closing, title)[0] == [name]


@pytest.mark.parametrize(
    "line",
    [
        "TRÂN TRỌNG",
        "Trân Trọng",
        "Thân Ái",
        "Kính Thư",
        "Kính Báo",
        "Xin Cảm Ơn",
        "Thương Tiếc",
        "Còn Tiếp",
        "Tải Về",
        "Mời Xem",
        "Xem Video",
        "Bính Ngọ",
        "Giáp Thìn",
        "Xuân Ất Tỵ",
        "Tết Nguyên Đán",
        "Hồng Lĩnh",
        "Cẩm Phả",
        "Móng Cái",
        "Tam Đảo",
        "Phủ Lý",
        "Kim Sơn",
        "Thanh Liêm",
        "Duy Tiên",
        "Kim Bảng",
        "Khoái Châu",
        "Tiên Lữ",
        "Diễn Châu",
        "Nam Đàn",
        "Nghi Lộc",
    ],
)
@pytest.mark.parametrize("form", [RIGHT, PLAIN, "<p><em>{}</em></p>"])
def test_a_last_line_of_two_words_that_is_not_a_name_is_not_a_pen_name(line, form):
    authors, _ = read_end(form.format(line))
    assert authors == []


@pytest.mark.parametrize("line", ["Sơn Tây", "Quang Trung", "Hương Sơn", "Hoàng Mai", "Quyết Thắng"])
def test_a_place_that_is_also_a_name_is_a_pen_name(line):
    assert read_end(RIGHT.format(line))[0] == [line]
