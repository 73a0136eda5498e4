"""Several at once: two runs, a run and `verify`, a run and `reparse`, a run and its readers."""

import random
import time

import jsonschema
import pytest

from dvcrawler.errors import ExitCode
from dvcrawler.reading import latest, new_since, read
from dvcrawler.schema import load_schema
from dvcrawler.storage.lock import find_holder
from sample_portal.server import serve
from tests.faults.harness import (
    ARTICLES,
    CLEAN,
    SITE,
    Withheld,
    ask,
    begin,
    begin_crawl,
    check_ended,
    check_recovers,
    stored_lines,
    wait_for,
)
from tests.portal import crawl, runs

SLOW = ("-s", "DOWNLOAD_DELAY=0.03", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")


def begin_and_wait(server, data, delay=0.03):
    """A slow crawl that has stored something."""
    run = begin_crawl(server, data, *SLOW, "-s", f"DOWNLOAD_DELAY={delay}")
    wait_for(lambda: stored_lines(data))
    return run


@pytest.mark.slow
def test_beside_a_run_everything_that_writes_is_locked_and_what_reads_reads(server, portal, tmp_path):
    crawling = begin_and_wait(server, tmp_path, delay=0.3)
    words = [("verify", SITE), ("reparse", SITE), ("reindex", SITE)]
    others = [begin(tmp_path, *each) for each in words] + [begin_crawl(server, tmp_path)]
    looking = [begin(tmp_path, "sites"), begin(tmp_path, "coverage", SITE)]
    ended, looked = [each.wait() for each in others], [each.wait() for each in looking]
    assert crawling.popen.poll() is None, "the run ended too soon: this proves nothing"
    for each in ended:
        check_ended(each, ExitCode.LOCKED)
        assert f"process {crawling.popen.pid}" in each.out + each.err
    for each in looked:
        check_ended(each, ExitCode.OK)
    crawling.popen.terminate()
    check_ended(crawling.wait(), ExitCode.TERMINATED)
    assert len(runs(tmp_path, SITE)) == 1
    check_recovers(server, portal, tmp_path)


def test_readers_beside_a_run_never_see_a_broken_or_a_doubled_record(tmp_path):
    portal = Withheld(ARTICLES, tmp_path)
    with serve(portal) as server, portal.withheld(60_000):  # a third of what there is
        read_beside_a_run(server, portal, tmp_path)


def read_beside_a_run(server, portal, tmp_path):
    validate = jsonschema.Draft202012Validator(load_schema()).validate
    crawling, seen, turns = begin_and_wait(server, tmp_path), {}, 0
    while crawling.popen.poll() is None:
        for reader in (read(tmp_path, SITE), latest(tmp_path, SITE)):
            held = list(reader)
            ids = [record["id"] for record in held]
            assert len(ids) == len(set(ids))
            for record in held:
                if record["id"] not in seen:
                    validate(record)
                assert seen.setdefault(record["id"], record) == record
        turns += 1
        if turns == 6:
            portal.give()
    check_ended(crawling.wait(), *CLEAN)
    assert turns >= 6
    assert sorted(seen) <= sorted(each["id"] for each in portal.expected(SITE))
    check_recovers(server, portal, tmp_path)


@pytest.mark.slow
def test_a_reader_beside_edits_sees_each_revision_and_new_since_tells_each_line_once(
    server, portal, tmp_path
):
    crawl(server, tmp_path, SITE)
    last, told = runs(tmp_path, SITE)[-1]["id"], []
    for number in range(4):
        portal.edit(portal.expected(SITE)[number]["id"])
        portal.add(SITE, 3)
        crawling = begin_crawl(server, tmp_path, *SLOW, "-a", "revisit=all")
        while crawling.popen.poll() is None:
            told_now = [(r["id"], r["revision"]) for r in new_since(last, tmp_path)]
            assert len(told_now) == len(set(told_now))
            list(latest(tmp_path, SITE))
        check_ended(crawling.wait(), *CLEAN)
        new, last = new_since(last, tmp_path), runs(tmp_path, SITE)[-1]["id"]
        told += [(r["id"], r["revision"]) for r in new]
    assert len(told) == len(set(told)) == 16


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_runs_started_at_random_moments_never_overlap(server, portal, tmp_path, seed):
    chance, started = random.Random(seed), [begin_crawl(server, tmp_path, *SLOW)]
    wait_for(lambda: find_holder(tmp_path, SITE))  # so that the second of them meets the first
    for _ in range(11):
        started.append(begin_crawl(server, tmp_path))
        time.sleep(chance.uniform(0, 0.8))
    codes = []
    for each in started:
        ended = each.wait()
        check_ended(ended, *CLEAN, ExitCode.LOCKED)
        codes.append(ended.code)
    assert ExitCode.LOCKED in codes
    assert len(runs(tmp_path, SITE)) == len(codes) - codes.count(ExitCode.LOCKED)
    check_recovers(server, portal, tmp_path)


@pytest.mark.slow
def test_a_verify_that_holds_the_lock_makes_a_run_wait_for_its_next_turn(server, portal, tmp_path):
    crawl(server, tmp_path, SITE)
    checking = begin(tmp_path, "verify", SITE)
    codes = set()
    while checking.popen.poll() is None:
        ended = begin_crawl(server, tmp_path).wait()
        check_ended(ended, *CLEAN, ExitCode.LOCKED)
        codes.add(ended.code)
    checked = checking.wait()
    check_ended(checked, ExitCode.OK, ExitCode.LOCKED)
    assert codes
    assert ask(tmp_path, "verify", SITE).code == 0
