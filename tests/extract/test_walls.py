"""A text that a wall cuts is stored with a problem, wherever on the page the wall is."""

import pytest

from dvcrawler.extract.endings.login_walls import is_wall
from tests.extract.notice_pages import PROSE, make_page, read

LINES = (
    "Bạn cần đăng nhập để đọc tiếp bài viết này.",
    "Đăng nhập để đọc tiếp",
    "Nội dung dành cho hội viên, vui lòng đăng ký gói để xem tiếp",
    "Bài viết chỉ dành cho bạn đọc VIP. Đăng ký ngay",
    "Bạn đã hết lượt đọc miễn phí trong tháng này",
    "Nội dung này chỉ hiển thị với thành viên đã đăng nhập",
    "Chỉ thành viên mới được xem bài viết này",
    "Chỉ hội viên mới đọc được bài này, mời bạn đăng nhập.",
    "Quét mã QR để thanh toán và đọc tiếp bài viết",
    "Mở khóa toàn bộ nội dung với gói Premium",
    "Phần tiếp theo chỉ dành cho bạn đọc đã đăng ký",
    "Đọc tiếp với 50.000 đồng/tháng",
    "Còn 70% nội dung bài viết. Mua bài này",
    "Xem đầy đủ nội dung bằng cách đăng ký thành viên",
    "You have reached your limit of free articles. Subscribe to continue",
)
PLACES = (
    "<p>{}</p>",
    "<div class='x'><a href='/login'>{}</a></div>",
    "<p><strong>{}</strong></p><div>Đăng nhập</div>",
    "<div class='subscribe-box'><h3>{}</h3><a href='/dang-ky'>Đăng ký</a></div>",
    "</div><div class='lock-content'><p>{}</p>",
    "</div><div class='lock'><a href='/x'>{}</a>",
    "<button>{}</button>",
)
#: One sentence: a notice.
_SHORT = (
    "<p>Sáng nay, xã Hải Minh ra quân nạo vét kênh mương và đắp bờ vùng để lấy nước đổ ải cho vụ xuân.</p>"
)


def _problems(text: str, closing: str) -> list[str]:
    record = read(make_page(text + closing, body="content-detail"))
    return [each["code"] for each in record["problems"] if each["field"] == "body"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("line", LINES)
def test_a_wall_is_a_problem_and_not_text(line: str, place: str) -> None:
    for text in (PROSE, _SHORT):
        record = read(make_page(text + place.format(line), body="content-detail"))
        assert [each["code"] for each in record["problems"] if each["field"] == "body"] == ["login_wall"]
        assert line not in record["body"]


@pytest.mark.parametrize("line", LINES)
def test_a_footer_below_a_wall_changes_nothing(line: str) -> None:
    footer = f"</div><a href='/x'>{line}</a><div class='f'><p>{'Giấy phép số 15/GP-TTĐT của Sở. ' * 4}</p>"
    assert _problems(PROSE, footer) == ["login_wall"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "line",
    (
        "Đăng nhập để bình luận",
        "Vui lòng đăng nhập để xem thêm bình luận",
        "Đăng ký nhận tin qua email",
        "Đăng ký kênh Youtube để xem thêm tin tức",
    ),
)
def test_what_readers_log_in_for_otherwise_is_not_a_wall(line: str, place: str) -> None:
    assert not is_wall(line)
    assert _problems(PROSE, place.format(line)) == []


def test_a_sentence_about_a_wall_above_other_paragraphs_belongs_to_the_article() -> None:
    assert _problems(PROSE + "<p>Bạn cần đăng nhập để đọc tiếp bài viết này.</p>" + PROSE, "") == []


@pytest.mark.parametrize(
    "line",
    [
        "Để đọc tiếp, vui lòng nạp thêm sao vào tài khoản",
        "Nhập mã để xem tiếp nội dung.",
        "Mở khóa bài viết này với 2.000 đồng.",
        "Mua bài này để đọc toàn bộ nội dung.",
        "Vui lòng gia hạn tài khoản để đọc tiếp.",
        "Quét mã QR để đọc tiếp bài viết.",
        "Tiếp tục đọc với tài khoản miễn phí",
        "This article is for subscribers only.",
        "Exclusive to members only",
    ],
)
def test_walls_that_ask_for_a_payment_or_a_code(line):
    assert is_wall(line)


@pytest.mark.parametrize(
    "line",
    [
        "Người dân nạp tiền điện thoại để nhận tin cảnh báo bão",
        "Nhập mã vùng rồi bấm số máy cần gọi.",
        "Mở khóa đào tạo bài bản cho cán bộ thôn",
        "Quét mã QR để thanh toán tiền điện",
        "Quét mã QR để đọc bài viết này",
        "Quét mã để xem tin trên điện thoại",
        "Gia hạn giấy phép lái xe được làm tại xã",
        "Mua bài thuốc nam của ông lang trong làng",
    ],
)
def test_payments_and_codes_in_an_article_are_not_walls(line):
    assert not is_wall(line)


@pytest.mark.parametrize("counter", ["1.234 lượt xem", "85 lượt đọc."])
def test_a_counter_behind_a_sentence_does_not_make_it_a_wall(counter):
    fees = "Ban quản lý di tích thông báo ngừng thu phí tham quan, người cao tuổi được miễn hoàn toàn."
    assert not is_wall(f"{fees} {counter}")
    assert is_wall(f"Đăng nhập để đọc tiếp. {counter}")
