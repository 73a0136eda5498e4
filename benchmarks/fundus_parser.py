"""Processor time of fundus' hand-made parser of VnExpress, as a multiple of parsing the page.

    make bench-peers, or: python benchmarks/fundus_parser.py [PAGE …]

Runs in an environment of its own, as fundus needs an older lxml than dvcrawler: nothing of dvcrawler is
imported. PAGE is a saved page of VnExpress; by default those of the corpus, where it is there. The two take
turns; printed are the median and the quartiles of the rounds, and which fields were found, since a parser
that finds nothing is fast.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from fundus.publishers import PublisherCollection
from lxml import html

ROUNDS, READINGS = 9, 5
CORPUS = Path(__file__).parents[1] / "../shared/corpus/html"
FIELDS = ("title", "authors", "publishing_date", "body", "topics", "images")


def main(names: list[str]) -> int:
    pages = [*map(Path, names)] or sorted(CORPUS.glob("vnexpress-*.html"))
    if not pages:
        print("there is no saved page of VnExpress")
    for page in pages:
        print(describe(page.name, page.read_bytes().decode("utf-8", "replace")))
    return 0


def describe(name: str, text: str) -> str:
    found = _read(text)
    fields = ", ".join(field for field in FIELDS if found.get(field) and str(found[field]).strip())
    ratios = [_seconds(_read, text) / _seconds(html.document_fromstring, text) for _ in range(ROUNDS)]
    low, median, high = quantiles(ratios, n=4, method="inclusive")
    return f"{name}: {median:.2f} x parse ({low:.2f}–{high:.2f}); found: {fields or 'nothing'}"


def _read(text: str) -> dict[str, object]:
    """What `Article` is made of; a field whose rule fails is left out."""
    parser = PublisherCollection.vn.VnExpress.parser()
    return {name: value for name, value in parser.parse(text, "suppress").items() if value is not None}


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    for _ in range(READINGS):
        work(text)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
