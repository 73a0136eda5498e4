"""Counts the requests that a claim makes of a shared store after a year of hourly runs, in a local folder.

    python -m benchmarks.shared_store --runs 8760

The runs before are written as a cluster writes them: a begin.json and a segment each of captures, articles
and run records. A page of a listing, of 1,000 objects, counts as one request, as with S3.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

import orjson
from obstore.store import LocalStore

from dvcrawler.cluster.shared_places import SharedPlaces
from dvcrawler.shared.fence import Begin
from dvcrawler.shared.mirror import restore
from dvcrawler.shared.objects import Objects
from dvcrawler.shared.segment import SCHEMA, Header, Position, begin_path, kind_of, pack, segment_path

SITE = "baonamdinh"
FILES = {
    f"warc/{SITE}/{SITE}-1.warc.gz": bytes(20_000), f"articles/{SITE}/2026-01.jsonl": b" " * 3_999 + b"\n",
    f"runs/{SITE}.jsonl": b" " * 999 + b"\n",
}  # fmt: skip
_PAGE = 1000


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


def write_runs(store: Objects, runs: int) -> None:
    for epoch in range(1, runs + 1):
        previous = len(FILES) if epoch > 1 else 0
        values = Begin(epoch, epoch, previous, "owner", f"host:1:{epoch}", "2026-01-01T00:00:00Z")
        fields = {name: getattr(values, name) for name in Begin.__slots__}
        store.create(begin_path(SITE, epoch), orjson.dumps({"schema": SCHEMA} | fields))
        for number, (file, data) in enumerate(FILES.items(), 1):
            header = Header(file, 1, (epoch - 1) * len(data), len(data), "", 0, previous)
            store.create(segment_path(SITE, Position(epoch, number), kind_of(file)), pack(header, data))


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

        def claim() -> None:
            place = places.place(SITE, places.newest_token(SITE) + 1)
            place.prepare()
            for file, data in FILES.items():
                with (place.folder / file).open("ab") as grown:
                    grown.write(data if file.endswith("l") else b"")
            place.publish()

        print(f"{runs:,} runs: {len(store.listing('sites')):,} objects")
        measure(store, "a reader without a copy", lambda: restore(store, SITE, Path(top) / "mirror"))
        measure(store, "the same again", lambda: restore(store, SITE, Path(top) / "mirror"))
        measure(store, "a worker without a copy", claim)
        for number in (2, 3):
            measure(store, f"its claim {number}", claim)


if __name__ == "__main__":
    main()
