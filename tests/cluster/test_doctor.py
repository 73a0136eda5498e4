"""`doctor` looks at the cluster's database and the shared store where they are configured."""

import json
import sys

import pytest

from tests import warm
from tests.cluster.harness import Cluster
from tests.portal import environment

pytestmark = pytest.mark.slow


def lines(cluster, data):
    """The lines about what machines share, and the exit code without the network's checks."""
    words = [sys.executable, "-m", "dvcrawler", "doctor", "--json", "--data", data]
    env = environment(DVCRAWLER_CLUSTER=cluster.url, DVCRAWLER_SHARED_FOLDER=str(cluster.logs))
    ended = warm.run(words, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert ended.stderr == "" and ended.returncode in (0, 3), ended
    return {each["name"]: each for each in json.loads(ended.stdout)}


def test_the_database_needs_its_tables_and_the_store_an_address(postgres, tmp_path):
    cluster = Cluster(None, postgres.url, tmp_path)
    before = lines(cluster, "s3://")
    assert (before["database"]["result"], before["database"]["advice"]) == (
        "bad",
        "run dvcrawler cluster init",
    )
    assert before["shared store"]["result"] == "bad" and "data folder" not in before
    assert cluster.run("init").returncode == 0
    (tmp_path / "store").mkdir()
    after = lines(cluster, f"file://{tmp_path}/store")
    assert after["database"]["result"] == after["shared store"]["result"] == "ok"
    assert after["database"]["found"].endswith("0 sites, 0 workers")
    assert after["data folder"]["found"].startswith(str(cluster.logs))
