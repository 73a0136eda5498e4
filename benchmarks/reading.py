"""The latest articles of six weeks, and the numbers of all by day, out of a store of a million lines.

    python -m benchmarks.reading [LINES]     (1,000,000 lines take 1.7 GB of disk and two minutes)

Eight sites over eighteen years, a month a file; one line in fifty is a second revision. Reading by the index
and reading everything take turns in one process. The index is built before, and its time told apart.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import orjson

from benchmarks.rows import Row, make_row, print_rows
from benchmarks.search import make_records
from dvcrawler.coverage.count import Coverage, add_numbers, count_articles
from dvcrawler.derived.lines.line_index import open_line_index
from dvcrawler.reading import latest
from dvcrawler.reading.newest import read_latest

SITES = tuple(f"bao{number}" for number in range(8))
YEARS = range(2008, 2026)
SINCE = "2025-11-17"
#: Seconds of processor time, and the goal.
LATEST, LATEST_GOAL = 1.0, 0.1
COVERAGE, COVERAGE_GOAL = 2.0, 0.5
#: At most this part of the time of reading everything: means the same on a busy machine.
RATIO = 0.1
ROUNDS, PLAIN_ROUNDS = 7, 2
_SECTIONS = tuple(f"Mục {number}" for number in range(1, 13))


def write_store(data: Path, count: int) -> None:
    """About `count` lines of 1.7 KB, with bodies as a paper's shorter articles."""
    months = [(year, month) for year in YEARS for month in range(1, 13)]
    lines = max(1, count // len(SITES) // len(months))
    for number, site in enumerate(SITES):
        (data / "articles" / site).mkdir(parents=True)
        for place, (year, month) in enumerate(months):
            path = data / "articles" / site / f"{year}-{month:02}.jsonl"
            path.write_bytes(
                b"".join(_lines(site, year, month, (number * len(months) + place) * lines, lines))
            )


@cache
def _first_record() -> dict[str, object]:
    """What all lines have in common: a vocabulary takes longer to make than a month's lines."""
    record = next(make_records(1))
    return record | {"body": str(record["body"])[:1000]}


def _lines(site: str, year: int, month: int, first: int, count: int) -> list[bytes]:
    chance = random.Random(first)
    base = _first_record() | {"site": site}
    found = []
    for number in range(first, first + count):
        earlier = number - 1 if number % 50 == 49 else None
        base["id"] = f"{site}:{2_000_000 + (number if earlier is None else earlier)}"
        base["revision"] = 1 if earlier is None else 2
        base["date"] = f"{year}-{month:02}-{chance.randint(1, 28):02}"
        base["captured_at"] = f"{year}-{month:02}-28T{number % 24:02}:00:00Z"
        base["section"], base["content_hash"] = chance.choice(_SECTIONS), f"{number:016x}"
        found.append(orjson.dumps(base, option=orjson.OPT_APPEND_NEWLINE))
    return found


def find_latest(data: Path) -> int:
    return sum(1 for _ in latest(data, since=SINCE))


def read_all_for_latest(data: Path) -> int:
    return sum(1 for _ in read_latest(data, since=SINCE))


def count_by_index(data: Path) -> dict[str, Coverage]:
    found = {site: Coverage(site) for site in SITES}
    index = open_line_index(data)
    assert index is not None
    with index:
        for site, coverage in found.items():
            numbers = index.numbers(site)
            add_numbers(coverage, numbers.days, numbers.months)
    return found


def read_all_for_counts(data: Path) -> dict[str, Coverage]:
    found = {site: Coverage(site) for site in SITES}
    for site, coverage in found.items():
        count_articles(coverage, read_latest(data, site))
    return found


def time_of(question: Callable[[Path], object], data: Path) -> tuple[float, object]:
    """Seconds of processor time, and the answer."""
    begun = time.process_time()
    answer = question(data)
    return time.process_time() - begun, answer


def compare(
    what: str,
    data: Path,
    fast: Callable[[Path], object],
    plain: Callable[[Path], object],
    limit: float,
    goal: float,
) -> list[Row]:
    """Both take turns, and must give the same answer."""
    quick, slow = list[float](), list[float]()
    for number in range(ROUNDS):
        taken, answer = time_of(fast, data)
        quick.append(taken)
        if number < PLAIN_ROUNDS:
            taken, expected = time_of(plain, data)
            slow.append(taken)
            assert answer == expected, f"{what}: the index gives another answer than reading"
    ratios = [each / statistics.median(slow) for each in quick]
    return [
        make_row(f"{what}: by the index", quick, "s", limit=limit, goal=goal),
        make_row(f"{what}: reading everything", slow, "s"),
        make_row(f"{what}: index ÷ reading", ratios, "×", limit=RATIO),
    ]


def measure(count: int = 1_000_000) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        write_store(data, count)
        built, index = time_of(lambda data: open_line_index(data), data)
        assert index is not None
        size = sum(path.stat().st_size for path in (data / "derived").glob("lines.sqlite*"))
        return [
            make_row("index of lines: built", [built], "s"),
            make_row("index of lines: bytes a line", [size / count], "B"),
            *compare("six weeks", data, find_latest, read_all_for_latest, LATEST, LATEST_GOAL),
            *compare("coverage", data, count_by_index, read_all_for_counts, COVERAGE, COVERAGE_GOAL),
        ]


if __name__ == "__main__":
    sys.exit(print_rows(measure(*map(int, sys.argv[1:]))))
