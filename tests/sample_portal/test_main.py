"""`python -m sample_portal`, as a developer starts it."""

import subprocess
import sys

import pytest

from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.portal import environment, records


def run(*words, **more):
    return warm.run(
        [sys.executable, "-m", "sample_portal", *words],
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """A crawl of forty articles, and the folder that was asked for."""
    data = tmp_path_factory.mktemp("sample") / "out"
    return run("--crawl", "--articles", "40", "--data", str(data), DVCRAWLER_DATA="unused"), data


def test_a_crawl_stores_every_article_and_lists_the_sites(crawled):
    crawl, data = crawled
    assert crawl.returncode == 10, crawl.stderr
    assert len(records(data)) == 40
    assert "baonamdinh: partial (10)" in crawl.stdout
    assert f"40 articles in {data}/articles" in crawl.stdout


def test_a_crawl_prints_a_line_for_each_site_and_none_for_its_pages(crawled):
    crawl, _ = crawled
    lines = crawl.stdout.splitlines()
    assert crawl.stderr == ""
    assert len(lines) == 5  # the results of four sites, and where they are stored
    assert all(len(line) <= 80 for line in lines[:4])


@pytest.mark.slow
def test_the_data_folder_comes_from_the_environment_without_an_option(tmp_path):
    run("--crawl", "--articles", "1", DVCRAWLER_DATA=str(tmp_path))
    assert len(records(tmp_path)) == 1


def test_a_taken_port_is_one_line_and_a_configuration_error():
    with serve(Portal(1)) as server:
        taken = run("--port", str(server.port))
    assert taken.returncode == 3
    assert taken.stderr.count("\n") == 1
    assert "choose another --port" in taken.stderr


@pytest.mark.parametrize("words", [("--articles", "0"), ("--articles", "x"), ("--port", "x"), ("--nosuch",)])
def test_a_wrong_argument_is_a_usage_error(words):
    wrong = run(*words)
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


def test_serving_prints_the_setting_that_leads_there():
    command = [sys.executable, "-m", "sample_portal", "--articles", "1"]
    with warm.popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.kill()
    assert line.startswith("export DVCRAWLER_CONNECT_TO=baonamdinh.vn=127.0.0.1:")
