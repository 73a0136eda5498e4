"""What the middleware lets pass of a page's outputs, enters in the ledger and notes; without a crawl."""

import asyncio
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Response

from dvcrawler.discovery.archives.warc_pages import ArchivedPage
from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.period_searches import PeriodSearches
from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.discovery.surveys.nothing_found import NothingFound
from dvcrawler.errors import StorageError, UsageError
from dvcrawler.frontier.incremental import IncrementalMiddleware
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.urls import Address
from dvcrawler.storage.backlog import PendingCapture
from dvcrawler.storage.ledgers.ledger import Outcome
from dvcrawler.storage.ledgers.sections import SectionLink
from tests.sessions import SITE, counted, open_session

EARLIER = "2024-01-01T00:00:00.000000Z"
REPORT = PageOutcome(None, "https://thu.example/", "unread", "a pager", PageCode.PAGER_NOT_FOLLOWED)


#: The middlewares of a test.
MADE: list[IncrementalMiddleware] = []


@pytest.fixture(autouse=True)
def close_queues():
    """As at the end of a run: a database that is never closed is a warning from Python 3.13 on."""
    yield
    while MADE:
        MADE.pop().close(None)


async def _close(reason):
    """In place of the engine's."""


def filtering(session, **arguments):
    """The middleware over sources that have nothing of their own to ask for; `crawled` is what it asks for."""
    spider, crawled = session.crawler.spider, []
    articles = SimpleNamespace(
        find_named=lambda url: None, take_undecided=list, learn_day=lambda native_id, day: None
    )
    spider.sources = SimpleNamespace(
        arguments=Arguments(**arguments),
        site=spider.site,
        articles=articles,
        crawl=SimpleNamespace(count_queued=lambda: 0),
        take_late=list,
        coverage=SimpleNamespace(is_broken=False),
        explain_nothing=lambda: None,
        survey=None,
        searches=PeriodSearches(Arguments(), 5000, IdDays(Arguments()), None),
    )
    session.crawler.engine.crawl = crawled.append
    session.crawler.engine.close_spider_async = _close
    made = IncrementalMiddleware.from_crawler(session.crawler)
    made.crawled = crawled
    MADE.append(made)
    return made


def url_of(number):
    return f"https://thu.example/{number}"


def article(number, **page):
    address = Address(url_of(number), str(number), None, "article")
    return Request(page.pop("url", address.url), meta={META_KEY: PageRequest(address, **page)})


def listing(key="kinh-te", number=1, **more):
    return Request(
        f"https://thu.example/{key}?{number}",
        meta={META_KEY: PageRequest(listing=Listing(key, number, **more))},
    )


def sitemap(url="https://thu.example/sitemap.xml", changed="2024-05-01"):
    return Request(url, meta={META_KEY: PageRequest(sitemap=url, changed=changed)})


def give(made, outputs, of=None):
    """What passes of the outputs of the page that answers `of`."""

    async def result():
        for each in outputs:
            yield each

    async def passed():
        asked = of or Request("https://thu.example/")
        response = Response(asked.url, request=asked)
        return [each async for each in made.process_spider_output(response, result())]

    return asyncio.run(passed())


def known(session, *numbers):
    return session.ledger.known([f"{SITE}:{number}" for number in numbers])


def test_new_articles_pass_once_and_are_entered_before_they_are_asked_for(session):
    made, one = filtering(session), article(1)
    assert give(made, [one, article(2)])[0] is one
    assert {entry.outcome for entry in known(session, 1, 2).values()} == {Outcome.FOUND}
    assert known(session, 1)[f"{SITE}:1"].url == url_of(1)
    assert [request.url for request in give(made, [article(1), article(3)])] == [url_of(3)]
    assert counted(session, "known") == 1


def test_links_beside_an_article_are_left_out_once_dropped_and_count_as_known(session):
    made = filtering(session)
    sources = session.crawler.spider.sources
    links = [ArticleLink(Address(url_of(n), str(n), None, "article"), url_of(n)) for n in (1, 2)]
    give(made, [article(1)])
    assert sources.state.leave_out_known(links) == links  # passed, not dropped
    give(made, [article(1)])
    assert sources.state.leave_out_known(links) == links[1:]
    assert counted(session, "known") == 2
    sources.survey = object()  # what it learns may change which article an address belongs to
    assert sources.state.leave_out_known(links) == links


def test_of_two_requests_for_one_article_on_a_page_the_last_passes(session):
    first, last = article(1), article(1, section="Kinh tế")
    assert give(filtering(session), [first, last]) == [last]


def test_all_batches_of_a_page_are_filtered_and_its_new_articles_counted(session):
    made, page = filtering(session), listing()
    outputs = [article(number) for number in range(450)]
    assert give(made, outputs, page) == outputs
    assert len(known(session, *range(450))) == 450
    assert session.ledger.section("kinh-te").new_at == session.started_at


def test_new_articles_of_several_batches_are_added_up(session):
    session.ledger.note_found([(f"{SITE}:{number}", url_of(number)) for number in range(190)], EARLIER)
    give(filtering(session), [article(number) for number in range(210)], listing())
    assert session.ledger.section("kinh-te").new_at == session.started_at


@pytest.mark.parametrize(("limit", "is_entered"), [(100, False), (200, True), (0, True)])
def test_an_address_that_is_too_long_for_scrapy_is_left_to_it_and_not_entered(tmp_path, limit, is_entered):
    """What is entered and never requested would be found again by every later run."""
    session = open_session(tmp_path, URLLENGTH_LIMIT=limit)
    given = [article(1, url=f"https://thu.example/{'a' * 150}-1.html"), article(2)]
    assert give(filtering(session), given) == given
    assert bool(known(session, 1)) is is_entered
    assert known(session, 2)
    session.finish()


def test_a_section_without_new_articles_is_visited_and_has_nothing_new(session):
    session.ledger.note_found([(f"{SITE}:1", url_of(1))], EARLIER)
    give(filtering(session), [article(1)], listing())
    state = session.ledger.section("kinh-te")
    assert (state.visited_at, state.new_at) == (session.started_at, None)


def test_an_archived_page_is_entered_under_its_live_address(session):
    archived = article(
        1, url="https://archive.example/1", archived=ArchivedPage(url_of(1), session.started, "wayback")
    )
    give(filtering(session), [archived, article(2, url="https://thu.example/2?x=1")])
    assert [entry.url for entry in known(session, 1, 2).values()] == [url_of(1), "https://thu.example/2?x=1"]


def test_the_section_that_led_to_an_article_is_kept_until_it_is_stored(session, make_record):
    record = make_record(3)
    session.ledger.note_stored(record, session.store.append(record), None)
    made = filtering(session)
    give(made, [article(1, section="Kinh tế"), article(2), article(3, section="Kinh tế")])
    led = session.crawler.spider.sources.state.led_by
    assert [led(str(number)) for number in (1, 2, 3)] == ["Kinh tế", None, None]


def test_a_section_and_a_sitemap_are_asked_for_once(session):
    made = filtering(session)
    first, map_ = listing(), sitemap()
    assert give(made, [first, map_]) == [first, map_]
    assert give(made, [listing(), sitemap()]) == []
    give(made, [], map_)
    assert session.ledger.checkpoint(f"sitemap:{map_.url}").startswith("2024-05-01\n")


def test_behind_the_limit_only_first_pages_are_asked_for(session):
    made = filtering(session, limit=1)
    second = listing(number=2)
    assert give(made, [second]) == [second]
    assert len(give(made, [article(1), article(2)])) == 1
    assert give(made, [listing("the-thao"), listing(number=3)])[0].url.endswith("the-thao?1")
    assert give(made, [listing(number=3)]) == []


def test_other_outputs_pass_and_a_bare_listing_completes_its_section(session):
    made, item, other = filtering(session), {"item": 1}, Request("https://thu.example/feed")
    assert give(made, [item, Listing("kinh-te", 3), other]) == [item, other]
    assert session.ledger.section("kinh-te").completed_at == session.started_at


@pytest.mark.parametrize(
    ("arguments", "found_at", "passes"),
    [({}, EARLIER, False), ({}, None, True), ({"section": "kinh-te"}, EARLIER, True)],
)
def test_a_pager_not_followed_is_reported_unless_an_earlier_run_reached_the_page(
    session, arguments, found_at, passes
):
    session.ledger.note_found([(f"{SITE}:1", url_of(1))], found_at or session.started_at)
    assert (REPORT in give(filtering(session, **arguments), [article(1), REPORT])) is passes


@pytest.mark.parametrize("error", [StorageError("the disk is full"), UsageError("no such section")])
def test_an_error_of_the_disk_or_of_the_arguments_ends_the_run(session, error):
    made, response = filtering(session), Response("https://thu.example/")

    async def raised(error):
        return made.process_spider_exception(response, error)

    assert asyncio.run(raised(KeyError("x"))) is None
    assert session.stop.failure is None
    assert asyncio.run(raised(error)) == []
    assert session.stop.failure is error


@pytest.mark.parametrize("number", [1, 201])
def test_a_ledger_that_refuses_ends_the_run_and_nothing_passes(session, number):
    made = filtering(session)
    session.ledger._db.execute("PRAGMA query_only=ON")
    assert give(made, [article(each) for each in range(number)]) == []
    assert isinstance(session.stop.failure, StorageError)
    session.ledger._db.execute("PRAGMA query_only=OFF")


def start(made, *requests):
    async def given():
        for each in requests:
            yield each

    async def passed():
        return [each async for each in made.process_start(given())]

    return asyncio.run(passed())


def leave_over(session, number=1):
    session.ledger.note_found([(f"{SITE}:{number}", url_of(number))], EARLIER)
    session.crawler.spider.sources.articles.request_known = lambda url: article(int(url.rpartition("/")[2]))


def test_what_a_killed_run_left_over_comes_before_the_start_requests(session):
    made, home = filtering(session), listing("", is_home=True)
    leave_over(session)
    assert [request.url for request in start(made, home)] == [url_of(1), home.url]


def test_only_a_backfill_opens_its_backlog(session):
    start(filtering(session))
    assert session.outcomes.backlog is None
    made = filtering(session, archive="https://archive.example")
    start(made)
    assert session.crawler.spider.sources.backlog is session.outcomes.backlog is not None


def test_a_run_with_nothing_left_ends_and_says_why_it_has_found_nothing(session):
    made = filtering(session)
    made.request_more(None)
    assert session.outcomes.problems == []
    session.crawler.spider.sources.explain_nothing = lambda: NothingFound(
        "no links", ("2 links as /a", "x\ny")
    )
    made.request_more(None)
    (problem,) = session.outcomes.problems
    assert (problem["url"], problem["reason"], problem["code"]) == (
        "https://thu.example/",
        "no links",
        "no_article_links",
    )
    assert problem["seen"] == "2 links as /a\nx\ufffdy"


def test_what_is_postponed_is_asked_for_when_the_queue_is_empty(session):
    made = filtering(session)
    postponed = [listing("a"), listing("b")]
    session.crawler.spider.sources.take_late = lambda: postponed
    with pytest.raises(DontCloseSpider):
        made.request_more(None)
    assert made.crawled == postponed


@pytest.mark.parametrize("most", [1, 2])
def test_sitemaps_that_were_skipped_may_have_held_the_period(tmp_path, most):
    session = open_session(tmp_path, DVCRAWLER_MAX_SITEMAPS=most)
    made, coverage = filtering(session), session.crawler.spider.sources.coverage
    urls = [f"https://thu.example/{number}.xml" for number in range(2)]
    assert len(give(made, map(sitemap, urls))) == most
    assert not coverage.is_broken
    made.request_more(None)
    assert coverage.is_broken is (most < len(urls))
    coverage.is_broken = True
    made.request_more(None)
    assert coverage.is_broken
    session.finish()


def test_a_disk_that_fails_at_the_start_ends_the_run(session):
    made = filtering(session)
    leave_over(session)
    session.ledger._db.execute("PRAGMA query_only=ON")
    start(made, article(2))
    assert isinstance(session.stop.failure, StorageError)
    session.ledger._db.execute("PRAGMA query_only=OFF")


def test_a_disk_that_fails_when_the_queue_is_empty_ends_the_run(session):
    made, error = filtering(session), StorageError("the disk is full")

    def fail():
        raise error

    async def ask():
        made.request_more(None)

    session.crawler.spider.sources.take_late = fail
    asyncio.run(ask())
    assert session.stop.failure is error
    assert made.crawled == []


def test_each_new_article_lets_two_stored_ones_be_looked_at_again(session, make_record):
    session.crawler.settings.set("DVCRAWLER_REVISITS", 0)
    made = filtering(session)
    for number in range(1, 5):
        record = make_record(number, url=url_of(number))
        session.ledger.note_stored(record, session.store.append(record), "2024-01-01T00:00:00Z")
    session.crawler.spider.sources.articles.request_known = lambda url: article(int(url.rpartition("/")[2]))
    made.request_more(None)
    assert made.crawled == []
    give(made, [article(9)])
    with pytest.raises(DontCloseSpider):
        made.request_more(None)
    assert [request.url for request in made.crawled] == [url_of(1), url_of(2)]


def test_nothing_more_is_asked_for_after_a_failure(session):
    made = filtering(session)
    session.crawler.spider.sources.take_late = lambda: [listing("a")]
    session.stop.failure = StorageError("the disk is full")
    made.request_more(None)
    assert made.crawled == []


def test_a_spider_of_another_kind_is_not_filtered(session):
    assert not hasattr(session.crawler.spider, "sources")
    with pytest.raises(NotConfigured):
        IncrementalMiddleware.from_crawler(session.crawler)


def test_the_sources_are_told_what_the_run_and_its_ledger_know(session):
    made = filtering(session)
    state, ledger = session.crawler.spider.sources.state, session.ledger
    state.note_sections([SectionLink("kinh-te", "https://thu.example/kinh-te", "Kinh tế")])
    assert state.seen_sections() == ledger.section_links() != []
    assert state.waiting == 0
    made._queue.add([url_of(1)])
    assert state.waiting == 1
    captures = [PendingCapture("1", "wayback", "20240101000000", url_of(1), "", 0, 0)]
    assert state.settle_captures(captures) == made._identities.settle_captures(captures)
    state.remember("a", "b")
    assert state.recall("a") == ledger.checkpoint("a") == "b"
    assert not state.is_ending
    session.stop.release()
    assert state.is_ending
