"""`dvcrawler extract FILE --url URL`: what would be read from a saved page."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from dvcrawler.cli import DvcrawlerCommand, load_sites
from dvcrawler.errors import UsageError
from dvcrawler.exitcodes import ExitCode
from dvcrawler.normalize.printable import escape_json


class Command(DvcrawlerCommand):
    """Prints the record as JSON; nothing is stored."""

    def syntax(self) -> str:
        return "[options] FILE|- --url URL"

    def short_desc(self) -> str:
        return "Show what would be read from a saved page"

    def long_desc(self) -> str:
        return (
            "Reads a saved page (- for standard input) as the crawl would and prints the record. "
            "Example: dvcrawler extract page.html --url https://baonamdinh.vn/kinh-te/202401/ten-bai-8830dd4/"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", help="the page's own address: it chooses the site and the id")
        parser.add_argument("--layout", help="read with this layout alone")
        parser.add_argument(
            "--generic",
            action="store_true",
            help="leave the site's own layouts out; also for any other site's page",
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        if len(args) != 1 or not opts.url:
            raise UsageError("name one file and its address: dvcrawler extract FILE --url URL")
        import orjson

        from dvcrawler.families.saved_pages import read_saved

        data, captured = _read_file(args[0])
        sites = {name: spider.site for name, spider in load_sites(self.settings).items()}
        record = read_saved(
            data, opts.url, captured, sites, opts.layout, generic=opts.generic, seconds=self.read_seconds
        )
        text = orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        sys.stdout.buffer.write(escape_json(text.decode()).encode())
        return ExitCode.OK

    @property
    def read_seconds(self) -> float:
        """Limit of the processor time that reading the page may take."""
        assert self.settings is not None
        return self.settings.getfloat("DVCRAWLER_READ_SECONDS")


def _read_file(name: str) -> tuple[bytes, datetime]:
    """The bytes, and when they were saved."""
    if name == "-" and sys.stdin is None:
        raise UsageError("standard input is closed; name a file, or pipe a page into it")
    if name == "-":
        return sys.stdin.buffer.read(), datetime.now(UTC).replace(microsecond=0)
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"there is no file {name!r}")
    return path.read_bytes(), datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
