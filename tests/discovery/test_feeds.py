"""robots.txt of a site's hosts, which names the sitemaps."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from dvcrawler.discovery.robots_sitemaps import request_robots
from dvcrawler.families.any_site import unknown_site
from dvcrawler.spiders.baonamdinh import BaoNamDinh
from dvcrawler.spiders.namdinhtv import NamDinhTV
from dvcrawler.spiders.phunu import PhuNu


def asked(site):
    return [request.url for request in request_robots(SimpleNamespace(site=site))]


@pytest.mark.parametrize(
    "home",
    [
        "http://thu.example/",
        "https://thu.example/",
        "https://thu.example:8443/",
        "http://127.0.0.1:8080/",
        "http://localhost:18443/tin-tuc/",
    ],
)
def test_robots_txt_is_asked_for_at_the_scheme_and_port_of_the_front_page(home):
    scheme, _, rest = home.partition("://")
    assert asked(unknown_site(home)) == [f"{scheme}://{rest.partition('/')[0]}/robots.txt"]


def test_a_site_file_with_a_front_page_over_http_asks_there():
    assert asked(NamDinhTV.site) == ["http://namdinhtv.vn/robots.txt"]
    assert asked(PhuNu.site) == ["https://phunu.namdinh.gov.vn/robots.txt"]


def test_every_host_is_asked_once():
    urls = asked(BaoNamDinh.site)
    assert len(urls) == len(set(urls)) == len(set(BaoNamDinh.site.hosts.values()))


def test_a_host_without_a_front_page_is_asked_over_https():
    site = replace(PhuNu.site, hosts={**PhuNu.site.hosts, "cu.example": "cu.example"})
    assert asked(site)[-1] == "https://cu.example/robots.txt"
