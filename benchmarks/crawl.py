"""A whole crawl against a bare Scrapy spider: pages a second, in one run, turn about.

    python -m benchmarks.crawl [ARTICLES] [ROUNDS]

dvcrawler crawls the sample portal with WARC, ledger and fsync; the bare spider follows every link of its
listings (not those below articles, which dvcrawler does), reads five fields by CSS and writes a feed.
Each crawl is a process of its own, the server another. The figures are pages by the processor time of the
crawling process and by the wall; the goal is 0.9 of the bare spider's pages a second. The peak memory
stands beside them: of all crawls so far.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sample_portal.crawl import NO_DELAYS
from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve

GOAL = 0.9
SITE = "baonamdinh"
BARE = """
import re, sys
import scrapy
from scrapy.crawler import CrawlerProcess

ARTICLE = re.compile(r"/(?:channel/\\d{4}|[^/]+(?:/[^/]+)?)/\\d{6}/[^/]+/?$")

class Bare(scrapy.Spider):
    name = "bare"
    start_urls = ["https://baonamdinh.vn/"]
    allowed_domains = ["baonamdinh.vn"]
    custom_settings = dict(ROBOTSTXT_OBEY=False, LOG_LEVEL="ERROR", CONCURRENT_REQUESTS_PER_DOMAIN=16,
        DOWNLOAD_DELAY=0, TELNETCONSOLE_ENABLED=False, FEEDS={sys.argv[1]: {"format": "jsonlines"}},
        DOWNLOAD_HANDLERS={"http": "dvcrawler.network.downloadhandlers.SiteHandler",
                           "https": "dvcrawler.network.downloadhandlers.SiteHandler"},
        DVCRAWLER_CONNECT_TO=sys.argv[2])

    def parse(self, response):
        if ARTICLE.search(response.url):
            yield {
                "title": response.css("h1::text").get(),
                "date": response.css(".date ::text, .group-time ::text").get(),
                "author": response.css("p strong::text").getall()[-1:],
                "summary": response.css("#content p strong::text").get(),
                "body": "\\n".join(response.css("#content p ::text").getall()),
            }
            return
        for href in response.css("a::attr(href)").getall():
            url = response.urljoin(href)
            if url.startswith("http") and not url.endswith(".pdf"):
                yield scrapy.Request(url, self.parse)

process = CrawlerProcess()
process.crawl(Bare)
process.start()
stats = list(process.crawlers)
"""


def timed(command: list[str], env: dict[str, str]) -> tuple[float, float, int]:
    """(wall, processor seconds, peak KB) of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used, after.ru_maxrss


def ours(server: object, data: Path, env: dict[str, str]) -> tuple[int, float, float, int]:
    command = [sys.executable, "-m", "dvcrawler", "crawl", SITE, "--data", str(data), *NO_DELAYS]
    wall, used, peak = timed([*command, "-L", "ERROR"], env)
    run = json.loads((data / "runs" / f"{SITE}.jsonl").read_text("utf-8").splitlines()[-1])
    return run["requests"], wall, used, peak


def bare(
    server: object, folder: Path, env: dict[str, str], asked: list[int]
) -> tuple[int, float, float, int]:
    script = folder / "bare.py"
    script.write_text(BARE, "utf-8")
    before = asked[0]
    wall, used, peak = timed(
        [sys.executable, str(script), str(folder / "feed.jl"), env["DVCRAWLER_CONNECT_TO"]], env
    )
    return asked[0] - before, wall, used, peak


def main(arguments: list[str]) -> None:
    articles = int(arguments[0]) if arguments else 600
    rounds = int(arguments[1]) if len(arguments) > 1 else 3
    portal = Portal(articles)
    asked = [0]
    respond = portal.respond

    def counted(*arguments: str) -> object:
        asked[0] += 1
        return respond(*arguments)

    portal.respond = counted  # type: ignore[method-assign, assignment]
    results: dict[str, list[tuple[int, float, float, int]]] = {"bare Scrapy": [], "dvcrawler": []}
    with serve(portal) as server, tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "DVCRAWLER_CONNECT_TO": connect_to(server)}
        for number in range(rounds):
            here = Path(folder) / str(number)
            here.mkdir()
            results["bare Scrapy"].append(bare(server, here, env, asked))
            results["dvcrawler"].append(ours(server, here / "data", env))
    rates = {}
    print(f"{'':<14}{'pages':>7}{'wall s':>9}{'cpu s':>9}{'pages/s':>9}{'pages/cpu s':>13}{'peak MB':>9}")
    for name, runs in results.items():
        pages, wall, used, peak = min(runs, key=lambda run: run[2] / run[0])
        rates[name] = pages / used
        print(
            f"{name:<14}{pages:>7}{wall:>9.2f}{used:>9.2f}{pages / wall:>9.0f}"
            f"{pages / used:>13.0f}{peak // 1024:>9}"
        )
    ratio = rates["dvcrawler"] / rates["bare Scrapy"]
    verdict = "held" if ratio >= GOAL else "NOT held"
    print(f"{ratio:.2f} of the bare spider's pages by processor time; the goal is {GOAL}: {verdict}")


if __name__ == "__main__":
    main(sys.argv[1:])
