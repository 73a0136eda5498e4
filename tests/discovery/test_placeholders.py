"""A site whose domain is parked: the run and health say what its front page looks like."""

import shutil
import sys

import pytest

from dvcrawler.run.counters import PLACEHOLDERS
from tests import warm
from tests.site import SITE, crawl_site, last_run, served, site

PARKED = "<html><title>baolamdong.vn is for sale</title><h1>This domain is for sale</h1><a href=/offer>Offer</a></html>"
EMPTY = "<html><title>Welcome to nginx!</title><h1>Welcome to nginx!</h1></html>"
MOVED = "<html><h1>Cổng thông tin đã chuyển sang địa chỉ mới</h1><a href='https://moi.vn/'>moi.vn</a></html>"
LOGIN = "<html><h1>Đăng nhập</h1><form method=post><input name=u><input type=password name=p></form></html>"
OWN = "<html><title>Báo Lâm Đồng</title><h1>Xin chào bạn đọc</h1></html>"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The store of a run in which all was well."""
    data = tmp_path_factory.mktemp("data")
    with served(site(1, 2)) as web:
        assert crawl_site(web, data).code == 0
    return data


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("front", "looks"),
    [
        (PARKED, "the page of a parked domain"),
        (EMPTY, "the start page of a server without a site"),
        (MOVED, "a notice that the site has moved or closed"),
        (LOGIN, "a login form"),
        (OWN, None),
    ],
)
def test_the_run_and_health_name_it(crawled, tmp_path, front, looks):
    shutil.copytree(crawled, tmp_path, dirs_exist_ok=True)
    with served(site(home=front)) as web:
        runs = [crawl_site(web, tmp_path) for _ in range(2)]
    assert [each.code for each in runs] == [13, 13]
    command = [sys.executable, "-m", "dvcrawler", "health", SITE, "--data", str(tmp_path)]
    health = warm.run(command, capture_output=True, text=True, check=False)
    assert health.returncode == 13
    for told in (runs[0].out, health.stdout):
        assert (f"the front page looks like {looks}" in told) == (looks is not None)
        assert ("looks like" in told) == (looks is not None)
    assert any(name in PLACEHOLDERS for name in last_run(tmp_path)["stats"]) == (looks is not None)
