"""Three workers, many sites, and what happens to machines: nothing lost, nothing twice, no site asked by two."""

import json
import os
import random
import signal
import time

import pytest

from tests.cluster.harness import LEASE, Cluster, wait_until
from tests.cluster.news import News, serve_news
from tests.cluster.store_watch import StoreWatch

pytestmark = pytest.mark.slow

#: The whole number is for `make cluster-test`.
SITES = int(os.environ.get("CLUSTER_SITES", "8"))
KILLS, STOPS = (10, 5) if SITES >= 40 else (4, 2)
ARTICLES = 50
#: Every site whose crawl was interrupted after it had published is compacted, beside all else.
COMPACT_OBJECTS = 4
#: Sites that are crawled once more.
AGAIN = 3
#: Seconds for which the S3 server refuses.
REFUSAL = 20 if SITES >= 40 else 8
#: Seconds for which a worker that woke may still ask: one look at the clock, and what was under way.
FENCE = 1.5


@pytest.fixture(scope="module")
def news():
    # One request at a time, so that a crawl lasts longer than a lease and a sweep: what goes on without one
    # meets the next owner.
    with serve_news(News(SITES, ARTICLES, seconds=0.25)) as served:
        yield served


@pytest.fixture
def cluster(postgres, s3, news, tmp_path):
    made = Cluster(
        news, postgres.url, tmp_path, data=s3.location, DVCRAWLER_SHARED_FOLDER=str(tmp_path / "copies")
    )
    yield made
    made.end()


class Machines:
    """Workers, each with a contact of its own by which the sites' log tells them apart."""

    def __init__(self, cluster):
        self._cluster, self._number = cluster, 0
        self.running = [self.start() for _ in range(3)]

    def start(self):
        self._number += 1
        return self._cluster.start(
            "worker",
            "--jobs",
            "2",
            "-s",
            "CONCURRENT_REQUESTS_PER_DOMAIN=1",
            "-s",
            f"DVCRAWLER_COMPACT_OBJECTS={COMPACT_OBJECTS}",
            DVCRAWLER_CONTACT=f"m{self._number}@example.org",
        )

    def busy(self):
        """A worker that crawls at this moment; waits for one."""
        found = []
        wait_until(lambda: found.extend(w for w in self.running if w.children()) or found)
        return random.choice(found)

    def kill(self, *, with_crawls):
        worker = self.busy()
        if with_crawls:
            worker.signal_all(signal.SIGKILL)
        else:
            worker.send(signal.SIGKILL)
        worker.popen.wait(300)
        self.running.remove(worker)
        self.running.append(self.start())

    def stop(self, *, with_crawls):
        """Stops a worker for longer than its lease, and longer than a sweep takes to notice."""
        worker = self.busy()
        for number in (signal.SIGSTOP, signal.SIGCONT):
            if with_crawls:
                worker.signal_all(number)
            else:
                worker.send(number)
            if number == signal.SIGSTOP:
                time.sleep(LEASE + 3)


def states(cluster):
    return json.loads(cluster.run("status", "--json").stdout or '{"sites": []}')["sites"]


def all_done(cluster):
    sites = states(cluster)
    return bool(sites) and all(site["state"] == "idle" and site["code"] is not None for site in sites)


def check_store(news, watch, folder):
    """Every article once, nothing damaged."""
    watch.end()
    assert watch.faults == []
    for site in news.sites:
        found, faults = watch.restored(site, folder)
        assert faults == ()
        assert sorted(r["url"].partition("example.vn")[2] for r in found) == sorted(news.articles[site]), site


def crawl_again(cluster, sites):
    """Joins the segments of the sites, also if each worker was killed before its first publication."""
    assert cluster.run("schedule", *sites, "--once").returncode == 0
    wait_until(lambda: all_done(cluster), 900)


def requests_repeated(news):
    """(all requests, those of them that a site had answered before)."""
    return len(news.asked), len(news.asked) - len({(each.host, each.path) for each in news.asked})


def test_machines_that_die_or_are_stopped_lose_and_double_nothing(
    news, cluster, postgres, s3, tmp_path, capsys
):
    begun = time.monotonic()
    assert cluster.run("init").returncode == 0
    assert cluster.run("schedule", *news.sites, "--once").stdout.startswith(f"{SITES} jobs added")
    watch, machines = StoreWatch(s3.location), Machines(cluster)
    for number in range(KILLS):
        machines.kill(with_crawls=number % 2 == 0)
        if number % 2 and number // 2 < STOPS:
            machines.stop(with_crawls=number % 4 == 1)
        if number == KILLS // 2:
            machines.busy()
            postgres.stop()
            s3.is_refusing = True
            time.sleep(3)
            postgres.start()
            time.sleep(REFUSAL)
            s3.is_refusing = False
    wait_until(lambda: all_done(cluster), 900)
    overlaps = [seconds for _, seconds in news.overlaps(LEASE / 2)]
    tokens = sum(site["token"] for site in states(cluster))
    asked, repeated = requests_repeated(news)
    crawl_again(cluster, news.sites[:AGAIN])
    check_store(news, watch, tmp_path / "mirror")
    with capsys.disabled():  # the figures of docs/scaling.md
        print(
            f"\n{SITES} sites of {ARTICLES} articles, {KILLS} kills, {min(STOPS, KILLS // 2)} stops, "
            f"{(time.monotonic() - begun) / 60:.1f} minutes: {tokens - SITES} changes of hands, "
            f"{repeated} of {asked} requests repeated, {watch.seen} objects, {watch.packs} packs, "
            f"overlaps {[round(each, 1) for each in overlaps]}"
        )
    assert [each for each in overlaps if each > FENCE] == []
    assert watch.packs > 0
    # Else none of the faults had met a crawl.
    assert tokens >= SITES + KILLS
