"""Builds and asks the search index of made-up articles: time, size, and processor time of queries and facets.

    python -m benchmarks.search [ARTICLES]     (20,000; 100,000 take a few minutes)

The articles have 480 syllables, as frequent and as often side by side as in real ones (`benchmarks/news.py`),
a title, a lead, a section and an author; "tỉnh" is in all of them. Each question is asked of a newly opened
index. Exits with 1 where a limit is not held.
"""

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import orjson

from benchmarks.news import NewsWriter
from benchmarks.records import make_record
from benchmarks.rows import Row, make_row, print_rows
from dvcrawler.derived.searching.index.search_index import SearchIndex, open_index
from dvcrawler.derived.searching.query import Query, parse_query
from dvcrawler.derived.searching.search import count_facets, count_hits, find_hits

#: Bytes of the index for each article: 50 MB for 100,000.
MOST_BYTES = 494
#: Bytes of an index besides: frequent phrases, names, and what is not full.
FIXED_BYTES = 600_000
#: Milliseconds of processor time for one question, whatever matches.
MOST_QUERY, MOST_FACETS = 30.0, 30.0
#: Milliseconds of processor time to take in one article, half of them for phrases, which a query could
#: otherwise only count by reading texts; and seconds besides, to choose the phrases: 25 s for 100,000.
MOST_BUILD, FIXED_BUILD = 0.24, 1.0
QUERIES = tuple(
    "tỉnh|tinh chi cac|tỉnh site:bao3|tỉnh since:2015|tinh -chi|site:bao3|khoai tieng|khongco".split("|")
)
#: Of words that are in most articles and seldom side by side; of formulas; of rare words.
PHRASES = ('"cac chi"', '"nong thon moi"', '"uy ban nhan dan"', '"khoai tieng"')
_TIMES, _BUILDS = 7, 3


def make_records(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """Records of schema 2 of eight sites, one after another."""
    writer, chance = NewsWriter(seed), random.Random(seed)
    for number in range(count):
        author = f"Tác Giả {int(chance.paretovariate(0.7)) % 300}"
        day = f"{2008 + number * 17 // count}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        site = f"bao{number % 8}"
        writer.begin()
        yield make_record(
            site,
            2_000_000 + number,
            title=writer.write(12, 0),
            date=day,
            author=author,
            authors=[{"name": author, "role": None, "office": None}],
            summary=writer.write(30, 0),
            body=f"Tỉnh {writer.write(405, number % 5)}",
            section=f"Mục {chance.randint(1, 12)}",
        )


def write_store(data: Path, count: int) -> None:
    files: dict[object, BinaryIO] = {}
    for record in make_records(count):
        site = record["site"]
        if site not in files:
            folder = data / "articles" / str(site)
            folder.mkdir(parents=True)
            files[site] = (folder / "2026-01.jsonl").open("wb")
        files[site].write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    for file in files.values():
        file.close()


def build(data: Path) -> float:
    """Seconds of processor time that a new index takes."""
    shutil.rmtree(data / "derived", ignore_errors=True)
    begun = time.process_time()
    open_index(data).__exit__()
    return time.process_time() - begun


def measure(data: Path, question: Callable[[SearchIndex, Query], object], text: str) -> list[float]:
    """Milliseconds of processor time that the question takes, several times."""
    taken = []
    for _ in range(_TIMES):
        with open_index(data) as index:
            begun = time.process_time()
            question(index, parse_query(text))
            taken.append((time.process_time() - begun) * 1000)
    return taken


def time_questions(data: Path) -> Iterator[Row]:
    kinds: tuple[tuple[str, Callable[[SearchIndex, Query], object], float], ...] = (
        ("hits", find_hits, MOST_QUERY),
        ("count", count_hits, MOST_QUERY),
        ("facets", count_facets, MOST_FACETS),
    )
    for text in QUERIES:
        for kind, question, limit in kinds:
            yield make_row(f"search: {kind} of {text}", measure(data, question, text), "ms", limit=limit)
    for text in PHRASES:
        for kind, question, _ in kinds[:2]:
            yield make_row(f"search: {kind} of {text}", measure(data, question, text), "ms", limit=MOST_QUERY)


def rows(count: int = 20_000) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        write_store(data, count)
        built, most = [build(data) for _ in range(_BUILDS)], FIXED_BUILD + MOST_BUILD * count / 1000
        yield make_row(f"search: index of {count:,} articles built", built, "s", limit=most)
        size = sum(path.stat().st_size for path in (data / "derived").iterdir())
        most = (FIXED_BYTES + MOST_BYTES * count) / 1e6
        yield make_row("search: size of the index", [size / 1e6], "MB", limit=most)
        yield from time_questions(data)


if __name__ == "__main__":
    sys.exit(print_rows(rows(*map(int, sys.argv[1:]))))
