"""`dvcrawler cluster` against a real Postgres: the whole way of a job, and errors in one line."""

import json
import signal

import pytest

from dvcrawler.errors import ExitCode
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests.cluster.harness import Cluster
from tests.portal import records

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def crawled(postgres, tmp_path_factory):
    """Two sites scheduled, crawled and shown: (portal, cluster, what each command returned)."""
    with serve(Portal(12)) as server:
        cluster = Cluster(server, postgres.url, tmp_path_factory.mktemp("cluster"))
        done = {"before": cluster.run("status"), "init": cluster.run("init")}
        done["added"] = cluster.run("schedule", "phunu", "danguykhoi", "--once")
        done["again"] = cluster.run("schedule", "phunu", "--once")
        done["waiting"] = cluster.run("status", "--json")
        done["worker"] = cluster.run("worker", "--once")
        done["status"] = cluster.run("status")
        yield server.portal, cluster, done


def test_a_database_without_tables_is_one_line(crawled):
    before = crawled[2]["before"]
    assert before.returncode == ExitCode.CONFIG
    assert before.stderr == (
        "dvcrawler: the cluster's database has no tables yet; run dvcrawler cluster init\n"
    )


def test_tables_are_created_once(crawled):
    assert "tables created" in crawled[2]["init"].stdout


def test_a_job_a_site_waits_until_a_worker_takes_it(crawled):
    assert crawled[2]["added"].stdout == "2 jobs added, 0 waiting already\n"
    assert crawled[2]["again"].stdout == "0 jobs added, 1 waiting already\n"
    sites = json.loads(crawled[2]["waiting"].stdout)["sites"]
    assert [(site["site"], site["state"]) for site in sites] == [
        ("danguykhoi", "waiting"),
        ("phunu", "waiting"),
    ]


@pytest.mark.parametrize("site", ["phunu", "danguykhoi"])
def test_a_worker_stores_what_a_crawl_stores(crawled, site):
    portal, cluster, done = crawled
    assert done["worker"].returncode == 0, done["worker"].stderr
    stored = sorted(record["id"] for record in records(cluster.data, site))
    assert stored and stored == sorted(record["id"] for record in portal.expected(site))
    assert f"\n{site}: " in done["worker"].stdout


def test_status_shows_how_each_site_ended(crawled):
    lines = crawled[2]["status"].stdout.splitlines()
    assert lines[0] == "no worker runs; dvcrawler cluster worker starts one"
    ended = [line for line in lines if line.startswith(("phunu", "danguykhoi"))]
    assert len(ended) == 2 and all("idle" in line and ("ok" in line or "partial" in line) for line in ended)


def test_a_second_scheduler_is_refused(crawled):
    cluster = crawled[1]
    first = cluster.start("schedule", "phunu")
    first.says("scheduler is ready: 1 site")
    second = cluster.run("schedule", "phunu")
    assert second.returncode == ExitCode.LOCKED
    assert second.stderr == "dvcrawler: another scheduler runs; one is enough, stop it first\n"
    first.send(signal.SIGTERM)
    assert first.popen.wait(300) == 0
    assert "scheduler has stopped" in first.text()


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("schedule", "phunuu"), ExitCode.USAGE, "unknown site 'phunuu'; did you mean phunu?"),
        (("schedule",), ExitCode.USAGE, "name the sites to schedule, or set them in dvcrawler.toml"),
        (("schedule", "phunu", "-s", "DVCRAWLER_CLUSTER_TIMES=hourly"), ExitCode.CONFIG, "write five fields"),
        (("workre",), ExitCode.USAGE, "'workre' is unknown; did you mean worker?"),
        ((), ExitCode.USAGE, "say what to do: init, worker, schedule, status"),
        (("status", "phunu"), ExitCode.USAGE, "cluster status takes no argument 'phunu'"),
        (
            ("worker", "-s", "DVCRAWLER_CLUSTER_JOBS=0"),
            ExitCode.CONFIG,
            "DVCRAWLER_CLUSTER_JOBS='0' cannot be used",
        ),
        (("worker", "--jobs", "0"), ExitCode.USAGE, "--jobs takes a whole number from 1 to 1000"),
        (("worker", "--jobs", "1001"), ExitCode.USAGE, "--jobs takes a whole number from 1 to 1000"),
    ],
)
def test_a_wrong_word_is_one_line(crawled, arguments, code, line):
    done = crawled[1].run(*arguments)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1), done.stderr
    assert line in done.stderr
