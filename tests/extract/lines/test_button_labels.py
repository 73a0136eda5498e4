"""Labels of buttons and players that stand among the paragraphs as lines of their own."""

import pytest

from dvcrawler.extract.lines.button_labels import is_button_label
from tests.extract.notice_pages import PROSE, SENTENCES, make_page, read

LABELS = (
    "Copy link", "Sao chép liên kết", "Link bài gốc", "Lấy link!", "Chia sẻ:", "Chia sẻ bài viết", "Chia sẻ lên Facebook",
    "[In trang]", "In bài viết", "Gửi email", "Gửi cho bạn bè", "Lưu tin", "Nghe audio", "Nghe đọc bài 3:21",
    "00:00 / 03:21", "0:00", "1x", "1.25x", "Giọng nữ miền Bắc", "Giọng nam", "Tốc độ đọc", "Facebook Twitter Zalo",
    "Facebook | Zalo | Email | In", "Tweet", "Google News", "Tăng cỡ chữ", "Chế độ ban đêm", "- Quảng cáo -",
    "ADVERTISEMENT", "« Quay lại", "Trở về", "Về đầu trang", "Về trang chủ", "Đánh giá bài viết", "Gửi bình luận",
    "Báo lỗi", "Góp ý", "Quét mã QR để đọc trên điện thoại", "Trình duyệt của bạn không hỗ trợ audio.",
    "Your browser does not support the audio element.", "Về trang trước | Gửi email | In trang",
    "In bài viết • Chia sẻ", "Quay lại / Bản in",
)  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_not_text(label):
    assert is_button_label(label)
    body = f"<p>{label}</p>{PROSE}".replace("</p><p>", f"</p><p>{label}</p><p>", 1) + f"<p>{label}</p>"
    assert read(make_page(body))["body"] == "\n\n".join(SENTENCES)


@pytest.mark.parametrize("text", [
    "Facebook", "Zalo", "Email: toasoan@vidu.example.vn", "14:30", "Chia sẻ khó khăn với đồng bào vùng lũ",
    "In tiền giả", "Gửi bài dự thi", "Lưu ý", "Giọng ca vàng", "Quảng cáo sai sự thật", "Độc tố", "Quay lại trường cũ",
    "Góp ý dự thảo luật", "Báo động", "Nghe bài học đầu tiên", "2x3 m", "Về quê", "Đánh giá bài thi",
])  # fmt: skip
def test_other_short_lines_are(text):
    assert not is_button_label(text)
    assert text in read(make_page(PROSE.replace("</p><p>", f"</p><p>{text}</p><p>", 1)))["body"].split("\n\n")


def test_an_intertitle_of_the_same_words_is_kept():
    body = PROSE.replace("</p><p>", "</p><h3>Chia sẻ</h3><p>", 1)
    assert "Chia sẻ" in read(make_page(body))["body"].split("\n\n")
