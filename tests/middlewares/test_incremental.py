"""Looks at what is stored already, by a clock that is moved on from run to run."""

from datetime import UTC, datetime, timedelta

from tests.faults.harness import Clock
from tests.site import HOST, article, asked, crawl_site, home, path_of, served, site

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


def test_with_many_new_articles_a_run_keeps_up_with_the_corrections(tmp_path):
    """As by a cron of one run a day: whatever the day brings is looked at twice within its week."""
    with served(site(*OLD)) as web:
        crawl_at(NOON, web, tmp_path, tmp_path)
        web.pages |= {(HOST, path_of(number)): article(number) for number in NEW}
        web.pages[HOST, "/"] = home(*NEW)
        assert crawl_at(NOON + timedelta(hours=25), web, tmp_path, tmp_path) == len(OLD)
        assert crawl_at(NOON + timedelta(hours=26), web, tmp_path, tmp_path) == 0, "each look once"
