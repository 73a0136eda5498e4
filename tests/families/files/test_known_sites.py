"""Site files read as data give what the spiders themselves hold."""

import pytest
from scrapy.settings import Settings

from dvcrawler.families.files.known_sites import address_for_url, known_sites, read_site, site_for_url
from dvcrawler.site_lists import load_sites

SPIDERS = load_sites(Settings({"SPIDER_MODULES": ["dvcrawler.spiders"]}))


def test_every_site_file_is_read_and_nothing_else():
    assert set(known_sites()) == set(SPIDERS)


@pytest.mark.parametrize("name", SPIDERS)
def test_a_site_read_as_data_equals_the_spiders(name):
    assert known_sites()[name] == SPIDERS[name].site


@pytest.mark.parametrize("name", SPIDERS)
def test_the_owner_of_a_host_is_found_with_and_without_www(name):
    site = known_sites()[name]
    for host in site.hosts:
        assert site_for_url(f"https://{host}/a/").name == name
        assert site_for_url(f"http://WWW.{host}:80/a/?b=1").name == name


def test_any_other_host_gives_a_site_of_that_host():
    site = site_for_url("https://www.example.vn/tin/mot-bai-viet-123456.html")
    assert (site.name, site.hosts) == ("portal/example.vn", {"example.vn": "example.vn"})
    assert address_for_url("https://example.vn/tin/mot-bai-viet-123456.html", site).native_id == "123456"
    assert address_for_url("https://example.vn/x/", site).native_id == "/x"
    assert address_for_url("https://example.vn/?p=5", site).url == "https://example.vn/?p=5"
    assert address_for_url("https://example.vn/x.php?id=5", site).native_id == "/x.php?id=5"
    assert address_for_url("https://example.vn/", site) is None


def test_a_known_site_has_no_article_at_the_address_of_a_listing():
    url = "https://baonamdinh.vn/kinh-te/"
    assert address_for_url(url, site_for_url(url)) is None


def test_a_site_file_may_hold_its_own_layout_and_annotate_with_names_of_the_crawl():
    site = read_site('''
"""A site."""
from dvcrawler.discovery.arguments import Arguments
from dvcrawler.extract.site import Layout
from dvcrawler.families import party
from dvcrawler.families.cms import cms_site
from dvcrawler.spiders.base.news import NewsSpider

def choose(arguments: Arguments) -> Layout: ...

class Example(NewsSpider):
    name = "example"
    site = cms_site(party.CMS, name, "Example", "example.vn")

    def choose_site(self, arguments: Arguments): ...
''')
    assert site.name == "example"


def test_a_module_without_a_site_is_passed_over():
    assert read_site('"""Nothing."""\nX = 1\n') is None
