"""What a portal says of itself in a box of no name between the headline and the text."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read_page
from tests.families.test_boxed_layouts import PRINTED, THEMES
from tests.families.test_boxed_layouts import read as read_theme

LEAD = "Bể bơi của thôn Đông mở cửa đón học sinh từ đầu tháng sáu sau chín tháng thi công liên tục."
NOTICES = [
    "Hệ thống sẽ tạm ngừng để bảo trì từ 22h00 ngày 20/6 đến 05h00 ngày 21/6. Mong bà con thông cảm.",
    "Cổng thông tin điện tử của xã đang được nâng cấp, mong bạn đọc thông cảm.",
    "Bạn đang xem phiên bản thử nghiệm của trang tin.",
    "Đường dây nóng tiếp nhận phản ánh, kiến nghị của nhân dân: 0228 111 222",
    "Cài đặt ứng dụng để nhận thông báo mới nhất từ chính quyền xã.",
    "Còn 25 ngày nữa đến Đại hội Đảng bộ xã lần thứ hai mươi",
    "Nhiệt liệt chào mừng Đại hội đại biểu Đảng bộ xã nhiệm kỳ mới!",
    "Toàn Đảng, toàn dân thi đua lập thành tích chào mừng ngày thành lập xã!",
    "Thôn Đông: 31°C, có mưa rào, độ ẩm 82 phần trăm, gió nhẹ.",
]


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("box", ["<div>{}</div>", "<div class='row'><div><p>{}</p></div></div>"])
def test_a_notice_of_the_site_is_not_read(notice, box):
    head = f"{HEAD}{box.format(notice)}"
    record = read_page(
        f"<div class='bai'>{head}<div class='c'><p><b>{LEAD}</b></p>{paragraphs()}</div></div>"
    )
    assert (record.summary, lines_of(record), record.problems) == (LEAD, [*TEXT], ())


@pytest.mark.parametrize("theme", [*THEMES, *PRINTED])
def test_layouts_do_not_read_it_either(theme):
    record = read_theme(theme, between=f"<div>{NOTICES[0]}</div>", text=f"<p><b>{LEAD}</b></p>{paragraphs()}")
    assert (record.summary, lines_of(record)) == (LEAD, [*TEXT])


@pytest.mark.parametrize(
    "line",
    [
        "Hệ thống cấp nước được nâng cấp từ tháng ba, nhờ đó bể bơi của thôn Đông có nước sạch cả mùa hè này.",
        "Còn 25 ngày nữa là đến ngày khai giảng, các em của thôn Đông vẫn ra bể bơi mỗi buổi sáng cùng thầy giáo.",
    ],
)
def test_in_the_text_such_a_sentence_is_kept(line):
    record = read_page(f"<div class='bai'>{HEAD}<div class='c'><p>{line}</p>{paragraphs()}</div></div>")
    assert line in (record.summary, *lines_of(record))


@pytest.mark.parametrize(
    "box",
    [
        "<div>Siêu thị điện máy Hoàng Gia giảm giá tới một nửa toàn bộ tủ lạnh và máy giặt trong tháng sáu.</div>",
        "<div><h4>Giới thiệu</h4><p>Thôn Đông ở phía nam của xã, có ba trăm hộ dân sống bằng nghề trồng lúa và dệt chiếu.</p></div>",
    ],
)
def test_another_line_above_a_lead_that_is_set_as_such_is_doubted(box):
    record = read_page(
        f"<div class='bai'>{HEAD}{box}<div class='c'><p><b>{LEAD}</b></p>{paragraphs()}</div></div>"
    )
    assert "may_be_excerpts" in {each.code for each in record.problems}


@pytest.mark.parametrize(
    "above",
    [
        f"<div class='sapo'>{LEAD}</div>",
        f"<div>{LEAD}</div>",
        f"<div class='c'><div>{LEAD}</div></div><p><b>{LEAD}</b></p>",
        f"<div><i>(Trích bài viết của bạn đọc gửi về cho ban biên tập trang tin của thôn Đông.)</i></div><div>{LEAD}</div>",
    ],
)
def test_a_lead_alone_is_not(above):
    record = read_page(f"<div class='bai'>{HEAD}{above}<div class='c'>{paragraphs()}</div></div>")
    assert record.problems == ()


TELLING = [
    "Hệ thống cấp nước của xã vừa được nâng cấp, nhờ đó bể bơi của thôn Đông có nước sạch cả mùa hè này.",
    "Cổng dịch vụ công sẽ tạm dừng từ 18 giờ tối nay để nâng cấp, bà con đăng ký học bơi tại nhà văn hóa thôn.",
    "Còn 5 ngày nữa đến Tết Nguyên đán, các em của thôn Đông vẫn ra bể bơi mỗi buổi sáng.",
    "Đường dây nóng nhận đăng ký học bơi là 0228 111 222, hoạt động suốt mùa hè này.",
    "Tải ứng dụng của xã về điện thoại, phụ huynh thôn Đông có thể đăng ký cho con học bơi từ nhà.",
    "Bạn đang sử dụng trang mạng giả mạo mà không biết? Công an xã khuyên bà con kiểm tra kỹ địa chỉ.",
    "Thôn Đông: 39 °C lúc giữa trưa khiến bể bơi của thôn đông kín học sinh từ sáng đến tối.",
]


@pytest.mark.parametrize("line", TELLING)
@pytest.mark.parametrize(
    "box",
    [
        "<div class='sapo'>{}</div>",
        "<div><b>{}</b></div>",
        "<div class='c'><p><b>{}</b></p></div>",
        "<div>{}</div>",
    ],
)
def test_a_lead_that_tells_of_such_a_thing_is_kept(line, box):
    record = read_page(f"<div class='bai'>{HEAD}{box.format(line)}<div class='c'>{paragraphs()}</div></div>")
    assert (record.summary, lines_of(record), record.problems) == (line, [*TEXT], ())


@pytest.mark.parametrize("line", [*TELLING, *NOTICES])
def test_a_paragraph_among_others_is_no_notice(line):
    text = "".join(f"<div>{each}</div>" for each in (line, *TEXT))
    record = read_page(f"<div class='bai'>{HEAD}<div class='c'>{text}</div></div>")
    assert line in (record.summary, *lines_of(record))


@pytest.mark.parametrize("box", ["<div>{}</div>", "<p>{}</p>", "<div><p>{}</p></div>"])
def test_a_bold_paragraph_below_others_is_no_doubt(box):
    text = "".join(map(box.format, (TEXT[0], TEXT[1], f"<b>{LEAD}</b>", *TEXT[2:])))
    record = read_page(f"<div class='bai'>{HEAD}<div class='c'>{text}</div></div>")
    assert record.problems == ()
