"""Selectors are CSS or XPath with their usual meaning, whichever way they are answered."""

import pytest
from parsel import Selector

from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import (
    SelectorError,
    all_texts,
    compile_selectors,
    first_element,
    first_text,
    select,
)

MARKUP = """<html><head><title>T</title></head><body id="top" class="page main">
<h1 class="a b" id="one">first</h1><h1 class="b">second</h1>
<ul class="a list"><li class="a">item</li><li class="c">other <a class="c">link</a></li><li>last</li></ul>
<div class="box"><div class="box inner"><p class="c" data-kind="lead">deep</p></div><p>shallow</p></div>
<div class="c"><div class="outer"><span class="d">wrong order</span></div></div>
<div class="outer"><div class="c"><span class="d">right order</span></div></div>
<table><tr><td id="one" class="d">cell</td><td class="ab">not a</td></tr></table>
<a class="tags" href="/x"><b>bold</b></a><div class=a>unquoted</div><section>a b c d one</section>
</body></html>"""

CSS = [
    "h1",
    "h1.a",
    "h1.a.b",
    ".a",
    ".a.b",
    ".b",
    "#one",
    "h1#one",
    "td#one",
    "body#top",
    ".page.main",
    "li.c",
    ".c",
    "body > h1",
    "body>h1",
    "ul > li",
    ".box > p",
    ".box p",
    "div.box .c",
    ".c a",
    "li.c a.c",
    ".outer .c .d",
    ".c .outer .d",
    "h1 + h1",
    "h1 ~ ul",
    "[data-kind]",
    'p[data-kind="lead"]',
    "[class^=inn]",
    "li:not(.a)",
    "li:nth-child(2)",
    "li:last-child",
    "li:first-of-type",
    "h1, li",
    ".b, .c , td",
    "*",
    ".box *",
    "td .c",
    ".tags a",
    ".tags b",
    ".box div",
    ".box .box",
    ".none",
    "#none .a",
    "DIV.box",
    "div  .c",
    " .a ",
    ".d",
    "section",
    ":root",
    "h1:contains('first')",
]


@pytest.fixture
def page():
    return Page(MARKUP.encode(), "https://a.vn/")


def texts(page, selector):
    (compiled,) = compile_selectors("field", selector)
    return ["".join(each.itertext()) for each in select(page, compiled)]


@pytest.mark.parametrize("selector", CSS)
def test_css_selects_what_it_selects_in_scrapy(page, selector):
    expected = ["".join(each.root.itertext()) for each in Selector(MARKUP).css(selector)]
    assert texts(page, selector) == expected


@pytest.mark.parametrize(
    "path", ["//h1[2]", "//li[a]", "/html/body/ul/li", ".//td", "//p | //h1", "(//li)[last()]"]
)
def test_xpath_goes_where_css_does_not_reach(page, path):
    expected = ["".join(each.root.itertext()) for each in Selector(MARKUP).xpath(path)]
    assert texts(page, f"xpath:{path}") == expected
    assert expected


def test_regular_expressions_are_known_to_xpath_as_in_scrapy(page):
    assert texts(page, "xpath://h1[re:test(., '^sec')]") == ["second"]


@pytest.mark.parametrize(
    "selector",
    [
        "",
        " ",
        "h1[",
        "div >",
        "> h1",
        "..a",
        ".a..b",
        "h1:nosuch",
        "li:nth-child(x)",
        "#",
        ".",
        "a,,b",
        "a::text",
        "a::attr(href)",
        "h1{",
        "@id",
        "xpath:",
        "xpath://h1[",
        "xpath:count(//h1)",
        "xpath://a/@href",
        "xpath://h1/text()",
        "xpath:nosuch(//a)",
        "xpath:x:y",
        "xpath://a/attribute::href",
    ],
)
def test_an_unusable_selector_is_refused_by_name(selector):
    with pytest.raises(SelectorError) as refused:
        compile_selectors("title", ".fine", selector)
    assert "title" in str(refused.value)
    assert repr(selector) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_selector_that_gave_a_value_is_counted_by_its_place(page):
    selectors = compile_selectors("title", "h1.none.b", "body > h1.b", "h1")
    assert first_text(page, selectors) == "first"
    assert first_element(page, selectors).get("id") == "one"
    assert all_texts(page, selectors) == ("first", "second")
    assert page.hits == {"title/2": 3}
