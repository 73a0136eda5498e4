"""Which spider crawls an address: that of the site whose host it has, or one for an unknown host."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dvcrawler.normalize.site_names import PORTAL, is_portal_name, portal_name
from dvcrawler.normalize.url_form import read_host
from dvcrawler.spiders.base.news import NewsSpider
from dvcrawler.storage.article_files import is_in_shared_portal


@dataclass(frozen=True, slots=True)
class SpiderFinder:
    """`sites`: the spiders by name; `data`: the data folder, for what is held of unknown hosts."""

    sites: Mapping[str, type[NewsSpider]]
    data: Path
    #: Spiders of unknown hosts by the name of their site, so that each host is looked up once.
    _unknown: dict[str, type[NewsSpider]] = field(default_factory=dict)

    def find(self, url: str) -> type[NewsSpider]:
        """The spider of the address's site. Raises ValueError for an address that cannot have one."""
        host = read_host(url)
        for name, spider in self.sites.items():
            site = getattr(spider, "site", None)  # a plain Scrapy spider has none
            if site is not None and not is_portal_name(name) and host in site.hosts:
                return spider
        return self.build_unknown(url)

    def build_unknown(self, url: str) -> type[NewsSpider]:
        name = portal_name(url)
        if name not in self._unknown:
            host = read_host(url)
            is_shared = is_in_shared_portal(self.data, host)
            self._unknown[name] = self.sites[PORTAL] if is_shared else self.sites[PORTAL].named(name)
        return self._unknown[name]
