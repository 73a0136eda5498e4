"""Dates of other articles above the text."""

import pytest

from dvcrawler.items import Article
from tests.extract.article_pages import HEAD, TITLE, URL, paragraphs, read_page

OTHER = "/tin-tuc/khanh-thanh-cau-ben-moi-345612.html"
CARD = f"<h2><a href='{OTHER}'>Khánh thành cầu Bến Mới qua sông</a></h2><p>08:00 04/06/2025</p>"
TEXT = f"<div class='c'>{paragraphs()}</div>"


def test_the_date_below_a_linked_heading_is_not_the_articles():
    assert not isinstance(read_page(f"<h1>{TITLE}</h1>{CARD}{TEXT}"), Article)


@pytest.mark.parametrize(
    "head",
    [
        f"<p>05/06/2025</p>{CARD}",
        f"{CARD}<p>05/06/2025</p>",
        f"<h2><a href='{URL}'>{TITLE}</a></h2><p>05/06/2025</p>",
        "<h3><a href='/tin-hoat-dong-cua-xa'>Tin hoạt động của xã</a></h3><p>05/06/2025</p>",
    ],
)
def test_beside_it_the_articles_own_is_read(head):
    assert read_page(f"<h1>{TITLE}</h1>{head}{TEXT}").date == "2025-06-05"


PLANS = [
    "<p>Thứ Hai, 09/06/2025: Họp giao ban</p>",
    "<p>09/06/2025: Tiếp công dân tại trụ sở</p>",
    "<p>Ngày 09/06/2025: Cắt điện xóm 5</p>",
    "<p>Sáng 09/06/2025: Chủ tịch dự hội nghị</p>",
    "<ul><li>Thứ Hai, 09/06/2025: Họp giao ban</li><li>Thứ Ba, 10/06/2025: Tiếp dân</li></ul>",
    "<p>8h00 ngày 09/06/2025: Khai giảng lớp bơi</p>",
    "<p>08:00 09/06/2025: Bế giảng</p>",
    "<div><b>09/06/2025</b>: Tổng vệ sinh đường làng</div>",
    "<p>09/06/2025 : Ông Nguyễn Văn Tám trực</p>",
    "<p>09-06-2025: đại hội chi bộ thôn Đông</p>",
]


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("place", ["{head}{plan}{text}", "{head}{text}{plan}"])
def test_the_day_of_a_plan_is_not_that_of_publication(plan, place):
    text = f"<div class='c'>{paragraphs()}</div>"
    box = f"<div class='o'><h3>Lịch công tác</h3>{plan}</div>"
    undated = place.format(head=f"<h1>{TITLE}</h1>", plan=box, text=text)
    record = read_page(f"<div class='bai'>{undated}</div>", "<meta property='og:type' content='article'>")
    assert getattr(record, "date", None) is None
    dated = place.format(head=HEAD, plan=box, text=text)
    assert read_page(f"<div class='bai'>{dated}</div>").published_at == "2025-06-05T07:20:00+07:00"


@pytest.mark.parametrize(
    "line", ["05/06/2025 : 07:20", "Ngày đăng: 05/06/2025 Lượt xem: 12", "05/06/2025 Nguồn: Báo Làng"]
)
def test_what_else_follows_a_day_is_no_plan(line):
    body = f"<div class='bai'><h1>{TITLE}</h1><p>{line}</p><div class='c'>{paragraphs()}</div></div>"
    assert read_page(body).date == "2025-06-05"


@pytest.mark.parametrize("behind", ["Nguyễn Văn Tám", "Kinh tế", "Lượt xem 34", "Thứ Năm", "Báo Làng"])
@pytest.mark.parametrize(
    "place",
    [
        "<h1>{title}</h1>{line}{text}",
        "{line}<h1>{title}</h1>{text}",
        "<h1>{title}</h1><div>Đời sống</div><div class='post-date'>{line}</div>{text}",
        "<h1>{title}</h1><p>Lượt xem: 12</p>{line}{text}",
        "<h1>{title}</h1><img src='/a.jpg' width=600>{line}{text}",
        "<h1>{title}</h1><p><b>Bể bơi của thôn mở cửa đúng dịp hè.</b></p>{line}{text}",
        "<h1>{title}</h1>{text}{line}",
    ],
)
def test_a_day_without_the_heading_of_a_plan_is_none_whatever_follows_it(place, behind):
    line = f"<p>05/06/2025: {behind}</p>"
    text = f"<div class='c'>{paragraphs()}</div>"
    assert read_page(place.format(title=TITLE, line=line, text=text)).date == "2025-06-05"


def test_unless_it_is_the_first_of_several():
    rows = "<p>09/06/2025: Họp giao ban</p><p>10/06/2025: Tiếp công dân</p>"
    record = read_page(f"<h1>{TITLE}</h1><div>{rows}{paragraphs()}</div>")
    assert getattr(record, "date", None) is None


EVENTS = [
    "<div><div>09/06/2025 Hội nghị Đảng bộ xã</div><div>12/06/2025 Họp giao ban thường trực</div></div>",
    "<p>Hội nghị Đảng bộ xã - 09/06/2025 08:00</p>",
    "<p>Họp giao ban - 09/06/2025 14:00</p>",
    "<p>08:00 09/06/2025 Tập huấn phòng cháy chữa cháy</p>",
    "<ul><li>09/06/2025 Ra quân làm thuỷ lợi</li><li>10/06/2025 Tiếp công dân định kỳ</li></ul>",
    "<p>Hội thi rung chuông vàng - 09/06/2025 08:00</p>",
    "<p>Phòng chống đuối nước mùa hè, 09/06/2025 08:00</p>",
]


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("place", ["{head}{event}{text}", "{head}{text}{event}"])
def test_the_day_of_what_may_be_an_event_is_doubted(event, place):
    undated = place.format(head=f"<h1>{TITLE}</h1>", event=f"<div class='o'>{event}</div>", text=TEXT)
    record = read_page(f"<div class='bai'>{undated}</div>", "<meta property='og:type' content='article'>")
    assert record.date is None or "unclear_date" in {each.code for each in record.problems}
    dated = place.format(head=HEAD, event=f"<div class='o'>{event}</div>", text=TEXT)
    record = read_page(f"<div class='bai'>{dated}</div>")
    assert (record.published_at, record.problems) == ("2025-06-05T07:20:00+07:00", ())


@pytest.mark.parametrize(
    "line",
    [
        "05/06/2025 07:20 Bùi Thanh Sơn",
        "05/06/2025 07:20 Trung tâm Văn hóa Thông tin huyện",
        "05/06/2025 Hội Nông dân xã",
        "Nhập bởi vanphong vào lúc 07:20 05/06/2025",
        "Tin hoạt động của xã - 05/06/2025 07:20",
        "Kinh tế biển » 05/06/2025 07:20",
        "05/06/2025 07:20 In bài viết này",
        "05/06/2025 07:20 - Chưa có bình luận nào",
        "05/06/2025 07:20 Để lại bình luận",
        "05/06/2025 07:20 Theo dõi trên Google News",
        "05/06/2025 07:20 Cỡ chữ màu chữ",
        "Tin trong tỉnh - 05/06/2025 07:20",
    ],
)
def test_a_name_a_section_or_a_label_beside_the_day_is_no_event(line):
    menu = "<ul><li><a href='/hoat-dong'>Tin hoạt động của xã</a></li><li><a href='/b'>Kinh tế biển</a></li></ul>"
    record = read_page(f"{menu}<div class='bai'><h1>{TITLE}</h1><p>{line}</p>{TEXT}</div>")
    assert record.date == "2025-06-05"
    assert "unclear_date" not in {each.code for each in record.problems}


@pytest.mark.parametrize("line", ["(Ngày 05/06/2025) {}", "[05/06/2025] {}", "{} (05/06/2025 07:20)"])
def test_the_headline_itself_is_not_such_an_event(line):
    body = f"<div class='bai'><strong>{line.format(TITLE)}</strong>{TEXT}</div>"
    record = read_page(body, title="Cổng thông tin xã Hải Minh")
    assert (record.title, record.date) == (TITLE, "2025-06-05")
    assert "unclear_date" not in {each.code for each in record.problems}


def test_a_folder_of_the_address_names_a_section_too():
    url = "https://xa.example.vn/xay-dung-nong-thon-moi/be-boi-thon-dong-345701.html"
    line = "<p>Xây dựng nông thôn mới - 05/06/2025 07:20</p>"
    record = read_page(f"<div class='bai'><h1>{TITLE}</h1>{line}{TEXT}</div>", url=url)
    assert (record.date, record.problems) == ("2025-06-05", ())
