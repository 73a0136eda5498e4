"""kill -9 at random moments: nothing is lost, nothing doubled, every line is valid."""

import random
import subprocess
import time

import pytest

from dvcrawler.sample.portal import Portal
from dvcrawler.sample.server import serve
from tests.portal import SITES, command, crawl, environment, records


def kill_and_finish(tmp_path, articles, kills, seed):
    portal = Portal(articles)
    moments = random.Random(seed)
    with serve(portal) as server:
        for _ in range(kills):
            run = subprocess.Popen(command(tmp_path, *SITES), env=environment(server),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            time.sleep(moments.uniform(0.8, 2.5))
            run.kill()
            run.wait()
        assert crawl(server, tmp_path, *SITES).code in (0, 10)
    held = [r["id"] for r in records(tmp_path)]
    assert len(held) == len(set(held))
    assert sorted(held) == sorted(e["id"] for e in portal.expected())


def test_five_kills_lose_and_double_nothing(tmp_path):
    kill_and_finish(tmp_path, articles=300, kills=5, seed=11)


@pytest.mark.slow
def test_thirty_kills_of_a_crawl_of_a_thousand_articles_lose_and_double_nothing(tmp_path):
    kill_and_finish(tmp_path, articles=1000, kills=30, seed=12)
