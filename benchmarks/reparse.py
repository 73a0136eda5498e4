"""Articles a second out of WARC files into finished records, on one core.

    python benchmarks/reparse.py [ARTICLES]

The sample portal's pages are written as a crawl writes them, then read as `dvcrawler reparse --jobs 1`
reads them: record out of the file, answer unpacked, page parsed, article read, normalised, fingerprinted.
The goal is 300 articles a second and core.
"""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from dvcrawler.reparse.plan import Task
from dvcrawler.reparse.work import load_site, read_task
from dvcrawler.storage.warc.writer import Exchange, WarcWriter
from sample_portal.portal import Portal

NOW = datetime(2026, 1, 1, tzinfo=UTC)
GOAL = 300
SPIDERS = {
    "baonamdinh": "dvcrawler.spiders.baonamdinh:BaoNamDinh",
    "danguykhoi": "dvcrawler.spiders.danguykhoi:DangUyKhoi",
    "phunu": "dvcrawler.spiders.phunu:PhuNu",
    "phuyen": "dvcrawler.spiders.phuyen:PhuYen",
}


def write(folder: Path, articles: int) -> list[tuple[str, Task]]:
    """The captures, as tasks with the spider that owns each."""
    portal = Portal(articles)
    writer = WarcWriter(folder, "bench", NOW, (("software", "benchmark"),))
    tasks = []
    for record in portal.expected():
        url = record["url"]
        parts = urlsplit(url)
        body = portal.respond(parts.hostname or "", parts.path).body
        headers = ((b"Content-Type", b"text/html; charset=utf-8"),)
        capture = writer.write(Exchange(url, NOW, "GET", (), 200, "OK", headers, body))
        path = str(writer.folder / capture.file)
        name = record["id"].partition(":")[0]
        task = Task(record["id"], url, path, capture.offset, capture.at, capture.name, None, None, None)
        tasks.append((SPIDERS[name], task))
    writer.close()
    return tasks


def main(arguments: list[str]) -> None:
    articles = int(arguments[0]) if arguments else 600
    with tempfile.TemporaryDirectory() as folder:
        tasks = write(Path(folder), articles)
        for spider, task in tasks[:50]:
            read_task(task, load_site(spider))
        start, processor = time.perf_counter(), time.process_time()
        outcomes = [read_task(task, load_site(spider)) for spider, task in tasks]
        took, used = time.perf_counter() - start, time.process_time() - processor
    unread = sum(outcome.record is None for outcome in outcomes)
    rate = len(tasks) / used
    print(f"{len(tasks)} articles, {unread} unread: {used:.2f} s of processor time, {took:.2f} s in all")
    verdict = "held" if rate >= GOAL else "NOT held"
    print(f"{rate:.0f} articles a second and core; the goal is {GOAL}: {verdict}")


if __name__ == "__main__":
    main(sys.argv[1:])
