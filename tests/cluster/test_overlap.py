"""A crawl whose worker does not renew its lease leaves the site to the next owner, although it runs on."""

import os
import signal

import pytest

from tests.cluster.harness import Cluster, wait_until
from tests.cluster.news import News, serve_news

pytestmark = pytest.mark.slow

#: The answer that was awaited, and what a process asks between waking and looking at the clock. Without that
#: look it would be as many as the next owner has in the same time.
UNDER_WAY = 4
#: One at a time, half a second each: longer than a lease, a sweep and the start of a process.
ARTICLES, SECONDS = 100, 0.5
#: Pages that the next owner asks for while the test looks.
WATCHED = 12


@pytest.fixture
def news():
    with serve_news(News(1, ARTICLES, SECONDS)) as served:
        yield served


@pytest.fixture
def cluster(postgres, news, tmp_path):
    made = Cluster(
        news,
        postgres.url,
        tmp_path,
        data=f"file://{tmp_path}/store",
        DVCRAWLER_SHARED_FOLDER=str(tmp_path / "copies"),
    )
    yield made
    made.end()


def start(cluster, name):
    return cluster.start(
        "worker",
        "--jobs",
        "1",
        "-s",
        "CONCURRENT_REQUESTS_PER_DOMAIN=1",
        DVCRAWLER_CONTACT=f"{name}@example.org",
    )


@pytest.mark.parametrize("is_crawl_stopped", [False, True], ids=["runs on", "is stopped and wakes"])
def test_a_crawl_without_its_worker_ends_with_its_lease(news, cluster, is_crawl_stopped):
    def asked(name):
        return sum(name in each.agent for each in list(news.asked))

    assert cluster.run("init").returncode == 0
    assert cluster.run("schedule", *news.sites, "--once").stdout.startswith("1 job added")
    first = start(cluster, "first")
    wait_until(lambda: asked("first") >= 1)
    start(cluster, "second").says("is ready")
    crawl = first.children()
    first.send(signal.SIGSTOP)
    for pid in crawl if is_crawl_stopped else ():
        os.kill(pid, signal.SIGSTOP)
    wait_until(lambda: asked("second") >= 2, 400)  # on a busy machine, after attempts a minute apart
    before = asked("first")
    for pid in crawl:
        os.kill(pid, signal.SIGCONT)
    wait_until(lambda: asked("second") >= 2 + WATCHED)
    assert asked("first") - before <= UNDER_WAY
    assert before < ARTICLES  # else the first crawl had ended by itself
