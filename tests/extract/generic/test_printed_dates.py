"""Where the date of publication is printed on pages that no layout describes."""

from datetime import UTC, date, datetime

import pytest

from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page
from dvcrawler.items import ProblemCode
from dvcrawler.normalize.dates import read_date

TITLE = "Làng nghề ven biển vào vụ đan lưới"
PROSE = "".join(
    f"<p>{text}</p>"
    for text in 3
    * [
        "Từ đầu tháng, các hộ trong làng đã nhận đơn hàng của nhiều chủ thuyền, người già trẻ nhỏ đều có việc làm thêm."
    ]
)
LONG = "".join(f"<p>{number}. {PROSE[3:-4].replace('</p><p>', ' ')}</p>" for number in range(4))
LINE = "Thứ Sáu, 12/3/2021, 08:15"
MACHINE = '<meta property="article:published_time" content="2021-03-12T08:15:25+08:00">'


def read(above, below, head=MACHINE):
    html = f"<html><head>{head}</head><body>{above}<h1>{TITLE}</h1>{below}<div>{PROSE}</div></body></html>"
    return read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))


def when(above, below, head=MACHINE):
    reading = read(above, below, head)
    return (
        reading
        and reading.date_raw
        and read_date(reading.date_raw, reference=datetime(2026, 1, 1, tzinfo=UTC)).at
    )


@pytest.mark.parametrize("around", ["article", "section", "main"])
@pytest.mark.parametrize("name", ["time", "meta", "entry-header", "post-info", "top"])
def test_the_date_in_the_header_of_the_article_outweighs_a_wrong_machine_date(name, around):
    at = when(f'<{around}><header class="{name}"><span>{LINE}</span></header>', f"</{around}>")
    assert f"{at:%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize(
    "name", ["time_comment", "comment-date", "date share", "ngay-comment", "time_social"]
)
def test_a_box_named_after_a_date_is_not_a_comment_box(name):
    at = when("", f'<div class="{name}">{LINE}</div>')
    assert f"{at:%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize(
    "line",
    [
        "<span>12/03/2021</span><span>08:15</span>",
        "<span>12/03/2021</span><span>8h15</span>",
        "<span>08:15</span><span>12/03/2021</span>",
        "<span>08h15</span><span>12-3-2021</span>",
        "<span>12</span><span>Tháng 3</span><span>2021</span> 08:15",
        "<span>12</span><span>Th3</span><span>2021</span> 08:15",
        "<span>12</span> <span>Tháng 03</span><span>2021</span> 08:15",
    ],
)
def test_the_parts_of_a_date_in_boxes_without_a_space_between_are_read(line):
    at = when("", f'<p class="date">{line}</p>', head="")
    assert f"{at:%d/%m/%Y %H:%M}" == "12/03/2021 08:15"


@pytest.mark.parametrize("box", ["comment", "share", "related-news"])
def test_a_date_inside_a_box_beside_the_article_does_not_count(box):
    at = when("", f'<div class="{box}"><p>{LINE}</p></div>')
    assert f"{at:%H:%M}" == "07:15"


def test_the_date_in_the_header_of_the_page_is_that_of_the_visit():
    assert f"{when(f'<header><span>{LINE}</span></header>', ''):%H:%M}" == "07:15"


@pytest.mark.parametrize(
    "stated",
    [
        "2021-03-12T08:15:25+08:00",  # of the server's zone
        "2021-03-12T08:15:25Z",  # the local clock, marked as UTC
        "2021-03-12T09:15:25",  # an hour late
        "2021-03-12T08:15:25-05:00",
        "2021-03-13",
        "2021-04-12T08:15:25+07:00",
    ],
)
def test_a_date_stated_for_machines_that_is_not_the_printed_one_is_a_problem(stated):
    reading = read("", f"<p class=date>{LINE}</p>", MACHINE.replace("2021-03-12T08:15:25+08:00", stated))
    assert reading.date_raw == LINE
    (problem,) = reading.problems
    assert (problem.field, problem.code) == ("date", ProblemCode.DATES_DISAGREE)
    assert stated in problem.reason and LINE in problem.reason


@pytest.mark.parametrize(
    "stated",
    [
        "2021-03-12T08:15:25+07:00",
        "2021-03-12T01:15:25Z",
        "2021-03-12T08:15",
        "2021-03-12",
        "2021-03-12T08:02:11+07:00",
        "2021-03-12T01:15:00",  # of the server's zone, which is not stated
        "2021-03-12T00:00:00+07:00",  # of a system that keeps no time
        "2021-03-12T00:00:00Z",
        "2021-03-11T17:00:00.000Z",
        "3/12/2021 12:00:00 AM",
    ],
)
def test_a_date_stated_for_machines_that_is_the_printed_one_is_not_a_problem(stated):
    reading = read("", f"<p class=date>{LINE}</p>", MACHINE.replace("2021-03-12T08:15:25+08:00", stated))
    assert reading.problems == ()


@pytest.mark.parametrize(
    "line, told",
    [
        ("10 phút trước - Thời sự", "10 phút trước"),
        ("Thời sự | 2 giờ trước", "2 giờ trước"),
        ("Hôm qua, 14:05 • Kinh tế", "Hôm qua, 14:05"),
        ("Xã hội / 3 ngày trước", "3 ngày trước"),
        ("Kinh tế » Hôm qua", "Hôm qua"),
        ("Vừa xong · Văn hóa", "Vừa xong"),
        ("Nông nghiệp – nông thôn – 5 giờ trước", "5 giờ trước"),
    ],
)
def test_a_relative_time_is_found_beside_a_section(line, told):
    assert read("", f"<p class=date>{line}</p>", head="").date_raw == told


@pytest.mark.parametrize(
    "line", ["Thời sự - Chính trị", "Trước đây 2 giờ - nay 3 giờ", "Cách đây 2 giờ trước trận đấu | Thể thao"]
)
def test_a_line_without_a_time_is_not_a_date(line):
    reading = read("", f"<p class=date>{line}</p>", head="")
    assert reading is None or reading.date_raw is None


OWN = "https://vidu.vn/a-1.html"


@pytest.mark.parametrize(
    "date", [f"<time datetime='2021-03-12T08:15:25+07:00'>{LINE}</time>", f"<b>{LINE}</b>"]
)
@pytest.mark.parametrize("href", [OWN, "/a-1.html", "http://www.vidu.vn/a-1.html#top"])
def test_a_date_that_links_to_its_own_article_counts(href, date):
    at = when("", f"<div>Đã đăng trên <a href='{href}' rel='bookmark'>{date}</a></div>", head="")
    assert f"{at:%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize("href", ["#", "", "#ngay", "javascript:void(0)", "/2021/03/12/", "/2021/03/"])
@pytest.mark.parametrize("changed", ["", "<time datetime='2021-03-14T09:00:00+07:00'>14/03/2021</time>"])
def test_a_date_that_links_to_nothing_or_to_its_day_counts(href, changed):
    date = "<time datetime='2021-03-12T08:15:25+07:00'>12/03/2021</time>"
    at = when("", f"<div>Đăng ngày <a href='{href}'>{date}{changed}</a></div>", head="")
    assert f"{at:%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize("href", ["#", "javascript:void(0)"])
def test_a_date_in_the_card_of_another_article_does_not_count(href):
    card = f"<a href='{href}'>Mưa lớn trên đèo <time datetime='2021-03-12'>{LINE}</time></a>"
    assert not when("", f"<div>{card}</div>", head="")


@pytest.mark.parametrize(
    "date",
    [
        "<span title='12/03/2021 08:15'>12/03/2021</span>",
        "<span class=ngay title='2021-03-12T08:15:25+07:00'>12/03/2021</span>",
        "<p>Đăng ngày <b title='Thứ sáu, 12/03/2021 08:15'>12/03/2021</b></p>",
        "<p class=date data-time='2021-03-12 08:15:25'>12/03/2021</p>",
        "<span class=timeago datetime='2021-03-12T08:15:25+07:00'>5 tháng trước</span>",
        "<span class=time data-timestamp='1615511725'>5 tháng trước</span>",
        "<ul><li>12/03/2021</li><li>8:15 sáng</li></ul>",
        "<ul><li>Tháng Ba 12, 2021</li><li><i></i> 08:15 SA</li></ul>",
    ],
)
def test_the_time_of_day_is_in_an_attribute_of_the_date_or_in_the_next_box(date):
    at = when("", f"<div>{date}</div>", head="")
    assert f"{at:%d/%m/%Y %H:%M}" == "12/03/2021 08:15"


UPDATED = "<time class='updated' datetime='2021-03-14T09:00:00+07:00'>14/03/2021</time>"
PUBLISHED = "<time class='entry-date published' datetime='2021-03-12T08:15:25+07:00'>12/03/2021</time>"


@pytest.mark.parametrize(
    "dates",
    [
        UPDATED + PUBLISHED,
        f"{UPDATED} {PUBLISHED}",
        f"<div>{UPDATED}</div><div>{PUBLISHED}</div>",
        "<b itemprop='dateModified'>14/03/2021 09:00</b> <b itemprop='datePublished'>12/03/2021 08:15</b>",
        "<p class='ngay-cap-nhat'>14/03/2021 09:00</p><p class='ngay-dang'>12/03/2021 08:15</p>",
        "<p class='post-date updated'>12/03/2021 08:15</p>",
        "<p class='date updated'>12/03/2021 08:15</p>",
        "<p class='updated'>12/03/2021 08:15</p>",
    ],
)
def test_the_day_that_only_a_name_tells_to_be_that_of_a_change_does_not_count(dates):
    assert f"{when('', f'<div>{dates}</div>', head=''):%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize("other", ["title='13/03/2021 08:15'", "data-date='2021'", "title='Xem 12 tin khác'"])
def test_an_attribute_that_says_something_else_is_left_alone(other):
    reading = read("", f"<div><span {other}>12/03/2021</span></div>", head="")
    assert reading.date_raw == "12/03/2021" and not reading.problems


@pytest.mark.parametrize("href", ["/b-2.html", "https://khac.vn/a-1.html", "/a-1.html?trang=2"])
def test_a_date_that_links_elsewhere_does_not_count(href):
    assert not when("", f"<div><a href='{href}'><time datetime='2021-03-12'>{LINE}</time></a></div>", head="")


@pytest.mark.parametrize(
    "line",
    [
        "<b>Vũ Thị Mận</b> - 12/03/2021 08:15",
        "Vũ Thị Mận | 12/03/2021 08:15",
        "<a href=/nghe>Làng nghề</a> 12/03/2021 08:15",
        "Làng nghề, 08:15, 12/03/2021",
        "Kinh tế biển » 12-03-2021 08:15 (GMT+7)",
        "(08:15 12/03/2021)",
        "Quê biển 12/03/2021 08:15 245 lượt xem",
        "Lượt xem: 1.245 | 12/03/2021 08:15",
        "245 lượt xem 12/03/2021 08:15",
        "<span>12/03/2021</span><span>08:15</span>",
        "<span>08:15</span><span>12/03/2021</span>",
        "Kinh tế - Xã hội » Nghề biển » Làng nghề » 12/03/2021 08:15 » In trang",
    ],
)
@pytest.mark.parametrize("tag", ["p", "div", "section"])
def test_a_name_or_section_before_the_date_does_not_hide_it(line, tag):
    assert f"{when('', f'<{tag}>{line}</{tag}>', ''):%d %H:%M}" == "12 08:15"


def test_a_date_in_brackets_behind_the_headline_is_read():
    html = f"<title>{TITLE}</title><body><h1>{TITLE} <small>(12/03/2021 08:15)</small></h1><div>{PROSE}</div>"
    reading = read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))
    assert (reading.title, f"{read_date(reading.date_raw).at:%d %H:%M}") == (TITLE, "12 08:15")


@pytest.mark.parametrize(
    "line",
    [
        "Thời gian: 08:15 ngày 12/03/2021</p><p>Địa điểm: nhà văn hóa",
        "Họp lúc 7 giờ, đến 08:15 12/03/2021",
        "Theo Quyết định 5, 12/03/2021",
    ],
)
def test_the_time_of_an_event_is_not_the_date_of_the_article(line):
    assert read("", f"<p>{line}</p>", "") is None


@pytest.mark.parametrize(
    "below",
    [
        "<div class=ngaydang>Ngày đăng: 12/03/2021 08:15</div>",
        "<p>Đăng lúc 08:15 12/03/2021 bởi Vũ Thị Mận</p>",
        "<section><em>Xuất bản: 12/03/2021 08:15</em></section>",
    ],
)
def test_a_line_below_the_text_that_says_when_it_was_published_counts_where_all_else_is_silent(below):
    def page(tail):
        html = f"<body><article><h1>{TITLE}</h1><div>{PROSE}</div>{tail}</article></body>"
        return read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))

    for tail in (below, f"<footer>{below}</footer>"):
        reading = page(tail)
        assert f"{read_date(reading.date_raw).at:%d %H:%M}" == "12 08:15"
        assert "12/03" not in "".join(reading.body)
    assert page(f"<h3>Tin khác</h3>{below}") is None
    assert page("<p>Họp lúc 12/03/2021 08:15</p>") is None


@pytest.mark.parametrize(
    "below",
    [
        "<div>08:15 12/03/2021</div>",
        "<p>Thứ Sáu, 12/03/2021 - 08:15</p>",
        "<p>Vũ Thị Mận</p><p><i>12/03/2021 08:15</i></p>",
    ],
)
def test_a_day_with_a_time_right_below_the_text_is_kept_with_doubt_where_all_else_is_silent(below):
    html = f"<body><article><h1>{TITLE}</h1><div>{LONG}</div>{below}</article></body>"
    reading = read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))
    assert f"{read_date(reading.date_raw).at:%d %H:%M}" == "12 08:15"
    assert [(each.field, each.code) for each in reading.problems] == [("date", ProblemCode.DATE_BELOW_TEXT)]


@pytest.mark.parametrize(
    "below",
    [
        "<p>12/03/2021</p>",
        "<div class=footer><p>08:15 12/03/2021</p></div>",
        "<div class=today>08:15 12/03/2021</div>",
        "<h3>Tin khác</h3><p>08:15 12/03/2021</p>",
        "<a href=/b-2.html>Làng nghề ven sông vào vụ</a><p>08:15 12/03/2021</p>",
        "<div><div><div>08:15 12/03/2021</div></div></div>",
    ],
)
def test_another_date_below_the_text_is_not_that_of_the_article(below):
    html = f"<body><article><h1>{TITLE}</h1><div>{LONG}</div>{below}</article></body>"
    assert read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html")) is None


def test_the_date_of_a_link_below_a_short_text_is_not_that_of_the_article():
    link = "<div><a href=/b-2.html>Làng nghề ven sông vào vụ đan</a></div>"
    for below in (f"{link}<p>08:15 12/03/2021</p>", f"{link}<div class=date>12/03/2021</div>"):
        html = f"<body><article><h1>{TITLE}</h1><div>{PROSE}</div>{below}</article></body>"
        assert read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html")) is None


def test_an_update_printed_alone_is_not_the_day_of_publication_that_is_stated():
    reading = read("", "<p class=date>Cập nhật: 18/03/2021 10:20</p>", MACHINE.replace("+08:00", "+07:00"))
    assert (reading.date_raw, reading.problems) == ("2021-03-12T08:15:25+07:00", ())


def test_a_statement_tells_in_which_order_day_and_month_are_printed():
    stated = MACHINE.replace("2021-03-12T08:15:25+08:00", "2021-03-04T08:15:00+07:00")
    line = "<p class=date>3/4/2021 8:15:00 AM</p>"
    reading = read("", line, stated)
    assert (reading.date_raw, reading.month_first, reading.problems) == ("3/4/2021 8:15:00 AM", True, ())
    reading = read("", line.replace(":00 AM", ""), stated)
    assert not reading.month_first
    assert [problem.code for problem in reading.problems] == [ProblemCode.DATES_DISAGREE]


@pytest.mark.parametrize(
    "boxes",
    [
        "<ul><li>12/03/2021</li><li>08:15</li></ul>",
        "<div>Ngày: 12/03/2021</div><div>Giờ: 08:15</div>",
        "<p>08:15</p><p>Thứ Sáu, 12/03/2021</p>",
        "<table><tr><td>12/03/2021</td></tr><tr><td>8h15</td></tr></table>",
    ],
)
def test_a_time_of_day_in_a_box_of_its_own_is_that_of_the_date_beside_it(boxes):
    assert f"{when('', boxes, ''):%d %H:%M}" == "12 08:15"


def test_a_time_of_day_apart_from_the_date_is_not_that_of_the_article():
    assert when("", "<p>12/03/2021</p><p>Lịch phát sóng</p><p>08:15</p>", "") is None


def test_a_weekday_that_does_not_fit_lets_the_statement_tell_the_order():
    stated = MACHINE.replace("2021-03-12T08:15:25+08:00", "2021-05-03T08:15:00+07:00")
    reading = read("", "<p class=date>Thứ Hai, 05/03/2021 - 08:15</p>", stated)
    assert (reading.month_first, reading.problems) == (True, ())


@pytest.mark.parametrize(
    "leaf",
    [
        "<span>12</span><span>Tháng 3</span><span>2021</span>",
        "<b>12</b><i>Tháng 03</i><i>2021</i>",
        "<span>12</span><span>Th3</span> <span>2021</span>",
    ],
)
def test_a_leaf_of_a_calendar_is_a_date(leaf):
    raw = read("", f"<div class=ngay>{leaf}</div>", head="").date_raw
    assert read_date(raw).day.isoformat() == "2021-03-12"


@pytest.mark.parametrize(
    "line",
    [
        "Ngày tạo: 10/03/2021 20:00 - Ngày đăng: 12/03/2021 08:15",
        "Ngày đăng: 12/03/2021 08:15 | Ngày nhập: 10/03/2021 20:00",
        "Ngày viết 10/03/2021 - Đăng ngày 12/03/2021 08:15 - Cập nhật 15/03/2021",
    ],
)
def test_the_day_of_publication_counts_more_than_that_of_the_draft(line):
    assert f"{when('', f'<p class=date>{line}</p>', head=''):%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize(
    ("leaf", "day"),
    [("27</b><b>Th11</b><b>2026", "2026-11-27"), ("7</b><b>Th1</b><b>2026", "2026-01-07")],
)
def test_the_leaf_of_a_calendar_with_a_short_month_is_a_date(leaf, day):
    head = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><div><b>{leaf}</b></div>"
    reading = read_landmarks(Page(f"{head}<div>{PROSE}</div>".encode(), "https://vi-du.vn/a-1.html"))
    assert reading is not None
    assert str(read_date(reading.date_raw or "").day) == day


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": 1615511725}</script>',
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "1615511725000"}</script>',
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "/Date(1615511725000)/"}</script>',
        '<meta property="article:published_time" content="1615511725">',
        '<meta name="pubdate" content="20210312081525">',
    ],
)
def test_a_date_stated_as_one_number_is_read(head):
    assert f"{when('', '', head=head)}" == "2021-03-12 08:15:25+07:00"


def test_a_time_element_may_hold_seconds_since_1970():
    line = '<time datetime="1615511725">5 năm trước</time>'
    assert f"{when('', line, head='')}" == "2021-03-12 08:15:25+07:00"


def test_a_truth_value_is_not_a_date():
    head = '<script type="application/ld+json">{"@type": "Article", "datePublished": true}</script>'
    assert when("", "", head=head) is None


@pytest.mark.parametrize("mark", ['itemprop="datePublished"', "pubdate"])
def test_a_list_of_facts_about_the_article_has_its_time(mark):
    facts = (
        f'<ul class="post-meta"><li>Tác giả: Lan Anh</li><li>Thời gian: <time datetime="2021-03-12T08:15:00+07:00" {mark}>'
        "12-03-2021</time></li></ul>"
    )
    assert f"{when('', facts, ''):%d %H:%M}" == "12 08:15"


def test_a_list_of_other_articles_does_not_have_the_articles_time():
    others = '<ul><li><a href="/b">Tin khác của ngày</a> <time datetime="2021-03-12T09:20:00+07:00">12/03</time></li></ul>'
    assert when("", f"<div>12/03/2021</div>{others}", "") is None


@pytest.mark.parametrize(
    ("line", "date_raw"),
    [
        ("<span>12/03/2021 08:15</span><span>230</span>", "12/03/2021 08:15"),
        ("<span>12/03/2021 08:15</span><b>5</b>", "12/03/2021 08:15"),
        ("<span>Đăng 12/03/2021 08:15</span><span>230 lượt xem</span>", "Đăng 12/03/2021 08:15"),
        ("<span>12/03/2021 08:15:25</span><span>1204</span>", "12/03/2021 08:15:25"),
        ("<span>08:15 12/03/2021</span><span>230</span>", "08:15 12/03/2021"),
        ("<span>Thứ Sáu, 12/3/2021 08h15</span><a href=/c>12</a>", "Thứ Sáu, 12/3/2021 08h15"),
    ],
)
def test_a_counter_that_nothing_parts_from_the_date_is_not_part_of_it(line, date_raw):
    assert read("", f"<div class=meta>{line}</div>").date_raw == date_raw


def test_a_day_with_a_counter_beside_it_is_a_day():
    html = f"<article><h1>{TITLE}</h1><div><span>12/03/2021</span><span>230</span></div><div>{PROSE}</div></article>"
    reading = read_landmarks(Page(f"<body>{html}</body>".encode(), "https://vidu.vn/a-1.html"))
    assert reading is not None
    assert str(read_date(reading.date_raw).day) == "2021-03-12"


@pytest.mark.parametrize("name", ["Phạm Thu Lan", "Ban Biên tập xã"])
@pytest.mark.parametrize("day", ["12 thg 3, 2021", "12 Tháng 3, 2021", "12/3/2021"])
@pytest.mark.parametrize("behind", ["", "<span>3 phút đọc</span>", "<span>128</span>"])
def test_a_date_between_pieces_that_only_a_style_parts_is_read(name, day, behind):
    line = f"<ul><li><span>{name}</span><span>{day}</span>{behind}</li></ul>"
    for above, below in ((line, ""), ("", line)):
        assert f"{read_date(read(above, below, head='').date_raw).day}" == "2021-03-12"


@pytest.mark.parametrize("mark", ["in", "trong mục", "thuộc"])
def test_a_section_below_the_date_is_no_comment_of_a_reader(mark):
    lead = "<h3>Từ đầu tháng, các hộ trong làng đã nhận đơn hàng của nhiều chủ thuyền ở các xã bên.</h3>"
    row = f"<ul><li>2021-03-12 08:15:00</li><li>{mark} <a href='/kt'>Kinh tế nông thôn</a></li></ul>"
    assert f"{when('', lead + row, head=''):%d %H:%M}" == "12 08:15"


WIDGETS = "<div><b>Tin liên quan</b><ul><li><a href='/b-2.html'>Huyện ven biển mở thêm hai bến cá mới</a></li></ul></div>"
LAST = "<p>Đợt hàng này giao trước rằm tháng tám.</p>"


@pytest.mark.parametrize(
    "line", ["Đăng ngày 12/3/2021 08:15", "Bởi Vũ Thị Lụa | 12 Tháng Ba, 2021 08:15 | Đời sống"]
)
def test_a_box_above_the_last_paragraph_does_not_hide_the_date_below_it(line):
    html = (
        f"<h1>{TITLE}</h1><div class='bai'><div>{LONG}{WIDGETS}{LAST}</div><div class='m'>{line}</div></div>"
    )
    found = read_landmarks(Page(f"<html><body>{html}</body></html>".encode(), "https://vidu.vn/a-1.html"))
    assert f"{read_date(found.date_raw).at:%d %H:%M}" == "12 08:15"


def test_the_hidden_time_of_a_change_below_the_text_is_not_the_date():
    line = (
        "<div class='fusion-meta'>Bởi <a href='/author/l'>Vũ Thị Lụa</a>|<span class='updated snippet-hidden'>"
        "2021-04-02T09:30:00+07:00</span><span>12 Tháng Ba, 2021</span>|<a href='/ds'>Đời sống xã hội</a>|0 Bình luận</div>"
    )
    html = f"<h1>{TITLE}</h1><div class='bai'><div>{LONG}</div>{line}</div>"
    found = read_landmarks(Page(f"<html><body>{html}</body></html>".encode(), "https://vidu.vn/a-1.html"))
    assert f"{read_date(found.date_raw).day}" == "2021-03-12"


@pytest.mark.parametrize("printed", ["", "<p class=date>12/03/2021</p>"])
@pytest.mark.parametrize(
    "stated", ["2021-03-12T00:00:00+07:00", "2021-03-12T00:00:00Z", "2021-03-11T17:00:00Z"]
)
def test_midnight_that_is_only_stated_is_no_time(stated, printed):
    reading = read("", printed, MACHINE.replace("2021-03-12T08:15:25+08:00", stated))
    found = read_date(reading.date_raw)
    assert (found.day, found.at) == (date(2021, 3, 12), None)


@pytest.mark.parametrize("line", ["06/05/2021", "Thứ năm, 06/05/2021", "Ngày đăng: 06/05/2021"])
@pytest.mark.parametrize("stated", ["2021-06-05", "2021-06-05T07:20:00+07:00"])
def test_a_statement_with_day_and_month_swapped_does_not_win_over_the_line_above(line, stated):
    head = f'<meta property="article:published_time" content="{stated}">'
    found = read(f"<p class='d'>{line}</p>", "", head)
    assert read_date(found.date_raw).day == date(2021, 5, 6)
    assert [problem.code for problem in found.problems] == [ProblemCode.DATES_DISAGREE]


def test_another_day_above_the_headline_may_be_that_of_the_visit():
    head = '<meta property="article:published_time" content="2021-06-05">'
    found = read("<p class='d'>Thứ hai, 07/06/2021</p>", "", head)
    assert (found.date_raw, found.problems) == ("2021-06-05", ())
