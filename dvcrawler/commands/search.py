"""`dvcrawler search WORDS`: finds articles in the store, with or without diacritics."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from dvcrawler.cli.building import watching
from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import check_range, parse_number
from dvcrawler.cli.unreadable import tell_unreadable
from dvcrawler.console import complain, say, say_text, to_json
from dvcrawler.derived.search import Hit, Snippet, count_facets, count_hits, find_hits
from dvcrawler.exitcodes import ExitCode, worst
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.printable import printable
from dvcrawler.messages.suggestions import suggest, suggest_or_list
from dvcrawler.storage.nearby import stored_elsewhere

if TYPE_CHECKING:  # it takes as long to import as a search takes
    from rich.text import Text

    from dvcrawler.derived.query import Query
    from dvcrawler.derived.unheld import Unheld

#: Nothing was found, as with grep. The number is also that of an internal error, which prints a line.
NOTHING_FOUND = ExitCode.INTERNAL
_MAX_RESULTS = 10_000
#: As on the pages of `browse`.
_LONGEST_NAME = 120


class Command(DvcrawlerCommand):
    """Text for people, `--json` for programs."""

    usage = '[options] WORD… ["a phrase"] [-not] [site: section: author: source: since: until:]'
    summary = "Search the stored articles, with or without diacritics"
    description = (
        "Finds the articles that hold all words. Quote a phrase, put - before what must not be there, "
        "filter by site: section: author: source: kind: since: until:. Typed without diacritics, "
        '"duong lien xa" also finds "đường liên xã"; typed with them, texts with the same come first. '
        "Exit status 1 if nothing is found. "
        "Example: dvcrawler search 'nong thon moi since:2023 author:\"Hoa Quyên\"'"
    )
    uses_scrapy = False
    queries_indexes = True

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print a JSON object with hits and facets")
        parser.add_argument("--count", action="store_true", help="print only the number of articles")
        parser.add_argument("--newest", action="store_true", help="newest first instead of best first")
        parser.add_argument(
            "--limit", type=parse_number, default=20, metavar="N", help="number of hits (default: 20)"
        )
        take_exclusions(parser)

    def written_without_option(self) -> dict[str, str]:
        return filters_as_words()

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.query import parse_query
        from dvcrawler.derived.search_index import open_index

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
        if not total:
            tell_why(query, " ".join(args), self.data)
        return worst([ExitCode.OK if total else NOTHING_FOUND, tell_left_out(query, self.data)])


def filters_as_words() -> dict[str, str]:
    """How to write the filters, which are not options."""
    from dvcrawler.derived.query import DAYS, FILTERS

    return {name: f"{name}:VALUE among the words" for name in (*FILTERS, *DAYS)}


def tell_why(query: "Query", typed: str, data: Path) -> None:
    """Names the filters of a search without results that are mistyped."""
    from dvcrawler.derived.query import DAYS, FILTERS, Query, find_filter_names, find_operators
    from dvcrawler.derived.search_index import open_index
    from dvcrawler.derived.unheld import find_unheld
    from dvcrawler.reading.places import held_sites

    site, held = query.filters.get("site"), held_sites(data, None)
    with open_index(data) as index:
        elsewhere = stored_elsewhere(data)
        if elsewhere is not None and not count_hits(index, Query()):
            complain(str(elsewhere))
            return
        if site is not None and site not in held:
            complain(f"nothing is stored of a site {site!r}{suggest(site, held)}")
        for unheld in find_unheld(index, query):
            complain(f"no article has the {unheld.name} {unheld.value!r}{_list_held(unheld, site)}")
    for word in find_operators(typed):
        complain(f"{word} is not an operator: all words must be there, as whole words; -WORD excludes one")
    for name in find_filter_names(typed):
        complain(f"{name}: is not a filter{suggest_or_list(name, (*FILTERS, *DAYS))}")


def tell_left_out(query: "Query", data: Path) -> ExitCode:
    """Says that the sites of the search have lines that cannot be read, which makes the result PARTIAL."""
    site = query.filters.get("site")
    return tell_unreadable(data, None if site is None else [site])


def _list_held(unheld: "Unheld", site: str | None) -> str:
    where = f" in {site}" if site is not None else ""
    if unheld.near:
        return f"{where}; did you mean {', '.join(unheld.near)}?"
    return f"{where}; there are: {', '.join([*unheld.frequent, *(['…'] if unheld.has_more else [])])}"


def join_words(args: Sequence[str], opts: argparse.Namespace) -> str:
    """The words of a command as one search, with those that `--not` excludes."""
    return " ".join([*args, *(f'-"{word}"' for word in opts.excluded)])


def take_exclusions(parser: argparse.ArgumentParser) -> None:
    """Makes `-hội` a word to exclude: argparse would read it as `-h`, just as it reads `-stv` as `-s tv`.

    A whole search in quotes, `'-hội chợ'`, gets a space in front, so that it is not read as an option.
    """
    parser.add_argument(
        "--not",
        dest="excluded",
        action="append",
        default=[],
        metavar="WORD",
        help="without this word, as -WORD",
    )
    parse = parser.parse_known_args
    known = {name for action in parser._actions for name in action.option_strings}

    def parse_known_args(args: list[str], namespace: Any = None) -> tuple[argparse.Namespace, list[str]]:
        end = args.index("--") if "--" in args else len(args)
        words = [_exclude(word) if _is_exclusion(word, known) else word for word in args[:end]]
        return parse(words + args[end:], namespace)

    parser.parse_known_args = parse_known_args  # type: ignore[assignment]


def _exclude(word: str) -> str:
    return f" {word}" if " " in word else f"--not={word[1:]}"


def _is_exclusion(word: str, known: set[str]) -> bool:
    return len(word) > 1 and word[0] == "-" and word[1] != "-" and word not in known


def _as_json(total: int, hits: list[Hit], facets: dict[str, list[tuple[str, int]]]) -> dict[str, Any]:
    shown = [
        {**hit.record, "snippet": hit.snippet.text, "matches": [list(span) for span in hit.snippet.marks]}
        for hit in hits
    ]
    return {"total": total, "hits": shown, "facets": {name: dict(counts) for name, counts in facets.items()}}


def _print(hits: list[Hit], total: int) -> None:
    """On a terminal the matches are bold and long lines wrap; elsewhere each part is one plain line."""
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
            say(about, f"  {hit.title.text}", *snippet, "")
    shown = f"; {len(hits)} shown, --limit for more" if len(hits) < total else ""
    say(f"{counted(total, 'article')}{shown}")


def _abridge(name: str | None) -> str | None:
    """The line of a hit stays short where an article has forty authors."""
    return shorten(name, _LONGEST_NAME, placeholder=" …") if name else None


def _highlight(snippet: Snippet) -> "Text":
    from rich.text import Text

    text = Text(printable(snippet.text))
    for start, end in snippet.marks:
        text.stylize("bold", start, end)
    return text
