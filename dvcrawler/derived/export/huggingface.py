"""A folder that `datasets.load_dataset` reads offline: one Parquet file and a data card."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dvcrawler.derived.export.arrow import write_parquet
from dvcrawler.items import Record

_FILE = "data/train-00000-of-00001.parquet"
_CARD = """\
---
language:
- vi
license: other
license_name: all-rights-reserved-by-the-publishers
pretty_name: Vietnamese provincial news (dvcrawler export)
task_categories:
- text-generation
- text-classification
size_categories:
- {size}
configs:
- config_name: default
  data_files:
  - split: train
    path: {file}
---

# Vietnamese provincial news

{count} articles of {sites} sites, published between {first} and {last}, as dvcrawler stored them: title,
date, author and body of each page, with its address, the time of its capture and the place of the raw page.

## Rights

The texts and pictures belong to the newspapers and bodies that published them. This folder grants no rights
to them; whoever passes it on, or trains on it, must settle that with the publishers. Quote with newspaper,
day and address.

## Fields

Those of a record, schema 2, and the flat columns `author_names`, `author_roles`, `image_urls`,
`document_urls` and `problem_codes`. A value that a page does not state is null;
`problems` gives the reason by field. Days and times are Vietnam's (`published_at` in
the zone Asia/Ho_Chi_Minh); `captured_at` is UTC. `reposts` are the articles of other sites that have text of
this one, and `repost_ids` their ids: leave one of each pair out where the same text twice would do harm.

## Articles by site

| site | articles | first | last | undated |
|---|---|---|---|---|
{table}

## Known problems

| code | articles |
|---|---|
{problems}
"""


class _Counted:
    """Counts records as they pass."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.sites: Counter[str] = Counter()
        self.undated: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self.days: dict[str, list[str]] = {}

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            site, day = record["site"], record["date"]
            self.sites[site] += 1
            self.problems.update({problem["code"] for problem in record["problems"]})
            if day is None:
                self.undated[site] += 1
            else:
                first, last = self.days.get(site, [day, day])
                self.days[site] = [min(first, day), max(last, day)]
            yield record


def write_folder(records: Iterable[Record], folder: Path) -> int:
    """Writes into `folder`, which is there and empty. The number of articles."""
    (folder / "data").mkdir()
    counted = _Counted(records)
    count = write_parquet(counted, folder / _FILE)
    (folder / "README.md").write_text(_card(counted, count), "utf-8")
    return count


def _card(counted: _Counted, count: int) -> str:
    days = [day for pair in counted.days.values() for day in pair]
    rows = []
    for site, number in sorted(counted.sites.items()):
        first, last = counted.days.get(site, ["–", "–"])
        rows.append(f"| {site} | {number} | {first} | {last} | {counted.undated[site]} |")
    problems = [f"| {code} | {number} |" for code, number in sorted(counted.problems.items())]
    return _CARD.format(
        size=_size(count), file=_FILE, count=count, sites=len(counted.sites), first=min(days, default="–"),
        last=max(days, default="–"), table="\n".join(rows), problems="\n".join(problems) or "| – | 0 |",
    )  # fmt: skip


def _size(count: int) -> str:
    for limit, name in ((1000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (10**6, "100K<n<1M")):
        if count < limit:
            return name
    return "1M<n<10M"
