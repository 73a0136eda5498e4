"""A short period costs what it holds, and still misses nothing."""

import pytest

from sample_portal.answers import Answer
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests.portal import crawl, records

#: Articles that boxes alone link, without a day: eight most read ones and a deleted one.
BOXES = 9
#: Weeks of the sample with the most articles, one of each CMS's time and one across a turn of the month.
WEEKS = (("2023-03-13", "2023-03-19"), ("2024-08-12", "2024-08-18"), ("2023-04-28", "2023-05-04"))


class WithoutSitemaps(Portal):
    """Its robots.txt names no sitemap."""

    def respond(self, host, target, cookie=""):
        answer = super().respond(host, target, cookie)
        if target != "/robots.txt" or answer.status != 200:
            return answer
        return Answer(answer.status, answer.headers, answer.body.partition(b"Sitemap")[0])


class WithNewestOnly(Portal):
    """Its sitemaps begin within the week, as those that hold the newest articles only."""

    def respond(self, host, target, cookie=""):
        answer = super().respond(host, target, cookie)
        if "sitemap-" not in target:
            return answer
        head, *entries = answer.body.split(b"<url>")
        kept = [
            entry
            for entry in entries
            if b"<lastmod>" in entry and entry.partition(b"<lastmod>")[2] > b"2023-03-16"
        ]
        body = b"<url>".join([head, *kept]) + (b"" if kept and kept[-1] is entries[-1] else b"</urlset>")
        return Answer(answer.status, answer.headers, body)


def expected(portal, since, until, site="baonamdinh"):
    plans = portal.library.sites[site].plans
    return {plan.id for plan in plans if since <= f"{plan.published:%Y-%m-%d}" <= until}


def stored(data):
    return {record["id"] for record in records(data)}


def run(server, data, since, until, *more, site="baonamdinh"):
    """Number of requests of the run."""
    before = len(server.requests)
    found = crawl(server, data, site, "-a", f"since={since}", "-a", f"until={until}", *more)
    assert found.code in (0, 10), found.err
    return len(server.requests) - before


@pytest.fixture(scope="module")
def server():
    with serve(Portal(5000)) as server:
        yield server


@pytest.mark.sampled(3)
@pytest.mark.parametrize("week", WEEKS)
def test_a_week_takes_at_most_one_and_a_half_requests_an_article(tmp_path, server, week):
    requests = run(server, tmp_path, *week)
    articles = expected(server.portal, *week)
    assert stored(tmp_path) == articles
    assert len(articles) >= 10
    assert requests <= 1.5 * len(articles)


@pytest.mark.slow
def test_two_periods_of_one_day_are_both_complete(tmp_path, server):
    for week in WEEKS[:2]:
        run(server, tmp_path, *week)
    assert stored(tmp_path) == expected(server.portal, *WEEKS[0]) | expected(server.portal, *WEEKS[1])


@pytest.mark.slow
def test_the_same_period_again_asks_for_no_article(tmp_path, server):
    run(server, tmp_path, *WEEKS[0])
    assert run(server, tmp_path, *WEEKS[0]) <= 8


@pytest.mark.slow
def test_an_article_corrected_after_the_period_belongs_to_it(tmp_path):
    portal = Portal(1500)
    week = WEEKS[0]
    last = max(expected(portal, *week), key=lambda id_: portal.library.find(id_).published)
    portal.edit(last)
    with serve(portal) as server:
        run(server, tmp_path, *week)
    assert last in stored(tmp_path)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", [WithoutSitemaps, WithNewestOnly])
def test_sitemaps_that_do_not_hold_the_period_leave_the_listings(tmp_path, kind):
    week = WEEKS[0]
    with serve(kind(1500)) as server:
        requests = run(server, tmp_path, *week)
        assert stored(tmp_path) == expected(server.portal, *week)
    # Most of them: the first pages of 36 sections on two hosts, a third of which are not there.
    assert requests <= 70


def test_a_run_since_a_day_does_not_go_through_the_whole_site(tmp_path):
    with serve(Portal(1500)) as server:
        assert crawl(server, tmp_path, "phunu", "-a", "since=2024-09-20").code in (0, 10)
        assert stored(tmp_path) == expected(server.portal, "2024-09-20", "2024-12-31", "phunu")
        # Beside what the period takes: the articles that each of its own links to.
        assert len(server.requests) <= 3 + 2 + 3 * 2 + BOXES + 6 * 3


def test_a_listing_of_days_fetches_no_article_outside_and_ends_below_the_period(tmp_path):
    week = ("2024-09-09", "2024-10-11")
    with serve(Portal(1500)) as server:
        requests = run(server, tmp_path, *week, site="phunu")
        articles = expected(server.portal, *week, site="phunu")
    assert stored(tmp_path) == articles
    # robots.txt, the home page, and of each of the three sections the pages down to the period's first day.
    assert requests <= len(articles) + 2 + 3 * 2 + BOXES
