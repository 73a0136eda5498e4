"""`dvcrawler report --html FILE`: the store as one page to look at."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.files import write_page
from dvcrawler.cli.option_values import parse_path, parse_text, read_days
from dvcrawler.cli.options import Option
from dvcrawler.cli.portals import load_portals
from dvcrawler.cli.store_notices import tell_unreadable, watching
from dvcrawler.errors import ExitCode, UsageError

if TYPE_CHECKING:  # imported when the command runs
    from dvcrawler.report.figures import Period


class Command(DvcrawlerCommand):
    """Reads the store and the run records; writes one file."""

    usage = "--html FILE [options]"
    description = (
        "Writes a single page that works offline and prints: articles per month by site and section, "
        "authors, sources, who takes text from whom, phrases of a period, gaps, health, growth on disk. "
        "The same store gives the same bytes. Example: dvcrawler report --html report.html --lang en"
    )
    uses_scrapy = False
    queries_indexes = True
    options = (
        Option("--html", "the file to write", type=parse_path, metavar="FILE"),
        Option("--lang", "vi (default) or en", choices=["vi", "en"], default="vi"),
        Option("--since", "first day of the period whose phrases are shown", type=parse_text, metavar="DAY"),
        Option("--until", "its last day (default: the last twelve months)", type=parse_text, metavar="DAY"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.searching.index.search_index import open_index
        from dvcrawler.derived.similarity.similar_index import open_similar
        from dvcrawler.report.gathering import gather
        from dvcrawler.report.page import format_report

        if args:
            raise UsageError(f"report takes no argument {args[0]!r}; name the file with --html")
        if not opts.html:
            raise UsageError("name the file with --html, as in --html report.html")
        self.check_output(Path(opts.html))
        portals = load_portals(self.settings)
        with watching() as watch:
            opened = open_similar(self.find_store(), watch)
        with opened as similar, open_index(self.data) as index:
            runs = self.settings.getint("DVCRAWLER_HEALTH_RUNS")
            figures = gather(index, similar, portals, _read_period(opts), runs)
        self.tell_stored_elsewhere()
        write_page(Path(opts.html), format_report(figures, opts.lang))
        return tell_unreadable(self.data)


def _read_period(opts: argparse.Namespace) -> "Period | None":
    from dvcrawler.report.figures import Period

    since, until = read_days(opts)
    return Period(since or "1900-01-01", until or "9998-12-31") if since or until else None
