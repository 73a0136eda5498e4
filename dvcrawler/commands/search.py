"""`dvcrawler search WORDS`: finds articles in the store, with or without diacritics."""

import argparse
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import check_range, parse_number
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
from dvcrawler.console import say, say_text, to_json
from dvcrawler.derived.searching.search import Hit, Snippet, count_facets, count_hits, find_hits
from dvcrawler.errors import ExitCode
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.printable import printable
from dvcrawler.messages.tables import LONGEST_TITLE, cut

if TYPE_CHECKING:  # it takes as long to import as a search takes
    from rich.text import Text


_MAX_RESULTS = 10_000
#: As on the pages of `browse`.
_LONGEST_NAME = 120


class Command(DvcrawlerCommand):
    """Text for people, `--json` for programs."""

    usage = '[options] WORD… ["a phrase"] [-not] [site:NAME] [since:DAY] …'
    description = (
        "Finds the articles that hold all words. Quote a phrase, put - before what must not be there, "
        "filter by site: section: author: source: kind: since: until:. Typed without diacritics, "
        '"duong lien xa" also finds "đường liên xã"; typed with them, texts with the same come first. '
        "Exit status 1 if nothing is found. "
        "Example: dvcrawler search 'nong thon moi since:2023 author:\"Hoa Quyên\"'"
    )
    uses_scrapy = False
    queries_indexes = True
    options = (
        Option("--json", "print a JSON object with hits and facets"),
        Option("--count", "print only the number of articles"),
        Option("--newest", "newest first instead of best first"),
        Option("--limit", "number of hits (default: 20)", type=parse_number, default=20, metavar="N"),
        EXCLUSIONS,
    )

    def written_without_option(self) -> dict[str, str]:
        return filters_as_words()

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.searching.index.search_index import open_index
        from dvcrawler.derived.searching.query import parse_query

        check_range("--limit", opts.limit, 1, _MAX_RESULTS)
        query = parse_query(join_words(args, opts))
        with watching() as watch:
            opened = open_index(self.find_store(), watch)
        with opened as index:
            total = count_hits(index, query)
            if opts.count:
                say(str(total))
            elif opts.json:
                hits = find_hits(index, query, newest=opts.newest, limit=opts.limit)
                facets = count_facets(index, query)
                say_text(to_json(_as_json(total, hits, facets)))
            else:
                _print(find_hits(index, query, newest=opts.newest, limit=opts.limit), total)
            tell_misread(index, " ".join(args))
        if not total:
            tell_why(query, " ".join(args), self.data)
        return judge_found(bool(total), tell_left_out(query, self.data))


def _as_json(total: int, hits: list[Hit], facets: dict[str, list[tuple[str, int]]]) -> dict[str, Any]:
    shown = [hit.as_json() for hit in hits]
    return {"total": total, "hits": shown, "facets": {name: dict(counts) for name, counts in facets.items()}}


def _print(hits: list[Hit], total: int) -> None:
    """Prints the hits: on a terminal with bold matches and long lines wrapped, elsewhere as plain lines."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for hit in hits:
        record = hit.record
        names = [_abridge(record["author"]), _abridge(record["section"])]
        parts = [record["date"] or "undated", record["id"], *names]
        about = "  ".join(filter(None, parts))
        if console.is_terminal:
            console.print(Text(printable(about), style="dim"))
            console.print(Padding(_highlight(hit.title), (0, 0, 0, 2)))
            if hit.snippet.text:
                console.print(Padding(_highlight(hit.snippet), (0, 0, 0, 4)))
            console.print()
        else:
            snippet = [f"    {hit.snippet.text}"] if hit.snippet.text else []
            say(about, f"  {cut(hit.title.text, LONGEST_TITLE)}", *snippet, "")
    shown = f"; {len(hits)} shown, --limit for more" if len(hits) < total else ""
    say(f"{counted(total, 'article')}{shown}")


def _abridge(name: str | None) -> str | None:
    """The line of a hit stays short where an article has forty authors."""
    return shorten(name, _LONGEST_NAME, placeholder=" …") if name else None


def _highlight(snippet: Snippet) -> "Text":
    from rich.text import Text

    text = Text(cut(printable(snippet.text), LONGEST_TITLE))
    for start, end in snippet.marks:
        text.stylize("bold", start, end)
    return text
