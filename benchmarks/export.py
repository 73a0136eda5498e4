"""Processor time, memory and size of each export of a store of generated articles.

    python benchmarks/export.py [ARTICLES]

Writes a store with one captured page an article, builds the search index once (its time is not counted), then
exports everything in each format in a process of its own. The default is 100,000 articles, which takes some
minutes and 3 GB of disk space for temporary files.
"""

import random
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dvcrawler.derived.search_index import open_index
from dvcrawler.items import SCHEMA, utc_text
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.writer import Exchange, WarcWriter

SITE = "bench"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FORMATS = ("jsonl", "csv", "xlsx", "sqlite", "parquet", "hf", "wacz")
WORDS = (
    "nông thôn mới đường liên xã hội nghị tỉnh ủy huyện Nam Định sản xuất vụ xuân học sinh trường kỳ họp "
    "nhân dân cán bộ đảng viên phát triển kinh tế xây dựng văn hóa công tác chuyển đổi số"
).split()


def write_store(data: Path, articles: int) -> None:
    """Articles of some 1,500 characters over ten years, as a crawl stores them."""
    rng = random.Random(1)
    writer = WarcWriter(data, SITE, NOW, (("software", "benchmark"),))
    with Store(data, SITE) as store:
        for number in range(articles):
            body = "\n\n".join(" ".join(rng.choices(WORDS, k=60)) for _ in range(5))
            title = " ".join(rng.choices(WORDS, k=10))
            url = f"https://bench.example/{number}"
            page = f"<h1>{title}</h1><p>{body}</p>".encode()
            headers = ((b"Content-Type", b"text/html; charset=utf-8"),)
            capture = writer.write(Exchange(url, NOW, "GET", (), 200, "OK", headers, page))
            day = (NOW - timedelta(days=number % 3650)).date().isoformat()
            store.append(_record(number, title, body, url, day, capture.name))
    writer.close()
    CaptureIndex(data, SITE).close()


def _record(number: int, title: str, body: str, url: str, day: str, capture: str) -> dict[str, object]:
    picture = {"url": f"{url}.jpg", "caption": title, "credit": None, "capture": None}
    return {
        "schema": SCHEMA, "id": f"{SITE}:{number}", "revision": 1, "site": SITE, "url": url, "title": title,
        "kicker": None, "date": day, "published_at": f"{day}T08:00:00+07:00", "date_raw": day,
        "author": "Thu Lan", "authors": [{"name": "Thu Lan", "role": "text", "office": None}],
        "byline_raw": "Thu Lan", "source": None, "summary": title, "body": body, "images": [picture],
        "documents": [], "section": "Kinh tế", "tags": [], "modified_at": None, "language": "vi",
        "kind": "article", "via": "live", "fetched_from": url, "captured_at": utc_text(NOW),
        "capture": capture, "layout": "generic", "problems": [], "content_hash": f"{number:032x}",
        "extractor": "dvcrawler 0",
    }  # fmt: skip


def export(data: Path, form: str, target: Path) -> tuple[float, int, int]:
    """(seconds of processor time, megabytes of memory, bytes written)"""
    command = ["-m", "dvcrawler", "export", "--format", form, "--to", str(target), "--data", str(data)]
    measured = (
        "import resource, subprocess, sys; done = subprocess.run([sys.executable, *sys.argv[1:]], "
        "stdout=subprocess.DEVNULL); used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss); sys.exit(done.returncode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measured, *command], stdout=subprocess.PIPE, text=True, check=True
    )
    took, memory = map(float, done.stdout.split())
    files = [target] if target.is_file() else [each for each in target.rglob("*") if each.is_file()]
    return took, int(memory) // 1024, sum(each.stat().st_size for each in files)


def main(arguments: list[str]) -> None:
    articles = int(arguments[0]) if arguments else 100_000
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        write_store(data, articles)
        with open_index(data):
            pass
        print(f"{articles:,} articles; this process used {_memory()} MB")
        print(f"{'format':<9}{'seconds':>9}{'articles/s':>12}{'memory MB':>11}{'size MB':>9}")
        for form in FORMATS:
            took, memory, size = export(data, form, Path(folder) / f"out.{form}")
            print(f"{form:<9}{took:>9.1f}{articles / took:>12,.0f}{memory:>11}{size / 1e6:>9.1f}", flush=True)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(sys.argv[1:])
