"""A day and an author that are stated under another headline are a problem, whether used or not."""

import json

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TITLE, URL, paragraphs, read_page

#: A headline of the page before it was edited, and that of another article.
ALIKE, OTHER = "Bể bơi mới của xã đón học sinh vào đầu tháng sáu", "Khai mạc hội thi tiếng hát người cao tuổi"
NAME, DAY = "Lê Thu Hà", "2025-06-04"
ARTICLE = "<meta property='og:type' content='article'>"


def read_stated(headline, top, **more):
    stated = {
        "@type": "NewsArticle",
        "headline": headline,
        "datePublished": DAY,
        "author": {"name": NAME},
        **more,
    }
    script = f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    return read_page(f"<div class='bai'>{top}<div class='c'>{paragraphs()}</div></div>", f"{ARTICLE}{script}")


def list_problems(record):
    found = [each for each in record.problems if each.code == "other_headline"]
    return {each.field: "not used" in each.reason for each in found}


UNDATED = f"<h1>{TITLE}</h1>"


@pytest.mark.parametrize(("headline", "is_left"), [(ALIKE, False), (OTHER, True)])
def test_what_is_missing_on_the_page_is_named_and_used_where_the_headlines_share_words(headline, is_left):
    record = read_stated(headline, UNDATED)
    assert (record.date, record.author) == ((None, None) if is_left else (DAY, NAME))
    assert list_problems(record) == {"date": is_left, "author": is_left}


@pytest.mark.parametrize("headline", [ALIKE, OTHER])
def test_what_the_page_prints_itself_is_no_problem(headline):
    record = read_stated(headline, HEAD + AUTHOR)
    assert (record.date, record.author, list_problems(record)) == ("2025-06-05", "Bùi Thanh Sơn", {})


@pytest.mark.parametrize("given", [{"headline": TITLE}, {"url": URL}])
def test_the_own_headline_or_address_leaves_no_doubt(given):
    record = read_stated(**{"headline": ALIKE, "top": UNDATED} | given)
    assert (record.date, record.author, list_problems(record)) == (DAY, NAME, {})


def test_only_what_is_stated_is_named():
    record = read_stated(OTHER, UNDATED, author=None)
    assert list_problems(record) == {"date": True}
