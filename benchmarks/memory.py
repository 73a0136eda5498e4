"""Peak memory of a crawl of 1,000 pages and of 10,000: it must not grow with the pages.

    python -m benchmarks.memory [FEW MANY]

Each crawl of the sample portal is a process of its own, with WARC, ledger and fsync. The limit is that the
larger one needs at most a tenth more.

Twisted keeps the cancelled timeout of each answer until it would have been due: some 60 of them at a request
a second, thousands here. They are due after ten seconds instead, as they say nothing about the pages.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row, make_row, print_rows
from sample_portal.crawl import NO_DELAYS
from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve

LIMIT = 1.1
SITE = "baonamdinh"
_TIMEOUT = ("-s", "DOWNLOAD_TIMEOUT=10")


def peak(articles: int) -> tuple[int, float]:
    """(articles stored, peak megabytes) of a crawl of a portal of that size."""
    with serve(Portal(articles)) as server, tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dvcrawler", "crawl", SITE, "--data", folder, *NO_DELAYS, *_TIMEOUT]
        env = {**os.environ, "DVCRAWLER_CONNECT_TO": connect_to(server)}
        with Path(os.devnull).open("w") as nowhere:
            run = subprocess.Popen([*command, "-L", "ERROR"], env=env, stdout=nowhere, stderr=nowhere)
            megabytes = watch(run)
        stored = sum(path.read_bytes().count(b"\n") for path in Path(folder).glob("articles/*/*.jsonl"))
    return stored, megabytes


def watch(run: subprocess.Popen[bytes]) -> float:
    """The process's own peak. (What wait4 tells holds the peak of the process that started it, too.)"""
    kilobytes = 0
    while run.poll() is None:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{run.pid}/status").read_text())
        kilobytes = max(kilobytes, int(found[1]) if found else 0)
        time.sleep(0.2)
    return kilobytes / 1024


def rows(few: int = 1000, many: int = 10_000) -> Iterator[Row]:
    peaks = []
    for articles in (few, many):
        stored, megabytes = peak(articles)
        peaks.append(megabytes)
        yield make_row(f"memory: peak of a crawl of {stored:,} articles", [megabytes], "MB")
    yield make_row("memory: the larger crawl, times the smaller", [peaks[1] / peaks[0]], "x", limit=LIMIT)


if __name__ == "__main__":
    sys.exit(print_rows(rows(*map(int, sys.argv[1:]))))
