"""How well pages are read, beside other extractors: body, title, date, author, and time a page.

    python -m benchmarks.extraction FOLDER GOLD

FOLDER holds pages, GOLD is a JSON object: file name -> {title, date, author, sapo, body, not_body, url}, or
such an object as `articles` beside `listings`, which are not measured.
Word F1 (`\\w+`, small letters, bag of words) is taken against the body and against sapo and body, the
better counts; titles are compared after NFC and white space, dates to the day and to the minute,
authors but for case. Peers are left out where they are not installed (dependency group `peers`).
"""

import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dvcrawler.errors import UsageError
from dvcrawler.families.files.known_sites import known_sites
from dvcrawler.families.files.saved_pages import read_saved
from dvcrawler.normalize.dates import read_date

CAPTURED = datetime(2026, 11, 24, tzinfo=UTC)
ROUNDS = 3
#: Pages of the gold file without an address are taken for this one's.
NOWHERE = "https://phuyen.baodaklak.vn/suc-khoe/201403/thieu-mau-d5b69ecb/"


@dataclass(frozen=True)
class Got:
    """What an extractor gives; `date` is ISO or empty."""

    title: str = ""
    date: str = ""
    author: str = ""
    body: str = ""
    summary: str = ""


Extractor = Callable[[bytes, str], Got]


def dvcrawler(*, generic: bool) -> Extractor:
    sites = known_sites()

    def run(data: bytes, url: str) -> Got:
        try:
            record = read_saved(data, url, CAPTURED, sites, None, generic=generic)
        except UsageError:  # no site of ours: read by landmarks, as a crawl of `portal` would
            record = read_saved(data, url, CAPTURED, sites, None, generic=True)
        date = record["published_at"] or record["date"] or ""
        author = record["author"] or ""
        return Got(record["title"], date, author, record["body"], record["summary"] or "")

    return run


def trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    def run(data: bytes, url: str) -> Got:
        found: Any = bare_extraction(data, url=url, with_metadata=True, include_comments=False)
        return (
            Got(found.title or "", found.date or "", found.author or "", found.text or "") if found else Got()
        )

    return run


def newspaper4k() -> Extractor:
    import newspaper

    def run(data: bytes, url: str) -> Got:
        page = newspaper.Article(url, language="vi")
        page.download(input_html=data.decode("utf-8", "replace"))
        page.parse()
        date = page.publish_date.isoformat() if page.publish_date else ""
        return Got(page.title or "", date, ", ".join(page.authors), page.text or "")

    return run


def goose3() -> Extractor:
    from goose3 import Goose

    goose = Goose({"use_meta_language": False, "target_language": "vi"})

    def run(data: bytes, url: str) -> Got:
        page = goose.extract(raw_html=data.decode("utf-8", "replace"))
        return Got(
            page.title or "", page.publish_date or "", ", ".join(page.authors), page.cleaned_text or ""
        )

    return run


def readability() -> Extractor:
    from lxml import html
    from readability import Document

    def run(data: bytes, url: str) -> Got:
        page = Document(data.decode("utf-8", "replace"))
        return Got(title=page.title(), body=html.fromstring(page.summary()).text_content())

    return run


def newsplease() -> Extractor:
    from newsplease import NewsPlease

    def run(data: bytes, url: str) -> Got:
        page = NewsPlease.from_html(data.decode("utf-8", "replace"), url=url)
        date = page.date_publish.isoformat() if page.date_publish else ""
        return Got(page.title or "", date, ", ".join(page.authors or ()), page.maintext or "")

    return run


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    "dvcrawler": lambda: dvcrawler(generic=False),
    "dvcrawler --generic": lambda: dvcrawler(generic=True),
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "goose3": goose3,
    "readability-lxml": readability,
    "news-please": newsplease,
}


def word_scores(got: str, gold: str) -> tuple[float, float, float]:
    """(F1, precision, recall) of the words."""
    ours, theirs = (Counter(re.findall(r"\w+", text.lower())) for text in (got, gold))
    shared = sum((ours & theirs).values())
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / sum(ours.values()), shared / sum(theirs.values())
    return 2 * precision * recall / (precision + recall), precision, recall


def body_scores(got: Got, gold: dict[str, Any]) -> tuple[float, float, float]:
    whole = f"{gold.get('sapo') or ''} {gold['body']}"
    return max(
        word_scores(text, wanted)
        for text in (got.body, f"{got.summary} {got.body}")
        for wanted in (gold["body"], whole)
    )


def tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def moment(text: str) -> str:
    """To the minute, Vietnam time; the day alone where there is no time."""
    read = read_date(text) if text else None
    if read is None or read.day is None:
        return ""
    return f"{read.at:%Y-%m-%dT%H:%M}" if read.at else read.day.isoformat()


def score(got: Got, gold: dict[str, Any]) -> dict[str, float]:
    f1, precision, recall = body_scores(got, gold)
    ours, theirs = moment(got.date), moment(gold["date"] or "")
    return {
        "f1": f1,
        "precision": precision,
        "recall": recall,
        "title": tidy(got.title) == tidy(gold["title"]),
        "day": ours[:10] == theirs[:10],
        "minute": ours == theirs,
        "author": tidy(got.author).lower() == tidy(gold["author"] or "").lower(),
        "leaks": sum(text in got.body for text in gold.get("not_body", ())),
    }


def measure(run: Extractor, folder: Path, gold: dict[str, Any]) -> dict[str, list[float]]:
    """Scores of every page by name; a page that an extractor cannot read scores nothing."""
    columns: dict[str, list[float]] = defaultdict(list)
    for name, wanted in gold.items():
        data, url = (folder / name).read_bytes(), wanted.get("url") or NOWHERE
        least = float("inf")
        got = Got()
        for _ in range(ROUNDS):
            start = time.process_time()
            try:
                got = run(data, url)
            except Exception as error:
                print(f"  {name}: {type(error).__name__}: {str(error)[:100]}", file=sys.stderr)
                break
            least = min(least, time.process_time() - start)
        for column, value in score(got, wanted).items():
            columns[column].append(float(value))
        columns["ms"].append(least * 1000)
    return columns


def read_gold(path: Path) -> dict[str, Any]:
    """The hand-checked values of each article, by file name."""
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    is_divided = "listings" in gold or set(gold) == {"articles"}
    return gold["articles"] if is_divided else gold


def main(arguments: list[str]) -> None:
    if len(arguments) != 2:
        sys.exit(__doc__)
    folder, gold = Path(arguments[0]), read_gold(Path(arguments[1]))
    if missing := [name for name in gold if not (folder / name).is_file()]:
        sys.exit(f"{folder} does not hold {', '.join(missing)}")
    names = ("f1", "precision", "recall", "title", "day", "minute", "author", "leaks", "ms")
    print(f"{len(gold)} pages".ljust(22), *(name.rjust(9) for name in (*names[:1], "least f1", *names[1:])))
    for name, make in EXTRACTORS.items():
        try:
            run = make()
        except ImportError:
            print(f"{name:<22} not installed")
            continue
        columns = measure(run, folder, gold)
        means = {column: sum(values) / len(values) for column, values in columns.items()}
        cells = [means["f1"], min(columns["f1"]), *(means[column] for column in names[1:])]
        print(f"{name:<22}", *(f"{cell:9.3f}" for cell in cells))


if __name__ == "__main__":
    main(sys.argv[1:])
