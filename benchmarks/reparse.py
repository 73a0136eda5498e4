"""Articles a second by the whole `dvcrawler reparse`: index, plan, ledger, pages read, records compared.

    python -m benchmarks.reparse [ARTICLES]

The sample portal's pages are archived and stored as a crawl leaves them. The command then runs with one
process and with two, turn about, and finds that nothing has changed. What it takes to start is measured
with an archive of one page, and left out. A core's rate counts the processor time of all its processes;
what two workers gain is by the clock, so it says little on a machine that has other work. Where `make
ray-test` has installed Ray, its two workers take turns with two processes, under the same interpreter.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.processes import environment
from benchmarks.rows import Row, make_row, print_rows
from dvcrawler.reparse.tasks import Task
from dvcrawler.reparse.work import load_site, read_task
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.writer import WarcWriter
from sample_portal.portal import Portal

NOW = datetime(2026, 1, 1, tzinfo=UTC)
#: Articles a second and core, and what two workers gain.
LIMIT, GOAL = 550.0, 700.0
TWO_WORKERS = 1.8
ROUNDS = 3
SPIDERS = {
    "baonamdinh": "dvcrawler.spiders.baonamdinh:BaoNamDinh",
    "danguykhoi": "dvcrawler.spiders.danguykhoi:DangUyKhoi",
    "phunu": "dvcrawler.spiders.phunu:PhuNu",
    "phuyen": "dvcrawler.spiders.phuyen:PhuYen",
}
#: Articles in a WARC file: Ray reads whole files, so a site needs several.
_PER_FILE = 50
_RAY = Path(sys.prefix) / "ray/bin/python"
_SOFTWARE = (("software", "benchmark"),)
_HEADERS = ((b"Content-Type", b"text/html; charset=utf-8"),)


def write_archive(data: Path, articles: int) -> int:
    """Archives and stores the sample portal; returns the number of articles."""
    portal = Portal(articles)
    by_site: dict[str, list[Mapping[str, Any]]] = {}
    for record in portal.expected():
        by_site.setdefault(record["id"].partition(":")[0], []).append(record)
    return sum(_write_site(data, portal, name, records) for name, records in by_site.items())


def _write_site(data: Path, portal: Portal, name: str, records: Iterable[Mapping[str, Any]]) -> int:
    site, count = load_site(SPIDERS[name], ()), 0
    writer = WarcWriter(data, name, NOW, _SOFTWARE)
    index = CaptureIndex(data, name)
    with Store(data, name) as store, Ledger(data, name) as ledger:
        tasks = []
        for number, record in enumerate(records):
            if number % _PER_FILE == 0 and number:
                writer.close()
                writer = WarcWriter(data, name, NOW + timedelta(minutes=number), _SOFTWARE)
            url = record["url"]
            parts = urlsplit(url)
            body = portal.respond(parts.hostname or "", parts.path).body
            capture = writer.write(Exchange(url, NOW, "GET", (), 200, "OK", _HEADERS, body))
            index.add(capture)
            path = str(writer.folder / capture.file)
            tasks.append(Task(record["id"], url, path, capture.offset, capture.at, capture.name, *[None] * 3))
        writer.close()
        for task in tasks:
            found = read_task(task, site).record
            if found is not None:
                store.append(found)
                count += 1
        ledger.catch_up(store)
    index.close()
    return count


def run(data: Path, jobs: int, *options: str, python: Path = Path(sys.executable)) -> tuple[float, float]:
    """Seconds of processor time and by the clock."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [python, "-m", "dvcrawler", "reparse", "--jobs", str(jobs), "--data", str(data), *options]
    env = environment(PYTHONPATH=str(Path(__file__).parents[1]))
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    taken, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " 0 are revised, 0 are new" in ended.stdout, ended.stdout
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, taken


def measure(articles: int = 2400) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        write_archive(small, 4)
        count = write_archive(large, articles)
        rates, gains = list[float](), list[float]()
        for _ in range(ROUNDS):
            (idle, idle_took), (one, one_took), (_, two_took) = run(small, 1), run(large, 1), run(large, 2)
            idle_two = run(small, 2)[1]
            rates.append(count / (one - idle))
            gains.append((one_took - idle_took) / (two_took - idle_two))
        beside = measure_ray(large, count) if _RAY.exists() else []
    return [
        make_row("reparse, sample pages", rates, "articles/s", limit=LIMIT, goal=GOAL, is_rate=True),
        make_row("reparse, two workers ÷ one, by the clock", gains, "×", limit=TWO_WORKERS, is_rate=True),
        *beside,
    ]


def measure_ray(large: Path, count: int) -> list[Row]:
    """Two workers of Ray's beside two processes, by the clock; nobody counts the processor time of Ray's."""
    processes, workers = list[float](), list[float]()
    for _ in range(ROUNDS):
        processes.append(count / run(large, 2, python=_RAY)[1])
        workers.append(count / run(large, 2, "--engine", "ray", python=_RAY)[1])
    return [
        make_row("reparse --jobs 2, with its start, by the clock", processes, "articles/s"),
        make_row("reparse --engine ray --jobs 2, with its start, by the clock", workers, "articles/s"),
    ]


if __name__ == "__main__":
    sys.exit(print_rows(measure(*map(int, sys.argv[1:]))))
