"""What becomes of a draft, of another spider's item and of a page without an article."""

from datetime import UTC, datetime

import pytest
from scrapy.exceptions import DropItem

from dvcrawler import __version__
from dvcrawler.items import Article, Draft, PageCode, PageOutcome, Provenance
from dvcrawler.pipelines.normalize import NormalizePipeline
from dvcrawler.storage.ledgers.ledger import Outcome
from tests.sessions import SITE, counted

URL = "https://thu.example/bai-1"
CAPTURED = datetime(2026, 1, 31, 12, tzinfo=UTC)


def draft(**fields):
    provenance = Provenance("live", URL, CAPTURED)
    told = {"title": "Mùa gặt", "body": ("Một.",), "provenance": provenance, "layout": "thu", **fields}
    return Draft(site=SITE, native_id="1", url=URL, **told)


def give(session, item, **settings):
    session.crawler.settings.update(settings)
    return NormalizePipeline.from_crawler(session.crawler).process_item(item)


def problem(session):
    (found,) = session.outcomes.problems
    return tuple(found[name] for name in ("url", "outcome", "code", "reason"))


def outcome(session):
    return session.ledger.known([f"{SITE}:1"])[f"{SITE}:1"].outcome


def test_a_draft_becomes_an_article_and_each_of_its_problems_is_counted(session):
    article = give(session, draft(date_raw="hôm nào đó"))
    assert (article.id, article.extractor) == ("thu:1", f"dvcrawler {__version__}")
    assert [each.field for each in article.problems] == ["date"]
    assert counted(session, "problem/date") == 1
    assert session.outcomes.problems == []


def test_a_page_without_an_article_is_noted_with_all_that_is_known_of_it(session):
    page = PageOutcome("1", URL, "gone", "404 Not Found", PageCode.HTTP_GONE, "https://thu.example/")
    with pytest.raises(DropItem, match="404 Not Found"):
        give(session, page)
    assert problem(session) == (URL, "gone", "http_gone", "404 Not Found")
    assert session.outcomes.problems[0]["target"] == "https://thu.example/"
    assert outcome(session) is Outcome.GONE
    assert counted(session, "outcome/gone") == 1


def test_a_draft_that_takes_too_long_is_noted_and_given_up(session):
    with pytest.raises(DropItem, match="took longer"):
        give(session, draft(body=("Một đoạn văn dài. " * 100_000,) * 5), DVCRAWLER_READ_SECONDS=0.005)
    assert problem(session) == (URL, "unread", "too_slow", "reading the page took longer than 0.005 s")
    assert outcome(session) is Outcome.UNREAD


def test_an_item_of_another_spider_becomes_an_article_captured_now(session):
    before = datetime.now(UTC).replace(microsecond=0)
    article = give(session, {"url": URL, "title": "Mùa gặt", "body": "Một."})
    assert isinstance(article, Article)
    assert (article.site, article.id) == (SITE, "thu:thu.example/bai-1")
    assert before <= datetime.fromisoformat(article.captured_at) <= datetime.now(UTC)


def test_an_item_that_cannot_become_an_article_is_refused_under_its_address(session):
    with pytest.raises(DropItem, match="missing fields: title, body"):
        give(session, {"url": URL})
    assert problem(session) == (URL, "refused", "invalid_item", "missing fields: title, body")
    assert session.ledger.known([f"{SITE}:1"]) == {}
