"""Doubts reach the stored record and the run record."""

import pytest

from dvcrawler.items import Article
from dvcrawler.pipelines import plausibility
from dvcrawler.pipelines.plausibility import PlausibilityPipeline
from tests import warm
from tests.portal import command, environment, records, runs
from tests.sessions import counted, open_session
from tests.webserver import serve_pages

BODY = (
    "<p>Một đoạn văn dài vừa phải, được in y hệt trên hai địa chỉ khác nhau của cùng một trang báo tỉnh.</p>"
    * 3
)


def test_the_same_body_on_two_addresses_is_named_and_counted(tmp_path):
    page = (
        '<html><body><h1 class="head_title">{}</h1><div class="date">08:15, 05/02/2024</div>'
        f'<div class="content-detail" id="content">{BODY}</div></body></html>'
    )
    urls = ["/kinh-te/202402/bai-mot-aaaaaa1/", "/kinh-te/202402/bai-hai-aaaaaa2/"]
    pages = {("baolamdong.vn", url): page.format(f"Bài {n}") for n, url in enumerate(urls)}
    pages["baolamdong.vn", "/"] = (
        "<html><body>" + "".join(f'<a href="{url}">b</a>' for url in urls) + "</body></html>"
    )
    with serve_pages(pages) as web:
        ended = warm.run(
            command(tmp_path, "baolamdong"),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    held = records(tmp_path)
    assert [[p["field"] for p in record["problems"]] for record in held] == [[], ["body"]]
    assert held[1]["problems"][0]["reason"] == f"the same body as {held[0]['id']}"
    assert runs(tmp_path, "baolamdong")[-1]["implausible"] == {"same_body": 1}
    assert "implausible: 1 same_body" in ended.stdout


@pytest.fixture
def pipeline(tmp_path):
    session = open_session(tmp_path)
    yield PlausibilityPipeline(session, "Báo Thử")
    session.finish()


@pytest.fixture
def article(make_record):
    def make(number, **fields):
        lists = dict.fromkeys(("authors", "images", "documents", "tags", "problems"), ())
        return Article(**{**make_record(number), **lists, **fields})

    return make


def count_doubts(pipeline, articles):
    """How often the dates of these articles are counted as alike."""
    for each in articles:
        pipeline.process_item(each)
    pipeline.close_spider()
    return counted(pipeline._session, "implausible/dates_alike")


def test_articles_that_all_have_the_date_of_one_day_long_past_are_counted_once(pipeline, article):
    assert count_doubts(pipeline, [article(number, date="2024-05-01") for number in range(10)]) == 1


def test_the_months_in_the_addresses_tell_that_one_day_cannot_be_the_date_of_all(pipeline, article):
    urls = [f"https://thu.example/20260{1 + number % 2}/bai-{number}" for number in range(10)]
    assert count_doubts(pipeline, [article(n, date="2026-01-31", url=url) for n, url in enumerate(urls)]) == 1


@pytest.mark.parametrize(
    "days",
    [
        ["2024-05-01"] * 9,
        ["2024-05-01"] * 9 + [None],
        ["2024-05-01"] * 9 + ["2024-05-02"],
        ["2026-01-31"] * 10,
    ],
)
def test_dates_of_few_articles_of_several_days_or_of_a_mornings_news_are_not_alike(pipeline, article, days):
    assert count_doubts(pipeline, [article(number, date=day) for number, day in enumerate(days)]) == 0


def test_a_body_of_a_hundred_characters_is_compared_with_those_of_other_articles(pipeline, article):
    def problems(number, body):
        return pipeline.process_item(article(number, body=body, summary=None)).problems

    assert (
        problems(1, "a" * 100)
        == problems(1, "a" * 100)
        == problems(2, "b" * 99)
        == problems(3, "b" * 99)
        == ()
    )
    (problem,) = problems(4, "a" * 100)
    assert problem.reason == "the same body as thu:1"


@pytest.mark.parametrize(("most", "is_named"), [(1, False), (2, True)])
def test_no_more_bodies_than_the_most_are_remembered(pipeline, article, monkeypatch, most, is_named):
    monkeypatch.setattr(plausibility, "_MOST_ARTICLES", most)
    given = [article(n, body=letter * 100, summary=None) for n, letter in enumerate("abab")]
    named = [bool(pipeline.process_item(each).problems) for each in given]
    assert named == [False, False, True, is_named]


@pytest.mark.parametrize(("most", "count"), [(9, 0), (10, 1)])
def test_no_more_dates_than_the_most_are_compared(pipeline, article, monkeypatch, most, count):
    monkeypatch.setattr(plausibility, "_DATES", most)
    assert count_doubts(pipeline, [article(number, date="2024-05-01") for number in range(11)]) == count


def test_a_site_without_a_description_has_no_title_to_compare(tmp_path, article):
    session = open_session(tmp_path)
    session.crawler.spider.site = None
    assert PlausibilityPipeline.from_crawler(session.crawler).process_item(article(1)).problems == ()
    session.finish()
