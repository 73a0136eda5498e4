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

from dvcrawler.extract import (
    Page,
    Provenance,
    RecordRefused,
    Site,
    address_for_url,
    read_record,
    site_for_url,
    to_record,
)
from dvcrawler.families.any_site import any_address, unknown_site
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


def owner(url: str, *, generic: bool) -> Site:
    """The site that the address belongs to, without its layouts with `generic`."""
    site = site_for_url(url)
    if address_for_url(url, site) is None:
        return unknown_site(url)
    return replace(site, layouts=()) if generic else site


def record(data: bytes, url: str, site: Site) -> dict[str, Any]:
    """What a crawl does with an answer, up to the line that is stored."""
    address = address_for_url(url, site) or any_address(url)
    article = read_record(Page(data, url), site, address, Provenance("live", url, CAPTURED))
    if isinstance(article, RecordRefused):
        raise SystemExit(f"{url}: {article.reason}")
    return to_record(article)


def sample_pages() -> list[tuple[bytes, str]]:
    portal = Portal(150)
    stories = list(portal.library.stories(None))[::4]
    return [(portal.respond(s.plan.site.host, s.plan.path).body, s.plan.url) for s in stories]


def main(arguments: list[str]) -> None:
    generic = "--generic" in arguments
    arguments = [each for each in arguments if each != "--generic"]
    named = [(Path(p).read_bytes(), url) for p, url in zip(arguments[::2], arguments[1::2], strict=True)]
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for data, url in named or sample_pages():
        site = owner(url, generic=generic)
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
