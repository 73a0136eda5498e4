"""A page that shows the beginning of its text is read whole from its script, or says what is missing."""

import json
from html.entities import codepoint2name

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.items import ProblemCode
from tests.extract.notice_pages import SENTENCES, TITLE, make_page, read

TEXT = (
    *SENTENCES,
    "Chủ tịch xã giao công an xã và dân quân trực hai mươi bốn giờ ở các điểm xung yếu.",
    "Đài truyền thanh xã phát lịch vận hành cống hai lần mỗi ngày để bà con chủ động gieo cấy.",
)
WHOLE = "".join(f"<p>{text}</p>" for text in TEXT)
ENTITIES = "".join(f"&{codepoint2name[ord(c)]};" if "\xa0" < c < "\u0100" else c for c in WHOLE)
OBJECT = {"id": 5, "body": WHOLE}
STATES = {
    "Next.js": f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps({'props': OBJECT})}</script>",
    "a variable": f"<script>window.article = {json.dumps(OBJECT, ensure_ascii=False)};</script>",
    "a program": f"<script>var a = 1; window.article = {json.dumps(OBJECT, ensure_ascii=False)}; show();</script>",
    "a string": f"<script>document.querySelector('#rest').innerHTML = {json.dumps(WHOLE, ensure_ascii=False)};</script>",
    "a literal": f"<script>window.__STATE__ = JSON.parse({json.dumps(json.dumps({'a': OBJECT}))});</script>",
    "entities": f"<script>window.article = {json.dumps({'body': ENTITIES}, ensure_ascii=False)};</script>",
    "escaped entities": f"<script>window.article = {json.dumps({'body': ENTITIES})};</script>",
    "JSON-LD": "<script type='application/ld+json'>"
    + json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(TEXT)})
    + "</script>",
    "rows": "<script>self.__next_f.push([1,"
    + json.dumps(f'c:T{len(WHOLE.encode()):x},{WHOLE}5:{{"article":{{"content":"$c"}}}}\n')
    + "])</script>",
}


def beginning(count, script):
    shown = "".join(f"<p>{text}</p>" for text in TEXT[:count])
    return make_page(f"{shown}<button>Đọc tiếp</button>{script}")


def codes(record):
    assert not isinstance(record, RecordRefused), record
    return [problem["code"] for problem in record["problems"]]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("script", STATES.values(), ids=STATES)
def test_the_rest_is_read_from_the_script(script, count):
    record = read(beginning(count, script))
    assert codes(record) == [ProblemCode.HIDDEN_TEXT]
    assert record["body"] == "\n\n".join(TEXT)
    assert (record["title"], record["published_at"]) == (TITLE, "2023-06-12T07:40:00+07:00")


def test_a_notice_says_that_a_script_has_more_of_it():
    assert ProblemCode.HIDDEN_TEXT in codes(read(beginning(1, STATES["a variable"])))


def test_a_rest_that_would_take_the_headline_away_is_named():
    shown = "".join(f"<p>{text}</p>" for text in TEXT[:3])
    data = make_page(f"{STATES['a variable']}").replace(
        b"<div class='chi-tiet-tin'>", f"{shown}<div>".encode()
    )
    record = read(data)
    assert codes(record) == [ProblemCode.HIDDEN_TEXT]
    assert record["title"] == TITLE


@pytest.mark.parametrize("script", STATES.values(), ids=STATES)
def test_a_script_with_the_text_that_the_page_shows_whole_changes_nothing(script):
    record = read(beginning(len(TEXT), script))
    assert codes(record) == []
    assert record["body"] == "\n\n".join(TEXT)


def test_a_script_that_adds_what_the_page_prints_beside_its_text_changes_nothing():
    caption = "Các hộ dân cùng nhau nạo vét kênh cấp ba trong buổi sáng chủ nhật ở cánh đồng làng."
    figure = f"<figure><img src='/anh/1.jpg'><figcaption>{caption}</figcaption></figure>"
    stated = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join((*TEXT, caption))}
    script = f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    record = read(make_page(f"{WHOLE}{figure}{script}"))
    assert codes(record) == []
    assert record["images"][0]["caption"] == caption


def test_another_article_of_the_state_is_not_the_rest():
    other = {"title": "Bài khác", "content": WHOLE.replace("Ban quản lý", "Tổ quản lý") * 2}
    record = read(beginning(3, f"<script>window.related = {json.dumps([other])};</script>"))
    assert codes(record) == []
    assert record["body"] == "\n\n".join(TEXT[:3])
