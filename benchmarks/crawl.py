"""A whole crawl against a bare Scrapy spider that asks for exactly the same addresses, turn about.

    python -m benchmarks.crawl [ARTICLES] [ROUNDS]     (600 and 7)

dvcrawler crawls the sample portal with WARC, ledger and fsync. The bare spider is given the addresses that
dvcrawler just asked for, read off the server, robots.txt and redirects included; it collects the links of
every page, reads five fields of articles by CSS and writes a feed of JSON lines. Each crawl is a process of
its own, the server another; the requests that the server got from both are compared. Both run with
CONCURRENT_ITEMS of 8, as dvcrawler does, and of 100, as Scrapy does. The figure of a round is the processor
time of the bare spider's process divided by that of dvcrawler's, so that 1 means as fast.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import environment
from benchmarks.rows import Row, make_row, print_rows
from sample_portal.crawl import NO_DELAYS

SITE = "baonamdinh"
ARTICLES, ROUNDS = 600, 7
#: By CONCURRENT_ITEMS: the least of the bare spider's speed that is allowed.
LIMITS = {8: 0.85, 100: 0.95}
GOAL = 1.0
SERVER = """
import json, sys
from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve

with serve(Portal(int(sys.argv[1]))) as server:
    print(connect_to(server), flush=True)
    for _ in sys.stdin:
        print(json.dumps(server.requests), flush=True)
        server.requests.clear()
"""
BARE = """
import re, sys
import scrapy
from scrapy.crawler import CrawlerProcess

ARTICLE = re.compile(r"/(?:channel/\\d{4}|[^/]+(?:/[^/]+)?)/\\d{6}/[^/]+/?$")
ADDRESSES, FEED, CONNECT_TO, ITEMS = sys.argv[1:]

class Bare(scrapy.Spider):
    name = "bare"

    async def start(self):
        seen = set()
        for url in open(ADDRESSES, encoding="utf-8").read().split():
            yield scrapy.Request(url, self.parse, dont_filter=url in seen)
            seen.add(url)

    def parse(self, response):
        if not isinstance(response, scrapy.http.HtmlResponse):
            return
        links = [response.urljoin(href) for href in response.css("a::attr(href)").getall()]
        if ARTICLE.search(response.url):
            yield {
                "title": response.css("h1::text").get(),
                "date": response.css(".date ::text, .group-time ::text").get(),
                "author": response.css("p strong::text").getall()[-1:],
                "summary": response.css("#content p strong::text").get(),
                "body": "\\n".join(response.css("#content p ::text").getall()),
            }

process = CrawlerProcess(dict(ROBOTSTXT_OBEY=False, LOG_LEVEL="ERROR", CONCURRENT_REQUESTS_PER_DOMAIN=16,
    DOWNLOAD_DELAY=0, TELNETCONSOLE_ENABLED=False, FEEDS={FEED: {"format": "jsonlines"}},
    REDIRECT_ENABLED=False, RETRY_ENABLED=False, CONCURRENT_ITEMS=int(ITEMS), DVCRAWLER_CONNECT_TO=CONNECT_TO,
    TWISTED_DNS_RESOLVER="dvcrawler.network.resolver.PublicResolver",
    DOWNLOAD_HANDLERS={"http": "dvcrawler.network.downloadhandlers.SiteHandler",
                       "https": "dvcrawler.network.downloadhandlers.SiteHandler"}))
process.crawl(Bare)
process.start()
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of processor time, seconds by the clock, peak memory in MB."""

    processor: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Round:
    """The same addresses by both."""

    pages: int
    ours: Cost
    bare: Cost


class Server:
    """The sample portal in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None and process.stdout is not None
        self._ask, self._answers = process.stdin, process.stdout
        self.connect_to = self._answers.readline().strip()

    def requests(self) -> list[str]:
        """The addresses asked for since the last call, in order."""
        self._ask.write("\n")
        self._ask.flush()
        return [f"https://{host}{target}" for host, target in json.loads(self._answers.readline())]


@contextmanager
def serve(articles: int) -> Iterator[Server]:
    words = [sys.executable, "-c", SERVER, str(articles)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Server(process)
        finally:
            process.kill()


def run(words: list[str], connect_to: str) -> Cost:
    """Runs a process to its end. Its output is not shown; a crawl of the sample portal ends with 10."""
    start, quiet = time.perf_counter(), subprocess.DEVNULL
    shared = environment(DVCRAWLER_CONNECT_TO=connect_to)
    with subprocess.Popen(words, env=shared, stdout=quiet, stderr=quiet) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 10):
        raise SystemExit(f"{' '.join(words[:4])} … ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024)


def crawl(server: Server, folder: Path, items: int) -> Cost:
    words = [sys.executable, "-m", "dvcrawler", "crawl", SITE, "--data", str(folder / "data"), *NO_DELAYS]
    return run([*words, "-s", f"CONCURRENT_ITEMS={items}", "-L", "ERROR"], server.connect_to)


def crawl_bare(server: Server, folder: Path, items: int, addresses: list[str]) -> Cost:
    (folder / "bare.py").write_text(BARE, "utf-8")
    (folder / "addresses").write_text("\n".join(addresses), "utf-8")
    words = [sys.executable, str(folder / "bare.py"), str(folder / "addresses"), str(folder / "feed.jl")]
    return run([*words, server.connect_to, str(items)], server.connect_to)


def compare(server: Server, items: int) -> Round:
    """One round. Stops the benchmark where the two did not ask for the same."""
    with tempfile.TemporaryDirectory() as name:
        ours = crawl(server, Path(name), items)
        addresses = server.requests()
        bare = crawl_bare(server, Path(name), items, addresses)
    asked = server.requests()
    if Counter(asked) != Counter(addresses):
        raise SystemExit(f"dvcrawler made {len(addresses)} requests, the bare spider other {len(asked)}")
    return Round(len(asked), ours, bare)


def play(articles: int = ARTICLES, rounds: int = ROUNDS) -> dict[int, list[Round]]:
    """The rounds by CONCURRENT_ITEMS, one of each in turn."""
    played: dict[int, list[Round]] = {items: [] for items in LIMITS}
    with serve(articles) as server:
        for _ in range(rounds):
            for items, found in played.items():
                found.append(compare(server, items))
    return played


def as_rows(played: dict[int, list[Round]]) -> list[Row]:
    rows = []
    for items, rounds in played.items():
        ratios = [each.bare.processor / each.ours.processor for each in rounds]
        what = f"crawl: speed against a bare spider, CONCURRENT_ITEMS={items}"
        rows.append(make_row(what, ratios, "x", limit=LIMITS[items], goal=GOAL, is_rate=True))
        rates = [each.pages / each.ours.processor for each in rounds]
        rows.append(make_row(f"crawl: pages, CONCURRENT_ITEMS={items}", rates, "a processor second"))
    return rows


def measure() -> list[Row]:
    return as_rows(play())


def main(arguments: list[str]) -> int:
    articles, rounds = [int(each) for each in (*arguments, *map(str, (ARTICLES, ROUNDS)[len(arguments) :]))]
    played = play(articles, rounds)
    print(
        f"{'items':>5}{'pages':>7}{'':>4}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}   median of {rounds} rounds"
    )
    for items, found in played.items():
        for who in ("ours", "bare"):
            costs = sorted((getattr(each, who) for each in found), key=lambda cost: cost.processor)
            middle: Cost = costs[len(costs) // 2]
            print(
                f"{items:>5}{found[0].pages:>7}{who:>6}{middle.wall:>6.2f}{middle.processor:>8.2f}{middle.peak:>9.0f}"
            )
    return print_rows(as_rows(played))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
