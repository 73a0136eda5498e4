"""Texts that only a script would show, and the box that must be empty for them to be looked for."""

import json
from html import escape

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.items import ProblemCode
from tests.extract.notice_pages import PROSE, SENTENCES, TITLE, make_page, read

TEXT = "\n\n".join(SENTENCES)
JSON = json.dumps({"props": {"bai": {"title": TITLE, "content": PROSE}}})
OTHERS = json.dumps(
    [{"title": f"Bài {n} của trang", "content": PROSE.replace("Ban", f"Tổ {n}")} for n in (1, 2)]
)
STRING = json.dumps(PROSE)

HIDDEN = {
    "the box is hidden": ("", f"<div id='noi-dung' style='display:none'>{PROSE}</div>"),
    "the box has the attribute": ("", f"<div class='article-body' hidden>{PROSE}</div>"),
    "the box is invisible": ("", f"<div itemprop='articleBody' style='visibility: hidden'>{PROSE}</div>"),
    "a box within": ("Đang tải…", f"<div class='full' style='display: none'>{PROSE}</div>"),
    "a box beside": ("", f"</div><div id='an' style='display:none'>{PROSE}"),
    "a template": ("", f"<template id='t'>{PROSE}</template>"),
    "an attribute": ("", f"<div data-content='{escape(PROSE, quote=True)}'></div>"),
    "an attribute, escaped twice": ("", f"<div data-html='{escape(escape(PROSE), quote=True)}'></div>"),
    "noscript": ("", f"<noscript>{PROSE}</noscript>"),
    "a textarea": ("", f"</div><textarea hidden>{escape(PROSE)}</textarea><div>"),
    "a script of type template": ("", f"<script type='text/template'>{PROSE}</script>"),
    "JSON": ("", f"<script type='application/json' id='__NEXT_DATA__'>{JSON}</script>"),
    "JSON that is assigned": ("", f"<script>window.__DATA__ = {JSON};</script>"),
    "JSON among others": ("", f"<script type='application/json'>{OTHERS[:-1]}, {JSON}]</script>"),
    "a string that is written": ("", f"<script>document.getElementById('x').innerHTML = {STRING};</script>"),
    "a string that is inserted": (
        "",
        f"<script>$('.detail').html({STRING.replace('</', '<' + chr(92) + '/')});</script>",
    ),
    "a hidden field": ("", f"<input type='hidden' id='hdContent' value='{escape(PROSE, quote=True)}'>"),
    "JSON-LD": (
        "",
        "<script type='application/ld+json'>"
        + json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": TEXT})
        + "</script>",
    ),
}


@pytest.mark.parametrize("shown, hidden", HIDDEN.values(), ids=HIDDEN)
def test_a_hidden_text_is_read_and_named(shown, hidden):
    record = read(make_page(shown + hidden, body="content-detail"))
    assert not isinstance(record, RecordRefused), record
    assert record["body"] == TEXT
    (problem,) = record["problems"]
    assert (problem["field"], problem["code"]) == ("body", ProblemCode.HIDDEN_TEXT)
    assert record["published_at"] == "2023-06-12T07:40:00+07:00"


def test_an_article_that_is_hidden_as_a_whole_is_read():
    page = make_page(PROSE, body="content-detail").replace(b"class='cot-trai'", b"style='display:none'")
    record = read(page)
    assert record["body"] == TEXT
    assert [each["code"] for each in record["problems"]] == [ProblemCode.HIDDEN_TEXT]


@pytest.mark.parametrize("hidden", [each[1] for each in HIDDEN.values()], ids=HIDDEN)
def test_a_text_that_is_shown_is_read_alone(hidden):
    shown = "".join(
        f"<p>Đoạn {n}: bà con xóm {n} đã dọn xong kênh trước ruộng, nước rút trong đêm.</p>" for n in range(5)
    )
    record = read(make_page(shown + hidden.replace("itemprop='articleBody'", ""), body="content-detail"))
    assert record["body"].startswith("Đoạn 0")
    assert "Đoạn 4" in record["body"]
    assert {each["code"] for each in record["problems"]} <= {ProblemCode.HIDDEN_TEXT}


@pytest.mark.parametrize(
    "hidden",
    [
        f"<script type='application/json'>{OTHERS}</script>",
        f"<script type='application/json'>{OTHERS.split(', {')[0]}]</script>",
        "<script>var s = '" + "a = b(c[0]); if (x) { return 1; } " * 20 + "';</script>",
        "<template><p>Ngắn.</p></template>",
        "<div data-content='12'></div>",
    ],
    ids=["several other articles", "one other article", "a program", "a short template", "a number"],
)
def test_what_is_not_this_articles_text_is_not_taken_for_it(hidden):
    assert isinstance(read(make_page(hidden, body="content-detail")), RecordRefused)


def test_a_page_nested_deeply_is_refused_and_nothing_is_raised():
    deep = "<div>" * 3000 + "x" + "</div>" * 3000
    assert isinstance(read(make_page(deep, body="content-detail")), RecordRefused)


MORE = tuple(
    f"Tổ {n} của Ban quản lý đê kiểm tra từng đoạn kè, báo cáo trước ngày mười lăm hằng tháng."
    for n in range(4)
)
REST = "".join(f"<p>{text}</p>" for text in MORE)
FOLDED = {
    "template": f"<template>{REST}</template>",
    "noscript": f"<noscript>{REST}</noscript>",
    "a textarea": f"<textarea style='display:none'>{REST}</textarea>",
    "an escaped textarea": f"<textarea hidden>{escape(REST)}</textarea>",
    "a textarea of plain text": "<textarea readonly>" + "\n".join(MORE) + "</textarea>",
}


@pytest.mark.parametrize("folded", FOLDED.values(), ids=FOLDED)
@pytest.mark.parametrize("around", ["{}", "<div class='k7'>{}</div>", "<div><p>Đang tải dữ liệu</p>{}</div>"])
def test_a_text_of_a_script_is_read_where_no_box_is_named_for_it(folded, around):
    record = read(make_page(around.format(folded), body="k6"))
    assert not isinstance(record, RecordRefused), record
    assert record["body"] == "\n\n".join(MORE)
    assert [each["code"] for each in record["problems"]] == [ProblemCode.HIDDEN_TEXT]


@pytest.mark.parametrize("folded", FOLDED.values(), ids=FOLDED)
@pytest.mark.parametrize("name", ["k6", "content-detail"])
def test_a_text_that_goes_on_in_a_script_is_read_to_its_end(folded, name):
    record = read(make_page(PROSE + folded, body=name))
    assert record["body"] == "\n\n".join((*SENTENCES, *MORE))
    assert [each["code"] for each in record["problems"]] == [ProblemCode.HIDDEN_TEXT]


def test_a_text_in_data_goes_on_below_a_long_lead():
    lead = f"<p>{SENTENCES[0]} {SENTENCES[1]}</p><div id='noi-dung'></div>"
    data = json.dumps({"title": TITLE, "content": REST})
    record = read(make_page(f"{lead}<script type='application/json'>{data}</script>", body="k6"))
    assert MORE[-1] in record["body"]
    assert [each["code"] for each in record["problems"]] == [ProblemCode.HIDDEN_TEXT]


@pytest.mark.parametrize(
    "beside",
    [
        f"<form class='comment'><textarea>{REST}</textarea></form>",
        f"<div class='related'><template>{REST}</template></div>",
        f"<template><div>{{{{title}}}}</div>{REST}</template>",
        f"<textarea>&lt;iframe src='https://vidu.example.vn/{'a' * 300}'&gt;</textarea>",
        "<noscript><img src='https://vidu.example.vn/dem.gif'></noscript>",
        f"<noscript>{PROSE}</noscript>",
        f"<noscript><div>Hãy bật JavaScript trong trình duyệt rồi tải lại trang. {REST}</div></noscript>",
    ],
    ids=[
        "a comment",
        "other articles",
        "a template of a card",
        "a code to embed",
        "a counter",
        "the text again",
        "a notice",
    ],
)
def test_what_is_beside_a_text_is_not_its_rest(beside):
    record = read(make_page(PROSE + beside, body="k6"))
    assert record["body"] == TEXT
    assert record["problems"] == []


def test_a_text_in_the_middle_of_the_column_that_belongs_to_another_article_is_named_as_left_out():
    folded = f"<template><h1>Tin khác</h1>{REST}{REST}</template>"
    record = read(make_page(f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>{folded}", body="k6"))
    assert SENTENCES[1] in record["body"]
    assert [each["code"] for each in record["problems"]] == [ProblemCode.HIDDEN_TEXT]


@pytest.mark.parametrize("written", ["&#1;", "\x02", "&#xFFFE;", "\x0b"])
def test_characters_that_no_element_may_hold_are_dropped(written):
    folded = f"<textarea hidden>{written}{escape(REST)}{written}</textarea>"
    record = read(make_page(folded, body="k6"))
    assert record["body"].endswith(MORE[-1])


@pytest.mark.parametrize("style", ["visibility:hidden", "display: none"])
@pytest.mark.parametrize(
    "lead", ["", "<p>Ban quản lý đê xã chủ động tiêu úng.</p>", PROSE[: PROSE.index("</p>") + 4]]
)
def test_a_box_of_any_name_that_moves_in_is_read_and_named(style, lead):
    record = read(
        make_page(f"{lead}<div class='wow fadeInUp' style='{style}'>{PROSE}</div>", body="khung-chu")
    )
    assert not isinstance(record, RecordRefused), record
    assert TEXT in record["body"]
    assert [problem["code"] for problem in record["problems"]] == [ProblemCode.HIDDEN_TEXT]


def test_a_hidden_box_for_the_reader_is_not_read():
    popup = f"<div class='popup' style='display:none'>{PROSE}</div>"
    lead = f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>"
    record = read(make_page(lead + popup, body="khung-chu"))
    assert record["body"] == "\n\n".join(SENTENCES[:2])
    assert record["problems"] == []


@pytest.mark.parametrize(
    "name",
    ["detail-time", "content_date", "news-detail-author", "detail-meta", "article-body-info", "text-title"],
)
def test_the_box_of_the_date_is_not_taken_for_the_empty_box_of_the_text(name):
    page = make_page(f"<template>{PROSE}</template>", body="content-detail")
    date = page.index(b"12/06/2023")
    start = page.rindex(b"<", 0, date)
    page = page[:start] + f"<div class='{name}'>".encode() + page[start:]
    end = page.index(b">", page.index(b"</", date)) + 1
    record = read(page[:end] + b"</div>" + page[end:])
    assert (record["body"], record["published_at"]) == (TEXT, "2023-06-12T07:40:00+07:00")


@pytest.mark.parametrize(
    "name", ["ctl00_cphMain_lblContent", "ctl00_body_pnlNoiDung", "dnn_ctr450_View_lblDetail"]
)
def test_controls_of_asp_net_are_known_by_their_last_name(name):
    page = make_page(f"<div id='{name}'></div><script>var x = {STRING};</script>", body="k-6")
    assert read(page)["body"] == TEXT
