"""A run for a period in which the site has no article is no sign that the site has changed."""

import pytest

from sample_portal.portal import Portal
from sample_portal.server import serve
from tests.portal import crawl, runs


@pytest.fixture(scope="module")
def server():
    with serve(Portal(40)) as server:
        yield server


def test_an_article_that_is_gone_does_not_stand_for_those_outside_the_period(tmp_path, server):
    codes = [crawl(server, tmp_path, "phunu", "-a", "until=2009").code for _ in range(2)]
    assert codes == [0, 0]
    first, second = (run["stats"] for run in runs(tmp_path, "phunu"))
    assert (first["dvcrawler/outcome/gone"], second["dvcrawler/known_gone"]) == (1, 1)
    assert min(first["dvcrawler/outside_by_day"], second["dvcrawler/outside_by_day"]) > 1


def test_what_a_limit_leaves_to_the_next_run_is_counted(tmp_path, server):
    assert crawl(server, tmp_path, "phunu", "-a", "limit=1").code == 0
    (run,) = runs(tmp_path, "phunu")
    assert run["stats"]["dvcrawler/left_by_limit"] > 1
