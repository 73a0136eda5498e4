"""Tags and sections that only a statement for machines gives."""

import json

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TITLE, paragraphs, read_page


def linked(**stated):
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **stated}
    return f"<script type='application/ld+json'>{json.dumps(article, ensure_ascii=False)}</script>"


def crumbs(*names):
    items = [{"@type": "ListItem", "item": {"@id": f"/{n}", "name": name}} for n, name in enumerate(names)]
    stated = {"@type": "BreadcrumbList", "itemListElement": items}
    return f"<script type='application/ld+json'>{json.dumps(stated)}</script>"


def read_stated(head, below=""):
    return read_page(
        f"<div class='detail'>{HEAD}<div class='c'>{paragraphs()}{AUTHOR}</div>{below}</div>", head
    )


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:tag' content='bể bơi'><meta property='article:tag' content='trẻ em'>",
        "<meta property='article:tag' content='bể bơi, trẻ em'>",
        "<meta name='news_keywords' content='bể bơi, trẻ em'>",
        linked(keywords=["bể bơi", "trẻ em"]),
        linked(keywords="bể bơi, trẻ em"),
        linked(keywords="bể bơi;trẻ em"),
        linked(keywords=[{"@type": "DefinedTerm", "name": "bể bơi"}, "trẻ em"]),
        linked(keywords=["bể bơi", "trẻ em", "tin tức", "Báo điện tử", "Báo Ví Dụ", TITLE])
        + "<meta property='og:site_name' content='Báo Ví Dụ'>",
    ],
)
def test_all_stated_tags_are_read(head):
    assert read_stated(head).tags == ("bể bơi", "trẻ em")


def test_printed_tags_come_before_keywords():
    record = read_stated(linked(keywords=["thôn Đông"]), "<p>Từ khóa: bể bơi, trẻ em</p>")
    assert record.tags == ("bể bơi", "trẻ em")


@pytest.mark.parametrize("keywords", [TITLE, ["tin tức", "tin nhanh"], 5, None, {"name": 5}])
def test_the_headline_and_words_of_every_page_are_no_tags(keywords):
    assert read_stated(linked(keywords=keywords)).tags == ()


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (linked(articleSection="Đời sống"), "Đời sống"),
        (crumbs("Trang chủ", "Xã hội", "Đời sống"), "Đời sống"),
        (crumbs("Home", "Đời sống", TITLE), "Đời sống"),
        (crumbs("Trang chủ", TITLE), None),
        (crumbs("Trang chủ"), None),
    ],
)
def test_the_stated_section_is_the_last_step_above_the_article(head, section):
    assert read_stated(head).section == section
