"""Pages that a script builds whole: the article is read from the state that they send with it."""

import html
import json
from functools import partial
from html import escape

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.items import ProblemCode
from tests.extract.notice_pages import FOOT, MENU, PROSE, SENTENCES, TITLE, read
from tests.growth import grows_too_fast

LEAD = "Xã Thanh Lợi chủ động phương án tiêu úng trước mùa mưa bão năm nay."
ARTICLE = {
    "id": 204518,
    "title": TITLE,
    "sapo": LEAD,
    "content": PROSE,
    "published_at": "2023-06-12T07:40:00+07:00",
    "author": {"name": "Lê Thu Hằng"},
}
OTHER = {"title": "Bài khác của cổng", "content": PROSE.replace("Ban quản lý", "Tổ quản lý") * 2}
STATE = {"page": {"detail": ARTICLE, "related": [OTHER]}}
NUXT = [
    ["ShallowReactive", 1],
    {"data": 2},
    {"detail": 3, "others": 9},
    {"title": 4, "content": 5, "sapo": 6, "published_at": 7, "author": 8},
    TITLE,
    PROSE,
    LEAD,
    ARTICLE["published_at"],
    "Lê Thu Hằng",
    [10],
    {"title": 11, "content": 12},
    OTHER["title"],
    OTHER["content"],
]


def shell(script, title=TITLE, root="<div id='__next'></div>"):
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title} - Xã Thanh Lợi</title></head>"
        f"<body>{MENU}{root}{script}{FOOT}</body></html>"
    ).encode()


def pushed(rows):
    half = len(rows) // 2
    parts = (json.dumps(part) for part in (rows[:half], rows[half:]))
    return "".join(f"<script>self.__next_f.push([1,{part}])</script>" for part in parts)


def rows_of_next():
    long = f"c:T{len(PROSE.encode()):x},{PROSE}"
    article = json.dumps(["$", "div", None, {"article": ARTICLE | {"content": "$c"}, "others": [OTHER]}])
    return f'1:"$Sreact"\n4:I[123,[],"Detail"]\n{long}5:{article}\n'


STATES = {
    "Next.js": f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps({'props': STATE})}</script>",
    "Nuxt 2": f"<script>window.__NUXT__={json.dumps({'data': [STATE]})};</script>",
    "Nuxt 3": f"<script type='application/json' id='__NUXT_DATA__'>{json.dumps(NUXT)}</script>",
    "server components": pushed(rows_of_next()),
    "a variable": f"<script>window.__INITIAL_STATE__ = {json.dumps(STATE)};</script>",
    "a literal": f"<script>window.__STATE__ = JSON.parse({json.dumps(json.dumps(STATE))});</script>",
    "an attribute": f'<div id="app" data-page="{html.escape(json.dumps({"component": "Post", "props": STATE}))}"></div>',
    "JSON-LD": "<script type='application/ld+json'>"
    + json.dumps(
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "description": LEAD,
            "articleBody": "\n".join(SENTENCES),
            "datePublished": ARTICLE["published_at"],
            "author": {"@type": "Person", "name": "Lê Thu Hằng"},
        }
    )
    + "</script>",
}


@pytest.mark.parametrize("script", STATES.values(), ids=STATES)
def test_headline_date_author_lead_and_text_are_read_from_the_state(script):
    record = read(shell(script))
    assert not isinstance(record, RecordRefused), record
    assert (record["title"], record["author"]) == (TITLE, "Lê Thu Hằng")
    assert record["published_at"] == ARTICLE["published_at"]
    assert (record["summary"], record["body"]) == (LEAD, "\n\n".join(SENTENCES))
    assert [problem["code"] for problem in record["problems"]] == [ProblemCode.HIDDEN_TEXT]


@pytest.mark.parametrize(
    "field, moment",
    [
        ("published_at", 1686530400),
        ("publishTime", "1686530400000"),
        ("date_publish", "/Date(1686530400000)/"),
        ("createdAt", {"date": "2023-06-12 07:40:00.000000", "timezone": "Asia/Ho_Chi_Minh"}),
        ("publishedDate", {"$date": "2023-06-12T00:40:00Z"}),
        ("postDate", {"_seconds": 1686530400, "_nanoseconds": 0}),
    ],
)
@pytest.mark.parametrize("text", ["fullContent", "content_html", "noiDungChiTiet", "postContent"])
def test_the_moment_may_be_a_number_or_an_object(field, moment, text):
    article = {"PostTitle": TITLE, "shortContent": LEAD, text: PROSE, "view": 5, field: moment}
    script = f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps({'a': article})}</script>"
    record = read(shell(script))
    assert record["published_at"] == "2023-06-12T07:40:00+07:00"
    assert (record["title"], record["summary"]) == (TITLE, LEAD)


def test_the_state_of_angular_is_read():
    text = json.dumps({"G.https://api.example.vn/tin": {"body": {"data": ARTICLE}}}, ensure_ascii=False)
    for mark, written in (("&", "&a;"), ('"', "&q;"), ("'", "&s;"), ("<", "&l;"), (">", "&g;")):
        text = text.replace(mark, written)
    record = read(shell(f"<script id='serverApp-state' type='application/json'>{text}</script>"))
    assert (record["title"], record["published_at"]) == (TITLE, ARTICLE["published_at"])


def test_a_state_of_pictures_alone_is_a_photo_essay():
    picture = "<figure><img src='/anh-{0}.jpg'><figcaption>Cống số {0} ở bờ sông được kê kích và tra dầu từ đầu tháng sáu.</figcaption></figure>"
    article = ARTICLE | {"content": "".join(map(picture.format, range(1, 5)))}
    record = read(shell(f"<script type='application/json'>{json.dumps({'detail': article})}</script>"))
    assert (record["title"], record["kind"], len(record["images"])) == (TITLE, "photo", 4)
    assert record["images"][0]["caption"] == "Cống số 1 ở bờ sông được kê kích và tra dầu từ đầu tháng sáu."


@pytest.mark.parametrize("title", ["Trang chủ", "Bài nữa của trang"])
def test_a_state_whose_articles_have_other_titles_than_the_page_is_not_read(title):
    assert isinstance(read(shell(STATES["Next.js"], title)), RecordRefused)


def test_a_state_beside_a_text_that_is_shown_changes_nothing():
    shown = (
        "<p>Một văn bản khác hẳn, do máy chủ in ra và mọi người đọc được ngay, không cần chương trình.</p>"
        * 4
    )
    root = f"<h1>{TITLE}</h1><div class='date'>12/06/2023 07:40</div><div class='text'>{shown}</div>"
    record = read(shell(STATES["Next.js"], root=root))
    assert SENTENCES[0] not in record["body"]
    assert record["problems"] == []


def test_the_text_of_a_frame_is_read():
    frame = f"<iframe srcdoc='{escape(PROSE, quote=True)}'></iframe>"
    record = read(shell("", root=f"<h1>{TITLE}</h1><div class='date'>12/06/2023 07:40</div>{frame}"))
    assert record["body"] == "\n\n".join(SENTENCES)
    assert "in a frame" in record["problems"][0]["reason"]


@pytest.mark.parametrize(
    "make",
    [
        lambda n: [["ShallowReactive", 1], *([place + 1] * 9 for place in range(1, n))],
        lambda n: [{"a": 0, "b": 0}, *("x" for _ in range(n))],
        lambda n: [[place + 1 for place in range(n)], *({"title": 0, "content": 1} for _ in range(n))],
    ],
)
def test_a_payload_that_names_its_values_often_is_read_in_linear_time(make):
    def work(n):
        page = shell(f"<script id='__NUXT_DATA__' type='application/json'>{json.dumps(make(n))}</script>")
        return partial(read, page)

    assert not grows_too_fast(work, 8_000, floor=1.0, most=20.0)


CAPTIONS = [f"Cống {n} được kê kích và tra dầu từ đầu tháng sáu" for n in range(3)]
PICTURES = [{"url": f"/u/{n}.jpg", "caption": caption} for n, caption in enumerate(CAPTIONS)]


@pytest.mark.parametrize(
    "fields",
    [
        {"content": None, "images": PICTURES},
        {"content": PICTURES},
        {"photos": PICTURES},
        {
            "content": None,
            "album": {"items": [{"src": each["url"], "desc": each["caption"]} for each in PICTURES]},
        },
    ],
)
def test_a_list_of_pictures_in_a_state_is_read(fields):
    record = read(shell(f"<script>window.__STATE__={json.dumps({'detail': {**ARTICLE, **fields}})}</script>"))
    assert [each["caption"] for each in record["images"]] == CAPTIONS


@pytest.mark.parametrize("form", [lambda text: text, lambda text: {"type": "p", "text": text}])
def test_a_list_of_paragraphs_and_pictures_in_a_state_is_a_text(form):
    parts = [*map(form, SENTENCES), PICTURES[0]]
    state = json.dumps({"detail": {**ARTICLE, "content": parts}})
    record = read(shell(f"<script>window.__STATE__={state}</script>"))
    assert (record["body"], [each["caption"] for each in record["images"]]) == (
        "\n\n".join(SENTENCES),
        CAPTIONS[:1],
    )


@pytest.mark.parametrize(
    "content",
    [
        f"<div class='content'></div><script>var tin = {{content: {json.dumps(PROSE)}}}</script>",
        f"<div></div><script>var tin = {json.dumps(PROSE)};</script>",
        f"<template>{PROSE}</template>",
        f"<div style='display:none' class='content'>{PROSE}</div>",
    ],
)
def test_a_page_that_would_be_too_large_with_what_a_script_shows_is_read_without_it(content, monkeypatch):
    page = shell("", root=f"<h1>{TITLE}</h1><div class='date'>12/06/2023 07:40</div>{content}")
    assert read(page)["body"] == "\n\n".join(SENTENCES)
    burdens = iter([None])
    monkeypatch.setattr("dvcrawler.extract.page.find_burden", lambda data: next(burdens, "too large"))
    assert isinstance(read(page), RecordRefused)
