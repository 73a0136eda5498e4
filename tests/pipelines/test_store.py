"""What becomes of an article: stored, a revision, unchanged, outside, or asked for again after a failure."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace

import pytest
from scrapy.exceptions import DropItem

from dvcrawler.errors import StorageError
from dvcrawler.items import Article, Author, Image, Problem, ProblemCode, find_problem
from dvcrawler.normalize.article import fingerprint
from dvcrawler.pipelines.plausibility import PlausibilityPipeline
from dvcrawler.pipelines.store import StorePipeline
from dvcrawler.pipelines.validate import ValidatePipeline
from dvcrawler.storage.ledgers.ledger import Outcome
from dvcrawler.storage.ledgers.ledger_lines import read_absorbed
from tests.portal import records
from tests.sessions import SITE, counted, open_session

CAPTURED = "2026-01-31T12:00:00Z"
AUTHOR = Problem("author", ProblemCode.AUTHOR_IS_SITE, "x")


@pytest.fixture
def article(make_record):
    def make(number=1, **fields):
        record = make_record(
            number, captured_at=CAPTURED, date="2026-01-31", capture="thu.warc.gz#<urn:uuid:1>"
        )
        record |= {
            "body": "Một đoạn văn.",
            "authors": (Author("Lê Thử", "text"),),
            "images": (Image("https://thu.example/a.jpg", None),),
            "documents": (),
            "problems": (),
        }
        return Article(**{**record, "tags": ("thử",), **fields})

    return make


def give(session, item):
    return asyncio.run(StorePipeline.from_crawler(session.crawler).process_item(item))


def entry(session, number=1):
    return session.ledger.known([f"{SITE}:{number}"]).get(f"{SITE}:{number}")


def test_an_article_is_stored_counted_and_known(tmp_path, session, article):
    assert give(session, article(source="TTXVN")).revision == 1
    (record,) = records(tmp_path)
    assert (record["id"], record["revision"]) == ("thu:1", 1)
    assert (entry(session).outcome, entry(session).content_hash) == (Outcome.STORED, record["content_hash"])
    names = ("outcome/stored", "layout/thu", "field/date", "field/author", "field/body", "field/source")
    assert [counted(session, name) for name in names] == [1] * 6
    assert (counted(session, "field/summary"), counted(session, "outcome/revised")) == (0, 0)
    assert read_absorbed(session.ledger._db) == session.store.sizes()


def test_another_text_is_a_revision_and_the_same_one_is_unchanged(tmp_path, session, article):
    give(session, article())
    with pytest.raises(DropItem, match="unchanged"):
        give(session, article())
    assert give(session, article(content_hash="other")).revision == 2
    assert [record["revision"] for record in records(tmp_path)] == [1, 2]
    assert [counted(session, f"outcome/{name}") for name in ("stored", "unchanged", "revised")] == [1, 1, 1]


LONG = "Một đoạn văn đủ dài của bài báo.\n\nĐoạn thứ hai của bài báo."


@pytest.mark.parametrize(
    ("body", "code", "is_stored"),
    [
        (LONG[:40], ProblemCode.TRUNCATED_PAGE, False),
        (LONG[:40] + "\ufffd", ProblemCode.TRUNCATED_PAGE, False),
        (LONG[:40], ProblemCode.AUTHOR_IS_SITE, True),
        ("Đã sửa. " + LONG[:40], ProblemCode.TRUNCATED_PAGE, True),
        (LONG + " Thêm.", ProblemCode.TRUNCATED_PAGE, True),
    ],
)
def test_a_page_that_was_cut_is_no_revision_of_the_whole_one(session, article, body, code, is_stored):
    give(session, article(body=LONG))
    cut = article(body=body, content_hash="cut", problems=(Problem("body", code, "x"),))
    if is_stored:
        assert give(session, cut).revision == 2
        return
    with pytest.raises(DropItem, match="unchanged"):
        give(session, cut)


def test_a_shorter_text_is_a_revision_where_the_template_never_ends(session, article):
    problems = (Problem("body", ProblemCode.TRUNCATED_PAGE, "x"),)
    give(session, article(body=LONG, problems=problems))
    assert give(session, article(body=LONG[:40], content_hash="short", problems=problems)).revision == 2


def test_what_is_outside_the_period_is_noted_and_not_stored(tmp_path, session, article):
    session.crawler.spider.arguments = SimpleNamespace(covers=lambda day: day != "2026-01-31")
    with pytest.raises(DropItem, match="outside"):
        give(session, article())
    assert records(tmp_path) == []
    assert entry(session).outcome is Outcome.OUTSIDE
    assert session.outcomes.problems[0]["reason"] == "2026-01-31 is outside the period asked for"


def test_an_article_without_a_capture_is_refused(tmp_path, session, article):
    with pytest.raises(DropItem, match="no capture"):
        give(session, article(capture=None))
    assert records(tmp_path) == []
    assert entry(session).outcome is Outcome.REFUSED


def test_an_article_needs_no_capture_where_the_archive_is_off(tmp_path, article):
    session = open_session(tmp_path, DVCRAWLER_ARCHIVE=False)
    give(session, article(capture=None))
    session.finish()
    assert len(records(tmp_path)) == 1


def test_after_a_failure_nothing_is_stored_or_noted(tmp_path, session, article):
    session.stop.failure = StorageError("the disk is full")
    with pytest.raises(DropItem, match="requested again"):
        give(session, article())
    assert records(tmp_path) == []
    assert entry(session) is None


def test_a_disk_that_refuses_the_line_ends_the_run_and_the_ledger_knows_nothing(tmp_path, session, article):
    closed = []

    async def close(reason):
        closed.append(reason)

    async def run():
        session.crawler.engine.close_spider_async = close
        with pytest.raises(DropItem, match="cannot write"):
            await StorePipeline.from_crawler(session.crawler).process_item(article())
        await asyncio.sleep(0)

    path = tmp_path / "articles" / SITE / "2026-01.jsonl"
    path.mkdir()
    asyncio.run(run())
    assert closed == ["storage"]
    assert isinstance(session.stop.failure, StorageError)
    assert entry(session) is None
    path.rmdir()


def test_a_ledger_that_cannot_be_asked_ends_the_run_and_the_article_is_asked_for_again(
    tmp_path, session, article, monkeypatch
):
    def fail(ids):
        raise StorageError("the ledger is damaged")

    aborted = []
    monkeypatch.setattr(session.stop, "abort", aborted.append)
    monkeypatch.setattr(session.outcomes, "resolve", fail)
    with pytest.raises(DropItem, match="the ledger is damaged"):
        give(session, article())
    assert [str(error) for error in aborted] == ["the ledger is damaged"]


def test_an_article_that_is_stored_waits_no_longer_in_the_backfill(session, article):
    resolved = []
    session.outcomes.resolve = resolved.append
    give(session, article())
    assert resolved == ["1"]


def test_the_capture_is_on_disk_before_the_line_that_names_it(session, article, monkeypatch):
    done = []
    calls = {"sync": session.archive, "write": session.store, "note_all_stored": session.ledger}
    for name, thing in calls.items():
        monkeypatch.setattr(thing, name, note_call(done, name, getattr(thing, name)))
    give(session, article())
    assert done == ["sync", "write", "note_all_stored"]


def note_call(done, name, method):
    def call(*arguments):
        done.append(name)
        return method(*arguments)

    return call


def test_an_article_that_was_removed_is_noted_and_not_stored_again(tmp_path, session, article):
    session.store.removed = frozenset(["thu:1"])
    with pytest.raises(DropItem, match="removed"):
        give(session, article(fetched_from="https://thu.example/bai-1?x"))
    (problem,) = session.outcomes.problems
    assert problem == {
        "url": "https://thu.example/bai-1?x",
        "outcome": "removed",
        "code": "removed",
        "reason": "it was removed on request",
    }
    assert entry(session).outcome is Outcome.REMOVED
    assert records(tmp_path) == []


# --- an article whose number another one has ---------------------------------------------------------

NUMBER = Problem("id", ProblemCode.SHARED_ID, "another article has the number 1 too")


def own(article, **fields):
    """An article under an id of its own: the number and the month of its address."""
    return article(id="thu:1-202402", problems=(AUTHOR, NUMBER), **fields)


def test_one_that_shows_another_article_is_stored_under_its_own_id_and_counted(session, article):
    give(session, article())
    stored = give(session, own(article, title="Lễ hội đầu xuân", content_hash="b"))
    assert (stored.id, stored.revision, stored.problems) == ("thu:1-202402", 1, (AUTHOR, NUMBER))
    assert counted(session, "shared_ids") == 1


def test_one_whose_number_nobody_has_is_stored_under_its_own_id(session, article):
    assert give(session, own(article)).id == "thu:1-202402"
    assert counted(session, "shared_ids") == 1


def test_one_that_shows_the_same_article_joins_it_and_its_address_is_known_as_moved(session, article):
    give(session, article())
    stored = give(session, own(article, content_hash="b"))
    assert (stored.id, stored.revision, stored.problems) == ("thu:1", 2, (AUTHOR,))
    assert counted(session, "shared_ids") == 0
    assert entry(session, "1-202402").outcome is Outcome.MOVED


def test_one_that_is_held_under_its_own_id_stays_there(session, article):
    give(session, own(article))
    give(session, article(content_hash="b"))
    assert give(session, own(article, content_hash="c")).id == "thu:1-202402"
    assert counted(session, "shared_ids") == 1


# --- when it is looked at again ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "again"),
    [
        ("2026-01-31", "2026-02-01T12:00:00Z"),
        ("2026-01-29", "2026-02-01T12:00:00Z"),
        ("2026-01-28", None),
        ("2025-01-31", None),
        (None, None),
    ],
)
def test_fresh_news_is_looked_at_again_after_a_day(session, article, day, again):
    give(session, article(date=day))
    assert entry(session).again_at == again


@pytest.mark.parametrize(
    ("day", "again"),
    [("2026-01-31", "2026-02-07T12:00:00Z"), ("2026-01-24", "2026-02-07T12:00:00Z"), ("2026-01-23", None)],
)
def test_what_is_seen_a_second_time_is_looked_at_after_a_week_if_it_is_no_older(session, article, day, again):
    give(session, article(date=day))
    with pytest.raises(DropItem):
        give(session, article(date=day))
    assert entry(session).again_at == again


def test_an_archives_page_is_not_looked_at_again_and_asked_for_at_its_own_address(session, article):
    give(
        session,
        article(via="wayback", fetched_from="https://web.archive.example/1", url="https://thu.example/1"),
    )
    assert (entry(session).again_at, entry(session).url) == (None, "https://thu.example/1")
    give(session, article(2, fetched_from="https://thu.example/2?x", url="https://thu.example/2"))
    assert entry(session, 2).url == "https://thu.example/2?x"


# --- an archive's text beside the live one -----------------------------------------------------------


def test_of_an_archive_an_earlier_text_says_so_and_comes_once(tmp_path, session, article):
    give(session, article(content_hash="new"))
    old = article(content_hash="old", via="warc", captured_at="2025-01-01T00:00:00Z", problems=(AUTHOR,))
    assert give(session, old).problems == (
        AUTHOR,
        Problem("revision", ProblemCode.EARLIER_CAPTURE, "captured before revision 1"),
    )
    for again in (article(content_hash="new"), old):
        with pytest.raises(DropItem, match="unchanged"):
            give(session, again)
    assert len(records(tmp_path)) == 2
    assert (entry(session).content_hash, entry(session).revision) == ("new", 2)


def test_a_live_page_that_goes_back_to_an_archives_text_has_changed(session, article):
    give(session, article(content_hash="new"))
    give(session, article(content_hash="old", via="warc", captured_at="2025-01-01T00:00:00Z"))
    assert give(session, article(content_hash="old")).revision == 3
    with pytest.raises(DropItem, match="unchanged"):
        give(session, article(content_hash="old"))


def test_of_an_archive_a_text_that_a_live_page_had_shown_is_not_stored_again(session, article):
    for content_hash in ("a", "b"):
        give(session, article(content_hash=content_hash))
    with pytest.raises(DropItem, match="unchanged"):
        give(session, article(content_hash="a", via="wayback", captured_at="2025-01-01T00:00:00Z"))


@pytest.mark.parametrize("captured", [CAPTURED, "2026-02-01T00:00:00Z"])
def test_of_an_archive_a_later_text_is_a_plain_revision(session, article, captured):
    give(session, article(content_hash="old"))
    stored = give(session, article(content_hash="new", via="wayback", captured_at=captured))
    assert (stored.revision, stored.problems) == (2, ())


def test_a_live_correction_remembers_no_text(session, article):
    """The site may well go back to its first wording, and that is a change."""
    for content_hash in ("a", "b"):
        give(session, article(content_hash=content_hash))
    assert give(session, article(content_hash="a")).revision == 3


# --- the pipelines before it -------------------------------------------------------------------------


def test_what_has_no_title_is_refused_by_name_and_goes_no_further(session, article):
    pipeline = ValidatePipeline.from_crawler(session.crawler)
    assert pipeline.process_item(article()) == article()
    with pytest.raises(DropItem, match="no title"):
        pipeline.process_item(article(2, title="..."))
    assert entry(session, 2).outcome is Outcome.REFUSED


def test_the_content_hash_goes_by_title_date_author_and_body_alone(article):
    def hashed(**fields):
        return fingerprint(article(**fields)).content_hash

    assert hashed() == hashed(summary="another", section="another", url="https://thu.example/other")
    assert (
        len({hashed(), hashed(title="b"), hashed(date="2026-01-30"), hashed(author="b"), hashed(body="b")})
        == 5
    )


PUBLISHED = {
    "layout": "generic",
    "body": "Một đoạn văn dài vừa phải của một bài báo tỉnh. " * 4,
    "content_hash": "same",
    "published_at": "2026-01-31T08:05:00+07:00",
}


def test_what_was_published_at_two_addresses_is_stored_once(tmp_path, session, article):
    give(session, article(1, **PUBLISHED))
    with pytest.raises(DropItem):
        give(session, article(2, **PUBLISHED))
    assert [record["id"] for record in records(tmp_path)] == ["thu:1"]
    assert entry(session, 2).outcome is Outcome.MOVED
    assert session.ledger.aliases("thu:1") == ["thu:2"]


def test_an_article_under_another_title_and_address_is_a_revision(tmp_path, session, article):
    for number, slug in ((1, "xa-dong-304"), (2, "xa-tay-304"), (3, "xa-tay-305")):
        url = f"https://thu.example/tin/{slug}.html"
        other = {
            "content_hash": url,
            "title": f"Tin {number}",
            "url": url,
            "fetched_from": f"{url}?utm_source=x",
        }
        give(session, article(number, **PUBLISHED | other))
    stored = [(record["id"], record["revision"], record["title"]) for record in records(tmp_path)]
    assert stored[1:] == [("thu:1", 2, "Tin 2"), ("thu:3", 1, "Tin 3")]
    assert session.ledger.aliases("thu:1") == ["thu:2"]


def test_addresses_of_one_article_that_arrive_together_are_stored_once(tmp_path, session, article):
    pipeline = StorePipeline.from_crawler(session.crawler)

    async def give_all():
        given = (pipeline.process_item(article(n, **PUBLISHED)) for n in range(1, 5))
        return await asyncio.gather(*given, return_exceptions=True)

    stored = [each for each in asyncio.run(give_all()) if not isinstance(each, DropItem)]
    assert [each.id for each in stored] == [record["id"] for record in records(tmp_path)] == ["thu:1"]


def test_a_page_that_the_server_gives_for_many_addresses_is_named_and_all_are_asked_for_again(
    tmp_path, session, article
):
    pipeline = StorePipeline.from_crawler(session.crawler)
    for number in range(1, 14):
        with suppress(DropItem):
            asyncio.run(pipeline.process_item(article(number, **PUBLISHED, date="2024-01-31")))
    assert [record["id"] for record in records(tmp_path)] == ["thu:1"]
    assert session.ledger.aliases("thu:1") == []
    assert entry(session, 1).again_at is not None, "nothing tells whether the page is its own"
    assert {entry(session, number).outcome for number in range(2, 14)} == {Outcome.FAILED}
    reason = "it shows the article thu:1, as 10 other addresses do"
    assert [each["reason"] for each in session.outcomes.problems] == [reason] * 12


@pytest.mark.parametrize(
    "other", [{"published_at": "2026-01-31T08:06:00+07:00"}, {"layout": "thu"}, {"content_hash": "b"}]
)
def test_what_was_not_published_as_one_article_is_stored_twice(tmp_path, session, article, other):
    give(session, article(1, **PUBLISHED))
    give(session, article(2, **PUBLISHED | other))
    assert len(records(tmp_path)) == 2


def test_what_was_published_at_two_addresses_has_the_same_body_without_doubt(session, article):
    session.crawler.spider.site.title = "Báo Thử"
    pipeline = PlausibilityPipeline.from_crawler(session.crawler)
    for number in (1, 2):
        doubted = pipeline.process_item(article(number, **PUBLISHED, problems=()))
        assert find_problem(doubted.problems, "body") is None
    assert counted(session, "implausible/same_body") == 0


def test_a_body_that_two_articles_share_is_a_doubt_of_the_second_alone(session, article):
    session.crawler.spider.site.title = "Báo Thử"
    pipeline = PlausibilityPipeline.from_crawler(session.crawler)
    body = "Một đoạn văn dài vừa phải của một bài báo tỉnh. " * 4
    first, second = (article(n, body=body, problems=()) for n in (1, 2))
    assert find_problem(pipeline.process_item(first).problems, "body") is None
    assert find_problem(pipeline.process_item(second).problems, "body").reason == "the same body as thu:1"
    assert find_problem(pipeline.process_item(replace(first, revision=2)).problems, "body") is None
    assert counted(session, "implausible/same_body") == 1


def test_an_article_that_is_held_under_its_number_alone_has_the_same_body_without_doubt(session, article):
    session.crawler.spider.site.title = "Báo Thử"
    pipeline = PlausibilityPipeline.from_crawler(session.crawler)
    body = "Một đoạn văn dài vừa phải của một bài báo tỉnh. " * 4
    given = article(1, body=body)
    give(session, given)
    pipeline.process_item(given)
    again = pipeline.process_item(replace(given, id="thu:1-202402"))
    assert find_problem(again.problems, "body") is None
    assert counted(session, "implausible/same_body") == 0


@pytest.mark.parametrize(("length", "is_named"), [(99, False), (100, True)])
def test_short_bodies_are_not_compared(session, article, length, is_named):
    session.crawler.spider.site.title = "Báo Thử"
    pipeline = PlausibilityPipeline.from_crawler(session.crawler)
    pipeline.process_item(article(1, body="a" * length))
    doubted = pipeline.process_item(article(2, body="a" * length))
    assert (find_problem(doubted.problems, "body") is not None) is is_named
