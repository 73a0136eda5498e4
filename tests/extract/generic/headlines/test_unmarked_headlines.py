"""A second text on the page, whose headline is not marked as one."""

import pytest

from tests.extract.article_pages import TEXT, TITLE, lines_of, read_page

OTHER = "Xã ven biển khánh thành trạm bơm tiêu úng"
OTHERS = (
    "Trạm bơm có bốn tổ máy, tiêu nước cho hơn sáu trăm héc-ta ruộng trũng của ba thôn nằm cạnh cửa sông.",
    "Công trình khởi công từ đầu năm ngoái, do huyện làm chủ đầu tư, nhân dân hiến gần hai nghìn mét đất.",
    "Vụ mùa tới, bà con dự định cấy thêm giống lúa dài ngày trên những chân ruộng trước đây phải bỏ hoang.",
)
OWN_DAY, OTHER_DAY = "05/06/2025 07:20", "04/06/2025 09:15"
SITE = "Trang tin xã Ví Dụ"


def spans(title, day, texts):
    lines = "".join(f"<span>{text}</span><br><br>" for text in texts)
    return f"<div class='tin'><span class='td'>{title}</span><br><span>{day}</span><br>{lines}</div>"


def cells(title, day, texts):
    text = "".join(f"<p>{each}</p>" for each in texts)
    return f"<table><tr><td><b>{title}</b></td></tr><tr><td>{day}</td></tr><tr><td>{text}</td></tr></table>"


def divs(title, day, texts):
    text = "".join(f"<div>{each}</div>" for each in texts)
    return f"<div><div><strong>{title}</strong></div><div>{day}</div><div>{text}</div></div>"


def bold(title, day, texts):
    return f"<div><b>{title}</b><br>{day}<br>" + "<br><br>".join(texts) + "</div>"


def heading(title, day, texts):
    return f"<div><h2>{title}</h2><div class='ngay'>{day}</div>{''.join(f'<p>{each}</p>' for each in texts)}</div>"


@pytest.mark.parametrize("title", [f"{TITLE} - {SITE}", TITLE])
@pytest.mark.parametrize("other", [spans, cells, divs, bold, heading])
@pytest.mark.parametrize("own", [spans, cells, divs, bold])
def test_a_second_text_below_its_own_headline_and_moment_is_left_out(own, other, title):
    record = read_page(own(TITLE, OWN_DAY, TEXT) + other(OTHER, OTHER_DAY, OTHERS), title=title)
    assert (record.title, record.published_at) == (TITLE, "2025-06-05T07:20:00+07:00")
    assert lines_of(record) == [*TEXT]


@pytest.mark.parametrize("other", [spans, cells, divs, bold])
def test_two_texts_in_one_box_are_told_apart(other):
    lines = f"{TITLE}<br>{OWN_DAY}<br>{'<br><br>'.join(TEXT)}"
    record = read_page(f"<div>{lines}<br><br>{OTHER}<br>{OTHER_DAY}<br>{'<br><br>'.join(OTHERS)}</div>")
    assert lines_of(record) == [*TEXT]


@pytest.mark.parametrize("own", [cells, bold])
def test_a_text_above_the_heading_of_another_one_keeps_title_and_date(own):
    record = read_page(own(TITLE, OWN_DAY, TEXT) + heading(OTHER, OTHER_DAY, OTHERS), title=SITE)
    assert (record.title, record.published_at) == (TITLE, "2025-06-05T07:20:00+07:00")
    assert lines_of(record) == [*TEXT]
    assert [problem.code.value for problem in record.problems] == ["unconfirmed_title"]


def test_the_entries_of_a_report_are_one_text():
    entries = "".join(
        f"<p>Khối thi thứ {n} bắt đầu lượt bơi</p><p>05/06/2025 {n:02}:15</p><p>{text}</p>"
        for n, text in enumerate(OTHERS, 8)
    )
    record = read_page(f"<h1>{TITLE}</h1><p>{OWN_DAY}</p><div class='c'><p>{TEXT[0]}</p>{entries}</div>")
    assert set(OTHERS) <= set(lines_of(record))


@pytest.mark.parametrize(
    "line",
    ["Các em xuống nước lúc ấy.", "Khai mạc hội bơi", "<a href='/b-1.html'>Một bài khác của xã ta</a>"],
)
def test_a_moment_below_a_sentence_or_label_heads_no_other_text(line):
    texts = [f"<p>{text}</p>" for text in (*TEXT, *OTHERS)]
    texts.insert(3, f"<p>{line}</p><p>{OTHER_DAY}</p>")
    record = read_page(f"<h1>{TITLE}</h1><p>{OWN_DAY}</p><div class='c'>{''.join(texts)}</div>")
    assert set(OTHERS) <= set(lines_of(record))


def test_a_box_of_another_article_among_the_paragraphs_does_not_end_the_text():
    card = f"<div><div>{OTHER}</div><div>{OTHER_DAY}</div><div>{OTHERS[0]}</div></div>"
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    below = "".join(f"<p>{each}</p>" for each in OTHERS[1:])
    record = read_page(f"<h1>{TITLE}</h1><p>{OWN_DAY}</p><div class='c'>{text}{card}{below}</div>")
    assert set(OTHERS[1:]) <= set(lines_of(record))


@pytest.mark.parametrize(
    "moment", ["09:15 ngày 04/06/2025", "Lúc 9 giờ 15, ngày 4/6/2025", "9h15, thứ Tư, 04/06/2025"]
)
def test_the_moment_of_an_event_in_another_form_heads_no_other_text(moment):
    lines = [TITLE, OWN_DAY, *TEXT, "Thời gian tổ chức hội bơi", moment, *OTHERS]
    record = read_page(f"<div class='tin'>{'<br>'.join(lines)}</div>", title=TITLE)
    assert set(OTHERS) <= set(lines_of(record))


LINES = ("Thôn Đông mở cửa bể bơi", "cho học sinh dịp hè")
SET_IN_LINES = [
    "<div class='tieude'>{}<br>{}</div>",
    "<p class='tieude'>{}<br/>{}</p>",
    "<span class='ten-bai'>{}<br>{}</span>",
    "<b>{}<br>{}</b>",
    "<font size='4' color='red'><b>{}<br />{}</b></font>",
    "<p align='center'><b>{}</b></p><p align='center'><b>{}</b></p>",
    "<div class='tieude'><div>{}</div><div>{}</div></div>",
    "<h1><div>{}</div><div>{}</div></h1>",
    "<h2>{}<br>{}</h2>",
    "<table><tr><td><strong>{}<br>{}</strong></td></tr></table>",
]


@pytest.mark.parametrize("title", [TITLE, f"{TITLE} - {SITE}"])
@pytest.mark.parametrize("stated", ["", f"<meta property='og:title' content='{TITLE}'>"])
@pytest.mark.parametrize("heading", SET_IN_LINES)
def test_a_headline_set_in_several_lines_is_one(heading, stated, title):
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    body = f"<div>{heading.format(*LINES)}<div class='ngay'>{OWN_DAY}</div>{text}</div>"
    record = read_page(body, stated, title=title)
    assert (record.title, record.published_at) == (TITLE, "2025-06-05T07:20:00+07:00")
    assert lines_of(record) == [*TEXT]


@pytest.mark.parametrize("heading", SET_IN_LINES[3:5])
def test_nothing_but_its_element_joins_the_lines_of_a_bold_headline(heading):
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    body = f"<div>{heading.format(*LINES)}<img src='/moi.gif'><div>{OWN_DAY}</div>{text}</div>"
    record = read_page(body, title=SITE)
    assert (record.title, [each.code for each in record.problems]) == (TITLE, ["unconfirmed_title"])
