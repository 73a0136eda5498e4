"""`dvcrawler extract FILE --url URL`, `dvcrawler extract URL`: what would be read from a page."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.files import read_page_file, read_page_input
from dvcrawler.cli.option_values import parse_text
from dvcrawler.cli.options import Option
from dvcrawler.cli.typed_text import read_fetched_address, read_typed
from dvcrawler.console import printing
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.messages.printable import escape_json
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import load_readable_sites

if TYPE_CHECKING:  # Scrapy loads every command module at start
    from dvcrawler.extract.site import Site


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to read. `content_type`: the header it came with; `is_generic`: without a site's own layouts."""

    data: bytes
    captured: datetime
    url: str
    content_type: str | None = None
    is_generic: bool = False


class Command(DvcrawlerCommand):
    """Prints the record as JSON; nothing is stored."""

    usage = "[options] URL | FILE --url URL | - --url URL"
    description = (
        "Reads a saved page (- for standard input), or the one at the address, as the crawl would and "
        "prints the record. "
        "Example: dvcrawler extract page.html --url https://baonamdinh.vn/kinh-te/202401/ten-bai-8830dd4/"
    )
    shared_use = SharedUse.NOTHING
    takes_files = True
    options = (
        Option("--url", "the page's own address: it chooses the site and the id", type=read_typed),
        Option("--layout", "read with this layout alone", type=parse_text),
        Option("--generic", "leave the site's own layouts out"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        import orjson

        from dvcrawler.families.files.saved_pages import read_saved

        if opts.generic and opts.layout:
            raise UsageError("--generic leaves the layouts out; give one of --generic and --layout")
        sites = load_readable_sites(self.settings)
        page = self._find_page(args, opts, sites)
        record = read_saved(
            page.data,
            page.url,
            page.captured,
            sites,
            opts.layout,
            generic=page.is_generic,
            seconds=self.read_seconds,
            content_type=page.content_type,
        )
        text = orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        with printing():
            sys.stdout.buffer.write(escape_json(text.decode()).encode())
        return ExitCode.OK

    def _find_page(self, args: list[str], opts: argparse.Namespace, sites: "Mapping[str, Site]") -> _Page:
        if len(args) == 1 and opts.url is None and "://" in args[0]:
            url = read_fetched_address(args[0])
            return self._fetch(url, sites, is_generic=opts.generic or _is_unknown(url, sites))
        if len(args) != 1 or not opts.url:
            raise UsageError(
                "name one file and its address, dvcrawler extract FILE --url URL, or a page on the web, "
                "dvcrawler extract https://…"
            )
        if "://" in args[0]:
            raise UsageError(f"{args[0][:200]} is an address, and so is --url; give one of them")
        data, captured = _read_file(args[0])
        is_generic = opts.generic or (not opts.layout and _is_unknown(opts.url, sites))
        return _Page(data, captured, opts.url, is_generic=is_generic)

    def _fetch(self, url: str, sites: "Mapping[str, Site]", *, is_generic: bool) -> _Page:
        from dvcrawler.families.files.saved_pages import UnreadError, choose_site
        from dvcrawler.fetching import fetch
        from dvcrawler.setting_checks import check_settings

        site, _ = choose_site(url, sites, None, generic=is_generic)
        check_settings(self.settings)
        page = fetch(self.settings, url, site)
        try:
            choose_site(page.url, sites, None, generic=is_generic)
        except UsageError as error:
            raise UnreadError(
                f"{url}: redirected to {page.url}, which is not an article's address"
            ) from error
        captured = datetime.now(UTC).replace(microsecond=0)
        return _Page(page.body, captured, page.url, page.content_type, is_generic)

    @property
    def read_seconds(self) -> float:
        """Caps the processor time for reading the page."""
        return self.settings.getfloat("DVCRAWLER_READ_SECONDS")


def _is_unknown(url: str, sites: "Mapping[str, Site]") -> bool:
    """Whether no site has its host: the page is read by landmarks."""
    return not any(is_own_host(url, site.hosts) for site in sites.values())


def _read_file(name: str) -> tuple[bytes, datetime]:
    """The bytes, and when they were saved."""
    if name == "-":
        return read_page_input(), datetime.now(UTC).replace(microsecond=0)
    return read_page_file(name)
