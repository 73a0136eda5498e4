"""`dvcrawler freeze SITE URL`: a live or saved page becomes a test case."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.files import read_page_file
from dvcrawler.cli.option_values import parse_path
from dvcrawler.cli.options import Option
from dvcrawler.cli.typed_text import read_fetched_address
from dvcrawler.console import say, wrap
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.normalize.site_names import PORTAL, is_portal_name
from dvcrawler.normalize.urls import canonical_url, read_address
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import check_sites, list_sites, load_readable_sites


class Command(DvcrawlerCommand):
    """Writes page.html and page.json; a test writes expected.json."""

    usage = "[options] SITE URL"
    description = (
        "Fetches the page as a crawl would, or takes a saved one, and writes it where the tests look "
        "for frozen pages. Example: dvcrawler freeze phunu "
        "https://phunu.namdinh.gov.vn/chi-tiet-noi-dung-ten-bai-1838.html"
    )
    shared_use = SharedUse.NOTHING
    options = (
        Option("--file", "use a saved page, not the live one", type=parse_path, metavar="PAGE"),
        Option(
            "--to",
            "where to write it (default: tests/fixtures)",
            type=parse_path,
            default="tests/fixtures",
            metavar="DIR",
        ),
        Option("--force", "overwrite an existing case"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.families.files.saved_pages import read_saved
        from dvcrawler.frozen import advise, freeze, slug_of

        if len(args) != 2:
            raise UsageError("name a site and an address: dvcrawler freeze SITE URL")
        self.check_output(Path(opts.to))
        typed = PORTAL if is_portal_name(args[0]) else args[0]
        (name,) = check_sites([typed], list_sites(self.settings))
        generic = name == PORTAL
        readable = load_readable_sites(self.settings)
        if not generic and name not in readable:
            raise UsageError(f"{name} has no layouts, so that nothing reads a frozen page")
        own = readable if generic else {name: readable[name]}
        url = read_fetched_address(args[1])
        if not generic and read_address(url, own[name].addresses, own[name].hosts) is None:
            raise UsageError(f"{url} is not an article address of {name}; freeze portal URL takes any other")
        data, captured = read_page_file(opts.file) if opts.file else self._fetch(url)
        record = read_saved(data, url, captured, own, None, generic=generic)
        folder = Path(opts.to) / name / f"{record['layout']}--{slug_of(record['title'])}"
        freeze(folder, data, url, captured, force=opts.force)
        say(*wrap(f"{folder}: written, read as {record['layout']}", advise(Path(opts.to))))
        return ExitCode.OK

    def _fetch(self, url: str) -> tuple[bytes, datetime]:
        from dvcrawler.fetching import fetch
        from dvcrawler.setting_checks import check_settings

        check_settings(self.settings)
        page = fetch(self.settings, url)
        if canonical_url(page.url) != canonical_url(url):
            raise UsageError(f"{url} redirects to {page.url}; freeze the page at that address")
        return page.body, datetime.now(UTC).replace(microsecond=0)
