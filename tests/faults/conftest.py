"""A sample portal of each fault's own, and a store that was crawled from one without any."""

import pytest

from sample_portal.portal import Portal
from sample_portal.server import serve
from tests.faults.harness import ARTICLES, SITE
from tests.portal import crawl


@pytest.fixture
def portal():
    return Portal(ARTICLES)


@pytest.fixture
def server(portal):
    with serve(portal) as running:
        yield running


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    data = tmp_path_factory.mktemp("sound")
    with serve(Portal(ARTICLES)) as server:
        crawl(server, data, SITE)
    return data
