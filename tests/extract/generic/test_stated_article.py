"""A page may say that it is an article although it has no text to read."""

import json

import pytest

from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.page import Page

TITLE = "Toàn cảnh lễ hội đua thuyền trên sông Đáy"
OG = '<meta property="og:type" content="article">'
OG_TITLE = f'<meta property="og:title" content="{TITLE}">'
DAY = '<meta property="article:published_time" content="2024-02-18T09:00:00+07:00">'


def ld(kind, **more):
    stated = {"@type": kind, "headline": TITLE, "datePublished": "2024-02-18T09:00:00+07:00"} | more
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


def page(head, title=f"{TITLE} - Cổng thông tin xã"):
    return Page(
        f"<html><head><title>{title}</title>{head}</head><body><h1>{TITLE}</h1></body></html>".encode(),
        "https://vidu.vn/a",
    )


@pytest.mark.parametrize(
    "head",
    [
        ld("NewsArticle"),
        ld("Article"),
        ld("BlogPosting"),
        ld(["ReportageNewsArticle"]),
        ld("http://schema.org/NewsArticle"),
        ld(["schema:WebPage", "schema:newsArticle"]),
        ld("NewsArticle").replace(">{", ">\ufeff {"),
        ld("NewsArticle", headline=TITLE.upper()),
        ld("NewsArticle") + OG,
        OG + OG_TITLE + DAY,
        OG.replace("article", "Article") + OG_TITLE + DAY,
        OG + OG_TITLE + '<meta itemprop="datePublished" content="2024-02-18">',
        f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-02-18"}]})}</script>',
    ],
)
def test_json_ld_or_og_type_with_a_day_and_the_pages_own_headline_counts(head):
    assert states_article(page(head))


@pytest.mark.parametrize(
    "head",
    [
        "",
        OG,
        OG + OG_TITLE,
        OG_TITLE + DAY,
        ld("CollectionPage"),
        ld("WebPage"),
        ld("NewsArticle", datePublished=None),
        ld("NewsArticle", headline="Một bài khác đứng đầu trang chuyên mục này"),
        ld("NewsArticle", headline="Tin tức"),
        ld("NewsArticle") + '<meta property="og:type" content="website">',
        '<meta property="og:type" content="video.other">' + OG_TITLE + DAY,
    ],
)
def test_a_listing_that_calls_itself_an_article_or_states_others_does_not_count(head):
    assert not states_article(page(head))
