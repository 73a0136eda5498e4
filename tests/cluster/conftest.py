from importlib.util import find_spec

import pytest

from tests.cluster.postgres import Postgres, find_programs
from tests.cluster.s3 import PROGRAM, S3


@pytest.fixture(scope="module")
def postgres():
    """A running server, one for each file of tests."""
    if find_programs() is None:
        pytest.skip("Postgres is not installed: make cluster-test says how")
    if find_spec("procrastinate") is None:
        pytest.skip("the extra dvcrawler[cluster] is not installed")
    server = Postgres()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def s3(monkeypatch):
    """A running server, whose client's variables are set for this process too."""
    if not PROGRAM.exists():
        pytest.skip("moto's server is not installed: make cluster-test installs it")
    server = S3()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    yield server
    server.close()
