"""Footnotes, references and notices below a byline do not hide it, and stay in the text."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, lines_of, paragraphs, read

NOTES = (
    "Mọi ý kiến đóng góp xin gửi về hộp thư bandoc@vidu.example.vn.",
    "Mọi sự giúp đỡ xin chuyển về quỹ khuyến học thôn Đông.",
    "Bạn đọc muốn đăng ký cho con học bơi xin liên hệ nhà văn hóa thôn.",
    "(*) Tên các cháu trong bài đã được thay đổi.",
    "* Bài viết thể hiện quan điểm riêng của tác giả.",
    "(1) Hồ Chí Minh: Toàn tập, Nxb Chính trị quốc gia Sự thật, H.2011, t.5, tr.212.",
    "[1] Niên giám thống kê tỉnh, 2024, tr.37.",
    "¹ Số liệu của Phòng Văn hóa huyện.",
    "(Còn nữa)",
    "Kỳ sau: Người dạy bơi không lấy tiền công",
    "Bài 2: Người dạy bơi không lấy tiền công",
    "Tài liệu tham khảo: Địa chí thôn Đông, bản chép tay.",
    "Ghi chú: Số liệu tính đến hết tháng năm.",
    "Bài viết có sử dụng tư liệu của Trường Tiểu học Hải Thanh.",
    "(Bài dự thi “Gương sáng quê tôi” năm 2025)",
    "Tác phẩm tham dự cuộc thi viết về thể thao học đường",
    "(Bài viết thể hiện quan điểm riêng của tác giả)",
    "Tệp đính kèm: danh-sach-lop-boi.pdf",
    "---HẾT---",
    "Văn bản kèm theo: Quyết định mở bể bơi",
)
BYLINES = (
    AUTHOR,
    "<p align='right'>Bùi Thanh Sơn</p>",
    "<p><strong>Bùi Thanh Sơn</strong></p>",
    "<p class='author'>Bùi Thanh Sơn</p>",
    "<p>Bài, ảnh: Bùi Thanh Sơn</p>",
)


#: Notes that no other lines look like.
FOOTNOTES = (
    ("-----------------------------", "(1) Quyết định số 12 ngày 4-5-2009 của xã."),
    ("______", "1, 2. Địa chí thôn Đông, tập 2, tr. 14."),
    ("(1), (2) Hương ước làng, bản chép tay.",),
    ("[1] Niên giám thống kê tỉnh, 2024, tr.37.", "[2] Sđd, tr. 40."),
    ("1. Niên giám thống kê tỉnh, Nxb Thống kê, 2024.", "2. Sđd, tr. 40."),
    ("<sup>1</sup> Niên giám thống kê tỉnh, Nxb Thống kê, 2024.",),
    ("(*) Tên các cháu trong bài đã được thay đổi.",),
    ("* Chú thích: thôn Đông là tên cũ của làng.",),
    ("Chú thích:", "(1) Hương ước làng, bản chép tay.", "(2) Như trên."),
    ("Tài liệu tham khảo:", "1. Hương ước làng, bản chép tay.", "2. Địa chí thôn Đông."),
)
VERSES = ("Đường về qua bến đò ngang", "Lúa xanh ngập lối, nắng vàng ngập sân", "Người quê gặp lại bần thần")


def names_of(record):
    return [each.name for each in record.authors]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("tag", ["p", "em"])
def test_a_note_below_the_byline_stays_in_the_text(tag, note):
    below = f"<p>{note}</p>" if tag == "p" else f"<p><em>{note}</em></p>"
    record = read(paragraphs() + AUTHOR + below, author="")
    assert (names_of(record), lines_of(record)) == (["Bùi Thanh Sơn"], [*TEXT, note])


@pytest.mark.parametrize("byline", BYLINES)
def test_a_note_below_each_kind_of_byline_stays_in_the_text(byline):
    record = read(paragraphs() + byline + f"<p>{NOTES[0]}</p>", author="")
    assert (names_of(record), lines_of(record)) == (["Bùi Thanh Sơn"], [*TEXT, NOTES[0]])


def test_references_below_their_heading_are_notes():
    items = (
        "1. Nghị quyết số 05 của Đảng ủy xã.",
        "2. Địa chí thôn Đông, bản chép tay.",
        "- Hương ước làng.",
    )
    for heading in ("Tài liệu tham khảo", "TÀI LIỆU THAM KHẢO:", "Chú thích:"):
        below = f"<p><b>{heading}</b></p>" + "".join(f"<p>{each}</p>" for each in items)
        record = read(paragraphs() + AUTHOR + below, author="")
        assert (names_of(record), lines_of(record)) == (["Bùi Thanh Sơn"], [*TEXT, heading, *items])


def test_any_number_of_footnotes_may_be_below_a_byline():
    notes = [f"({n}) Văn kiện Đại hội Đảng bộ xã lần thứ {n}, tr.{n + 10}." for n in range(1, 25)]
    record = read(paragraphs() + AUTHOR + "".join(f"<p>{each}</p>" for each in notes), author="")
    assert (names_of(record), lines_of(record)) == (["Bùi Thanh Sơn"], [*TEXT, *notes])


@pytest.mark.parametrize(
    "below",
    [
        "<p>1. Ca sáng: từ sáu giờ đến bảy giờ.</p><p>2. Ca chiều: từ mười sáu giờ.</p>",
        "<p>Anh dạy bơi từ năm mười tám tuổi, chưa lấy của ai một đồng tiền công.</p>",
        f"<p>{TEXT[0]}</p>",
    ],
)
def test_a_name_above_further_text_is_not_a_byline(below):
    record = read(paragraphs() + "<p><strong>Bùi Thanh Sơn</strong></p>" + below, author="")
    assert names_of(record) == []
    assert "Bùi Thanh Sơn" in lines_of(record)


@pytest.mark.parametrize("tag", ["<p style='text-align:right'>{}</p>", "<p><b>{}</b></p>"])
def test_a_person_whom_the_text_mentions_is_not_its_author(tag):
    quoted = "“Con tôi đã biết bơi”, anh Bùi Thanh Sơn ở thôn Đông nói khi đón con ở cổng bể bơi."
    below = tag.format("Bùi Thanh Sơn") + f"<p>{NOTES[-1]}</p>"
    assert read(paragraphs((*TEXT, quoted)) + below, author="").author is None


@pytest.mark.parametrize("notes", FOOTNOTES, ids=" ".join)
@pytest.mark.parametrize("tag", ["<p>{}</p>", "<p>{}<br>Hội Văn nghệ tỉnh</p>", "<p>{} - Lê Hoa</p>"])
def test_a_byline_above_footnotes_need_not_be_set_apart(tag, notes):
    below = "".join(f"<p>{note}</p>" for note in notes)
    record = read(paragraphs() + tag.format("Bùi Thanh Sơn") + below, author="")
    assert names_of(record)[0] == "Bùi Thanh Sơn"
    assert not any("Bùi Thanh Sơn" in line for line in lines_of(record))


def test_a_poem_is_signed_above_its_footnotes():
    signed = ("Tháng 10 năm 2019", "Bùi Thanh Sơn", "-----------", "(1) Tên một bến đò.")
    record = read(paragraphs((*VERSES, *VERSES, *signed)), author="")
    assert names_of(record) == ["Bùi Thanh Sơn"]
    assert lines_of(record)[-2:] == ["Tháng 10 năm 2019", "(1) Tên một bến đò."]


@pytest.mark.parametrize(
    "lines",
    [
        ("CHỦ TỊCH", "Bùi Thanh Sơn", "(1) Kèm theo Tờ trình số 3."),
        ("Những người được khen:", "Bùi Thanh Sơn", "(*) Danh sách chưa đầy đủ."),
        ("“Tôi chưa nhận của ai một đồng.”", "- Bùi Thanh Sơn", "(1) Trích thư."),
    ],
)
def test_who_signs_a_document_or_is_listed_above_footnotes_is_not_the_author(lines):
    assert read(paragraphs((*TEXT, *lines)), author="").author is None


def test_several_notes_below_the_byline_may_end_with_a_file():
    notes = [
        "(*) Tên các cháu trong bài đã được thay đổi.",
        "Ghi chú: Số liệu hết tháng năm.",
        "File đính kèm: a.pdf",
    ]
    record = read(paragraphs() + AUTHOR + "".join(f"<p>{note}</p>" for note in notes), author="")
    assert (names_of(record), lines_of(record)) == (["Bùi Thanh Sơn"], [*TEXT, *notes])
