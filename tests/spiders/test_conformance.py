"""What every site file keeps, whoever wrote it."""

import importlib
import inspect
import re

import pytest
from scrapy.settings import Settings

from dvcrawler.site_lists import load_sites

SITES = load_sites(Settings({"SPIDER_MODULES": ["dvcrawler.spiders"]}))


@pytest.mark.parametrize("name", SITES)
class TestSite:
    def test_its_file_its_spider_and_its_site_have_one_name(self, name):
        spider = SITES[name]
        assert spider.__module__ == f"dvcrawler.spiders.{name}"
        assert spider.site.name == name

    def test_its_docstring_states_what_is_known_and_when(self, name):
        text = inspect.getdoc(importlib.import_module(SITES[name].__module__))
        for heading in ("Host:", "System:", "Listing:", "Caveats:", "History:"):
            assert re.search(rf"^{heading} \S", text, re.M), heading
        assert re.search(r"(?:19|20)\d\d", text.partition("History:")[2]) or name == "tinhdoan"

    def test_it_is_data_of_ten_to_sixty_lines(self, name):
        assert 10 <= len(inspect.getsource(inspect.getmodule(SITES[name])).splitlines()) <= 60

    def test_it_has_no_custom_settings(self, name):
        assert "custom_settings" not in vars(SITES[name])

    def test_its_hosts_and_start_belong_together(self, name):
        site = SITES[name].site
        hosts = {*site.hosts, *site.hosts.values()}
        assert all(
            any(f"//{host}/" in url or f"//www.{host}/" in url for host in hosts) for url in site.start
        )
        assert all(target in site.hosts for target in site.hosts.values())


def test_no_two_sites_share_a_host():
    hosts = [host for spider in SITES.values() for host in spider.site.hosts]
    assert len(hosts) == len(set(hosts))
