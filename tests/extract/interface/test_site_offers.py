"""What a site asks of its readers among the paragraphs: polls, newsletters, accounts, rows of buttons."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, among, lines_of, paragraphs, read, read_page

FIELD = "<input type='email'><button>Gửi</button>"
CHOICES = "<label><input type='radio'>Tốt</label><label><input type='radio'>Chưa tốt</label><button>Biểu quyết</button>"
OFFERS = (
    f"<div><p><b>Thăm dò ý kiến</b></p><p>Bạn thấy xã phục vụ thế nào?</p><form>{CHOICES}</form></div>",
    f"<div class='x'><h4>Bình chọn</h4><p>Bạn thấy xã phục vụ thế nào?</p>{CHOICES}</div>",
    "<div><p>Bài viết này có hữu ích với bạn không?</p><button>Có</button><button>Không</button></div>",
    "<div class='khao-sat'><h4>Bạn thấy xã phục vụ thế nào?</h4><ul><li>Tốt 45%</li><li>Chưa tốt 55%</li></ul></div>",
    f"<div><h4>Bản tin</h4><p>Nhận những tin tức mới nhất mỗi ngày qua thư.</p>{FIELD}</div>",
    f"<p>Đăng ký nhận bản tin hằng ngày của báo qua email.</p><form>{FIELD}</form>",
    "<p>Đăng nhập để lưu bài viết</p>",
    "<p>Hãy là người đầu tiên bình luận bài viết này.</p>",
    "<p>Hãy là người bình luận đầu tiên</p>",
    "<p>Chức năng bình luận bị tắt</p><p>Không có phản hồi</p>",
    "<p>Bản quyền thuộc về Báo Ví Dụ</p>",
    "<p>Chú ý: Việc đăng lại bài viết trên ở website khác phải ghi rõ nguồn.</p>",
    "<p>This entry was posted in <a href='/c'>Tin tức</a>. Bookmark the <a href='/x'>permalink</a>.</p>",
    "<p>Trang web sử dụng cookie để nâng cao trải nghiệm của bạn.</p>",
    "<p>Nội dung tài trợ</p>",
    "<div><span>Facebook</span><span>Twitter</span><span>Zalo</span><span>Copy link</span></div>",
    "<div>Zalo</div>",
    "<div><span>Giọng nữ miền Bắc</span><span>Tốc độ đọc: 1x</span></div>",
    "<div><span>Aa</span><span>Aa+</span><span>Aa-</span></div>",
    "<div><span>★★★★★</span> Xếp hạng: 4.5/5 - 12 phiếu</div>",
    "<p><em>Thời gian đọc ước tính: khoảng 3 phút</em></p>",
    "<div class='thoi-tiet'><p>Nam Định</p><p>28°C</p></div>",
    "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/kt'>Kinh tế</a></li><li>Nông nghiệp</li></ul>",
    "<p><a href='https://news.google.com/publications/x'><img src='/gg.png'></a> Theo dõi trên</p>",
    "<p><b>Bình luận (0)</b></p>",
    "<div>Chia sẻ</div>",
    "<p>Chúng tôi sử dụng cookie để cải thiện trải nghiệm của bạn.</p><p>Từ chối</p><p>Đồng ý</p>",
    "<div>This website uses cookies to improve your experience.</div><div>Accept all</div>",
    "<p>Bạn có hài lòng với bài viết này không?</p><p>Có</p><p>Không</p>",
    "<p>Chia sẻ bài viết:</p><p>Facebook</p><p>Zalo</p>",
    "<ul><li>Đang truy cập: 12</li><li>Hôm nay: 4.512</li><li>Tất cả: 1.234.567</li></ul>",
    "<p>Tham gia nhóm Zalo của Báo Ví Dụ để nhận tin mới nhất.</p>",
    "<p>Đăng ký kênh YouTube Báo Ví Dụ để xem video mới nhất.</p>",
    "<div>Kết nối Zalo</div><div>Đọc tin nhanh trên ứng dụng Báo Ví Dụ</div><div>Mở ứng dụng</div>",
    "<p>Tiếng Việt | English</p>",
    "<p>Phát hiện lỗi chính tả? Bôi đen và nhấn Ctrl + Enter.</p>",
    "<p>© 2024 Báo Ví Dụ. All rights reserved.</p>",
    "<p>Nội dung tiếp tục bên dưới quảng cáo</p><p>Thu gọn</p><p>Tóm tắt bằng AI</p>",
    "<p>Vui lòng đăng nhập để gửi bình luận</p><p>Giao diện cho người khiếm thị</p>",
    "<div><p>Xin chào! Tôi là trợ lý ảo của Báo Ví Dụ.</p><p>Bạn cần hỗ trợ gì?</p><button>Bắt đầu trò chuyện</button></div>",
    "<p>Chào bạn! Mình có thể giúp gì cho bạn?</p><p>Chat với chúng tôi</p><p>Chat Zalo</p>",
    "<p>Website này sử dụng cookie. Khi tiếp tục, bạn đồng ý với chính sách của báo.</p><p>Chấp nhận tất cả</p>",
    "<p>Gửi ý kiến của bạn</p><p>Ý kiến của bạn sẽ được xét duyệt trước khi đăng.</p><p>Gửi ý kiến</p>",
    "<p>Câu hỏi bình chọn</p><div>Bình chọn</div><div>Xem kết quả</div>",
    "<div><h4>AI tóm tắt</h4><p>Bể bơi mở cửa mỗi ngày.</p><p>Học sinh nghèo được miễn phí.</p></div>",
    "<p><b>Tóm tắt nội dung</b></p><ul><li>Bể bơi mở cửa mỗi ngày.</li><li>Học sinh nghèo được miễn phí.</li></ul>",
    "<p>Tóm tắt bởi AI</p><p>• Bể bơi mở cửa mỗi ngày.</p><p>• Học sinh nghèo được miễn phí.</p>",
    "<div><span>Tóm tắt bằng AI</span><ul><li>Bể bơi mở cửa mỗi ngày.</li></ul><i>Nội dung do AI tạo, chỉ để tham khảo</i></div>",
)


@pytest.mark.parametrize("offer", OFFERS)
def test_what_the_site_offers_is_not_of_the_text_and_does_not_end_it(offer):
    for record in (among(offer), read(paragraphs(TEXT[:3]) + offer + paragraphs(TEXT[3:]))):
        assert (lines_of(record), record.images, record.author) == (list(TEXT), (), "Bùi Thanh Sơn")


@pytest.mark.parametrize("heading", ["<h4>{}</h4>", "<p>{}</p>"])
@pytest.mark.parametrize(
    "items",
    [
        "<ul><li>Bể bơi mở cửa mỗi ngày.</li><li>Học sinh nghèo được miễn phí.</li></ul>",
        "<p>- Bể bơi mở cửa mỗi ngày.</p><p>- Học sinh nghèo được miễn phí.</p>",
    ],
)
def test_a_summary_by_a_program_between_headline_and_text_is_left_out(heading, items):
    summary = f"<div class='x'>{heading.format('Tóm tắt bằng AI')}{items}</div>"
    record = read_page(f"<div>{HEAD}{summary}<div class='c'>{paragraphs()}{AUTHOR}</div></div>")
    assert (lines_of(record), record.summary, record.author) == (list(TEXT), None, "Bùi Thanh Sơn")


@pytest.mark.parametrize(
    "own",
    [
        "<p>Đăng ký nhận tin của xã đã có hơn 300 hộ tham gia.</p>",
        "<p><b>Tóm tắt nội dung</b></p><p>Bể bơi do dân góp tiền xây.</p><p>Mỗi ngày có ba ca.</p>",
        "<h4>Tóm tắt văn bản bằng AI có đáng tin?</h4><p>Cán bộ xã thử trên mười công văn.</p>",
        "<p>Bình chọn của khán giả</p>",
        "<p>Chào bạn, tôi là Hoa, quê ở thôn Đông.</p>",
        "<p>Đăng nhập để nộp hồ sơ, người dân cần có tài khoản định danh.</p>",
        "<p>Hãy là người đầu tiên hiến máu tình nguyện trong năm mới.</p>",
        "<p>Trang web này sử dụng cookie để đánh cắp dữ liệu, công an cảnh báo.</p>",
        "<p>Theo dõi trên đồng ruộng, cán bộ thấy sâu bệnh giảm hẳn.</p>",
        "<p>Chưa có ý kiến nào của cử tri được trả lời.</p>",
        "<p>Zalo</p>",
        *map(
            "<p>{}</p>".format,
            (
                "Tham gia nhóm Zalo của thôn để nhận thông báo đóng góp.",
                "Kết nối Zalo với người dân giúp xã nắm tin nhanh.",
                "Đăng ký kênh YouTube của trường để học sinh nộp bài.",
                "Đọc tin trên ứng dụng của huyện, bà con biết lịch tiêm.",
                "Tiếng Việt, tiếng Anh là hai môn thi bắt buộc.",
                "Tiếng Việt",
                "Có",
                "Đồng ý",
                "Thu gọn đầu mối, xã chỉ còn bốn phòng.",
                "Chế độ cho người khuyết tật",
                "Bạn có thích bài hát này không?",
                "Bạn phải đăng nhập để nộp hồ sơ trực tuyến.",
                "Phần tiếp theo sau quảng cáo là hài kịch.",
                "Hôm nay: 4.512",
                "© Ảnh: Nguyễn Văn Bảy",
                "Lỗi xảy ra khi nhân viên nhấn Ctrl + Enter trên máy chủ của ngân hàng vào lúc nửa đêm hôm trước.",
            ),
        ),
        "<p><b>Theo dõi</b></p><p>Sau mổ, bác sĩ theo dõi huyết áp của người bệnh mỗi giờ một lần cho đến sáng.</p>",
        "<div class='thoi-tiet'><p>Dự báo ngày mai tỉnh có mưa rào, nhiệt độ cao nhất 31 độ, gió đông nam cấp ba.</p></div>",
        "<ul><li><input type='checkbox' disabled> Mang theo căn cước công dân</li></ul>",
        "<ul><li><a href='/nha-dau'>Nhà Dầu</a></li><li>Nhà Thờ Lớn</li></ul>",
        "<div><p>Vì sao nước mặn lấn sâu vào đồng?</p><p>Vì mùa khô kéo dài hơn mọi năm.</p></div>",
    ],
)
def test_sentences_and_lists_that_begin_alike_are_kept(own):
    assert len(lines_of(among(own))) > len(TEXT)


def test_a_picture_with_a_caption_below_a_line_on_a_code_is_of_the_article():
    figure = "<figure><img src='/u/be-boi.jpg'><figcaption>Các em học bơi.</figcaption></figure>"
    assert len(among(f"<p>Quét mã QR để theo dõi kênh Zalo</p>{figure}").images) == 1


@pytest.mark.parametrize("label", ["Tải về", "Download", "Xem", "Tải file", "Xem chi tiết"])
def test_the_button_of_a_file_is_no_line_of_the_text(label):
    record = among(f"<p><a href='/f/ke-hoach.pdf'>{label}</a></p>")
    assert (lines_of(record), len(record.documents)) == (list(TEXT), 1)


def test_a_sentence_that_links_the_whole_text_of_a_document_is_kept():
    sentence = "Mời bạn đọc xem toàn văn Quyết định số 12/QĐ-UBND <a href='/f/qd.pdf'>tại đây</a>."
    record = among(f"<p>{sentence}</p>")
    assert "Mời bạn đọc xem toàn văn Quyết định số 12/QĐ-UBND tại đây." in record.body
    assert len(record.documents) == 1
