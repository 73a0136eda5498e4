"""Finds the texts that several sites have among made-up articles: time, memory, size, precision and recall.

    python -m benchmarks.similar [ARTICLES]     (5,000; 100,000 take a few minutes)

Recall is by the way in which a text was taken. Precision counts a pair as right where both come from one
text. The goals are a recall of .97 on edited copies and of .84 on quotations of 30 %.
"""

import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import orjson

from benchmarks.reposts import WAYS, Made, write_articles
from dvcrawler.derived.search_index import open_index
from dvcrawler.derived.similar import find_all, find_reposts
from dvcrawler.derived.similar_index import open_similar

GOALS = {"edited": 0.97, "quoted": 0.84}
_SITES = 20


def as_line(made: Made) -> bytes:
    """A stored line of schema 2 that holds the text."""
    url = f"https://{made.site}.example/{made.number}"
    record = {
        "schema": 2, "id": f"{made.site}:{made.number}", "revision": 1, "site": made.site, "url": url,
        "title": made.body[:60], "kicker": None,
        "date": f"20{10 + made.number % 15}-03-{1 + made.number % 28:02}",
        "published_at": None, "date_raw": None, "author": None, "authors": [], "byline_raw": None,
        "source": None, "summary": None, "body": made.body, "images": [], "documents": [], "section": None,
        "tags": [], "modified_at": None, "language": "vi", "kind": "article", "via": "live",
        "fetched_from": url, "captured_at": "2026-01-31T08:00:00Z", "capture": None, "layout": "generic",
        "problems": [], "content_hash": str(made.number), "extractor": "dvcrawler 0",
    }  # fmt: skip
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


def main(arguments: list[str]) -> None:
    count = int(arguments[0]) if arguments else 5000
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        held = write_store(data, write_articles(count, _SITES))
        open_index(data).__exit__()
        begun = time.process_time()
        open_similar(data).__exit__()
        built = time.process_time()
        open_similar(data).__exit__()
        opened = time.process_time()
        with open_similar(data) as index:
            sample = list(held)[:: max(1, count // 200)]
            asked = time.process_time()
            for id_ in sample:
                find_reposts(index, id_, {})
            answered = time.process_time()
            found = {(id_, each.record["id"]) for id_, reposts in find_all(index, {}) for each in reposts}
        done = time.process_time()
        size = (data / "derived/similar.sqlite").stat().st_size
    recall, precision = judge(held, found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} articles: built in {built - begun:.1f} s, {size / 1e6:.1f} MB, peak {peak:.0f} MB")
    print(f"opened again: {(opened - built) * 1000:.0f} ms")
    print(f"one article: {(answered - asked) / len(sample) * 1000:.1f} ms; all: {done - answered:.1f} s")
    for way, value in recall.items():
        goal = GOALS.get(way)
        note = "" if goal is None else f"; the goal is {goal}: {'held' if value >= goal else 'NOT held'}"
        print(f"recall {way:<9}{value:.3f}{note}")
    print(f"precision       {precision:.3f} of {len(found)} pairs")


if __name__ == "__main__":
    main(sys.argv[1:])
