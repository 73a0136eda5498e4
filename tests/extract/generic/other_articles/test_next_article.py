"""Pages that show the next article, or a whole copy of readers' comments, below the one that was asked for."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_record
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance

URL = "https://xavidu.example.vn/tin-tuc/be-boi-thon-dong-mo-cua-345701.html"
TITLE = "Thôn Đông mở cửa bể bơi cho học sinh dịp hè"
TEXT = (
    "Từ đầu tháng sáu, bể bơi dài 25 mét của thôn Đông mở cửa mỗi ngày ba ca, có hai người cứu hộ trực thường xuyên.",
    "Kinh phí xây dựng gần một tỉ đồng do nhân dân và con em xa quê đóng góp, hoàn thành sau chín tháng thi công.",
)
OTHER = "Hợp tác xã Liên Bảo thu hoạch xong hai trăm mẫu lạc"
OTHER_TEXT = (
    "Tranh thủ những ngày nắng, bà con Liên Bảo đã nhổ xong toàn bộ diện tích lạc xuân trên các cồn bãi ven sông.",
    "Năng suất bình quân đạt gần hai tạ một sào, thương lái mua ngay tại ruộng với giá cao hơn năm ngoái.",
    "Sau khi thu hoạch, ruộng được cày ải và gieo đậu tương vụ hè để cải tạo đất, chuẩn bị cho vụ khoai đông.",
    "Ban quản trị hợp tác xã cho biết sẽ ký hợp đồng bao tiêu với một cơ sở ép dầu ở huyện bên từ vụ tới.",
)


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body):
    html = f"<html><head><title>{TITLE} - Báo Ví Dụ</title></head><body>{body}</body></html>"
    given = Provenance("live", URL, datetime(2025, 8, 16, tzinfo=UTC))
    return read_record(Page(html.encode(), URL), unknown_site(URL), any_address(URL), given)


def read_both(shape):
    first = shape.format(title=TITLE, date="05/06/2025 07:20", text=paragraphs(TEXT), author="Bùi Thanh Sơn")
    second = shape.format(
        title=OTHER, date="04/06/2025 16:45", text=paragraphs(OTHER_TEXT), author="Ngô Bá Lực"
    )
    return read(first + second)


SIGNED = "<p class='author'>{author}</p>"
SHAPES = [
    "<div class='detail'><h1>{title}</h1><div class='d'>{date}</div><div class='c'>{text}</div>"
    + SIGNED
    + "</div>",
    "<div class='detail'><h1 class='t'>{title}</h1><p>{date}</p><div class='c'>{text}"
    + SIGNED
    + "</div></div>",
    "<div class='detail'><h2>{title}</h2><span>{date}</span><div class='c'>{text}</div>" + SIGNED + "</div>",
    "<div class='detail'><h3 class='t'>{title}</h3><p>{date}</p><div class='c'>{text}</div>"
    + SIGNED
    + "</div>",
    "<div class='detail'><div class='title'>{title}</div><p>{date}</p><div>{text}</div>" + SIGNED + "</div>",
    "<article><header><h1>{title}</h1><time>{date}</time></header>{text}" + SIGNED + "</article>",
    "<article class='post'><h2><a href='#'>{title}</a></h2><time>{date}</time><div>{text}</div>"
    + SIGNED
    + "</article>",
    "<section><h1>{title}</h1><div><span class='author'>{author}</span><span>{date}</span></div>{text}</section>",
    "<div class='box-news'><h1>{title}</h1><div class='c'>{text}</div>"
    + SIGNED
    + "<p>Ngày đăng: {date}</p></div>",
    "<h1>{title}</h1><p>{date}</p>{text}<p style='text-align:right'><b>{author}</b></p>",
    "<h1>{title}</h1><p>{date}</p><div class='c'>{text}" + SIGNED + "</div>",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_an_article_shown_below_gives_neither_text_nor_author_nor_date(shape):
    record = read_both(shape)
    assert (record.title, record.body.split("\n\n")) == (TITLE, list(TEXT))
    assert (record.author, record.published_at) == ("Bùi Thanh Sơn", "2025-06-05T07:20:00+07:00")


def test_an_article_below_is_told_apart_where_the_text_ends_with_a_box_of_links():
    links = "".join(f"<a href='/a-{n}.html'>Bài số {n} trong mục này</a><br>" for n in range(1, 5))
    box = f"<table><tr><td><b>Tin bài liên quan</b></td></tr><tr><td>{links}</td></tr></table>"
    first = f"<div class='detail'><h1>{TITLE}</h1><p>05/06/2025 07:20</p><div class='c'>{paragraphs(TEXT)}{box}</div>"
    second = f"<h2>{OTHER}</h2><time>04/06/2025 16:45</time>{paragraphs(OTHER_TEXT)}<p class='author'>Ngô Bá Lực</p>"
    record = read(f"{first}<p class='author'>Bùi Thanh Sơn</p></div><article>{second}</article>")
    assert (record.body.split("\n\n"), record.author) == (list(TEXT), "Bùi Thanh Sơn")


def test_dates_of_cards_above_and_below_the_heading_of_other_articles_do_not_end_a_text_in_boxes():
    card = "<div class='k'><a href='/a-9.html'>Bài số chín trong mục này</a> <span>12/05/2025</span></div>"
    lines = [f"<div>{text}</div>" for text in (*TEXT, *OTHER_TEXT)]
    text = "".join((*lines[:2], "<h4>Tin khác</h4>", card, lines[2], card, *lines[3:]))
    body = read(f"<h1>{TITLE}</h1><p>05/06/2025 07:20</p><div class='c'>{text}</div>").body
    assert all(line in body for line in (*TEXT, *OTHER_TEXT))


@pytest.mark.parametrize("heading", ["<h2>{}</h2>", "<h1>{}</h1>", "<h2 class='tieu-de'>{}</h2>"])
@pytest.mark.parametrize("around", ["{}", "<div class='main'>{}</div>"])
@pytest.mark.parametrize("by", ["", "<p>Tin của hợp tác xã</p>"])
def test_an_article_element_of_its_own_is_another_article(heading, around, by):
    first = f"<h1 class='t'>{TITLE}</h1><p>05/06/2025 07:20</p><div class='c'>{paragraphs(TEXT)}</div>"
    second = f"{heading.format(OTHER)}{by}<time>04/06/2025 16:45</time><div>{paragraphs(OTHER_TEXT)}</div>"
    record = read(around.format(f"<div class='detail'>{first}</div><article class='post'>{second}</article>"))
    assert (record.title, record.body.split("\n\n")) == (TITLE, list(TEXT))


def with_text(middle, heading=f"<h1 class='t'>{TITLE}</h1>"):
    text = f"{paragraphs(TEXT)}{middle}{paragraphs(OTHER_TEXT)}"
    return read(f"<div class='detail'>{heading}<p>05/06/2025 07:20</p><div class='c'>{text}</div></div>").body


@pytest.mark.parametrize(
    "card",
    [
        f"<div class='k'><h1 class='t'><a href='/t/lac-345702.html'>{OTHER}</a></h1><p>04/06/2025</p></div>",
        f"<div class='k'><h1>{OTHER}</h1><span>04/06/2025 16:45</span><p>{OTHER_TEXT[0]}</p></div>",
        f"<article class='k'><h2>{OTHER}</h2><time>04/06/2025 16:45</time><p>{OTHER_TEXT[0]}</p></article>",
    ],
)
def test_another_article_among_the_paragraphs_does_not_end_the_text(card):
    assert all(text in with_text(card) for text in (*TEXT, *OTHER_TEXT))


@pytest.mark.parametrize(
    "heading", ["<h1>{}</h1>", "<h1 class='t'>{}</h1>", "<h2>{}</h2>", "<h2 class='t'>{}</h2>"]
)
def test_a_subhead_marked_as_a_headline_does_not_end_the_text(heading):
    body = with_text(heading.format("Bể bơi của cả thôn"), heading.format(TITLE))
    assert all(text in body for text in (*TEXT, "Bể bơi của cả thôn", *OTHER_TEXT))


@pytest.mark.parametrize("line, tag", [("(1) Từ ngày 3/2/2025.", "<p>"), ("Ngày 3/2/2025", "<p class='m'>")])
def test_a_paragraph_above_a_dated_line_is_no_headline_beside_one_marked_as_paragraphs_are(line, tag):
    text = f"<h2>{TEXT[0]}</h2><p>{OTHER_TEXT[0]}</p><p>{line}</p>{paragraphs(OTHER_TEXT[1:])}"
    body = f"<p><b>{TITLE}</b></p><div class='d'>05/06/2025 07:20</div>{text}".replace("<p>", tag)
    record = read(f"<div class='c'>{body}</div>")
    assert record.body.split("\n\n")[-5:] == [OTHER_TEXT[0], line, *OTHER_TEXT[1:]]


def test_the_entries_of_a_live_report_are_all_text():
    entries = [
        f"<article class='e'><h2>Diễn biến lúc {hour} giờ sáng</h2><time>0{hour}:15 05/06/2025</time><p>{text}</p></article>"
        for hour, text in enumerate((*TEXT, *OTHER_TEXT), start=1)
    ]
    body = read(
        f"<div class='detail'><h1>{TITLE}</h1><p>05/06/2025 07:20</p><p>{TEXT[0]} {TEXT[1]}</p>{''.join(entries)}</div>"
    ).body
    assert all(text in body for text in (*TEXT, *OTHER_TEXT))


@pytest.mark.parametrize("name", ["box-news", "detail box_news", "content print", "main-news other-news"])
def test_the_box_of_the_headline_is_read_whatever_its_name_where_a_longer_text_is_beside_it(name):
    box = f"<div class='{name}'><h1>{TITLE}</h1><p>05/06/2025 07:20</p><div class='c'>{paragraphs(TEXT)}</div></div>"
    other = f"<div class='k'><p>{'</p><p>'.join(OTHER_TEXT * 2)}</p></div>"
    assert read(box + other).body.startswith(TEXT[0])


def days_of_report(heading, date, around):
    days = [
        ("Chặng đầu ở thôn Đông", TEXT[0]),
        ("Chặng hai ở Liên Bảo", OTHER_TEXT[0]),
        ("Chặng cuối", OTHER_TEXT[1]),
    ]
    texts = "".join(
        around.format(f"{heading.format(name)}<p>{date.format(day)}</p><p>{text} {OTHER_TEXT[2]}</p>")
        for day, (name, text) in enumerate(days, start=1)
    )
    lead = f"<p>{TEXT[0]} {TEXT[1]}</p><p>{OTHER_TEXT[3]}</p>"
    return f"<div class='day'>05/06/2025 07:20</div><div class='c'>{lead}{texts}</div>"


@pytest.mark.parametrize("heading", ["<h1>{}</h1>", "<h2>{}</h2>", "<h2 class='t'>{}</h2>"])
@pytest.mark.parametrize(
    "date", ["Ngày {}/6/2025", "Thôn Đông, ngày {}/6/2025, trời nắng", "07:1{} 01/06/2025"]
)
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "<div>{}</div>",
        "<div class='e'>{}</div>",
        "<section><div>{}</div></section>",
        "<article>{}</article>",
    ],
)
def test_the_days_of_a_report_are_one_text_though_their_headings_are_marked_as_the_headline(
    heading, date, around
):
    body = read(
        f"<div class='main'>{heading.format(TITLE)}{days_of_report(heading, date, around)}</div>"
    ).body
    assert all(text in body for text in (TEXT[0], OTHER_TEXT[0], OTHER_TEXT[1], OTHER_TEXT[3], "Chặng cuối"))


@pytest.mark.parametrize(
    "box", ["<div class='detail'>{}</div>", "<div>{}</div>", "<article class='p'>{}</article>"]
)
def test_two_articles_below_in_boxes_as_that_of_the_first_are_no_part_of_it(box):
    shape = box.format("<h1>{}</h1><p class='d'>{}</p><div class='c'>{}</div>")
    others = [shape.format(f"{OTHER} {n}", "04/06/2025 16:45", paragraphs(OTHER_TEXT)) for n in (1, 2)]
    record = read(shape.format(TITLE, "05/06/2025 07:20", paragraphs(TEXT)) + "".join(others))
    assert record.body.split("\n\n") == list(TEXT)


NEXT = "/kinh-te/hop-tac-xa-lien-bao-thu-hoach-lac-345702.html"
HEADED = [
    f"<h1>{OTHER}</h1>",
    f"<h2>{OTHER}</h2>",
    f"<p><b>{OTHER}</b></p>",
    f"<div class='title'>{OTHER}</div>",
]


def read_appended(middle):
    """The page with the other article within the box of the first one's text."""
    signed = "<p style='text-align:right'><b>Bùi Thanh Sơn</b></p>"
    own = f"<h1>{TITLE}</h1><div class='d'>05/06/2025 07:20</div><div class='c'>{paragraphs(TEXT)}{signed}"
    return read(f"<div class='detail'>{own}{middle}</div></div>")


@pytest.mark.parametrize("label", ["", "<p>Đọc tiếp</p>", "<p>Bài viết tiếp theo:</p>"])
@pytest.mark.parametrize("headline", HEADED)
@pytest.mark.parametrize("around", ["{}", "<div class='k'>{}</div>"])
def test_an_article_appended_to_the_text_is_none_of_it(label, headline, around):
    other = f"{headline}<span class='time'>04/06/2025 16:45</span>{paragraphs(OTHER_TEXT)}<p><b>Ngô Bá Lực</b></p>"
    record = read_appended(around.format(label + other))
    assert (record.body.split("\n\n"), record.author) == (list(TEXT), "Bùi Thanh Sơn")


def test_below_a_label_it_needs_no_date():
    record = read_appended(f"<p>Bài tiếp theo</p><h1>{OTHER}</h1>{paragraphs(OTHER_TEXT)}")
    assert (record.body.split("\n\n"), record.problems) == (list(TEXT), ())


@pytest.mark.parametrize("box", ["<div data-url='{}'>", "<section data-href='https://xavidu.example.vn{}'>"])
@pytest.mark.parametrize("headline", ["", f"<h3>{OTHER}</h3>"])
def test_a_box_that_states_the_address_of_another_article_is_no_part_of_the_text(box, headline):
    closing = "</div>" if box.startswith("<div") else "</section>"
    record = read_appended(box.format(NEXT) + headline + paragraphs(OTHER_TEXT) + closing)
    assert record.body.split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    "address", ["/tin-tuc/ban-in-be-boi-345701.html", "/api/tin-lien-quan?id=3", "#phan-hai"]
)
def test_a_box_that_states_another_kind_of_address_is_part_of_the_text(address):
    record = read_appended(f"<div data-url='{address}'>{paragraphs(OTHER_TEXT)}</div>")
    assert record.body.split("\n\n")[:2] == list(TEXT) and OTHER_TEXT[3] in record.body


def test_text_below_read_on_is_kept_and_the_record_says_so():
    record = read_appended(f"<p>Đọc tiếp</p><h3>Sau buổi khai trương</h3>{paragraphs(OTHER_TEXT)}")
    assert OTHER_TEXT[0] in record.body
    assert [problem.code for problem in record.problems] == ["may_be_excerpts"]


def test_the_time_of_an_event_that_an_editor_wrote_below_a_subhead_does_not_end_the_text():
    record = read_appended(f"<h2>Lễ khai trương bể bơi</h2><p>19:00 06/06/2025</p>{paragraphs(OTHER_TEXT)}")
    assert OTHER_TEXT[0] in record.body
