"""A host that refuses is left alone, in this run and as long as it asked for; an older domain harms nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from dvcrawler.storage.ledgers.ledger import Ledger
from tests import warm
from tests.portal import Crawl, command, environment, records
from tests.site import HOST, SITE, asked, crawl_site, home, last_run, path_of, served, site
from tests.webserver import Answer


def test_a_pause_too_long_for_a_run_ends_it_as_12_and_the_next_run_does_not_ask(tmp_path):
    pages = site(1, 2)
    pages[HOST, path_of(1)] = Answer(b"", 503, {"Retry-After": "7200"})
    with served(pages) as web:
        first = crawl_site(web, tmp_path)
        assert first.code == 12, first.out
        assert "answers 503; it gets no more requests before 20" in first.err
        web.asked.clear()
        second = crawl_site(web, tmp_path)
        assert second.code == 12
        assert web.asked == []
    assert f"blocked https://{HOST}/: {HOST} asked for a pause until 20" in second.out
    assert "Traceback" not in first.err + second.err


def test_a_run_that_may_not_ask_says_so_once_in_its_record_also_where_robots_txt_is_known(tmp_path):
    with served(site(1, 2)) as web:
        assert crawl_site(web, tmp_path).code == 0
        until = (datetime.now(UTC) + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
        with Ledger(tmp_path, SITE) as ledger:
            ledger.set_checkpoint(f"pace:{HOST}", until)
        web.asked.clear()
        assert crawl_site(web, tmp_path).code == 12
        assert web.asked == []
    reason = f"{HOST} asked for a pause until {until}"
    assert last_run(tmp_path)["problems"] == [
        {"url": f"https://{HOST}/", "outcome": "blocked", "code": "cooldown", "reason": reason}
    ]


def test_a_moment_further_off_than_a_day_was_written_under_a_clock_that_was_ahead(tmp_path):
    with served(site(1, 2)) as web:
        with Ledger(tmp_path, SITE) as ledger:
            ledger.set_checkpoint(f"pace:{HOST}", "2099-01-01T00:00:00Z")
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 2
    with Ledger(tmp_path, SITE) as ledger:
        assert not ledger.checkpoint(f"pace:{HOST}")


def crawl_another(web, data, name, *arguments):
    run = warm.run(
        [*command(data, name), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
        check=False,
    )
    return Crawl(run.returncode, run.stdout, run.stderr)


@pytest.mark.slow
def test_an_older_domain_that_is_put_on_cooldown_does_no_harm(tmp_path):
    busy = Answer(b"busy", 503, {"Retry-After": "86400"})
    pages = {("baonamdinh.vn", path): page for (_, path), page in site(1, 2, 3).items()}
    pages |= {("baonamdinh.com.vn", path): busy for path in ("/", "/robots.txt")}
    with served(pages) as web:
        first = crawl_another(web, tmp_path, "baonamdinh")
        assert first.code == 0, first.out
        web.pages["baonamdinh.vn", "/"] = site(1, 2, 3, 4)[HOST, "/"]
        web.pages["baonamdinh.vn", path_of(4)] = site(4)[HOST, path_of(4)]
        again = crawl_another(web, tmp_path, "baonamdinh")
        assert again.code == 0, again.out
        assert [path for host, path in web.asked if host == "baonamdinh.com.vn"] == ["/robots.txt"]
    assert "the site's other hosts continue" in again.err
    assert len(records(tmp_path)) == 4


AWAY = Answer(b"", 302, {"Location": "https://baoninhbinh.org.vn/"})


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "pages_of_it",
    [{"/": AWAY, "/robots.txt": Answer(b"", 404)}, {"/": "", "/robots.txt": Answer(b"", 500)}],
    ids=["moved", "500"],
)
def test_an_older_domain_that_leads_away_or_fails_does_no_harm(tmp_path, pages_of_it):
    pages = {("baonamdinh.vn", path): page for (_, path), page in site(1, 2).items()}
    pages |= {("baonamdinh.com.vn", path): page for path, page in pages_of_it.items()}
    with served(pages) as web:
        ended = crawl_another(web, tmp_path, "baonamdinh", "-s", "RETRY_ENABLED=False")
    assert ended.code == 0, ended.out
    assert len(records(tmp_path)) == 2


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("alone", "code"), [(["a"], 10), (["a", "b"], 12)])
def test_of_several_hosts_all_must_be_left_alone_for_12(tmp_path, alone, code):
    pages = {}
    for unit in ("a", "b"):
        host, link = f"{unit}.namdinh.gov.vn", "/tin-tuc/bai-viet-so-mot-234567"
        pages[host, "/robots.txt"] = Answer(b"", 404)
        pages[host, "/"] = f'<html><body><a href="{link}">bài</a></body></html>'
        pages[host, link] = Answer(b"", 404)
        if unit in alone:
            pages[host, "/"] = Answer(b"busy", 503, {"Retry-After": "86400"})
    with served(pages) as web:
        for _ in range(2):
            ended = crawl_another(web, tmp_path, "namdinhgov", "-a", "unit=a,b")
            assert ended.code == code, ended.out + ended.err
    named = [problem["url"] for problem in last_run(tmp_path, "namdinhgov")["problems"]]
    assert [f"https://{unit}.namdinh.gov.vn/" for unit in alone] == [u for u in named if u.endswith("vn/")]


def test_a_host_that_refuses_everything_is_put_on_cooldown_after_a_few(tmp_path):
    numbers = range(1, 40)
    pages = site(*numbers, **{path_of(number): Answer(b"", 429) for number in numbers})
    with served(pages) as web:
        ended = crawl_site(web, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert ended.code == 12, ended.out
        refused = [path for _, path in web.asked if path.startswith("/kinh-te")]
        assert 5 <= len(refused) < 10
    assert "blocked" in ended.out


def test_two_dead_pages_do_not_make_a_healthy_site_blocked(tmp_path):
    pages = site(*range(1, 13), **{path_of(number): Answer(b"broken", 503) for number in (3, 4)})
    with served(pages) as web:
        for _ in range(3):
            ended = crawl_site(web, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
            assert ended.code == 10, ended.out
        assert len(asked(web, path_of(3))) == 5, "three times, then once a run"
    assert len(records(tmp_path)) == 10


def test_pages_that_failed_in_an_earlier_run_do_not_count_when_they_are_tried_again(tmp_path):
    dead = {path_of(number): Answer(b"broken", 503) for number in range(10, 18)}
    arguments = ("-s", "RETRY_ENABLED=False", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    with served(site(*range(1, 10), *range(10, 18), **dead)) as web:
        assert crawl_site(web, tmp_path, *arguments, "-s", "DVCRAWLER_REFUSALS=50").code == 10
        assert crawl_site(web, tmp_path, *arguments).code == 10
        assert len(asked(web, path_of(10))) == 2


def test_an_article_that_shuts_a_run_out_does_not_shut_out_the_next_before_the_home_page(tmp_path):
    with served(site(1, 2, **{path_of(2): Answer(b"", 503, {"Retry-After": "7200"})})) as web:
        assert crawl_site(web, tmp_path).code == 12
        with Ledger(tmp_path, SITE) as ledger:
            assert ledger.counts()["blocked"] == 1
            ledger.set_checkpoint(f"pace:{HOST}", "")
        web.pages |= {(HOST, "/"): home(1, 2, 3), (HOST, path_of(3)): site(3)[HOST, path_of(3)]}
        web.asked.clear()
        crawl_site(web, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    assert next(path for _, path in web.asked if path != "/robots.txt") == "/"
    assert f"{SITE}:aaa0003" in [record["id"] for record in records(tmp_path)]


def test_a_server_that_begins_to_refuse_everything_is_put_on_cooldown_after_that_number_of_addresses(
    tmp_path,
):
    numbers = range(1, 40)
    with served(site(*numbers, **{path_of(n): Answer(b"", 503) for n in numbers})) as web:
        ended = crawl_site(web, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1", "-s", "RETRY_TIMES=9")
        assert ended.code == 12, ended.out
        assert len({path for _, path in web.asked if path.startswith("/kinh-te")}) == 5


def test_a_host_that_forbids_everything_is_put_on_cooldown(tmp_path):
    numbers = range(1, 40)
    pages = site(*numbers, **{path_of(number): Answer(b"", 403) for number in numbers})
    with served(pages) as web:
        ended = crawl_site(web, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert ended.code == 12, ended.out
        assert len([path for _, path in web.asked if path.startswith("/kinh-te")]) < 20
    assert "forbids every page (403)" in ended.err


def test_one_page_that_is_forbidden_is_not_a_block(tmp_path):
    with served(site(1, 2, 3, **{path_of(2): Answer(b"", 403)})) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 10
    assert "blocked" in ended.out
    assert len(records(tmp_path)) == 2


@pytest.mark.slow
def test_pages_that_stay_forbidden_do_not_shut_out_the_others_again_and_again(tmp_path):
    numbers = range(1, 50)
    pages = site(*numbers, **{path_of(number): Answer(b"", 403) for number in range(1, 13)})
    with served(pages) as web:
        crawl_site(web, tmp_path)
        ended = crawl_site(web, tmp_path)
        assert ended.code == 10, ended.out
    assert len(records(tmp_path)) == 37
