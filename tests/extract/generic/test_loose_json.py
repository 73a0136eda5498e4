"""JSON-LD as templates write it: one slip must not cost the page its statements."""

import pytest

from dvcrawler.extract.generic.loose_json import read_loose_json
from tests.extract.article_pages import paragraphs, read_page

HEADLINE = "Thôn Đông mở cửa bể bơi"
WHOLE = {"@type": "NewsArticle", "headline": HEADLINE, "width": None, "author": {"name": "Bùi Thanh Sơn"}}

SLIPS = {
    "a comma before a brace": '{"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi","width":null,'
    '"author":{"name":"Bùi Thanh Sơn",},}',
    "two commas": '{"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi",,"width":null,'
    '"author":{"name":"Bùi Thanh Sơn"}}',
    "a comment of one line": '{"@type":"NewsArticle", // loại\n"headline":"Thôn Đông mở cửa bể bơi","width":null,'
    '"author":{"name":"Bùi Thanh Sơn"}}',
    "a comment in the middle": '{"@type":"NewsArticle",/* "headline": "cũ", */"headline":"Thôn Đông mở cửa bể bơi",'
    '"width":null,"author":{"name":"Bùi Thanh Sơn"}}',
    "a comment behind the last comma": '{"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi","width":null,'
    '"author":{"name":"Bùi Thanh Sơn", // hết\n}}',
    "a raw line break": '{"@type":"NewsArticle","headline":"Thôn Đông\nmở cửa bể bơi","width":null,'
    '"author":{"name":"Bùi\tThanh Sơn"}}',
    "a value left out": '{"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi","width": ,'
    '"author":{"name":"Bùi Thanh Sơn"}}',
    "a value left out at the end": '{"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi",'
    '"author":{"name":"Bùi Thanh Sơn"},"width":\n}',
    "a section of character data": '<![CDATA[{"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi","width":null,'
    '"author":{"name":"Bùi Thanh Sơn"}}]]>',
    "one behind a comment": '//<![CDATA[\n{"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi","width":null,'
    '"author":{"name":"Bùi Thanh Sơn"}}\n//]]>',
    "escaped for HTML": "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Thôn Đông mở cửa bể bơi"
    "&quot;,&quot;width&quot;:null,&quot;author&quot;:{&quot;name&quot;:&quot;Bùi Thanh Sơn&quot;}}",
    "comments of HTML about it": '<!-- dữ liệu --><!-- bài --> {"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi",'
    '"width":null,"author":{"name":"Bùi Thanh Sơn"}} <!-- hết -->',
    "all in a comment of HTML": '<!--\n{"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi","width":null,'
    '"author":{"name":"Bùi Thanh Sơn"}}\n-->',
    "a comma behind all": '{"@type":"NewsArticle","headline":"Thôn Đông mở cửa bể bơi","width":null,'
    '"author":{"name":"Bùi Thanh Sơn"}},',
}


@pytest.mark.parametrize("text", SLIPS.values(), ids=SLIPS)
def test_a_slip_of_the_template_is_mended(text):
    assert read_loose_json(text) == WHOLE


QUOTED = (
    ('Cụ bà: "Tôi còn bơi được"', '"headline": "Cụ bà: "Tôi còn bơi được"", "x": 1'),
    ('"Vua" bơi làng Đông', '"headline": ""Vua" bơi làng Đông", "x": 1'),
    ('Lớp "xóa mù", lớp bơi', '"headline": "Lớp "xóa mù", lớp bơi", "x": 1'),
    ('Bể "25 mét" và "50 mét" cùng mở', '"headline": "Bể "25 mét" và "50 mét" cùng mở","x":1'),
    ("Đường dẫn C:\\Bơi\\hè", '"headline": "Đường dẫn C:\\Bơi\\hè", "x": 1'),
    ("Xem http://vidu.vn // và /* này */", '"headline": "Xem http://vidu.vn // và /* này */", "x": 1,'),
    ("Dấu phẩy, } và ,] trong chữ", '"headline": "Dấu phẩy, } và ,] trong chữ", "x": 1,'),
)


@pytest.mark.parametrize(("headline", "members"), QUOTED)
def test_quotation_marks_of_an_editor_stay_in_the_string(headline, members):
    assert read_loose_json(f"{{{members}}}") == {"headline": headline, "x": 1}


def test_a_string_that_may_end_in_two_places_is_refused():
    with pytest.raises(ValueError):
        read_loose_json('{"headline": "Gặp "vua", "chúa" ở làng", "x": 1}')


def test_values_one_after_the_other_are_a_list():
    assert read_loose_json('{"a": 1}\n{"b": "}{"}, {"c": 3};') == [{"a": 1}, {"b": "}{"}, {"c": 3}]


@pytest.mark.parametrize("text", ["{", '{"a"', "[" * 9000, "not json", '{"a": "b', "{,", '{"a": 1]'])
def test_what_cannot_be_mended_is_a_value_error(text):
    with pytest.raises(ValueError):
        read_loose_json(text)


def test_a_quoted_headline_does_not_cost_a_page_its_date():
    stated = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Thôn Đông: "Bơi đi em" giữa hè",'
        '"datePublished": "2025-06-05T07:20:00+07:00", "author": {"@type": "Person", "name": "Bùi Thanh Sơn"},}</script>'
    )
    record = read_page(f'<h1>Thôn Đông: "Bơi đi em" giữa hè</h1><div>{paragraphs()}</div>', stated)
    assert record.published_at == "2025-06-05T07:20:00+07:00"
    assert [each.name for each in record.authors] == ["Bùi Thanh Sơn"]
