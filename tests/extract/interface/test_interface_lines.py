"""Lines of the page's interface within the box of the text."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read


@pytest.mark.parametrize("label", ["Lượt xem", "Số lượt xem:", "Lượt đọc:", "Đã xem"])
def test_a_counter_on_two_lines_is_not_text(label):
    counter = f"<p>{label}</p><p>1234</p>"
    assert lines_of(read(paragraphs() + counter)) == lines_of(read(counter + paragraphs())) == [*TEXT]


def test_a_row_of_counted_likes_is_not_text():
    assert lines_of(read(paragraphs() + "<div>Thích (12) · Không thích (0)</div>")) == [*TEXT]


@pytest.mark.parametrize(
    "labels",
    [
        ("Chế độ đọc", "Lưu bài", "Bình luận (0)", "Chia sẻ"),
        ("Cỡ chữ:", "Nhỏ", "Vừa", "Lớn"),
        ("Sao chép liên kết", "Đã sao chép"),
        ("Nghe tin", "Tóm tắt AI"),
        ("Tăng cỡ chữ", "Chữ to", "Mặc định"),
        ("Chia sẻ", "12 bình luận"),
        ("In bài viết", "Bình luận"),
    ],
)
@pytest.mark.parametrize("tag", ["span", "button", "a"])
def test_a_row_of_buttons_that_only_a_style_parts_is_not_text(labels, tag):
    row = "<div>" + "".join(f"<{tag}>{label}</{tag}>" for label in labels) + "</div>"
    record = read(row + paragraphs() + row)
    assert (record.author, lines_of(record)) == ("Bùi Thanh Sơn", [*TEXT])


@pytest.mark.parametrize("pieces", [("Nhỏ", "Vừa", "Lớn"), ("Bình luận", "12"), ("Chia sẻ", "Bùi Thanh Sơn")])
def test_pieces_that_are_not_all_labels_stay(pieces):
    row = "<div>" + "".join(f"<span>{each}</span>" for each in pieces) + "</div>"
    assert "".join(pieces) in read(paragraphs(TEXT[:2]) + row + paragraphs(TEXT[2:])).body


def test_a_counter_behind_the_last_sentence_is_not_text():
    last = f"<p>{TEXT[-1]} Lượt xem: 1.234</p>"
    assert lines_of(read(paragraphs(TEXT[:-1]) + last, author="")) == [*TEXT]


def test_the_code_beside_its_label_is_no_picture_of_the_article():
    code = "<div><img src='/qr.png' width='90' height='90'><p>Quét mã QR để đọc báo trên điện thoại</p></div>"
    photo = "<p><img src='/upload/be-boi.jpg'></p>"
    record = read(paragraphs(TEXT[:2]) + code + photo + paragraphs(TEXT[2:]))
    assert [image.url.rsplit("/", 1)[-1] for image in record.images] == ["be-boi.jpg"]
    assert lines_of(record) == [*TEXT]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nghe đọc báo trên loa phường là ký ức của cả một thế hệ lớn lên thời bao cấp.",
        "Theo dõi mực nước trên kênh chính suốt đêm, lực lượng xung kích đã xử lý hai điểm rò rỉ.",
        "Tải ứng dụng về điện thoại, người dân có thể báo tin ngập lụt cho chính quyền.",
        "Quét mã QR để đăng ký dự thi, thí sinh nhận số báo danh ngay trong ngày.",
    ],
)
def test_a_sentence_that_begins_like_a_button_is_text(sentence):
    assert sentence in lines_of(read(paragraphs(TEXT[:2]) + f"<p>{sentence}</p>" + paragraphs(TEXT[2:])))


@pytest.mark.parametrize(
    "line",
    [
        "Theo dõi Báo Ví Dụ trên Zalo để cập nhật tin tức nhanh nhất.",
        "Theo dõi chúng tôi trên Google News.",
        "Nghe đọc bài viết này bằng giọng nữ.",
    ],
)
def test_a_sentence_to_the_reader_is_not_text(line):
    assert lines_of(read(paragraphs(TEXT[:2]) + f"<p>{line}</p>" + paragraphs(TEXT[2:]))) == [*TEXT]


@pytest.mark.parametrize("lines", [("AA+",), ("Giọng nữ miền Bắc", "Giọng nam miền Nam")])
def test_an_announced_line_is_text_whatever_buttons_say(lines):
    announced = ["Các hạng mục được trao giải trong đêm chung kết gồm:", *lines]
    assert (
        lines_of(read(paragraphs(TEXT[:2]) + paragraphs(announced) + paragraphs(TEXT[2:])))[2:-2] == announced
    )
    box = "".join(f"<div><span>{line}</span></div>" for line in lines)
    assert lines_of(read(paragraphs(TEXT[:2]) + box + paragraphs(TEXT[2:]))) == [*TEXT]


def test_a_picture_below_a_button_keeps_its_line():
    photo = "<p><img src='/upload/be-boi.jpg'></p><p><em>Bể bơi của thôn ngày khai trương</em></p>"
    record = read(paragraphs(TEXT[:2]) + "<p>Chia sẻ</p>" + photo + paragraphs(TEXT[2:]))
    assert [each.caption for each in record.images] == ["Bể bơi của thôn ngày khai trương"]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "box",
    [
        "<p>Nữ miền Bắc</p><p>Nam miền Nam</p>",
        "<ul><li>Nữ miền Bắc</li><li>Nữ miền Trung</li><li>Nam miền Nam</li></ul>",
        "<div><span>Podcast</span> <span>12:34</span> <a href='/x.mp3'>Tải xuống</a></div>",
        "<div><span>Chia sẻ</span><span>128</span><span>Thích</span><span>1,2K</span><a>Zalo</a></div>",
        "<div><a>A-</a><a>A</a><a>A+</a><span>Cỡ chữ</span><span>Giãn cách</span></div>",
        "<p>📞 Đường dây nóng: 0912.345.678 - 0228.3888.999 | Email: toasoan@vidu.example.vn</p>",
        "<p>Quét mã QR để tham gia nhóm Zalo của Báo Ví Dụ</p>",
        "<p>😀 12 😢 3 😡 1</p>",
        "<div><i class='fa fa-eye'></i> 1234</div>",
        "<div><em class='fa fa-commenting-o'></em> 0</div>",
        "<div><img src='/images/view.png'> 125</div>",
        "<p>Xếp hạng: 5 - 12 phiếu bầu</p>",
        "<p>Rate this item (0 votes)</p>",
        "<p>Rating: 5.0/5. From 1 vote. Please wait...</p>",
        "<p>Share this:</p><p>Like this:</p><p>Like Loading...</p>",
        "<p>Đăng bởi Đội bóng thôn trên Thứ Ba, 3 tháng 9, 2024</p>",
        "<p>— Đội bóng thôn (@doibong) March 5, 2024</p>",
        "<p>A post shared by Đội bóng (@doibong)</p><p>Xem bài viết này trên Instagram</p>",
        "<section><a href='https://www.tiktok.com/@a'>@a</a> Clip vui <a href='#'>#thon</a> <a href='#'>♬ nhạc</a></section>",
    ],
)
def test_what_widgets_of_voices_networks_and_letters_print_is_not_text(box):
    assert lines_of(read(paragraphs(TEXT[:2]) + box + paragraphs(TEXT[2:]))) == [*TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "Nam Trung, Nam Tiến và Nam Thái là ba xã miền biển của huyện.",
        "Đội bóng (@doibong) đã cảm ơn người hâm mộ trên trang riêng.",
        "Thích 128 bài, chia sẻ 12 bài: em kể thói quen đọc báo mỗi tối.",
    ],
)
def test_sentences_that_tell_of_networks_and_regions_are_text(line):
    assert line in lines_of(read(paragraphs(TEXT[:2]) + f"<p>{line}</p>" + paragraphs(TEXT[2:])))


@pytest.mark.parametrize("line", ["Số lần tải về: 45", "Lượt tải về: 1.205", "Tải về: 12 lần"])
def test_a_counter_of_downloads_is_not_text(line):
    assert lines_of(read(f"{paragraphs()}<p>{line}</p>")) == [*TEXT]
