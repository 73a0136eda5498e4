"""Any Vietnamese news site without a site file, named by its address.

Host: that of the start address, `portal/<host>`, and hosts of its domain that show its menu or articles.
System: any; articles are read by landmarks (layout `generic`).
Listing: the start page, the sections it leads to, feeds and sitemaps that it names.
Caveats: article addresses are known by their shape or learned in the first run (docs/adding-a-site.md).
Hosts that an earlier version stored under `portal` stay there, with ids `portal:<host>/<id>`.
History: 2026-11 shapes of 40 Vietnamese news sites.
"""

import re
from dataclasses import replace
from typing import Self

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.errors import UsageError
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import shared_site, unknown_site, with_article_pattern
from dvcrawler.normalize.hosts import find_address_fault
from dvcrawler.normalize.site_names import home_of, is_portal_name
from dvcrawler.spiders.base.news import NewsSpider


class Portal(NewsSpider):
    name = "portal"
    site = shared_site("https://portal.invalid/")
    own_arguments = frozenset({"start", "article", "listing"})

    @classmethod
    def named(cls, name: str) -> type[Self]:
        """The spider of the site `portal/<host>`."""
        if not is_portal_name(name):
            return cls
        return type(cls.__name__, (cls,), {"name": name, "site": unknown_site(home_of(name))})

    def choose_site(self, arguments: Arguments) -> Site:
        if arguments.start is not None:
            return self._apply_arguments(self._build_site(arguments.start), arguments)
        if not is_portal_name(self.name):
            raise UsageError("portal crawls any site: name its front page, -a start=https://example.vn/")
        return self._apply_arguments(self.site, arguments)

    def _apply_arguments(self, site: Site, arguments: Arguments) -> Site:
        """The site with the addresses of articles and listings that the operator named."""
        if arguments.article:
            site = with_article_pattern(site, arguments.article)
        return replace(site, listings=re.compile(arguments.listing)) if arguments.listing else site

    def _build_site(self, start: str) -> Site:
        fault = find_address_fault(start)
        if fault is not None:
            raise UsageError(
                f"start={start[:200]!r} is not an address ({fault}); write it as in -a start=https://example.vn/"
            )
        if not is_portal_name(self.name):
            return shared_site(start)
        site = unknown_site(start)
        if site.name != self.name:
            raise UsageError(f"start={start[:200]!r} is not on {self.name}; it belongs to {site.name}")
        return site
