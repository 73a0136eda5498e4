"""Peak memory of a crawl of 1,000 pages and of 10,000: it must not grow with the pages.

    python -m benchmarks.memory [FEW MANY]

Each crawl of the sample portal is a process of its own, with WARC, ledger and fsync. The goal is that the
larger one needs at most a tenth more.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sample_portal.crawl import NO_DELAYS
from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve

GOAL = 1.1
SITE = "baonamdinh"


def peak(articles: int) -> tuple[int, float]:
    """(articles stored, peak megabytes) of a crawl of a portal of that size."""
    with serve(Portal(articles)) as server, tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dvcrawler", "crawl", SITE, "--data", folder, *NO_DELAYS]
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


def main(arguments: list[str]) -> None:
    few, many = map(int, arguments) if arguments else (1000, 10_000)
    figures = [peak(few), peak(many)]
    for stored, megabytes in figures:
        print(f"{stored:>7} articles stored: peak {megabytes:.0f} MB")
    ratio = figures[1][1] / figures[0][1]
    print(f"{ratio:.2f} times as much; the goal is {GOAL}: {'held' if ratio <= GOAL else 'NOT held'}")


if __name__ == "__main__":
    main(sys.argv[1:])
