"""A server that says it is too much is asked less, and left alone in time; the next run knows."""

import signal
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from dvcrawler.storage.ledger import Ledger
from tests.portal import Crawl, command, environment, records
from tests.site import HOST, SITE, asked, crawl_site, home, last_run, path_of, served, site
from tests.webserver import Answer


def refusing(times, page, **headers):
    """A page that is refused so many times before it is given."""
    left = [times]

    def answer(handler):
        left[0] -= 1
        return Answer(b"", 429, headers) if left[0] >= 0 else page

    return answer


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_waited_for_and_the_page_comes(tmp_path, form):
    when = datetime.now(UTC) + timedelta(seconds=9)
    value = "1" if form == "seconds" else format_datetime(when, usegmt=True)
    pages = site(1, 2)
    pages[HOST, path_of(1)] = refusing(1, pages[HOST, path_of(1)], **{"Retry-After": value})
    with served(pages) as web:
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 2
    stats = last_run(tmp_path)["stats"]
    assert (stats["dvcrawler/pace/429"], stats["dvcrawler/pace/waits"] >= 1) == (1, True)


def test_a_pause_too_long_for_a_run_ends_it_as_12_and_the_next_run_does_not_ask(tmp_path):
    pages = site(1, 2)
    pages[HOST, path_of(1)] = Answer(b"", 503, {"Retry-After": "7200"})
    with served(pages) as web:
        first = crawl_site(web, tmp_path)
        assert first.code == 12, first.out
        assert "answers 503; it is not asked again before 20" in first.err
        web.asked.clear()
        second = crawl_site(web, tmp_path)
        assert second.code == 12
        assert web.asked == []
    assert f"blocked https://{HOST}/: {HOST} asked to be left alone until 20" in second.out
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
    reason = f"{HOST} asked to be left alone until {until}"
    assert last_run(tmp_path)["problems"] == [
        {"url": f"https://{HOST}/", "outcome": "blocked", "reason": reason}
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
    run = subprocess.run([*command(data, name), *arguments], capture_output=True, text=True, timeout=100,
                         env=environment(DVCRAWLER_CONNECT_TO=web.connect_to), check=False)  # fmt: skip
    return Crawl(run.returncode, run.stdout, run.stderr)


def test_an_older_domain_that_is_left_alone_does_no_harm(tmp_path):
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
    assert "the site's other hosts go on" in again.err
    assert len(records(tmp_path)) == 4


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


def test_a_host_that_refuses_everything_is_left_alone_after_a_few(tmp_path):
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
        assert len(asked(web, path_of(3))) == 9
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


def test_a_server_that_begins_to_refuse_everything_is_left_alone_after_so_many_addresses(tmp_path):
    numbers = range(1, 40)
    with served(site(*numbers, **{path_of(n): Answer(b"", 503) for n in numbers})) as web:
        ended = crawl_site(web, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1", "-s", "RETRY_TIMES=9")
        assert ended.code == 12, ended.out
        assert len({path for _, path in web.asked if path.startswith("/kinh-te")}) == 5


def test_a_host_that_forbids_everything_is_left_alone(tmp_path):
    numbers = range(1, 40)
    pages = site(*numbers, **{path_of(number): Answer(b"", 403) for number in numbers})
    with served(pages) as web:
        ended = crawl_site(web, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert ended.code == 12, ended.out
        assert len([path for _, path in web.asked if path.startswith("/kinh-te")]) < 20
    assert "forbids every page (403)" in ended.err


def test_one_page_that_is_forbidden_is_no_block(tmp_path):
    with served(site(1, 2, 3, **{path_of(2): Answer(b"", 403)})) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 10
    assert "blocked" in ended.out
    assert len(records(tmp_path)) == 2


def test_a_waiting_run_stops_at_once_when_it_is_told_to(tmp_path):
    pages = site(1, 2, 3)
    pages[HOST, path_of(1)] = Answer(b"", 503, {"Retry-After": "600"})
    with served(pages) as web:
        ended = crawl_site(web, tmp_path, "-a", "minutes=0.05", timeout=60)
        assert ended.code == 17, ended.out + ended.err
        assert len(asked(web, path_of(1))) == 1


def test_a_server_that_never_answers_does_not_hold_up_a_stop(tmp_path):
    ending = threading.Event()
    pages = site(1, 2, 3, **{path_of(1): lambda handler: ending.wait(60) and None})
    with served(pages) as web:
        run = subprocess.Popen(command(tmp_path, SITE), env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # fmt: skip
        while not asked(web, path_of(1)):
            time.sleep(0.05)
        run.send_signal(signal.SIGTERM)
        out, _ = run.communicate(timeout=40)
        ending.set()
    assert run.returncode == 143, out
    assert "failed" not in out


def test_what_was_never_sent_is_neither_blocked_nor_failed_and_comes_with_the_next_run(tmp_path):
    numbers = range(1, 60)
    pages = site(*numbers)
    pages[HOST, path_of(30)] = Answer(b"", 429, {"Retry-After": "7200"})
    with served(pages) as web:
        assert crawl_site(web, tmp_path).code == 12
        with Ledger(tmp_path, SITE) as ledger:
            counts = ledger.counts()
            assert counts["found"] == 59 - counts["stored"] - counts.get("blocked", 0)
            assert counts.get("blocked", 0) <= 2
            ledger.set_checkpoint(f"pace:{HOST}", "2020-01-01T00:00:00Z")
        web.pages[HOST, path_of(30)] = site(30)[HOST, path_of(30)]
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 59


def test_pages_that_stay_forbidden_do_not_shut_out_the_others_again_and_again(tmp_path):
    numbers = range(1, 50)
    pages = site(*numbers, **{path_of(number): Answer(b"", 403) for number in range(1, 13)})
    with served(pages) as web:
        crawl_site(web, tmp_path)
        ended = crawl_site(web, tmp_path)
        assert ended.code == 10, ended.out
    assert len(records(tmp_path)) == 37


def test_a_run_that_needs_just_as_many_requests_as_it_may_send_is_done(tmp_path):
    with served(site(1, 2, 3)) as web:
        assert crawl_site(web, tmp_path, "-a", "requests=5").code == 0
        assert len(web.asked) == 5


def timed(page, times, at_once):
    """The page, after a while; when it was asked for, and how many were under way then."""

    def answer(handler):
        times.append(time.monotonic())
        at_once.append(at_once[-1] + 1)
        time.sleep(0.1)
        at_once.append(at_once[-1] - 1)
        return page(handler) if callable(page) else page

    return answer


def test_a_host_and_its_www_are_asked_at_one_pace_redirects_and_robots_txt_included(tmp_path):
    times, at_once, www = [], [0], f"www.{HOST}"
    plain = site(*range(1, 9))
    links = (f'<a href="https://{www if n % 2 else HOST}{path_of(n)}">bài {n}</a>' for n in range(1, 9))
    pages = {(HOST, path): Answer(b"", 301, {"Location": f"https://{www}{path}"}) for _, path in plain}
    pages |= {(www, path): page for (_, path), page in plain.items()}
    pages[www, "/"] = f"<html><body>{''.join(links)}</body></html>"
    pages = {key: timed(page, times, at_once) for key, page in pages.items()}
    with served(pages) as web:
        ended = crawl_site(
            web, tmp_path, "-s", "DOWNLOAD_DELAY=0.3", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1"
        )
    assert ended.code == 0, ended.out
    assert len(records(tmp_path)) == 8
    assert min(later - at for at, later in pairwise(times)) >= 0.27
    assert max(at_once) == 1


def test_the_delay_is_kept_behind_a_pause_that_a_server_asked_for(tmp_path):
    times = []
    pages = site(*range(1, 5), home=refusing(1, home(*range(1, 5)), **{"Retry-After": "1"}))
    pages = {key: timed(page, times, [0]) for key, page in pages.items()}
    with served(pages) as web:
        arguments = ("-s", "DOWNLOAD_DELAY=0.3", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert crawl_site(web, tmp_path, *arguments).code == 0
    assert min(later - at for at, later in pairwise(times)) >= 0.27
