"""Counts the requests made of a shared store after a year of hourly runs, before and after a compaction.

    python -m benchmarks.shared_store --runs 8760

The store is a local folder. The runs before are written as a cluster writes them: a begin.json and a segment
each of captures, articles and run records. A page of a listing, or a thousand objects deleted, counts as one
request, as with S3.
"""

import argparse
import gzip
import os
import resource
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import orjson
from obstore.store import LocalStore

from dvcrawler.cluster.shared_places import SharedPlaces
from dvcrawler.shared.fence import Begin
from dvcrawler.shared.mirror import restore
from dvcrawler.shared.objects import Objects
from dvcrawler.shared.segment import SCHEMA, Header, Position, begin_path, kind_of, object_path, pack

SITE = "baonamdinh"
#: Bytes of a run's captures; each run has a file of its own for them.
_CAPTURES = gzip.compress(os.urandom(20_000))
_LINES = {f"articles/{SITE}/2026-01.jsonl": b" " * 3_999 + b"\n", f"runs/{SITE}.jsonl": b" " * 999 + b"\n"}
_PAGE = 1000


def files_of(run: int) -> dict[str, bytes]:
    """By which bytes of which files a run adds to the store."""
    return {f"warc/{SITE}/{SITE}-{run:06}.warc.gz": _CAPTURES} | _LINES


class Counting(Objects):
    """`requests` by what they are."""

    requests: Counter[str]

    def listing(self, prefix, after=None):
        found = super().listing(prefix, after)
        self.requests["LIST"] += 1 + len(found) // _PAGE
        return found

    def get(self, path):
        self.requests["GET"] += 1
        return super().get(path)

    def get_start(self, path, length):
        self.requests["GET"] += 1
        return super().get_start(path, length)

    def create(self, path, data):
        self.requests["PUT"] += 1
        return super().create(path, data)

    def delete(self, paths):
        self.requests["DELETE"] += -(-len(paths) // _PAGE)
        return super().delete(paths)


def write_runs(store: Objects, runs: int) -> None:
    for epoch in range(1, runs + 1):
        files = files_of(epoch)
        previous = len(files) if epoch > 1 else 0
        values = Begin(epoch, epoch, previous, "owner", f"host:1:{epoch}", "2026-01-01T00:00:00Z")
        fields = {name: getattr(values, name) for name in Begin.__slots__}
        store.create(begin_path(SITE, epoch), orjson.dumps({"schema": SCHEMA} | fields))
        for number, (file, data) in enumerate(files.items(), 1):
            start = (epoch - 1) * len(data) if file in _LINES else 0
            header = Header(file, 1, start, len(data), "", 0, previous)
            path = object_path(SITE, Position(epoch, number), f"{kind_of(file)}.seg")
            store.create(path, pack(header, data))


def measure(store: Counting, what: str, action) -> None:
    store.requests = Counter()
    begun = time.perf_counter()
    action()
    counts = ", ".join(f"{number:,} {name}" for name, number in sorted(store.requests.items()))
    print(f"{what}: {counts}; {time.perf_counter() - begun:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=8760)
    with tempfile.TemporaryDirectory() as top:
        runs = parser.parse_args().runs
        store = Counting(LocalStore(Path(top) / "store", mkdir=True), "file://")
        store.requests = Counter()
        write_runs(store, runs)
        places = SharedPlaces(store, Path(top) / "worker")

        def claim(compact_at: int = 0) -> None:
            token = places.newest_token(SITE) + 1
            place = replace(places, compact_at=compact_at).place(SITE, token)
            place.prepare()
            for file, data in files_of(token).items():
                with (place.folder / file).open("ab") as grown:
                    grown.write(data)
            place.publish()

        def read(folder: str) -> None:
            assert restore(store, SITE, Path(top) / folder).faults == ()

        print_size(store, f"after {runs:,} runs")
        measure(store, "a reader without a copy", lambda: read("mirror"))
        measure(store, "the same again", lambda: read("mirror"))
        measure(store, "a worker without a copy", claim)
        for number in (2, 3):
            measure(store, f"its claim {number}", claim)
        measure(store, "a claim that compacts", lambda: claim(1000))
        print(f"peak memory until here: {peak_memory()} MB")
        measure(store, "the next one, which deletes", claim)
        print_size(store, "compacted")
        for number in (2, 3):
            measure(store, f"claim {number} after it", claim)
        measure(store, "the reader, now", lambda: read("mirror"))
        measure(store, "a reader without a copy, now", lambda: read("fresh"))
        measure(store, "the same again", lambda: read("fresh"))


def print_size(store: Objects, when: str) -> None:
    listed = store.listing("sites")
    print(f"{when}: {len(listed):,} objects, {sum(each.size for each in listed) / 1e6:.1f} MB")


def peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    main()
