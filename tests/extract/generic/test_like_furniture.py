"""Sentences, figures and pictures of an article that look like parts of the page around it."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of, paragraphs, read

TOLD = "Lớp học bơi có chừng sáu mươi em, đông nhất là các em khối lớp bốn và lớp năm."


@pytest.mark.parametrize(
    "sentence",
    [
        "Theo dõi thôn Đông trên bản đồ sẽ thấy bể bơi nằm ngay cạnh sân vận động.",
        "Theo dõi các em trên bờ là hai người cứu hộ có chứng chỉ.",
        "Theo dõi nhiệt độ nước trên màn hình, thầy giáo quyết định lùi giờ học.",
        "Theo dõi lớp học trên Facebook, phụ huynh yên tâm đi làm.",
        "Theo dõi bản tin trên kênh của xã là thói quen của cụ Tư mỗi sáng.",
        "Nghe đọc báo trên loa xã là thú vui của các cụ.",
        "Nghe bài này, cả lớp đứng lặng bên thành bể.",
        "Bấm vào đường link lạ, bà Tư mất cả tháng lương hưu.",
        "Nhấn vào ảnh giả khiến nhiều người mất tài khoản.",
        "Quét mã QR để xem lịch bể bơi là việc mà lũ trẻ rành nhất.",
        "Mời bạn đọc xem cuốn sổ, cô thủ thư cười rất tươi.",
        "Mời bạn đọc theo dõi cuộc trò chuyện của chúng tôi với thầy dạy bơi.",
        "Xem thêm một buổi nữa, <a href='/be-boi'>bể bơi</a> đã thành chỗ quen của lũ trẻ.",
        "Theo dõi fanpage của xã, bà con biết bể bơi đã mở cửa.",
        "Theo dõi kênh tưới Cồn Nhất là việc của tổ thủy nông.",
        "Nhấn theo dõi trang của xã xong, cụ Tư mới hay bể đã mở.",
        "Đăng ký kênh của lớp giúp các em xem lại bài học bơi.",
        "Bạn đọc có thể xem thêm sổ góp ý đặt ở cổng, bác bảo vệ nói vậy.",
        "Đọc tiếp lá thư, cô giáo mới hiểu vì sao em vắng mặt!",
        "Trình duyệt cũ không hỗ trợ chữ ký số của xã.",
    ],
)
def test_a_sentence_that_begins_like_a_request_is_text(sentence):
    told = sentence.replace("<a href='/be-boi'>", "").replace("</a>", "")
    assert lines_of(among(f"<p>{sentence}</p>")) == [*TEXT[:2], told, *TEXT[2:]]


@pytest.mark.parametrize(
    "line",
    [
        "Theo dõi Báo Ví Dụ trên Google News",
        "Theo dõi chúng tôi trên các nền tảng mạng xã hội",
        "Theo dõi Trang tin Ví Dụ trên Zalo",
        "Theo dõi trang của xã trên kênh YouTube",
        "Theo dõi Báo Ví Dụ trên Facebook, Zalo và TikTok để cập nhật tin nhanh nhất.",
        "Nghe bài viết này tại đây.",
        "Nghe đọc báo",
        "Bấm vào ảnh để xem kích thước lớn.",
        "Quét mã QR để theo dõi kênh Zalo.",
        "Mời bạn đọc xem thêm các bài khác tại chuyên mục Đời sống.",
        "Xem thêm tin tức <a href='/the-thao'>thể thao</a>.",
        "Theo dõi fanpage của chúng tôi tại: <a href='https://facebook.com/x'>facebook.com/x</a>",
        "Nhấn theo dõi để không bỏ lỡ tin mới nhất",
        "Follow us on Facebook",
        "Theo dõi kênh YouTube của Báo Ví Dụ tại đây.",
        "Like fanpage Báo Ví Dụ để cập nhật tin nhanh nhất",
        "Bạn có thể quan tâm tới: <a href='/x'>Giá thóc nhích nhẹ</a>",
        "Nếu bạn thấy bài viết hữu ích, hãy chia sẻ cho bạn bè!",
        "Quý độc giả có thể đọc thêm tại chuyên mục Kinh tế",
        "Đọc thêm: <a href='/b'>Bể bơi mới của xã đã mở cửa cho học sinh.</a>",
        "URL của bài viết này: https://xavidu.example.vn/tin/45.html",
        "Địa chỉ bài viết: https://xavidu.example.vn/45",
        "© Cổng thông tin điện tử xã Hải Minh",
        "Copyright © 2024 Báo Ví Dụ",
        "Kết nối với chúng tôi qua: Zalo, Facebook",
    ],
)
def test_a_request_to_the_reader_is_not_text(line):
    assert lines_of(among(f"<p>{line}</p>")) == list(TEXT)


@pytest.mark.parametrize(
    "content",
    [
        "<figcaption>Lớp bơi</figcaption><p>{}</p>",
        "<p>{}</p>",
        "<figcaption>Lớp bơi</figcaption><ul><li>{}</li></ul>",
        "<div><p>{}</p></div><figcaption><p>Nguồn: Ban quản lý</p></figcaption>",
    ],
)
@pytest.mark.parametrize("name", ["", "class='infographic-text'", "class='wp-block'"])
def test_a_figure_of_paragraphs_is_text(content, name):
    assert TOLD in lines_of(among(f"<figure {name}>{content.format(TOLD)}</figure>"))


@pytest.mark.parametrize(
    "shown", ["<img src='/u/1.jpg'>", "<iframe src='/v'></iframe>", "<video></video>", ""]
)
def test_the_caption_of_a_figure_is_not_text(shown):
    record = among(f"<figure>{shown}<figcaption><p>{TOLD}</p></figcaption></figure>")
    assert lines_of(record) == list(TEXT)


@pytest.mark.parametrize(
    "script",
    [
        'this.src="/u/lop-boi.jpg"',
        "this.src = '/u/lop-boi.jpg'; this.onload = null",
        "$(this).attr('src', '/u/lop-boi.jpg')",
    ],
)
def test_the_picture_that_a_script_puts_in_place_is_read(script):
    record = among(f"<p><img src='/img/loading.gif' onload='{script.replace(chr(39), '&#39;')}'></p>")
    assert [image.url for image in record.images] == ["https://xavidu.example.vn/u/lop-boi.jpg"]


@pytest.mark.parametrize("label", ["Sự kiện:", "Dòng sự kiện:", "Chủ đề:", "Chuyên đề :", "Topic:"])
@pytest.mark.parametrize(
    "links", ["<a href='/sk/1'>Hè</a>", "<a href='/sk/1'>Hè 2025</a>, <a href='/sk/2'>Bể bơi</a>"]
)
def test_a_label_and_the_links_to_topics_are_no_text(label, links):
    assert lines_of(among(f"<div><span>{label}</span> {links}</div>")) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Chủ đề: Hè an toàn cho trẻ em",
        "Chủ đề: <a href='/sk/1'>Hè 2025</a> và việc dạy bơi",
        "Chuyên đề: dạy bơi cho học sinh lớp ba",
    ],
)
def test_a_topic_that_is_not_only_a_link_is_text(line):
    told = line.replace("<a href='/sk/1'>", "").replace("</a>", "")
    assert told in lines_of(among(f"<p>{line}</p>"))


@pytest.mark.parametrize(
    "line", ["<a href='/tin'>Tất cả tin tức</a>", "<br><a class='back' href='/'>Về trang chủ</a>"]
)
def test_a_link_that_a_box_prints_below_its_paragraphs_is_no_text(line):
    assert lines_of(read(paragraphs() + line)) == list(TEXT)


def test_a_sentence_that_is_a_link_below_the_paragraphs_is_text():
    line = "Toàn bộ lịch học bơi được niêm yết tại nhà văn hóa thôn Đông."
    assert lines_of(read(paragraphs() + f"<a href='/lich'>{line}</a>"))[-1] == line


def test_a_link_below_a_file_is_not_taken_for_another_file():
    file = "<p><a href='/tep/lich.pdf'>Lịch học bơi.pdf</a></p>"
    lines = lines_of(read(paragraphs() + file + "<a href='/tin'>Tất cả tin tức</a>", author=""))
    assert lines[: len(TEXT)] == list(TEXT) and "Tất cả tin tức" not in lines
