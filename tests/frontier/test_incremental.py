"""Looks at what is stored already, by a clock that is moved on from run to run."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.harness import Clock
from tests.site import HOST, article, asked, crawl_site, home, path_of, served, site
from tests.webserver import Answer

#: All the made-up articles are of this morning.
NOON = datetime(2024, 2, 5, 5, tzinfo=UTC)
OLD, NEW = range(1, 21), range(21, 31)


def crawl_at(moment, web, data, folder):
    """A run at that time of day; how many of the first articles it asked for."""
    web.asked.clear()
    clock = Clock(folder, int((moment - datetime.now(UTC)).total_seconds()))
    ended = crawl_site(web, data, **clock.environment)
    assert ended.code == 0, ended.out + ended.err
    return sum(len(asked(web, path_of(number))) for number in OLD)


def test_with_nothing_new_a_run_looks_at_a_few_articles_again(tmp_path):
    with served(site(*OLD)) as web:
        assert crawl_at(NOON, web, tmp_path, tmp_path) == len(OLD)
        assert crawl_at(NOON + timedelta(hours=25), web, tmp_path, tmp_path) == 8


@pytest.mark.slow
def test_with_many_new_articles_a_run_keeps_up_with_the_corrections(tmp_path):
    """As by a cron of one run a day: whatever the day brings is looked at twice within its week."""
    with served(site(*OLD)) as web:
        crawl_at(NOON, web, tmp_path, tmp_path)
        web.pages |= {(HOST, path_of(number)): article(number) for number in NEW}
        web.pages[HOST, "/"] = home(*NEW)
        assert crawl_at(NOON + timedelta(hours=25), web, tmp_path, tmp_path) == len(OLD)
        assert crawl_at(NOON + timedelta(hours=26), web, tmp_path, tmp_path) == 0, "each look once"


def test_the_site_comes_before_pages_that_failed_and_those_before_looks(tmp_path):
    bad, more = range(11, 31), {path_of(number): Answer(b"", 500) for number in range(11, 31)}
    arguments = ("-s", "RETRY_ENABLED=False", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    with served(site(1, 2, *bad, **more)) as web:
        clock = Clock(tmp_path, int((NOON - datetime.now(UTC)).total_seconds()))
        assert crawl_site(web, tmp_path, *arguments, **clock.environment).code == 10
        web.asked.clear()
        web.pages |= {(HOST, path_of(40)): article(40), (HOST, "/"): home(1, 2, 40)}
        clock.set(int((NOON + timedelta(hours=25) - datetime.now(UTC)).total_seconds()))
        assert crawl_site(web, tmp_path, *arguments, **clock.environment).code == 10
    paths = [path for _, path in web.asked]
    assert paths[:3] == ["/robots.txt", "/", path_of(40)]
    assert set(paths[3:-2]) == {path_of(number) for number in bad}
    assert set(paths[-2:]) == {path_of(1), path_of(2)}


@pytest.mark.slow
def test_a_run_of_few_requests_reads_the_home_page_however_many_pages_had_failed(tmp_path):
    bad = range(4, 31)
    with served(site(*range(1, 31), **{path_of(number): Answer(b"", 500) for number in bad})) as web:
        assert crawl_site(web, tmp_path).code == 10
        web.pages |= {(HOST, path_of(40)): article(40), (HOST, "/"): home(*range(1, 31), 40)}
        ended = crawl_site(web, tmp_path, "-a", "requests=20")
    assert ended.code == 17, ended.out
    assert "1 stored" in ended.out
