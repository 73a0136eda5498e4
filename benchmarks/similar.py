"""Finds the texts that several sites have among made-up articles: time, memory, size, precision and recall.
Then reports on them.

    python -m benchmarks.similar [ARTICLES]     (5,000; 100,000 take a few minutes)

Recall is by the way in which a text was taken. Precision counts a pair as right where both come from one
text. The limits are a recall of .97 on edited copies and of .84 on quotations of 30 %.
"""

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from benchmarks.records import make_record
from benchmarks.reposts import WAYS, Made, write_articles
from benchmarks.rows import Row, make_row, print_rows
from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.similarity.similar import find_all, find_reposts
from dvcrawler.derived.similarity.similar_index import SimilarIndex, open_similar
from dvcrawler.report.gathering import gather
from dvcrawler.report.page import MOST_BYTES, format_report

LIMITS = {"edited": 0.97, "quoted": 0.84}
_SITES = 20


def as_line(made: Made) -> bytes:
    """A stored line of schema 2 that holds the text."""
    day = f"20{10 + made.number % 15}-03-{1 + made.number % 28:02}"
    record = make_record(made.site, made.number, title=made.body[:60], date=day, body=made.body)
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def write_store(data: Path, articles: Iterable[Made]) -> dict[str, Made]:
    """Writes the article files; the articles without their texts, by id."""
    files = {}
    held = {}
    for made in articles:
        if made.site not in files:
            folder = data / "articles" / made.site
            folder.mkdir(parents=True)
            files[made.site] = (folder / "2026-01.jsonl").open("wb")
        files[made.site].write(as_line(made))
        held[f"{made.site}:{made.number}"] = Made(made.number, made.site, made.family, made.way, "")
    for file in files.values():
        file.close()
    return held


def judge(held: dict[str, Made], found: set[tuple[str, str]]) -> tuple[dict[str, float], float]:
    """(recall by way, precision)."""
    ids = {made.number: id_ for id_, made in held.items()}
    taken = [(made.way, (id_, ids[made.family])) for id_, made in held.items() if made.way]
    right = Counter(way for way, pair in taken if pair in found)
    total = Counter(way for way, _ in taken)
    true = sum(held[one].family == held[other].family for one, other in found)
    return {way: right[way] / max(1, total[way]) for way in WAYS}, true / max(1, len(found))


def rows(count: int = 5000) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        held = write_store(data, write_articles(count, _SITES))
        open_index(data).__exit__()
        begun = time.process_time()
        open_similar(data).__exit__()
        yield make_row(f"similar: index of {count:,} articles built", [time.process_time() - begun], "s")
        begun = time.process_time()
        open_similar(data).__exit__()
        yield make_row("similar: opened again", [(time.process_time() - begun) * 1000], "ms")
        with open_similar(data) as index:
            yield make_row("similar: one article", list(_time_articles(index, held)), "ms")
            begun = time.process_time()
            found = {(id_, each.record["id"]) for id_, reposts in find_all(index, {}) for each in reposts}
            yield make_row("similar: all articles", [time.process_time() - begun], "s")
            begun = time.process_time()
            with open_index(data) as search:
                page = format_report(gather(search, index, {}, None, 100), "vi")
        yield make_row(f"report of {count:,} articles", [time.process_time() - begun], "s")
        yield make_row("report: size of the page", [len(page.encode()) / 1e6], "MB", limit=MOST_BYTES / 1e6)
        size = (data / "derived/similar.sqlite").stat().st_size
    yield make_row("similar: size of the index", [size / 1e6], "MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield make_row("similar: peak memory", [peak], "MB")
    recall, precision = judge(held, found)
    for way, value in recall.items():
        yield make_row(f"similar: recall, {way}", [value], limit=LIMITS.get(way), is_rate=True)
    yield make_row(f"similar: precision of {len(found):,} pairs", [precision], is_rate=True)


def _time_articles(index: SimilarIndex, held: dict[str, Made]) -> Iterator[float]:
    """Milliseconds of processor time for each article of a sample of 200."""
    for id_ in list(held)[:: max(1, len(held) // 200)]:
        begun = time.process_time()
        find_reposts(index, id_, {})
        yield (time.process_time() - begun) * 1000


if __name__ == "__main__":
    sys.exit(print_rows(rows(*map(int, sys.argv[1:]))))
