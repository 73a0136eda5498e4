"""The password of the cluster's database is in nothing that a command prints."""

import json
import sys
from argparse import Namespace

import pytest
from scrapy.settings import Settings

from dvcrawler.commands import cluster
from dvcrawler.config.load import Config
from tests import warm
from tests.portal import environment

pytest.importorskip("procrastinate")

from dvcrawler.cluster.database import describe
from dvcrawler.errors import ConfigError

SECRET = "S3cret"
#: Nothing listens on port 1.
ADDRESSES = [
    f"postgresql://me:{SECRET}@127.0.0.1:1/news",
    f"postgres://127.0.0.1:1/news?user=me&password={SECRET}",
    f"host=127.0.0.1 port=1 user=me password={SECRET} dbname=news",
    f"host=127.0.0.1 port=1 password = 'a {SECRET} \\' x' dbname=news",
    f"dbname=postgresql://me:{SECRET}@127.0.0.1:1/news host=127.0.0.1 port=1",
    f"postgresql://me:p@{SECRET}@127.0.0.1:1/news",
    f"postgresql://me:p/{SECRET}@127.0.0.1:1/news",
    f"postgresql://me:p?{SECRET}@127.0.0.1:1/news",
    f"postgresql://me:p#{SECRET}@127.0.0.1:1/news",
    f"mysql://me:{SECRET}@127.0.0.1/news",
    f"host=127.0.0.1 pasword={SECRET}",
    f"postgresql://127.0.0.1:{SECRET}/news",  # has none, and a port that is not a number
]


def dvcrawler(data, *words, **variables):
    ended = warm.run(
        [sys.executable, "-m", "dvcrawler", *words, "--data", str(data)],
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert SECRET not in ended.stdout + ended.stderr
    return ended


@pytest.mark.sampled(5)
@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_an_error_does_not_repeat_it(tmp_path, address):
    ended = dvcrawler(tmp_path, "cluster", "status", DVCRAWLER_CLUSTER=address)
    assert (ended.returncode, ended.stderr.count("\n")) == (3, 1), ended.stderr
    assert ended.stderr.startswith(("dvcrawler: Postgres at ", "dvcrawler: DVCRAWLER_CLUSTER "))


@pytest.mark.parametrize("address", ADDRESSES[:-1], ids=range(len(ADDRESSES) - 1))
def test_config_masks_it_in_every_form(tmp_path, address):
    (tmp_path / "dvcrawler.toml").write_text(f"cluster.url = {json.dumps(address)}")
    shown = dvcrawler(tmp_path, "config", "--json")
    (value,) = (each["value"] for each in json.loads(shown.stdout) if each["key"] == "cluster.url")
    assert "***" in value and ("127.0.0.1" in value or "p?" in address)


def test_config_masks_it_wherever_it_was_set(tmp_path):
    (tmp_path / "dvcrawler.toml").write_text(f"cluster.url = {json.dumps(ADDRESSES[0])}")
    set_by_word = ["-s", f"DVCRAWLER_CLUSTER={ADDRESSES[0]}"]
    for words, variables in (([], {}), (set_by_word, {}), ([], {"DVCRAWLER_CLUSTER": ADDRESSES[0]})):
        assert (
            "postgresql://me:***@127.0.0.1:1/news"
            in dvcrawler(tmp_path, "config", *words, **variables).stdout
        )


@pytest.mark.parametrize(
    "words",
    [
        ("cluster", ADDRESSES[0]),
        ("cluster", "status", ADDRESSES[0]),
        ("cluster", "schedule", ADDRESSES[0]),
        ("config", ADDRESSES[2]),
        ("config", "-s", f"ANY_URL={ADDRESSES[0]}"),
        ("crawl", ADDRESSES[0]),
        ("cluster", "status", f"--{ADDRESSES[2]}"),
    ],
)
def test_an_address_in_the_wrong_place_is_not_repeated_with_it(tmp_path, words):
    dvcrawler(tmp_path, *words)


@pytest.mark.parametrize(
    "line",
    [
        f'data = ["s3://key:{SECRET}@bucket"]',
        f'cluster.url = ["{ADDRESSES[0]}"]',
        f'cluster.jobs = "postgresql://a-long-user-name:{"x" * 40}{SECRET}@db"',
    ],
)
def test_a_fault_of_the_file_does_not_repeat_it(tmp_path, line):
    (tmp_path / "dvcrawler.toml").write_text(line)
    ended = dvcrawler(tmp_path, "config")
    assert ended.returncode == 2 and "xxx" not in ended.stderr


def test_the_address_of_a_store_with_one_is_refused_without_it(tmp_path):
    assert dvcrawler(f"s3://key:{SECRET}@bucket/news", "runs").returncode == 2


def test_a_place_has_host_port_and_database():
    assert describe(f"postgresql://me:{SECRET}@db:5433/news") == "db:5433/news"
    assert describe(f"host=db password={SECRET}") == "db:5432/"
    with pytest.raises(ConfigError):
        describe("")


def test_a_crawl_of_a_worker_is_started_without_the_address():
    """Its arguments are shown by `ps`; it asks nothing of the database."""
    command = cluster.Command()
    command.settings, command.config = Settings(), Config()
    words = command._pass_options(Namespace(set=[f"DVCRAWLER_CLUSTER={ADDRESSES[0]}", "DOWNLOAD_DELAY=2"]))
    assert words[:2] == ["-s", "DOWNLOAD_DELAY=2"] and SECRET not in " ".join(words)
