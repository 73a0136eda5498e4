from importlib.util import find_spec

import pytest

from tests.cluster.postgres import Postgres, find_programs


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
