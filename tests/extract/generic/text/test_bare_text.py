"""Articles whose paragraphs stand directly in `<body>`, with other boxes among and below them."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_record
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance

URL = "https://xavidu.example.vn/tin-tuc/dap-bo-bao-giu-ruong-muoi-345690.html"
TITLE = "Đắp bờ bao giữ ruộng muối trước kỳ triều cường"
ABOVE = (
    "Ba ngày nay, hơn sáu mươi lao động của thôn Tây đã đắp cao thêm nửa mét đoạn bờ bao dài gần một cây số.",
    "Đất được lấy từ lòng kênh cũ, chở bằng thuyền nhỏ vào tận chân bờ vì xe cơ giới không xuống được bãi.",
)
BELOW = (
    "Cuối tháng trước, nước triều tràn qua chỗ thấp nhất đã làm hỏng gần bốn mươi ô kết tinh của mười hộ dân.",
    "Theo kế hoạch, công việc sẽ hoàn thành trước con nước lớn giữa tháng để bà con yên tâm vào vụ muối mới.",
)
AUTHOR = "<p style='text-align:right'><b>Đỗ Quang Huy</b></p>"


def read(text):
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>11/11/2025 08:15</p>{text}"
        "<div class='footer'><p>Giấy phép số 1/GP-STTTT. Điện thoại: 0228 111222</p></div></body></html>"
    )
    given = Provenance("live", URL, datetime(2025, 11, 16, tzinfo=UTC))
    return read_record(Page(html.encode(), URL), unknown_site(URL), any_address(URL), given)


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    ("box", "lines"),
    [
        ("<h2>Bờ cũ quá thấp</h2>", ("Bờ cũ quá thấp",)),
        ("<h3><strong>Bờ cũ quá thấp</strong></h3>", ("Bờ cũ quá thấp",)),
        ("<div class='subtitle'>Bờ cũ quá thấp</div>", ("Bờ cũ quá thấp",)),
        (
            "<ol><li>Thôn Tây: 420 mét</li><li>Thôn Đông: 310 mét</li></ol>",
            ("Thôn Tây: 420 mét", "Thôn Đông"),
        ),
        ("<table><tr><td>Thôn Tây</td><td>420</td></tr><tr><td>Thôn Đông</td><td>310</td></tr></table>", ()),
        (
            "<table><tr><td>Mỗi mét bờ cần gần ba khối đất, đầm chặt bằng tay.</td></tr></table>",
            ("Mỗi mét bờ",),
        ),
        ("<dl><dt>Khởi công</dt><dd>Ngày mùng 8</dd></dl>", ("Khởi công", "Ngày mùng 8")),
        ("<div class='box'><p>Toàn xã có 2.140 hộ làm muối trên bãi.</p></div>", ("Toàn xã có 2.140 hộ",)),
        (
            "<blockquote>“Giữ được bờ là giữ được vụ muối của cả thôn”, cụ nói.</blockquote>",
            ("“Giữ được bờ",),
        ),
        ("<aside class='pullquote'>Giữ được bờ là giữ được cả vụ muối năm nay.</aside>", ("Giữ được bờ",)),
        ("<figure><img src='/u/bo-bao.jpg'><figcaption>Bờ bao mới đắp</figcaption></figure>", ()),
        ("<p><img src='/u/bo-bao.jpg'></p><p><em>Bờ bao mới đắp</em></p>", ()),
        ("<table><tr><td><img src='/u/bo-bao.jpg'></td></tr><tr><td>Bờ bao mới đắp</td></tr></table>", ()),
    ],
)
@pytest.mark.parametrize("is_last", [False, True])
def test_what_is_set_between_the_paragraphs_of_a_page_without_boxes_neither_ends_nor_leaves_the_text(
    box, lines, is_last
):
    between = (box, paragraphs(BELOW)) if not is_last else (paragraphs(BELOW), box)
    record = read(paragraphs(ABOVE) + "".join(between) + AUTHOR)
    assert all(text in record.body for text in (*ABOVE, *BELOW))
    if not is_last or "<h" not in box:
        assert all(line in record.body for line in lines)
    assert record.author == "Đỗ Quang Huy"
    assert [image.caption for image in record.images] == ["Bờ bao mới đắp"] * ("<img" in box)


@pytest.mark.parametrize(
    "below",
    [
        "<div><p>Tập tin đính kèm:</p><ul><li><a href='/t/ke-hoach.pdf'>Kế hoạch</a></li></ul></div>",
        "<div>Đánh giá bài viết: ★★★ Tổng số điểm: 5 trong 1 đánh giá</div>",
        "<p>Tin liên quan</p><p><a href='/t/mot-910001.html'>Một bài khác của xã bên cạnh</a></p>",
        "<table><tr><td>Tin cùng mục</td></tr><tr><td><a href='/t/hai-910002.html'>Bài thứ hai</a></td></tr></table>",
        "<div><a href='/t/ba-910003.html'><img src='/u/nho.jpg'></a><a href='/t/ba-910003.html'>Bài ba</a></div>",
        "<hr><p>Báo Ví Dụ điện tử - http://vidu.example.vn</p>",
        "<p>Bản quyền © 2025 Báo Ví Dụ. Ghi rõ nguồn khi phát hành lại thông tin từ website này.</p>",
    ],
)
def test_what_stands_below_the_author_on_a_page_without_boxes_is_not_text(below):
    record = read(paragraphs(ABOVE + BELOW) + AUTHOR + below)
    assert record.body.split("\n\n") == [*ABOVE, *BELOW]
    assert (record.author, record.images) == ("Đỗ Quang Huy", ())


@pytest.mark.parametrize(
    "line", ["<p>Kính gửi: Tòa soạn báo!</p>", "<p><b>Kỳ cuối: Về đích</b></p>", "<h3>Chuyện cũ kể lại</h3>"]
)
def test_a_short_line_opens_the_text_of_a_page_without_boxes(line):
    record = read(line + paragraphs(ABOVE + BELOW) + AUTHOR)
    assert record.body.split("\n\n")[1:] == [*ABOVE, *BELOW]
    assert record.author == "Đỗ Quang Huy"


def test_a_picture_opens_the_text_of_a_page_without_boxes():
    picture = "<p align='center'><img src='/u/bo.jpg'></p><p align='center'><i>Bờ bao mới đắp</i></p>"
    record = read(picture + paragraphs(ABOVE + BELOW) + AUTHOR)
    assert [image.caption for image in record.images] == ["Bờ bao mới đắp"]
    assert record.body.split("\n\n") == [*ABOVE, *BELOW]


def test_the_byline_above_the_text_of_a_page_without_boxes_is_not_text():
    record = read("<p><b>Lê Thu Hà</b></p>" + paragraphs(ABOVE + BELOW))
    assert (record.author, record.body.split("\n\n")) == ("Lê Thu Hà", [*ABOVE, *BELOW])


def test_a_line_to_the_reader_above_the_author_does_not_hide_the_name():
    contact = "Mọi thông tin chi tiết xin liên hệ: Ban quản lý hợp tác xã, điện thoại 0228 3123 456."
    record = read(paragraphs((*ABOVE, *BELOW, contact)) + AUTHOR)
    assert (record.author, record.body.endswith(contact)) == ("Đỗ Quang Huy", True)


def test_the_box_with_the_text_is_preferred_to_lines_that_stand_beside_it_in_the_page():
    record = read(f"<p>{BELOW[0]}</p><div class='content'>{paragraphs(ABOVE + BELOW[1:])}</div>")
    assert record.body.split("\n\n")[-3:] == [*ABOVE, BELOW[1]]


def test_a_heading_of_other_articles_ends_the_text_of_a_page_without_boxes():
    below = "<p>Tin liên quan</p><p>Xã bên mở lớp dạy nghề muối.</p>"
    assert read(paragraphs(ABOVE + BELOW) + below).body.split("\n\n") == [*ABOVE, *BELOW]
