"""kill -9 at random moments: nothing is lost, nothing doubled, every line is valid."""

import random
import subprocess
import time

import jsonschema
import pytest

from dvcrawler.sample.portal import Portal
from dvcrawler.sample.server import serve
from dvcrawler.schema import load_schema
from tests.portal import SITES, command, crawl, environment, records

#: Held back, so that the crawl is still under way when the last of the kills comes.
HELD_BACK = ("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1", "-s", "DOWNLOAD_DELAY=0.02")


def size_of(data):
    return sum(file.stat().st_size for file in data.glob("articles/*/*.jsonl"))


def kill_at(data, server, growth, chance):
    """Kills a crawl at a random moment after the store grew by `growth` bytes; False where the crawl
    had ended before.
    """
    goal = size_of(data) + growth
    run = subprocess.Popen([*command(data, *SITES), *HELD_BACK], env=environment(server),
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    while run.poll() is None and size_of(data) < goal:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.03))
    was_under_way = run.poll() is None
    run.kill()
    run.wait()
    return was_under_way


def kill_and_finish(tmp_path, articles, kills, seed):
    portal, chance = Portal(articles), random.Random(seed)
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


def test_five_kills_lose_and_double_nothing(tmp_path):
    kill_and_finish(tmp_path, articles=300, kills=5, seed=11)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_thirty_kills_of_a_crawl_of_a_thousand_articles_lose_and_double_nothing(tmp_path):
    kill_and_finish(tmp_path, articles=1000, kills=30, seed=12)
