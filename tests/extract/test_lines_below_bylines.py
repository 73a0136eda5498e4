"""Accounts, editors and buttons that a CMS prints below the byline, and labels that are alone in a box."""

import pytest

from dvcrawler.extract.interface.button_labels import is_button_label
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.accounts import is_account
from tests.extract.article_pages import AUTHOR, TEXT, lines_of, paragraphs, read

NAME = "Bùi Thanh Sơn"


@pytest.mark.parametrize(
    "account",
    [
        "nguyenthaison",
        "vanhoa_xa",
        "bbt.xadong",
        "hoa-dt",
        "Biên tập viên 03",
        "BTV 2",
        "Người dùng hệ thống",
        "Van thu",
        "Cong TTDT",
        "Văn phòng UBND",
        "Thành viên",
        "Zalo",
        "Bao Dong Giang",
    ],
)
@pytest.mark.parametrize(
    "line", ["<p>{}</p>", "<div class='u'><i>{}</i></div>", "<p style='text-align:right'>{}</p>"]
)
def test_an_account_or_a_button_below_the_byline_is_dropped(account, line):
    record = read(paragraphs() + AUTHOR + line.format(account), author="")
    assert (record.author, lines_of(record)) == (NAME, list(TEXT))


@pytest.mark.parametrize("last", ["hết", "Zalo", "nguyenthaison", "Văn phòng UBND"])
def test_without_a_byline_above_it_such_a_line_stays(last):
    assert lines_of(read(paragraphs() + f"<p>{last}</p>", author=""))[-1] in (last, TEXT[-1])


def test_the_office_of_the_author_below_the_name_is_not_an_account():
    record = read(paragraphs() + f"<p><b>{NAME}</b></p><p>Phòng Văn hóa - Xã hội</p>", author="")
    assert [(each.name, each.office) for each in record.authors] == [(NAME, "Phòng Văn hóa - Xã hội")]


@pytest.mark.parametrize(
    "label",
    [
        "Kiểm duyệt",
        "Phê duyệt",
        "Thẩm định",
        "Chịu trách nhiệm",
        "Chịu trách nhiệm nội dung",
        "Phụ trách",
        "Người kiểm duyệt",
        "Duyệt tin",
    ],
)
def test_who_answers_for_the_page_does_not_hide_the_author(label):
    record = read(paragraphs() + AUTHOR + f"<p>{label}: Vũ Thị Hà</p>", author="")
    assert (record.author, lines_of(record)) == (NAME, list(TEXT))


@pytest.mark.parametrize(
    "text",
    [
        "Tg: Vũ Thị Hà",
        "T/g: Vũ Thị Hà",
        "TG : Vũ Thị Hà",
        "Họ tên tác giả: Vũ Thị Hà",
        "Họ và tên tác giả: Vũ Thị Hà",
        "Cộng tác viên Vũ Thị Hà",
        "Bài dự thi của Vũ Thị Hà",
    ],
)
def test_further_labels_of_authors(text):
    assert [author.name for author in read_byline(text).authors] == ["Vũ Thị Hà"]


@pytest.mark.parametrize(
    "text", ["Nguồn Báo Lao Động", "Nguồn tin Tạp chí Tuyên giáo", "Nguồn: Báo Lao Động"]
)
def test_a_source_without_a_colon(text):
    assert read_byline(text).source == text.replace("Nguồn tin ", "").replace("Nguồn", "").strip(": ")


@pytest.mark.parametrize(
    "text", ["Nguồn nước sạch", "Nguồn lực con người", "Nguồn thu từ đất", "Nguồn Xuân Thu Hà"]
)
def test_other_words_after_it_are_not_a_source(text):
    assert not is_byline(text)


@pytest.mark.parametrize(
    "columns",
    [
        "<div class='row'><div>{}</div><div>{}</div></div>",
        "<ul><li>{}</li><li>{}</li></ul>",
        "<div><p>{}</p><p>{}</p></div>",
        "<dl><dt>{}</dt><dd>{}</dd></dl>",
        "<div><h5>{}</h5><h5>{}</h5></div>",
    ],
)
@pytest.mark.parametrize(
    "label", ["Tác giả:", "Tác giả", "Người viết:", "Viết bởi", "Thực hiện:", "Người đăng :"]
)
def test_a_label_alone_in_a_box_belongs_to_the_name_in_the_next(columns, label):
    record = read(paragraphs(), columns.format(label, NAME), author="")
    assert record.author == NAME


@pytest.mark.parametrize("value", ["Đọc nhiều", "Tin mới", "Giới thiệu", "120 bài viết", ""])
def test_a_tab_beside_a_label_is_not_an_author(value):
    record = read(paragraphs(), f"<ul><li>Tác giả</li><li>{value}</li></ul>", author="")
    assert record.author is None


@pytest.mark.parametrize("text", ["Phần: [1] [2] [3]", "Trang: (1) 2 3", "Trang 1 | 2", "Page: 1 2"])
def test_the_numbers_of_pages_are_not_an_author(text):
    record = read(paragraphs(), f"<p align='right'><b>{text}</b></p>", author="")
    assert record.author is None
    assert not is_byline(text, strict=False)


@pytest.mark.parametrize("text", ["Phần: [1] [2] [3]", "Trang: [1] 2", "Phần 1 2 3"])
def test_numbers_of_pages_in_brackets_are_buttons(text):
    assert is_button_label(text)


def test_an_author_printed_twice_is_one_author():
    twice = f"{NAME}\n{NAME}"
    assert [author.name for author in read_byline(twice).authors] == [NAME]
    assert read(paragraphs() + AUTHOR + AUTHOR, author="").author == NAME


@pytest.mark.parametrize("text", ["Bao Nam Dinh", "Tap chi Cong san", "Dai Phat thanh xa", "BAO THAI BINH"])
def test_an_outlet_without_diacritics_is_an_account(text):
    assert is_account(text)
    assert read(paragraphs(), f"<p class='author'>{text}</p>", author="").author is None


@pytest.mark.parametrize("text", ["Bao Anh", "Dai Duong", "Bảo Nam Định Văn"])
def test_a_short_name_is_not_an_account(text):
    assert not is_account(text)


@pytest.mark.parametrize("text", ["(Nguồn: Báo Lao Động)", "[Nguồn: Báo Lao Động]"])
def test_the_brackets_around_a_source_are_not_part_of_it(text):
    assert read(paragraphs(), f"<p>{text}</p>", author="").source == "Báo Lao Động"


@pytest.mark.parametrize(
    "note",
    [" - nguồn @laodong", " – Nguồn: @laodong", " - nguồn laodong.vn", ", theo nguồn https://laodong.vn/a"],
)
def test_a_note_behind_an_outlet_is_not_part_of_its_name(note):
    assert read_byline(f"Nguồn: Báo Lao Động{note}").source == "Báo Lao Động"


@pytest.mark.parametrize(
    "below",
    [
        "<p>Trả lời</p><p>Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *</p>",
        "<p>Leave a Reply</p><p>Your email address will not be published.</p>",
        "<p>Nhận xét của bạn</p>",
        "<p>Bình luận bằng Facebook</p>",
        "<p>Bạn đã không sử dụng Site, bấm vào đây. Thời gian chờ: 60 giây</p>",
        "<p>© Hội Nông dân xã</p>",
        "<p>Bản quyền thuộc Hội Nông dân xã. Ghi rõ nguồn khi phát hành lại thông tin.</p>",
        "<p>Link rút gọn: https://thondong.example.vn/a1b2</p>",
    ],
)
@pytest.mark.parametrize("author", [AUTHOR, ""])
def test_what_systems_print_below_a_text_is_neither_text_nor_hides_the_byline(author, below):
    record = read(paragraphs() + author + below, author="")
    assert (record.author, lines_of(record), record.problems) == (NAME if author else None, list(TEXT), ())


@pytest.mark.parametrize("heading", ["THÔNG BÁO", "TỔNG KẾT", "BẢNG GIÁ VÉ", "KHUYẾN HỌC"])
def test_a_heading_in_capitals_below_a_name_is_no_address(heading):
    record = read(paragraphs() + f"<p>{NAME}</p><p>{heading}</p>", author="")
    assert all(each.office is None for each in record.authors)


def test_somebody_of_the_text_above_the_byline_is_no_second_author():
    told = f"<p>Người dạy bơi là ông Vũ Văn Lập, năm nay đã ngoài bảy mươi tuổi nhưng vẫn rất khỏe mạnh.</p>{paragraphs()}"
    record = read(f"{told}<p><b>Vũ Văn Lập</b></p>{AUTHOR}", author="")
    assert record.author == NAME
