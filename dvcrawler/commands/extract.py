"""`dvcrawler extract FILE --url URL`: what would be read from a saved page."""

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dvcrawler.cli import DvcrawlerCommand, load_sites
from dvcrawler.errors import DvcrawlerError, UsageError
from dvcrawler.exitcodes import ExitCode
from dvcrawler.items import Record
from dvcrawler.normalize.printable import escape_json


class UnreadError(DvcrawlerError):
    """The page cannot be read, or must not be stored."""

    code = ExitCode.PARTIAL


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

        data, captured = _read_file(args[0])
        sites = load_sites(self.settings)
        record = read_saved(data, opts.url, captured, sites, opts.layout, generic=opts.generic,
                            seconds=self.read_seconds)  # fmt: skip
        text = orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        sys.stdout.buffer.write(escape_json(text.decode()).encode())
        return ExitCode.OK

    @property
    def read_seconds(self) -> float:
        """Of processor time, after which the page is given up."""
        assert self.settings is not None
        return self.settings.getfloat("DVCRAWLER_READ_SECONDS")


def _read_file(name: str) -> tuple[bytes, datetime]:
    """The bytes, and when they were saved."""
    if name == "-" and sys.stdin is None:
        raise UsageError("standard input is closed; name a file, or lead a page into it")
    if name == "-":
        return sys.stdin.buffer.read(), datetime.now(UTC).replace(microsecond=0)
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"there is no file {name!r}")
    return path.read_bytes(), datetime.fromtimestamp(int(path.stat().st_mtime), UTC)


def read_saved(
    data: bytes,
    url: str,
    captured: datetime,
    sites: dict[str, Any],
    layout: str | None,
    *,
    generic: bool = False,
    seconds: float = 10.0,
) -> Record:
    """The record of a saved page. Raises UnreadError with the reason where there is none.

    `generic` leaves the site's own layouts out, and takes the page of a site that no file describes.
    """
    from dvcrawler import __version__
    from dvcrawler.extract.page import NotAPageError, Page
    from dvcrawler.extract.record import Unread, read_article
    from dvcrawler.extract.watchdog import limit_reading
    from dvcrawler.items import Provenance, to_record
    from dvcrawler.normalize.article import find_fault, fingerprint, normalize_draft

    site, address = _owner(url, sites, layout, generic=generic)
    try:
        with limit_reading(seconds):
            read = read_article(Page(data, address.url), site, address, Provenance("live", url, captured))
            if isinstance(read, Unread):
                raise UnreadError(f"{url}: {read.reason}")
            article = fingerprint(normalize_draft(read, f"dvcrawler {__version__}"))
    except NotAPageError as error:
        raise UnreadError(f"{url}: {error}") from error
    fault = find_fault(article)
    if fault:
        raise UnreadError(f"{url}: {fault}")
    return to_record(article)


def _owner(url: str, sites: dict[str, Any], layout: str | None, *, generic: bool) -> tuple[Any, Any]:
    from dvcrawler.families.any_site import any_address, unknown_site
    from dvcrawler.normalize.urls import read_address

    for spider in sites.values():
        site = spider.site
        address = read_address(url, site.addresses, site.hosts)
        if address is not None:
            if generic:
                return replace(site, layouts=()), address
            return (_with_layout(site, layout) if layout else site), address
    address = any_address(url) if generic else None
    if address is None:
        hint = "is no http address" if generic else "is not an article address of any site"
        raise UsageError(f"{url} {hint}; `dvcrawler sites` lists them, --generic reads any site's page")
    return unknown_site(url), address


def _with_layout(site: Any, name: str) -> Any:
    chosen = tuple(layout for layout in site.layouts if layout.name == name)
    if not chosen:
        names = ", ".join(layout.name for layout in site.layouts)
        raise UsageError(f"{site.name} has no layout {name!r}; there are: {names}")
    return replace(site, layouts=chosen)
