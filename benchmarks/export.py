"""Processor time, memory and size of each export of a store of generated articles.

    python -m benchmarks.export [ARTICLES]     (20,000)

Writes a store with one captured page an article, builds the search index once (its time is not counted), then
exports everything in each format in a process of its own. 100,000 articles take some minutes and 3 GB of
disk space for temporary files.
"""

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.records import make_record
from benchmarks.rows import Row, make_row, print_rows
from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.items import utc_text
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.writer import WarcWriter

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
    return make_record(
        SITE,
        number,
        title=title,
        date=day,
        published_at=f"{day}T08:00:00+07:00",
        date_raw=day,
        author="Thu Lan",
        authors=[{"name": "Thu Lan", "role": "text", "office": None}],
        byline_raw="Thu Lan",
        summary=title,
        body=body,
        images=[picture],
        section="Kinh tế",
        captured_at=utc_text(NOW),
        capture=capture,
    )


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


def rows(articles: int = 20_000) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        write_store(data, articles)
        open_index(data).__exit__()
        for form in FORMATS:
            took, memory, size = export(data, form, Path(folder) / f"out.{form}")
            what = f"export: {form} of {articles:,} articles"
            yield make_row(what, [articles / took], "a processor second", is_rate=True)
            yield make_row(f"{what}, memory", [memory], "MB")
            yield make_row(f"{what}, size", [size / 1e6], "MB")


if __name__ == "__main__":
    sys.exit(print_rows(rows(*map(int, sys.argv[1:]))))
