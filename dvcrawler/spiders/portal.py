"""Any Vietnamese news site that has no file of its own, named with `-a start=https://…`.

Host: that of the start address; other hosts are left alone.
System: any; articles are read by landmarks (layout `generic`).
Listing: the start page, the sections it leads to, feeds and sitemaps that it names.
Caveats: article addresses are known by their shape or learned in the first run, ids are
`portal:<host>/<id>`; a site that is crawled regularly deserves a file of its own (docs/adding-a-site.md).
History: 2026-11 shapes of 40 Vietnamese news sites.
"""

import re
from dataclasses import replace

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.errors import UsageError
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import unknown_site, with_article_pattern
from dvcrawler.normalize.hosts import find_address_fault
from dvcrawler.spiders.base.news import NewsSpider


class Portal(NewsSpider):
    name = "portal"
    site = unknown_site("https://portal.invalid/")

    def choose_site(self, arguments: Arguments) -> Site:
        start = arguments.start
        if start is None and arguments.urls is None:
            raise UsageError("portal crawls any site: name its front page, -a start=https://example.vn/")
        site = _site_at(start) if start is not None else self.site
        if arguments.article:
            site = with_article_pattern(site, arguments.article)
        return replace(site, listings=re.compile(arguments.listing)) if arguments.listing else site


def _site_at(start: str) -> Site:
    fault = find_address_fault(start)
    if fault is None:
        return unknown_site(start)
    raise UsageError(
        f"start={start[:200]!r} is no address ({fault}); write it as in -a start=https://example.vn/"
    )
