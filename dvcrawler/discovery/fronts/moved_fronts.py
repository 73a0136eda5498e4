"""Front pages that lead to another host."""

from dataclasses import replace

from dvcrawler.discovery.sources import Sources
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import PageOutcome
from dvcrawler.run.counters import Counter


def report_moved(sources: Sources, moved: PageOutcome) -> PageOutcome:
    """The outcome of such a page, with advice; none for a site file, which names its hosts itself."""
    sources.count(Counter.LISTING_HOME_MOVED)
    if not is_generic(sources.site):
        return moved
    return replace(moved, reason=f"{moved.reason}; if the site is there now, crawl that address")
