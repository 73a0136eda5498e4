"""A run ends cleanly at a limit; the rest comes next time."""

import pytest

from tests.portal import records
from tests.site import crawl_site, last_run, served, site

SLOW = ("-s", "DOWNLOAD_DELAY=0.2", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")


def test_a_time_limit_is_17_and_the_next_run_has_the_rest(tmp_path):
    with served(site(*range(1, 60))) as web:
        first = crawl_site(web, tmp_path, "-a", "minutes=0.03", *SLOW)
        assert first.code == 17, first.out + first.err
        assert "the limit of 0.03 minutes is reached" in first.err
        held = len(records(tmp_path))
        assert 0 < held < 59
        assert crawl_site(web, tmp_path).code == 0
    assert len({record["id"] for record in records(tmp_path)}) == len(records(tmp_path)) == 59
    assert last_run(tmp_path)["exit_name"] == "ok"


def test_a_limit_of_requests_is_17_and_nothing_is_lost(tmp_path):
    with served(site(*range(1, 40))) as web:
        first = crawl_site(web, tmp_path, "-a", "requests=10", *SLOW)
        assert first.code == 17, first.out
        assert 10 <= last_run(tmp_path)["requests"] == len(web.asked) <= 11
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 39


def test_too_little_free_disk_is_15_before_anything_is_asked(tmp_path):
    with served(site(1)) as web:
        ended = crawl_site(web, tmp_path, "-s", "DVCRAWLER_MIN_FREE_MB=999999999")
        assert ended.code == 15, ended.out
        assert web.asked == []
    assert "MB are free at" in ended.out
    assert "make room" in ended.out
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "argument", ["minutes=0", "minutes=x", "minutes=-3", "minutes=nan", "requests=0", "tls=off"]
)
def test_limits_that_are_none_are_2(tmp_path, argument):
    with served(site(1)) as web:
        ended = crawl_site(web, tmp_path, "-a", argument)
    assert ended.code == 2
    assert argument.partition("=")[0] in ended.err
    assert len(ended.err.strip().splitlines()) == 1


@pytest.mark.parametrize("setting", ["DVCRAWLER_MAX_MINUTES=abc", "DVCRAWLER_MIN_FREE_MB=-1", "DVCRAWLER_REFUSALS=",
                                     "DVCRAWLER_FIRST_PAUSE=nan", "DVCRAWLER_MAX_REQUESTS=-3"])  # fmt: skip
def test_a_setting_that_is_no_number_is_3_and_one_line(tmp_path, setting):
    with served(site(1)) as web:
        ended = crawl_site(web, tmp_path, "-s", setting)
        assert web.asked == []
    assert ended.code == 3, ended.out + ended.err
    assert setting.partition("=")[0] in ended.err
    assert len(ended.err.strip().splitlines()) == 1
