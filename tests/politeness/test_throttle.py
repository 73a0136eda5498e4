"""A server that says it is too much is asked less, and left alone in time; the next run knows."""

import signal
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from dvcrawler.storage.ledgers.ledger import Ledger
from tests import warm
from tests.faults.harness import wait_for
from tests.patched import Sendings, limit_reached_once
from tests.portal import command, environment, records
from tests.site import HOST, SITE, asked, crawl_site, home, last_run, path_of, served, site
from tests.webserver import Answer


def refusing(times, page, **headers):
    """A page that is refused so many times before it is given."""
    left = [times]

    def answer(handler):
        left[0] -= 1
        return Answer(b"", 429, headers) if left[0] >= 0 else page

    return answer


#: The moment at which every answer comes, for a crawl whose environment is `STANDING`.
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
STANDING = """
from datetime import datetime
from dvcrawler.politeness import throttle

class Standing(datetime):
    @classmethod
    def now(cls, zone):
        return datetime(2026, 1, 31, 12, tzinfo=zone)

throttle.datetime = Standing
"""


@pytest.mark.parametrize("value", ["1", format_datetime(NOON + timedelta(seconds=1), usegmt=True)])
def test_retry_after_is_waited_for_and_the_page_comes(tmp_path, value):
    pages, sendings = site(1, 2), Sendings(tmp_path, STANDING)
    pages[HOST, path_of(1)] = refusing(1, pages[HOST, path_of(1)], **{"Retry-After": value})
    with served(pages) as web:
        assert crawl_site(web, tmp_path, **sendings.environment).code == 0
    assert len(records(tmp_path)) == 2
    assert last_run(tmp_path)["stats"]["dvcrawler/pace/429"] == 1
    assert max(sendings.gaps()) >= 1


def test_a_waiting_run_stops_at_once_when_it_is_told_to(tmp_path):
    pages = site(1, 2, 3)
    pages[HOST, path_of(1)] = Answer(b"", 503, {"Retry-After": "600"})
    waiting = limit_reached_once(tmp_path, "max(waits, default=0) > 500")
    with served(pages) as web:
        ended = crawl_site(web, tmp_path, "-a", "minutes=0.05", **waiting)
        assert ended.code == 17, ended.out + ended.err
        assert len(asked(web, path_of(1))) == 1


@pytest.mark.sampled(2)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_request_that_waits_for_its_turn_is_not_sent_after_a_stop(tmp_path, number):
    with served(site(1, 2, 3)) as web:
        run = warm.popen(
            [*command(tmp_path, SITE), "-s", "DOWNLOAD_DELAY=600", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1"],
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_for(lambda: asked(web, "/robots.txt") or run.poll() is not None)
        run.send_signal(number)
        out, err = run.communicate(timeout=300)
        assert run.returncode == 128 + number, out + err
        assert [path for _, path in web.asked] == ["/robots.txt"]
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 3


def test_a_server_that_never_answers_does_not_hold_up_a_stop(tmp_path):
    ending = threading.Event()
    pages = site(1, 2, 3, **{path_of(1): lambda handler: ending.wait(600) and None})
    with served(pages) as web:
        run = warm.popen(
            command(tmp_path, SITE),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        wait_for(lambda: asked(web, path_of(1)) or run.poll() is not None)
        run.send_signal(signal.SIGTERM)
        out, _ = run.communicate(timeout=300)
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
            assert counts.get("found", 0) == 59 - counts["stored"] - counts.get("blocked", 0)
            assert counts.get("blocked", 0) <= 2
            ledger.set_checkpoint(f"pace:{HOST}", "2020-01-01T00:00:00Z")
        web.pages[HOST, path_of(30)] = site(30)[HOST, path_of(30)]
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 59


def test_a_run_that_needs_just_as_many_requests_as_it_may_send_is_done(tmp_path):
    with served(site(1, 2, 3)) as web:
        assert crawl_site(web, tmp_path, "-a", "requests=5").code == 0
        assert len(web.asked) == 5


def counted(page, at_once):
    """The page, after a while; how many were under way then."""

    def answer(handler):
        at_once.append(at_once[-1] + 1)
        time.sleep(0.1)
        at_once.append(at_once[-1] - 1)
        return page

    return answer


def test_a_host_and_its_www_are_asked_at_one_pace_redirects_and_robots_txt_included(tmp_path):
    at_once, www, sendings = [0], f"www.{HOST}", Sendings(tmp_path)
    plain = site(*range(1, 5))
    links = (f'<a href="https://{www if n % 2 else HOST}{path_of(n)}">bài {n}</a>' for n in range(1, 5))
    pages = {(HOST, path): Answer(b"", 301, {"Location": f"https://{www}{path}"}) for _, path in plain}
    pages |= {(www, path): page for (_, path), page in plain.items()}
    pages[www, "/"] = f"<html><body>{''.join(links)}</body></html>"
    pages = {key: counted(page, at_once) for key, page in pages.items()}
    with served(pages) as web:
        arguments = ("-s", "DOWNLOAD_DELAY=0.6", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        ended = crawl_site(web, tmp_path, *arguments, **sendings.environment)
    assert ended.code == 0, ended.out
    assert len(records(tmp_path)) == 4
    assert len(sendings.times()) == len(web.asked) > 6
    assert min(sendings.gaps()) >= 0.6
    assert max(at_once) == 1


def test_the_delay_is_kept_behind_a_pause_that_a_server_asked_for(tmp_path):
    sendings = Sendings(tmp_path)
    pages = site(*range(1, 5), home=refusing(1, home(*range(1, 5)), **{"Retry-After": "1"}))
    with served(pages) as web:
        arguments = ("-s", "DOWNLOAD_DELAY=1", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert crawl_site(web, tmp_path, *arguments, **sendings.environment).code == 0
    assert len(sendings.times()) == len(web.asked) == 7
    assert min(sendings.gaps()) >= 1
