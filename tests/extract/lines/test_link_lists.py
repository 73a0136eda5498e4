"""A list whose items begin with a link."""

import re

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

TOLD = "đã xây xong một bể bơi dài 25 mét, mở cửa mỗi ngày ba ca, có hai người cứu hộ và một phòng thay đồ."


def test_a_list_that_tells_more_than_its_links_say_is_text():
    items = "".join(f"<li><a href='/b-{n}.html'>Xã {n}</a>: {TOLD}</li>" for n in (1, 2, 3))
    lines = lines_of(among(f"<ul>{items}</ul>"))
    assert lines == [*TEXT[:2], *(f"Xã {n}: {TOLD}" for n in (1, 2, 3)), *TEXT[2:]]


LINKS = "<ul><li><a href='/lich-hoc'>Lịch học bơi</a></li><li><a href='/don'>Đơn xin học bơi</a></li></ul>"


@pytest.mark.parametrize(
    "line",
    [
        "Danh mục các văn bản được bãi bỏ gồm:",
        "Theo dõi việc dạy bơi, xã đã ban hành các văn bản sau:",
        "Chia sẻ với phụ huynh, nhà trường đã công bố các mẫu đơn:",
        "Chủ đề năm nay được nêu trong các tài liệu sau:",
    ],
)
def test_a_list_that_a_sentence_announces_is_text(line):
    lines = lines_of(among(f"<p>{line}</p>{LINKS}"))
    assert lines == [*TEXT[:2], line, "Lịch học bơi", "Đơn xin học bơi", *TEXT[2:]]


@pytest.mark.parametrize(
    "line",
    [
        "Danh mục:",
        "Theo dõi chúng tôi trên các kênh sau:",
        "Chia sẻ bài viết này qua các mạng sau đây:",
        "Chủ đề khác",
        "Video được xem nhiều trong các bài viết:",
    ],
)
def test_a_list_below_a_heading_of_links_is_not_text(line):
    assert "Lịch học bơi" not in lines_of(among(f"<p>{line}</p>{LINKS}"))


def test_a_list_that_describes_what_its_links_name_is_text():
    items = "<li><a href='/a'>Thôn Đông</a>: 12 hộ góp tiền</li><li><a href='/b'>Thôn Đoài</a> (8 hộ góp tiền)</li>"
    lines = lines_of(among(f"<ul>{items}</ul>"))
    assert lines[2:4] == ["Thôn Đông: 12 hộ góp tiền", "Thôn Đoài (8 hộ góp tiền)"]


def test_a_list_that_says_more_than_its_links_is_text():
    items = [
        f"Thôn {name} góp tiền và ngày công, xây xong bể trong chín tháng, đã thử nước" for name in "ABC"
    ]
    linked = "".join(f"<li><a href='/{n}'>{item[:6]}</a>{item[6:]}</li>" for n, item in enumerate(items))
    assert lines_of(among(f"<ul>{linked}</ul>"))[2:-2] == items


def test_a_list_of_sections_with_the_number_of_their_articles_is_not_text():
    items = "<li><a href='/a'>Đời sống</a> (12)</li><li><a href='/b'>Văn hóa</a> (8 bài)</li>"
    assert lines_of(among(f"<ul>{items}</ul>")) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Tin vui đến với ba thôn ngay trong tuần đầu",
        "Theo dõi các em dưới nước là việc của hai người cứu hộ.",
        "Đọc thêm hướng dẫn rồi phụ huynh mới ký đơn.",
        "Tin cùng lúc từ ba thôn cho hay bể đã đầy nước.",
    ],
)
def test_a_line_of_the_text_may_begin_as_the_heading_of_links_does(line):
    told = {"/a": "Thôn Đông</a>: 12 hộ góp tiền xây bể", "tel:0228111": "0228 111</a>: người trực ca sáng"}
    items = "".join(f"<li><a href='{link}'>{text}</li>" for link, text in told.items())
    lines = lines_of(among(f"<p>{line}</p><ul><!-- hai mục -->{items}</ul>"))
    assert lines[2:5] == [line, "Thôn Đông: 12 hộ góp tiền xây bể", "0228 111: người trực ca sáng"]


def test_pictures_with_captions_do_not_part_a_list_from_its_paragraph():
    items = "<li><a href='/a'>Thôn Đông</a>: 12 hộ góp tiền xây bể</li>"
    pictures = "".join(f"<figure><img src='/{n}.jpg'><figcaption>Ca {n}</figcaption></figure>" for n in "12")
    assert "Thôn Đông: 12 hộ góp tiền xây bể" in lines_of(among(f"{pictures}<ul>{items}</ul>"))


@pytest.mark.parametrize(
    "between",
    [
        "<p>Lên đường thôi em ơi<br>Nước trong như gương soi<br>Tay chèo em vững lái<br>Bể xanh chờ em bơi</p>",
        "<p><b>Cần mang theo:</b></p><ul><li>Khăn</li><li>Mũ</li><li>Kính</li></ul>",
    ],
)
def test_short_lines_do_not_part_a_list_from_its_paragraph(between):
    items = "<li><a href='/a'>Quyết định số 12/QĐ-UBND</a> về giá vé;</li>"
    assert "Quyết định số 12/QĐ-UBND về giá vé;" in lines_of(among(f"{between}<ul>{items}</ul>"))


TELLING = [
    "<a href='/a'>Thôn Đông</a>: 4 ca",
    "<a href='mailto:a@x.vn'>a@x.vn</a>: Văn phòng",
    "<a href='/a'>Vũ Thị Hoa</a>, lớp 5A, giải nhất",
    "<a href='/a'>Thôn Đông</a> đạt 19/19 tiêu chí",
    "<a href='/a'>Mô hình dạy bơi ba ca ở thôn Đông</a>: hai trăm em biết bơi",
    "<a href='/a'>Phần 1</a> - Khai trương bể bơi",
]
LEADING = [
    "<a href='/a'>Mô hình dạy bơi ba ca ở thôn Đông</a> - Báo Ví Dụ điện tử",
    "<a href='/a'>Đời sống</a> (12 bài)",
    "<a href='/a'>Mô hình dạy bơi ba ca ở thôn Đông</a>: 12/05/2025",
    "<a href='/a'>Thôn Đông</a> 12/05/2025",
    "<a href='/a'>Bài sau</a> Thôn Đông mở lớp bơi",
    "<a href='/a'>Thôn Đông</a> 12 lượt xem trong tuần",
    "<a href='/a'>Facebook</a>: Báo Ví Dụ",
    "<a href='/a'>Chia sẻ</a> bài viết này lên trang của em",
    "<a href='/a'>Thôn Đông</a> bởi Vũ Thị Hoa",
]


@pytest.mark.parametrize("item", TELLING)
def test_items_that_tell_something_of_their_links_are_text(item):
    told = re.sub("<[^>]*>", "", item)
    assert lines_of(among(f"<ul>{f'<li>{item}</li>' * 2}</ul>"))[2:4] == [told, told]


@pytest.mark.parametrize("heading", ["Xem thêm:", "Tin liên quan", "Đọc thêm"])
def test_items_below_a_heading_of_links_are_not_whatever_they_tell(heading):
    items = "<li><a href='/a'>Thôn Đông</a>: hai trăm em biết bơi trong tháng sáu</li>" * 2
    assert "Thôn Đông" not in "".join(lines_of(among(f"<p>{heading}</p><ul>{items}</ul>")))


@pytest.mark.parametrize("item", LEADING)
def test_items_with_a_date_a_section_or_a_count_are_not(item):
    assert lines_of(among(f"<ul>{f'<li>{item}</li>' * 2}</ul>")) == list(TEXT)
