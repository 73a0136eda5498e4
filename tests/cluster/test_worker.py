"""One worker and what is said to it: signals, a store that refuses, a site that it does not know."""

import json
import signal

import psycopg
import pytest

from dvcrawler.normalize.site_names import file_name_of
from tests.cluster.harness import Cluster, wait_until
from tests.cluster.news import News, serve_news
from tests.portal import records

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def news():
    with serve_news(News(2, 50, seconds=0.2)) as served:
        yield served


@pytest.fixture
def cluster(postgres, news, tmp_path):
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS fresh WITH (FORCE)")
        connection.execute("CREATE DATABASE fresh")
    made = Cluster(news, postgres.url.replace("/postgres", "/fresh"), tmp_path)
    assert made.run("init").returncode == 0
    yield made
    made.end()


def states(cluster):
    return {site["site"]: site for site in json.loads(cluster.run("status", "--json").stdout)["sites"]}


def stored(cluster, site):
    return sorted(r["url"].partition("example.vn")[2] for r in records(cluster.data, file_name_of(site)))


def test_a_worker_that_is_told_to_stop_gives_its_site_back_and_another_goes_on(cluster, news):
    site = news.sites[0]
    cluster.run("schedule", site, "--once")
    first = cluster.start("worker")
    wait_until(lambda: stored(cluster, site))
    first.send(signal.SIGTERM)
    assert first.popen.wait(300) == 0, first.text()
    assert "has stopped" in first.text() and f"{site}: given back: " in first.text()
    before = stored(cluster, site)
    assert 0 < len(before) < 50
    assert (states(cluster)[site]["state"], states(cluster)[site]["result"]) == ("waiting", "terminated")
    done = cluster.run("worker", "--once")
    assert done.returncode == 0 and f"{site}: ok (0): {50 - len(before)} stored" in done.stdout, done.stdout
    assert stored(cluster, site) == sorted(news.articles[site])


def test_a_site_that_no_version_knows_fails_and_the_others_go_on(cluster, news):
    cluster.run("schedule", news.sites[1], "--once")
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args) VALUES "
            """('crawl', 'crawl', 'phunuu', '{"site": "phunuu", "timestamp": 1}')"""
        )
    done = cluster.run("worker", "--once")
    assert "unknown site 'phunuu'; did you mean phunu?" in done.stderr
    assert states(cluster)["phunuu"]["result"] == "usage"
    assert stored(cluster, news.sites[1]) == sorted(news.articles[news.sites[1]])


def test_a_worker_that_is_stopped_while_the_store_refuses_gives_its_site_back_in_one_line(cluster, news, s3):
    cluster.data, site = s3.location, news.sites[0]
    cluster.run("schedule", site, "--once")
    s3.is_refusing = True
    worker = cluster.start("worker", **s3.environment)
    wait_until(lambda: states(cluster).get(site, {}).get("state") == "running")
    worker.send(signal.SIGTERM)
    assert worker.popen.wait(300) == 0, worker.text()
    assert f"{site}: given back, the store cannot be used: s3://news/store" in worker.text()
    assert states(cluster)[site]["state"] == "waiting"
    assert "Traceback" not in worker.text()


def test_the_scheduler_adds_what_is_due_again_and_again_also_after_postgres_was_away(cluster, news, postgres):
    site = news.sites[0]
    scheduler = cluster.start("schedule", site, "-s", "DVCRAWLER_CLUSTER_TIMES=* * * * *")
    scheduler.says("scheduler is ready: 1 site")
    wait_until(lambda: states(cluster).get(site, {}).get("state") == "waiting")
    postgres.stop()
    postgres.start()
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("UPDATE procrastinate_jobs SET status = 'cancelled'")
    wait_until(lambda: states(cluster).get(site, {}).get("state") == "waiting", 200)
    scheduler.send(signal.SIGTERM)
    assert scheduler.popen.wait(300) == 0, scheduler.text()
    assert "Traceback" not in scheduler.text()
