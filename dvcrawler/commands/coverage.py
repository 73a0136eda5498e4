"""`dvcrawler coverage [SITE…]`: articles stored by month and section, and known gaps with their reasons."""

import argparse
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import parse_path
from dvcrawler.cli.options import Option
from dvcrawler.cli.store_notices import tell_unreadable
from dvcrawler.console import find_width, say, say_text, to_json, wrap
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.site_lists import check_sites, describe_stored_sites
from dvcrawler.storage.nearby import nothing_stored

if TYPE_CHECKING:  # imported when the command runs
    from dvcrawler.coverage.count import Coverage
    from dvcrawler.derived.lines.line_index import LineIndex
    from dvcrawler.extract.site import Site


class Command(DvcrawlerCommand):
    """Prints a table with bars, or JSON, or writes an HTML page."""

    usage = "[options] [SITE…]"
    description = (
        "Counts the articles held by month and section, and names what is known to exist and is not "
        "held, with the reason. Example: dvcrawler coverage baonamdinh --html coverage.html"
    )
    uses_scrapy = False
    queries_indexes = True
    options = (
        Option("--json", "print one JSON array"),
        Option("--html", "write a single HTML page that works offline", type=parse_path, metavar="FILE"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.unreadable import find_unreadable
        from dvcrawler.reading.places import check_readable
        from dvcrawler.storage.readable import readable_files

        self._check_options(opts)
        self.find_store()
        sites = describe_stored_sites(self.settings)
        held = [name for name in sites if readable_files(self.data, name)]
        names = check_sites(args, sites) or held
        if not held:
            check_readable(self.data, None)
            raise nothing_stored(self.data)
        found = self._count({name: sites[name] for name in names})
        if opts.html:
            unreadable = sum(find_unreadable(self.data, names).values())
            _write(Path(opts.html), found, {name: sites[name].title for name in names}, unreadable)
        else:
            _print(found, as_json=opts.json)
        return tell_unreadable(self.data, names if args else None)

    def _check_options(self, opts: argparse.Namespace) -> None:
        if opts.html and opts.json:
            raise UsageError("--html writes no JSON; give one of --html and --json")
        if opts.html:
            self.check_output(Path(opts.html))

    def _count(self, sites: Mapping[str, "Site"]) -> "list[Coverage]":
        from dvcrawler.coverage.count import Coverage, Portal, find_gaps
        from dvcrawler.derived.lines.line_index import open_line_index
        from dvcrawler.storage.media.captures import count_media

        found = []
        with open_line_index(self.data) or nullcontext() as index:
            for name, site in sites.items():
                coverage = Coverage(name)
                _count_articles(self.data, coverage, index)
                coverage.gaps = find_gaps(self.data, name, Portal(site.title, site.addresses, site.hosts))
                coverage.media = count_media(self.data, name)
                found.append(coverage)
        return found


def _count_articles(data: Path, coverage: "Coverage", index: "LineIndex | None") -> None:
    """Counts by the index, or by reading every article if the index cannot be used."""
    from dvcrawler.coverage.count import add_numbers, count_articles
    from dvcrawler.reading import latest

    if index is None:
        count_articles(coverage, latest(data, coverage.site))
    else:
        numbers = index.numbers(coverage.site)
        add_numbers(coverage, numbers.days, numbers.months)


def _print(found: "list[Coverage]", *, as_json: bool) -> None:
    from dvcrawler.coverage.count import as_json as convert
    from dvcrawler.coverage.table import format_coverage

    if as_json:
        say_text(to_json([convert(each) for each in found]))
    else:
        width = find_width()
        say(*wrap(*(line for each in found for line in format_coverage(each, width).split("\n"))))


def _write(path: Path, found: "list[Coverage]", titles: dict[str, str], unreadable: int) -> None:
    from dvcrawler.cli.files import write_page
    from dvcrawler.coverage.page import format_page

    write_page(path, format_page(found, "Counted by dvcrawler.", titles, unreadable))
