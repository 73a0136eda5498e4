"""Processor time from a page's bytes to its finished record, as a multiple of parsing the bytes.

    python -m benchmarks.extract [--generic] [PAGE URL …]

Without arguments it measures pages of the sample portal; PAGE is a file, URL its address. Parse and
record take turns in batches, so that both run as warm as they do in a crawl, and the figure of a page
is the best of several rounds; trafilatura stands beside it where it is installed. The limit that the
project has set itself is 2.5 times the parse for site layouts, 8 times for `--generic`, which leaves
them out.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import html
from scrapy.settings import Settings

from dvcrawler.cli import load_sites
from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_article
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance, to_record
from dvcrawler.normalize.article import fingerprint, normalize_draft
from dvcrawler.normalize.urls import read_address
from sample_portal.portal import Portal

ROUNDS = 7
BATCH = 10
LIMITS = {False: 2.5, True: 8.0}
CAPTURED = datetime(2026, 1, 1, tzinfo=UTC)


def best(actions: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Seconds of processor time of one execution of each action, the least of all rounds."""
    least = dict.fromkeys(actions, float("inf"))
    for _ in range(ROUNDS):
        for name, action in actions.items():
            start = time.process_time()
            for _ in range(BATCH):
                action()
            least[name] = min(least[name], (time.process_time() - start) / BATCH)
    return least


def owner(url: str, sites: dict[str, Any], *, generic: bool) -> Site:
    """The site that the address belongs to; with `generic` without its layouts, or any site."""
    for spider in sites.values():
        site: Site = spider.site
        if read_address(url, site.addresses, site.hosts):
            return replace(site, layouts=()) if generic else site
    return unknown_site(url)


def record(data: bytes, url: str, site: Site) -> dict[str, Any]:
    """What a crawl does with an answer, up to the line that is stored."""
    address = read_address(url, site.addresses, site.hosts) or any_address(url)
    draft = read_article(Page(data, url), site, address, Provenance("live", url, CAPTURED))
    return to_record(fingerprint(normalize_draft(draft, "benchmark")))


def sample_pages() -> list[tuple[bytes, str]]:
    portal = Portal(150)
    stories = list(portal.library.stories(None))[::4]
    return [(portal.respond(s.plan.site.host, s.plan.path).body, s.plan.url) for s in stories]


def main(arguments: list[str]) -> None:
    generic = "--generic" in arguments
    arguments = [each for each in arguments if each != "--generic"]
    sites = load_sites(Settings({"SPIDER_MODULES": ["dvcrawler.spiders"]}))
    named = [(Path(p).read_bytes(), url) for p, url in zip(arguments[::2], arguments[1::2], strict=True)]
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for data, url in named or sample_pages():
        site = owner(url, sites, generic=generic)
        actions = {
            "lxml.html": lambda data=data: html.document_fromstring(data),
            "dvcrawler": lambda data=data, url=url, site=site: record(data, url, site),
        }
        try:
            from trafilatura import bare_extraction

            actions["trafilatura"] = lambda data=data: bare_extraction(data, with_metadata=True)
        except ImportError:
            pass
        layout = record(data, url, site)["layout"]
        for name, seconds in best(actions).items():
            totals[layout][name] += seconds
            totals["all"][name] += seconds
        totals[layout]["pages"] += 1
        totals["all"]["pages"] += 1
    print(f"{'layout':<14}{'pages':>6}{'parse ms':>10}{'dvcrawler':>11}{'trafilatura':>13}  (x parse)")
    for layout, figures in sorted(totals.items()):
        parse = figures["lxml.html"]
        ratio = figures["dvcrawler"] / parse
        other = f"{figures['trafilatura'] / parse:12.1f}x" if "trafilatura" in figures else f"{'-':>13}"
        per_page = parse / figures["pages"] * 1000
        print(f"{layout:<14}{figures['pages']:>6.0f}{per_page:>10.3f}{ratio:>10.2f}x{other}")
    overall = totals["all"]["dvcrawler"] / totals["all"]["lxml.html"]
    verdict = "held" if overall <= LIMITS[generic] else "NOT held"
    print(f"{overall:.2f} x the parse in all; the limit is {LIMITS[generic]}: {verdict}")


if __name__ == "__main__":
    main(sys.argv[1:])
