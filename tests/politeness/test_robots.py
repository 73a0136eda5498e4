"""robots.txt: none allows everything, one that cannot be fetched forbids it for a while."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from scrapy.robotstxt import ProtegoRobotParser

from dvcrawler.politeness.robots import name_by_token
from dvcrawler.storage.ledgers.ledger import Ledger
from tests.patched import Sendings
from tests.portal import records
from tests.site import HOST, SITE, asked, crawl_portal, crawl_site, path_of, served, site
from tests.webserver import Answer

NO_RETRY = ("-s", "RETRY_ENABLED=False")


@pytest.mark.parametrize("status", [404, 403])
def test_a_robots_txt_that_is_not_there_allows_everything(tmp_path, status):
    with served(site(1, 2, robots=Answer(b"", status))) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 0, ended.out + ended.err
    assert len(records(tmp_path)) == 2


@pytest.mark.sampled(2)
@pytest.mark.parametrize("status", [500, 503, 429])
def test_one_that_cannot_be_had_is_14_and_nothing_else_is_asked(tmp_path, status):
    with served(site(1, 2, robots=Answer(b"", status))) as web:
        ended = crawl_site(web, tmp_path, *NO_RETRY)
        assert ended.code == 14, ended.out
        assert {path for _, path in web.asked} == {"/robots.txt"}
    assert f"robots.txt cannot be fetched: the server says {status}" in ended.out
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("status", [500, 429])
def test_one_that_cannot_be_had_is_14_where_a_past_period_reads_the_sitemaps_first(tmp_path, status):
    with served(site(1, robots=Answer(b"", status))) as web:
        ended = crawl_site(web, tmp_path, *NO_RETRY, "-a", "since=2024-02-01", "-a", "until=2024-02-07")
    assert ended.code == 14, ended.out
    assert f"robots https://{HOST}/: robots.txt cannot be fetched: the server says {status}" in ended.out


def test_a_host_that_cannot_be_reached_is_11_for_a_past_period_too(tmp_path):
    with served(site(1)) as web:
        pass  # nothing listens there any more
    ended = crawl_site(web, tmp_path, *NO_RETRY, "-a", "since=2024-02-01", "-a", "until=2024-02-07")
    assert ended.code == 11, ended.out
    assert f"failed https://{HOST}/: robots.txt cannot be fetched: " in ended.out


def test_a_copy_of_the_last_day_serves(tmp_path):
    with served(site(1, 2, robots="User-agent: *\nDisallow: /kinh-te/202402/bai-viet-so-2\n")) as web:
        assert crawl_site(web, tmp_path).code == 10
        web.pages[HOST, "/robots.txt"] = Answer(b"", 503)
        web.pages[HOST, "/"] = site(1, 2, 3)[HOST, "/"]
        web.pages[HOST, path_of(3)] = site(3)[HOST, path_of(3)]
        ended = crawl_site(web, tmp_path, *NO_RETRY)
    assert "the copy of the last day is used" in ended.err
    assert [record["id"] for record in records(tmp_path)] == [f"{SITE}:aaa0001", f"{SITE}:aaa0003"]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("hours", [-25, 25], ids=["older", "of the future"])
def test_a_copy_that_is_older_or_from_the_future_does_not_serve(tmp_path, hours):
    with served(site(1)) as web:
        crawl_site(web, tmp_path)
        with Ledger(tmp_path, SITE) as ledger:
            copy = json.loads(ledger.checkpoint(f"robots:{HOST}"))
            copy["at"] = (datetime.now(UTC) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
            ledger.set_checkpoint(f"robots:{HOST}", json.dumps(copy))
        web.pages[HOST, "/robots.txt"] = Answer(b"", 503)
        assert crawl_site(web, tmp_path, *NO_RETRY).code == 14


def test_what_it_forbids_is_named_and_not_asked_for(tmp_path):
    with served(site(1, 2, robots="User-agent: *\nDisallow: /kinh-te/202402/bai-viet-so-2\n")) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 10
        assert asked(web, path_of(2)) == []
    assert "robots.txt forbids it" in ended.out


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "cp1252"])
def test_robots_txt_is_obeyed_in_the_encodings_of_editors(tmp_path, codec):
    rules = f"# Tập tin của cổng\r\nUser-agent: *\r\nDisallow: {path_of(2)}\r\n".encode(codec, "replace")
    with served(site(1, 2, robots=Answer(rules))) as web:
        assert crawl_site(web, tmp_path).code == 10
        assert asked(web, path_of(2)) == []


def test_an_article_on_a_host_whose_file_a_trial_could_not_fetch_is_named(tmp_path):
    pages = site(1)
    pages[HOST, path_of(1)] = Answer(b"", 301, {"Location": f"https://www.{HOST}{path_of(1)}"})
    pages[f"www.{HOST}", "/robots.txt"] = Answer(b"", 503)
    ended, _ = crawl_portal(pages, tmp_path, HOST, *NO_RETRY)
    assert ended.returncode == 10, ended.stdout
    assert f"https://{HOST}{path_of(1)}: robots.txt cannot be fetched: the server says 503" in ended.stdout


def test_robots_txt_is_requested_once_a_run_and_its_sitemap_is_read(tmp_path):
    sitemap = f"<urlset><url><loc>https://{HOST}{path_of(7)}</loc></url></urlset>"
    more = {"/sitemap.xml": sitemap, path_of(7): site(7)[HOST, path_of(7)]}
    with served(site(1, robots=f"Sitemap: https://{HOST}/sitemap.xml\n", **more)) as web:
        assert crawl_site(web, tmp_path).code == 0
        assert len(asked(web, "/robots.txt")) == 1
    assert len(records(tmp_path)) == 2


def test_a_crawl_delay_is_a_lower_bound(tmp_path):
    sendings = Sendings(tmp_path)
    with served(site(1, 2, robots="User-agent: *\nCrawl-delay: 0.4\n")) as web:
        one_by_one = ("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert crawl_site(web, tmp_path, *one_by_one, **sendings.environment).code == 0
    assert len(sendings.times()) == 4
    assert min(sendings.gaps()[1:]) >= 0.4  # known once robots.txt has been read


def test_the_page_of_a_gate_or_a_missing_site_is_not_a_robots_txt(tmp_path):
    page = b"<html><body><h1>404</h1></body></html>"
    with served(site(1, robots=Answer(page))) as web:
        assert crawl_site(web, tmp_path).code == 0


@pytest.mark.sampled(2)
@pytest.mark.parametrize("status", [500, 502, 504])
def test_where_it_allows_and_all_else_is_an_error_the_site_is_unreachable(tmp_path, status):
    with served(site(1, home=Answer(b"", status))) as web:
        ended = crawl_site(web, tmp_path, *NO_RETRY)
    assert ended.code == 11, ended.out
    assert f"failed https://{HOST}/: the server says {status}" in ended.out


def test_a_server_that_is_not_there_is_11_and_not_14(tmp_path):
    with served(site(1)) as web:
        pass
    ended = crawl_site(web, tmp_path, *NO_RETRY)
    assert ended.code == 11, ended.out
    assert "robots.txt cannot be fetched: the server refuses the connection" in ended.out


def test_rules_that_are_on_another_host_are_followed(tmp_path):
    pages = site(1, 2, robots=Answer(b"", 301, {"Location": "https://rules.example.vn/robots.txt"}))
    pages["rules.example.vn", "/robots.txt"] = "User-agent: *\nDisallow: /kinh-te/202402/bai-viet-so-2\n"
    with served(pages) as web:
        ended = crawl_site(web, tmp_path)
        assert asked(web, path_of(2)) == []
    assert ended.code == 10, ended.out
    assert len(records(tmp_path)) == 1


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:1/robots.txt", "http://intranet/robots.txt", "http://[::1]/"]
)
def test_rules_on_a_private_host_are_not_asked_for_and_forbid_the_crawl(tmp_path, target):
    with served(site(1, robots=Answer(b"", 302, {"Location": target}))) as web:
        ended = crawl_site(web, tmp_path, *NO_RETRY)
        assert len(web.asked) == 1
    assert ended.code == 14, ended.out
    assert "robots.txt cannot be fetched: redirected to" in ended.out


def test_a_delay_that_no_run_could_keep_leaves_the_host_alone(tmp_path):
    with served(site(1, robots="User-agent: *\nCrawl-delay: 1000000000\n")) as web:
        ended = crawl_site(web, tmp_path, timeout=300)
        assert {path for _, path in web.asked} == {"/robots.txt"}
    assert ended.code == 12, ended.out
    assert "wants 1000000000 s between two pages" in ended.err


@pytest.mark.parametrize(
    "named",
    [
        "dvcrawler/0.1.0",
        "dvcrawler/9.9",
        "DVCrawler/0.1.0",
        "dvcrawler/0.1.0 (news archive; post@example.org)",
        "dvcrawler 0.1",
        "dvcrawler *",
        "dvcrawler;",
        "Mozilla/5.0 (compatible; dvcrawler/0.1.0)",
        "otherbot, dvcrawler/0.1.0",
        "dvcrawler/0.1.0 # the archive's",
    ],
)
@pytest.mark.parametrize("field", ["User-agent: ", "user-agent :"])
def test_a_group_that_names_us_in_more_words_is_ours(named, field):
    body = name_by_token(
        f"User-agent: *\nDisallow:\n\n{field}{named}\nDisallow: /kinh-te/\n".encode(), "dvcrawler"
    )
    parser = ProtegoRobotParser(body, None)
    assert not parser.allowed(f"https://{HOST}/kinh-te/1", "dvcrawler")
    assert parser.allowed(f"https://{HOST}/kinh-te/1", "otherbot-2")


@pytest.mark.parametrize(
    "named", ["dvcrawler-images/0.1.0", "my-dvcrawler/1.0", "dvcrawlers", "otherbot # not dvcrawler"]
)
def test_a_group_of_another_crawler_is_not_ours(named):
    body = f"User-agent: {named}\nDisallow: /\n".encode()
    assert name_by_token(body, "dvcrawler") == body


@pytest.mark.sampled(3)
@pytest.mark.parametrize("start", ["", "\ufeff", "\ufeff\n", "\ufeff\r\n\r\n"])
def test_a_group_named_with_the_version_is_obeyed(tmp_path, start):
    rules = f"{start}User-agent: dvcrawler/0.1.0\nDisallow: /kinh-te/\n\nUser-agent: *\nDisallow:\n"
    with served(site(1, robots=rules)) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 10, ended.out
        assert asked(web, path_of(1)) == []
    assert records(tmp_path) == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("status", [201, 203, 206])
def test_a_robots_txt_with_another_status_of_success_is_obeyed(tmp_path, status):
    with served(site(1, robots=Answer(b"User-agent: *\nDisallow: /kinh-te/\n", status))) as web:
        assert crawl_site(web, tmp_path).code == 10
        assert asked(web, path_of(1)) == []
