"""A run record that was lost or damaged does not make a site look as if it had never been crawled."""

import json
import os
import shutil
from functools import cache

import pytest

from tests.commands.test_health import dvcrawler, health, judged
from tests.portal import records
from tests.site import SITE, crawl_site, last_run, served, site

DAMAGES = {
    "gone": (lambda path: path.unlink(), "is lost: runs have stored articles"),
    "empty": (lambda path: path.write_bytes(b""), "is lost: runs have stored articles"),
    "garbled": (lambda path: path.write_bytes(os.urandom(4000)), "is damaged: it holds no run"),
    "zeros": (lambda path: path.write_bytes(bytes(4000)), "is damaged: it holds no run"),
    "other text": (lambda path: path.write_text("hello\n"), "is damaged: it holds no run"),
    "other JSON": (lambda path: path.write_text('{"a": 1}\n[]\n'), "is damaged: it holds no run"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:300]), "is damaged: it holds no run"),
}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The data folder of a crawl of the site with these articles, which each is crawled once."""

    @cache
    def crawl(*numbers):
        data = tmp_path_factory.mktemp("crawled")
        with served(site(*numbers)) as web:
            assert crawl_site(web, data).code == 0
        return data

    return crawl


@pytest.fixture
def crawl_once(crawled, tmp_path):
    """Makes the test's folder that of a crawl of these articles."""
    return lambda *numbers: shutil.copytree(crawled(*numbers), tmp_path, dirs_exist_ok=True)


@pytest.fixture(params=DAMAGES)
def damaged(request, tmp_path, crawl_once):
    crawl_once(1, 2)
    damage, said = DAMAGES[request.param]
    path = tmp_path / "runs" / f"{SITE}.jsonl"
    damage(path)
    return tmp_path, f"the run record {path} {said}"


@pytest.mark.sampled(7)
def test_every_command_says_that_the_run_record_is_damaged_and_what_to_do(damaged):
    data, said = damaged
    found = judged(data)[SITE]
    assert (found["state"], found["exit_code"], found["signs"][0]["what"]) == ("failing", 15, said)
    assert "restore it from a back-up" in found["signs"][0]["advice"]
    assert f"{SITE}: failing (15): {said}\n  do: restore it from a back-up" in health(data).stdout
    runs = dvcrawler(data, "runs")
    assert (runs.returncode, runs.stderr.count("\n")) == (15, 1)
    assert said in runs.stderr
    sites = {row["site"]: row["health"] for row in json.loads(dvcrawler(data, "sites", "--json").stdout)}
    assert sites[SITE] == "failing"
    assert dvcrawler(data, "verify").returncode == 10
    assert said in dvcrawler(data, "verify", "--json").stdout


@pytest.mark.sampled(7)
def test_the_next_crawl_says_it_once_and_begins_the_record_again(damaged):
    data, said = damaged
    with served(site(1, 2)) as web:
        first, second = crawl_site(web, data), crawl_site(web, data)
    assert first.err.count(said) == 1
    assert "was killed" not in first.err
    assert said not in second.err
    assert last_run(data)["exit_code"] == 0
    assert len(records(data)) == 2


def test_a_copy_of_articles_alone_has_no_lost_run(tmp_path, crawl_once):
    crawl_once(1)
    (tmp_path / "runs" / f"{SITE}.jsonl").unlink()
    for file in (tmp_path / "state").iterdir():
        file.unlink()
    assert dvcrawler(tmp_path, "reindex", SITE).returncode == 0
    assert dvcrawler(tmp_path, "runs").returncode == 0
    assert dvcrawler(tmp_path, "verify").returncode == 0


def test_a_torn_last_line_of_the_run_record_is_set_aside_and_said(tmp_path, crawl_once):
    path = tmp_path / "runs" / f"{SITE}.jsonl"
    crawl_once(1)
    with served(site(1)) as web:
        assert crawl_site(web, tmp_path).code == 0
        path.write_bytes(path.read_bytes()[:-200])
        ended = crawl_site(web, tmp_path)
    assert f"a half-written line of {path.name} (" in ended.err
    assert path.with_name(path.name + ".torn").exists()


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-200]),
    ],
)
def test_articles_that_the_store_lost_are_fetched_again_and_it_is_said_once(tmp_path, crawl_once, damage):
    crawl_once(1, 2, 3)
    with served(site(1, 2, 3)) as web:
        (path,) = (tmp_path / "articles" / SITE).glob("*.jsonl")
        damage(path)
        again, after = crawl_site(web, tmp_path), crawl_site(web, tmp_path)
    assert again.err.count(f"{path} has lost lines: missing articles are fetched again") == 1
    assert "has lost lines" not in after.err
    assert len({each["id"] for each in records(tmp_path)}) == 3


def test_a_store_that_only_grew_has_lost_nothing(tmp_path):
    with served(site(1, 2, 3)) as web:
        runs = [crawl_site(web, tmp_path) for _ in range(2)]
    assert [each.err.count("has lost lines") for each in runs] == [0, 0]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("articles/*/*.jsonl", ("search", "bài")),
        ("articles/*/*.jsonl", ("coverage", SITE)),
        ("articles/*/*.jsonl", ("verify",)),
        ("warc/*/*.gz", ("verify",)),
        ("warc/*/*.gz", ("reparse", SITE)),
        ("runs/*.jsonl", ("runs",)),
        ("runs/*.jsonl", ("verify",)),
    ],
)
def test_a_folder_in_the_place_of_a_file_is_15_and_one_line_with_what_to_do(
    tmp_path, crawl_once, place, words
):
    crawl_once(1)
    path = next(tmp_path.glob(place))
    path.unlink()
    path.mkdir()
    found = dvcrawler(tmp_path, *words)
    assert (found.returncode, found.stderr.count("\n")) == (15, 1)
    assert str(path) in found.stderr
    assert "then run again" in found.stderr


def test_a_folder_in_the_place_of_a_seal_is_as_no_seal(tmp_path, crawl_once):
    crawl_once(1)
    with served(site(1)) as web:
        for seal in (tmp_path / "state").glob("*.seal"):
            seal.unlink()
            seal.mkdir()
        assert crawl_site(web, tmp_path).code == 0
    assert dvcrawler(tmp_path, "verify").returncode == 0
