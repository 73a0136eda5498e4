"""kill -9 at random moments: nothing is lost, nothing doubled, every line is valid."""

import random
import shutil
import signal
import subprocess
import time

import jsonschema
import pytest

from dvcrawler.schema import load_schema
from dvcrawler.storage.lock import find_holder
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.commands.test_reparse import VARIANT
from tests.faults.harness import (
    CLEAN,
    KILLED,
    SITE,
    Disk,
    Withheld,
    ask,
    begin,
    begin_crawl,
    check_ended,
    check_recovers,
    check_run_records,
    check_store,
    check_verified,
    check_warcs,
    crawl_under,
    size_of,
    stored_lines,
    wait_for,
)
from tests.portal import SITES, command, crawl, environment, records, runs

#: Held back, so that the crawl is still under way when the last of the kills comes.
HELD_BACK = ("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1", "-s", "DOWNLOAD_DELAY=0.02")


#: Bytes that a crawl may store beyond those after which it is killed: some ten articles.
AHEAD = 40_000


def kill_at(data, server, growth, chance):
    """Kills a crawl at a random moment after the store grew by `growth` bytes; False where the crawl
    had ended before.
    """
    goal = size_of(data) + growth
    with server.portal.withheld(goal + AHEAD):
        return begin_and_kill(data, server, goal, chance)


def begin_and_kill(data, server, goal, chance):
    run = warm.popen(
        [*command(data, *SITES), *HELD_BACK],
        env=environment(server),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while run.poll() is None and size_of(data) < goal:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.03))
    was_under_way = run.poll() is None
    run.kill()
    run.wait()
    return was_under_way


def kill_and_finish(tmp_path, articles, kills, seed):
    portal, chance = Withheld(articles, tmp_path), random.Random(seed)
    mean = articles * 4000 // (kills + 2)
    with serve(portal) as server:
        struck = [kill_at(tmp_path, server, chance.randrange(mean), chance) for _ in range(kills)]
        assert all(struck), "a crawl ended before it was killed: this proves less than it says"
        assert crawl(server, tmp_path, *SITES).code in (0, 10)
    held = records(tmp_path)
    validate = jsonschema.Draft202012Validator(load_schema()).validate
    for record in held:
        validate(record)
    ids = [r["id"] for r in held]
    assert len(ids) == len(set(ids))
    assert sorted(ids) == sorted(e["id"] for e in portal.expected())


def strike(server, portal, data, log, disk):
    """A crawl that is killed at a call, and a clean one."""
    ended = crawl_under(server, data, **disk.environment(log))
    assert ended.code == -signal.SIGKILL, ended.out + ended.err
    check_store(data)
    check_recovers(server, portal, data)


@pytest.mark.slow
def test_a_kill_in_the_midst_of_lines_that_are_stored_together(server, portal, tmp_path):
    """Half of what is written is several whole lines and a torn one, none of which the ledger knows."""
    disk = Disk(f"*/articles/{SITE}/*.jsonl", "write", KILLED, begin=2, short=True)
    strike(server, portal, tmp_path / "data", tmp_path / "log", disk)


@pytest.mark.slow
@pytest.mark.parametrize("begin", [1, 2, 3])
@pytest.mark.parametrize(
    "call",
    [
        "articles/{}/*.jsonl write",
        "articles/{}/*.jsonl fsync",
        "warc/{}/*.warc.gz fsync",
        "state/{}.sqlite-wal write",
    ],
)
def test_a_kill_at_any_step_of_storing(server, portal, tmp_path, call, begin):
    path, name = call.format(SITE).split()
    strike(server, portal, tmp_path / "data", tmp_path / "log", Disk(f"*/{path}", name, KILLED, begin))


def test_three_kills_lose_and_double_nothing(tmp_path):
    kill_and_finish(tmp_path, articles=50, kills=3, seed=11)


@pytest.mark.slow
def test_thirty_kills_of_a_crawl_of_a_thousand_articles_lose_and_double_nothing(tmp_path):
    kill_and_finish(tmp_path, articles=1000, kills=30, seed=12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_kills_while_a_run_starts_and_its_ledger_catches_up(tmp_path, seed):
    """With and without a ledger, so that there is much to catch up with."""
    portal, chance = Portal(300), random.Random(seed)
    with serve(portal) as server:
        crawl(server, tmp_path, SITE)
        for turn in range(15):
            if turn % 2:
                for path in (tmp_path / "state").glob("*.sqlite*"):
                    path.unlink()
            portal.add(SITE, 1)
            run = begin_crawl(server, tmp_path, *HELD_BACK)
            wait_for(lambda run=run: find_holder(tmp_path, SITE) or run.popen.poll() is not None)
            time.sleep(chance.uniform(0, 0.8))
            run.kill()
            check_store(tmp_path)
        check_recovers(server, portal, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_kills_while_the_archive_begins_another_file(portal, server, tmp_path, seed):
    chance, roll = random.Random(seed), ("-s", "DVCRAWLER_WARC_SIZE=15000")

    def number():
        return len(list(tmp_path.glob(f"warc/{SITE}/*")))

    for _ in range(6):
        run, goal = begin_crawl(server, tmp_path, *HELD_BACK, *roll), number() + chance.randrange(2, 4)
        wait_for(lambda run=run, goal=goal: number() >= goal or run.popen.poll() is not None)
        time.sleep(chance.choice((0, 0, 0.001, 0.005)))
        run.kill()
        check_store(tmp_path)
        check_warcs(tmp_path)
    check_recovers(server, portal, tmp_path, *roll)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_kills_at_the_end_of_a_run(portal, server, tmp_path, seed):
    """From the last article's line to the end of the process, in steps."""
    chance = random.Random(seed)
    for _ in range(8):
        portal.add(SITE, 1)
        goal = len(portal.expected(SITE))
        run = begin_crawl(server, tmp_path)
        wait_for(lambda run=run, goal=goal: stored_lines(tmp_path) >= goal or run.popen.poll() is not None)
        time.sleep(chance.uniform(0, 0.4))
        run.kill()
        check_store(tmp_path)
    check_recovers(server, portal, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_kill_right_when_the_runs_line_is_written(portal, server, tmp_path, seed):
    path, chance = tmp_path / "runs" / f"{SITE}.jsonl", random.Random(seed)
    run = begin_crawl(server, tmp_path)
    wait_for(lambda: path.exists() or run.popen.poll() is not None)
    time.sleep(chance.choice((0, 0.0005, 0.002)))
    run.kill()
    check_recovers(server, portal, tmp_path)


@pytest.mark.slow
def test_a_killed_reparse_loses_and_doubles_nothing_and_the_next_one_does_the_rest(tmp_path):
    data, portal, chance = tmp_path / "data", Portal(150), random.Random(5)
    with serve(portal) as server:
        crawl(server, data, "phunu")
    (tmp_path / "variant").mkdir()
    (tmp_path / "variant/__init__.py").write_text("")
    (tmp_path / "variant/phunu.py").write_text(VARIANT)
    more = {"PYTHONPATH": f"{tmp_path}:{environment()['PYTHONPATH']}"}
    words = ("reparse", "phunu", "--jobs", "1", "-s", "SPIDER_MODULES=variant")
    due, struck = len(portal.expected("phunu")), 0
    for _ in range(8):
        goal = stored_lines(data) + chance.randrange(0, 6)
        run = begin(data, *words, **more)
        wait_for(lambda run=run, goal=goal: stored_lines(data) > goal or run.popen.poll() is not None)
        struck += run.kill()
        check_store(data)
    assert struck
    check_ended(ask(data, *words, **more), 0)
    assert len(check_store(data)) == 2 * due
    check_run_records(data, "phunu")
    check_verified(data, "phunu")
    assert "0 are revised" in ask(data, *words, **more).out


@pytest.mark.slow
def test_a_killed_reindex_leaves_what_the_next_run_makes_good(portal, tmp_path):
    data, chance = tmp_path / "data", random.Random(6)
    portal = Portal(300)
    with serve(portal) as server:
        crawl(server, tmp_path / "sound", SITE)
        for _ in range(6):
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(tmp_path / "sound", data)
            run = begin(data, "reindex", SITE)
            wait_for(
                lambda run=run: (
                    not (data / "state" / f"{SITE}.sqlite").exists() or run.popen.poll() is not None
                )
            )
            time.sleep(chance.uniform(0, 0.05))
            run.kill()
            check_ended(ask(data, "reindex", SITE), 0)
            check_verified(data, but=("has no outcome",))  # of refused pages, which a crawl finds anew
        run = begin(data, "reindex", SITE)
        wait_for(lambda: find_holder(data, SITE) or run.popen.poll() is not None)
        run.kill()
        check_recovers(server, portal, data)
    assert runs(data, SITE)[-1]["exit_code"] in CLEAN
