"""`dvcrawler export --to FILE|FOLDER`: the store in the forms that others read."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import parse_path
from dvcrawler.cli.options import EXCLUSIONS, Option
from dvcrawler.cli.query_words import (
    filters_as_words,
    join_words,
    judge_found,
    tell_left_out,
    tell_misread,
    tell_why,
)
from dvcrawler.cli.store_notices import watching
from dvcrawler.console import complain, say, wrap
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.items import Record
from dvcrawler.messages.plurals import counted
from dvcrawler.shared.opening import SharedUse

if TYPE_CHECKING:
    from dvcrawler.derived.searching.query import Query

FORMATS = ("jsonl", "csv", "xlsx", "sqlite", "parquet", "hf", "wacz")
_ENDINGS = {
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".parquet": "parquet",
    ".wacz": "wacz",
}
#: The schema of JSON Lines has no other keys, and WACZ only holds pages.
_WITHOUT_REPOSTS = ("jsonl", "wacz")
_GUARD = "; cells that begin with = + - @ get an apostrophe in front"
#: Notes for readers of an export.
_NOTES = {
    "csv": _GUARD,
    "xlsx": f"{_GUARD}; text too long for a cell is cut, and its field named in the column cut",
    "wacz": "; articles whose page is not in the archive are left out",
}


class Command(DvcrawlerCommand):
    """Exports everything or the hits of a search; the newest revision of each article, or all."""

    usage = "--to FILE|FOLDER [options] [WORD…]"
    description = (
        "Writes the newest revision of each article, sorted by id; words and filters as in search choose "
        "some. The same store gives the same bytes, and an interrupted or empty export leaves the last "
        "good one. Exit status 1 if nothing is found. "
        "Example: dvcrawler export --to news.parquet site:baonamdinh since:2023"
    )
    uses_scrapy = False
    queries_indexes = True
    shared_use = SharedUse.CAPTURES
    options = (
        Option("--to", "output file; its ending names the format", type=parse_path, metavar="FILE|FOLDER"),
        Option("--format", "default: by the ending; hf writes a folder", choices=FORMATS),
        Option("--no-reposts", "do not look for reposts"),
        EXCLUSIONS,
        Option("--all-revisions", "write every stored revision, not only the newest"),
    )

    def written_without_option(self) -> dict[str, str]:
        return filters_as_words()

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.searching.query import Query, parse_query

        if not opts.to:
            raise UsageError("name a target with --to, as in --to news.parquet")
        target = Path(opts.to)
        form = opts.format or _ENDINGS.get(target.suffix.lower())
        if form is None:
            raise UsageError(
                f"--to {opts.to}: the ending names no format; there are {', '.join(_ENDINGS)}, "
                "or for a folder --format hf"
            )
        self.check_output(target)
        words = join_words(args, opts)
        query = parse_query(words) if words else Query()
        found, count = self._export(words, query, opts, target, form)
        if not count:
            complain(f"no article was found{_tell_kept(target, form, found)}")
            tell_why(query, words, self.data)
            return judge_found(False, tell_left_out(query, self.data))
        what = counted(count, "revision" if opts.all_revisions else "article")
        say(*wrap(f"{target}: {what} written{_NOTES.get(form, '')}"))
        return tell_left_out(query, self.data)

    def _export(
        self, words: str, query: "Query", opts: argparse.Namespace, target: Path, form: str
    ) -> tuple[int, int]:
        """The number of lines found, and of those written."""
        from dvcrawler.derived.export.selection import select

        with ExitStack() as opened:
            with watching() as watch:
                selection = select(self.find_store(), query, watch, all_revisions=opts.all_revisions)
            records: Iterable[Record] = opened.enter_context(selection)
            if form not in _WITHOUT_REPOSTS and not opts.no_reposts:
                records = self._add_reposts(records, opened)
            count = _write(form, _show_progress(records, selection.count), target, self.data)
            tell_misread(selection.index, words)
            return selection.count, count

    def _add_reposts(self, records: Iterable[Record], opened: ExitStack) -> Iterable[Record]:
        from dvcrawler.cli.portals import load_outlets
        from dvcrawler.derived.export.columns import add_reposts
        from dvcrawler.derived.similarity.similar_index import open_similar

        with watching() as watch:
            similar = opened.enter_context(open_similar(self.data, watch))
        return add_reposts(records, similar, load_outlets(self.settings))


def _tell_kept(target: Path, form: str, found: int) -> str:
    why = " whose page is in the archive" if form == "wacz" and found else ""
    kept = "what was there before is kept" if target.exists() else "nothing is written"
    return f"{why}; {kept}"


def _write(form: str, records: Iterable[Record], target: Path, data: Path) -> int:
    from dvcrawler.derived.export import arrow, database, huggingface, texts, wacz, xlsx
    from dvcrawler.derived.export.target import write_file, write_folder

    if form == "hf":
        arrow.load_pyarrow()
        return write_folder(records, target, huggingface.write_folder)
    if form == "parquet":
        arrow.load_pyarrow()
    if form == "xlsx":
        xlsx.load_xlsxwriter()
    writers: dict[str, Callable[[Iterable[Record], Path], int]] = {
        "jsonl": texts.write_jsonl,
        "csv": texts.write_csv,
        "sqlite": database.write_sqlite,
        "parquet": arrow.write_parquet,
        "xlsx": xlsx.write_xlsx,
        "wacz": partial(wacz.write_wacz, data=data),
    }
    return write_file(records, target, writers[form])


def _show_progress(records: Iterable[Record], total: int) -> Iterator[Record]:
    if not sys.stderr.isatty():
        yield from records
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(records, "Exporting", total=total, console=Console(stderr=True), transient=True)
