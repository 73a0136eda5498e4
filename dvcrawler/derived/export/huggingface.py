"""A folder that `datasets.load_dataset` reads offline: one Parquet file, a data card, and metadata files."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dvcrawler.derived.export.arrow import write_parquet
from dvcrawler.derived.export.columns import DESCRIPTIONS, as_row
from dvcrawler.derived.export.metadata import write_metadata
from dvcrawler.items import Record
from dvcrawler.messages.plurals import counted

#: Caps the months named for one site.
_MOST_GAPS = 24
#: `datasets` keeps what it has read by the names of folder and file: under an unchanged name `load_dataset`
#: returns an earlier export, or that of another folder of the same name.
_FILE = "data/train-00000-of-00001-{digest}.parquet"
#: Of the digest, in the file's name.
_DIGITS = 16
#: Its name until its content is known.
_UNNAMED = "data/unnamed.parquet"
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

{articles} of {sites}, published between {first} and {last}, as dvcrawler stored them: title,
date, author and body of each page, with its address, the time of its capture and the place of the raw page.

## Rights

The texts and pictures belong to the newspapers and bodies that published them. This folder grants no rights
to them; to pass it on, or to train on it, settle that with the publishers. Quote with newspaper,
day and address.

## Fields

Those of a record, schema 2, and the flat columns `author_names`, `author_roles`, `image_urls`,
`document_urls` and `problem_codes`. A value that a page does not state is null;
`problems` gives the reason by field. Days and times are Vietnam's (`published_at` in
the zone Asia/Ho_Chi_Minh); `captured_at` is UTC. `reposts` are the articles of other sites that have text of
this one, and `repost_ids` their ids: leave one of each pair out where the same text twice would do harm.

| column | meaning | null |
|---|---|---|
{fields}

## Articles by site

| site | articles | first | last | undated |
|---|---|---|---|---|
{table}

## Gaps

Months between a site's first and last article of which this folder has none. A missing month may be one in
which nothing was published, that the crawler did not reach, or that the choice of articles left out;
`dvcrawler coverage` lists which pages are known and not held.

| site | months | without an article |
|---|---|---|
{gaps}

## Known problems

| code | articles |
|---|---|
{problems}
"""


class _Totals:
    """Counts records as they pass."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records
        self.sites: Counter[str] = Counter()
        self.undated: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self.days: dict[str, list[str]] = {}
        self.months: dict[str, set[str]] = {}
        self.nulls: Counter[str] = Counter()
        self.newest: str | None = None

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            site, day = record["site"], record["date"]
            self.sites[site] += 1
            self.problems.update({problem["code"] for problem in record["problems"]})
            self.nulls.update(name for name, value in as_row(record).items() if value is None)
            self.newest = max(self.newest or "", record["captured_at"])
            if day is None:
                self.undated[site] += 1
            else:
                first, last = self.days.get(site, [day, day])
                self.days[site] = [min(first, day), max(last, day)]
                self.months.setdefault(site, set()).add(day[:7])
            yield record


def write_folder(records: Iterable[Record], folder: Path) -> int:
    """Writes into `folder`, which exists and is empty. Returns the number of articles."""
    (folder / "data").mkdir()
    totals = _Totals(records)
    count = write_parquet(totals, folder / _UNNAMED)
    file = _name_by_content(folder)
    (folder / "README.md").write_text(_write_card(totals, count, file), "utf-8")
    write_metadata(folder, file, totals.newest)
    return count


def _name_by_content(folder: Path) -> str:
    with (folder / _UNNAMED).open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    file = _FILE.format(digest=digest[:_DIGITS])
    (folder / _UNNAMED).rename(folder / file)
    return file


def _write_card(totals: _Totals, count: int, file: str) -> str:
    days = [day for pair in totals.days.values() for day in pair]
    rows = []
    for site, number in sorted(totals.sites.items()):
        first, last = totals.days.get(site, ["–", "–"])
        rows.append(f"| {site} | {number} | {first} | {last} | {totals.undated[site]} |")
    problems = [f"| {code} | {number} |" for code, number in sorted(totals.problems.items())]
    return _CARD.format(
        size=_choose_size_category(count),
        file=file,
        articles=counted(count, "article"),
        sites=counted(len(totals.sites), "site"),
        first=min(days, default="–"),
        last=max(days, default="–"),
        table="\n".join(rows),
        problems="\n".join(problems) or "| – | 0 |",
        fields="\n".join(_write_field_rows(totals)),
        gaps="\n".join(_write_gap_rows(totals)) or "| – | 0 | – |",
    )


def _write_field_rows(totals: _Totals) -> Iterator[str]:
    for name, text in DESCRIPTIONS.items():
        meaning = text.replace("|", "\\|")
        yield f"| `{name}` | {meaning} | {totals.nulls[name]} |"


def _write_gap_rows(totals: _Totals) -> Iterator[str]:
    for site, months in sorted(totals.months.items()):
        span = list(_list_months(min(months), max(months)))
        missing = [month for month in span if month not in months]
        named = ", ".join(missing[:_MOST_GAPS]) + (", …" if len(missing) > _MOST_GAPS else "")
        yield f"| {site} | {len(span)} | {f'{len(missing)}: {named}' if missing else 'none'} |"


def _list_months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while (text := f"{year:04}-{month:02}") <= last:
        yield text
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _choose_size_category(count: int) -> str:
    for limit, name in ((1000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (10**6, "100K<n<1M")):
        if count < limit:
            return name
    return "1M<n<10M"
