"""Labels of buttons and players that stand among the paragraphs as lines of their own."""

import pytest

from dvcrawler.extract.interface.button_labels import is_button_label
from tests.extract.notice_pages import PROSE, SENTENCES, make_page, read

LABELS = (
    "Copy link", "Sao chép liên kết", "Link bài gốc", "Lấy link!", "Chia sẻ:", "Chia sẻ bài viết", "Chia sẻ lên Facebook",
    "[In trang]", "In bài viết", "Gửi email", "Gửi cho bạn bè", "Lưu tin", "Nghe audio", "Nghe đọc bài 3:21",
    "00:00 / 03:21", "0:00", "1x", "1.25x", "Giọng nữ miền Bắc", "Giọng nam", "Tốc độ đọc", "Facebook Twitter Zalo",
    "Facebook | Zalo | Email | In", "Tweet", "Google News", "Tăng cỡ chữ", "Chế độ ban đêm", "- Quảng cáo -",
    "ADVERTISEMENT", "« Quay lại", "Trở về", "Về đầu trang", "Về trang chủ", "Đánh giá bài viết", "Gửi bình luận",
    "Báo lỗi", "Góp ý", "1 2 3", "1 | 2", "[1] [2] [3] »", "1, 2, 3, 4", "{{ item.title }}",
    "Quét mã QR để đọc trên điện thoại", "Trình duyệt của bạn không hỗ trợ audio.",
    "Your browser does not support the audio element.", "Về trang trước | Gửi email | In trang",
    "In bài viết • Chia sẻ", "Quay lại / Bản in",
    "Chia sẻ: Facebook | Twitter", "Chia sẻ bài viết: Zalo, Facebook", "Gửi bài viết qua: Email, Zalo", "Share: Facebook X",
    "★★★★☆ 4.5/5 (12 phiếu)", "Đánh giá bài viết★★★★☆4.5/5 (12 phiếu)", "5/5 - (3 votes)", "Xếp hạng: ★★★★★",
    "Trung bình 4.5 / 5. Số phiếu: 12", "Điểm: 4.5/5 (12 lượt đánh giá)", "App Store Google Play", "Tải app tại đây",
    "Tải về trên App Store", "Tải ứng dụng Báo Ví Dụ", "Quét mã QR để tải ứng dụng", "Nghe đọc bài 1x",
    "Nghe bài viết: Giọng nữ 1.0x 00:00/03:20", "Đọc bài viết 0:00 / 2:35", "Nghe bài viết Nữ miền Bắc Nam miền Nam",
    "Xem với cỡ chữ: A+ A-", "Cỡ chữ: Nhỏ Vừa Lớn", "Thay đổi cỡ chữ A+ A-", "Font size: A- A+", "Kích thước chữ: - +",
    "Gửi tin qua email  In ấn", "Like 0 Share Tweet", "Share on: Facebook Zalo", "Copy link thành công", "Xem bản in", "QR Code",
    "Nghe nội dung bài viết", "Tốc độ đọc 1x 1.25x 1.5x", "Thời lượng: 03:25", "Chế độ đọc sách", "Độ tương phản: Tăng Giảm",
    "Sửa bài viết | Xóa", "Đầu trang", "Xem tất cả", "Không có bài viết liên quan", "Chưa có tin cùng chuyên mục.",
    "Mã bài viết: 512", "Trạng thái: Đã duyệt", "Góp ý, báo lỗi", "Bạn đang xem: Trang chủ » Tin tức",
    "Tăng tương phản", "Tương phản cao", "Đảo màu", "Chế độ đen trắng", "Khôi phục mặc định", "Phóng to chữ | Thu nhỏ chữ",
    "Gạch chân liên kết", "Hỗ trợ người khuyết tật", "Ngôn ngữ: Tiếng Việt | English", "Báo lỗi nội dung", "Buồn 0", "Haha (3)",
    "Bài viết có hữu ích với bạn?", "Hữu ích (3)", "Không hữu ích (0)",
    "Trang chủ » Kinh tế » Nông nghiệp", "Trang chủ > Tin tức", "Home › Kinh tế", "Trang nhất / Xã hội / Đời sống",
)  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_not_text(label):
    assert is_button_label(label)
    body = f"<p>{label}</p>{PROSE}".replace("</p><p>", f"</p><p>{label}</p><p>", 1) + f"<p>{label}</p>"
    assert read(make_page(body))["body"] == "\n\n".join(SENTENCES)


@pytest.mark.parametrize("text", [
    "Facebook", "Zalo", "Email: toasoan@vidu.example.vn", "14:30", "Chia sẻ khó khăn với đồng bào vùng lũ",
    "In tiền giả", "Gửi bài dự thi", "Lưu ý", "Giọng ca vàng", "Quảng cáo sai sự thật", "Độc tố", "Quay lại trường cũ",
    "Chia sẻ với phóng viên, ông Lợi cho biết", "Chia sẻ: Tôi rất vui", "Kết nối: Nam Định - Thái Bình", "Tải trọng cầu: 3/5",
    "Đánh giá 5 sao cho sản phẩm OCOP", "4,5/5 điểm", "Điểm: 8/10", "Kết quả: 12/15 phiếu", "Xem với con mắt người trong nghề",
    "Trang chủ của hợp tác xã", "1,2", "2 3", "12", "1 2 3 đi đều bước",
    "Nghe tin bão", "Google Play", "Cỡ chữ trên bia đá", "Quét mã QR để đăng ký dự thi",
    "Góp ý dự thảo luật", "Báo động", "Nghe bài học đầu tiên", "2x3 m", "Về quê", "Đánh giá bài thi",
    "Hỗ trợ tiếp cận vốn", "Ngôn ngữ: Tiếng Dao", "Buồn", "Đảo màu xanh", "Hữu ích", "Khôi phục mặc định danh", "Đen trắng phân minh",
    "Xem tất cả các trận", "Top 10", "Sửa sai từ gốc", "Không có tin báo cháy", "Mã số: 512", "Trạng thái: khẩn cấp",
])  # fmt: skip
def test_a_short_line_that_no_button_has_is_text(text):
    assert not is_button_label(text)
    assert text in read(make_page(PROSE.replace("</p><p>", f"</p><p>{text}</p><p>", 1)))["body"].split("\n\n")


def test_an_intertitle_of_the_same_words_is_kept():
    body = PROSE.replace("</p><p>", "</p><h3>Chia sẻ</h3><p>", 1)
    assert "Chia sẻ" in read(make_page(body))["body"].split("\n\n")
