"""`dvcrawler probe URL|SITE`: a site looked at as a maintainer would look at it."""

import argparse
import asyncio
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.files import find_file, find_page_file, saved_at
from dvcrawler.cli.option_values import parse_path
from dvcrawler.cli.options import Option
from dvcrawler.console import complain, say, say_text, to_json, wrap
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.messages.suggestions import suggest_or_list
from dvcrawler.normalize.site_names import home_of
from dvcrawler.normalize.typed_addresses import looks_like_address, read_typed_address
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import check_typed_host, load_sites

if TYPE_CHECKING:  # Scrapy loads every command module at start
    from collections.abc import Iterable

    from dvcrawler.extract.site import Site
    from dvcrawler.probe.survey import Survey


class Command(DvcrawlerCommand):
    """Stores nothing; `--write` adds a site file and frozen pages to the project."""

    usage = "[options] URL|SITE"
    description = (
        "Looks at a site in at most 30 requests, as a maintainer would: its answers, feeds, sitemaps, "
        "system, sections, pagination, article addresses and five articles; says what will not work and, "
        "of a known site, what has changed. Example: dvcrawler probe https://baovidu.vn/ --write baovidu"
    )
    shared_use = SharedUse.NOTHING
    options = (
        Option(
            "--file",
            "read saved pages or WARC files, not the network",
            type=parse_path,
            default=[],
            nargs="+",
            metavar="PAGE",
        ),
        Option("--tls-pin", "accept only the certificate with this hash", metavar="SHA256"),
        Option("--json", "print the findings as JSON"),
        Option("--write", "write a site file of this name, freeze the articles", metavar="NAME"),
        Option(
            "--to",
            "where frozen pages are written (default: tests/fixtures)",
            type=parse_path,
            default="tests/fixtures",
            metavar="DIR",
        ),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.probe.obstacles import judge
        from dvcrawler.probe.report import format_report

        named, files = _split_words(args, opts.file)
        site, owner = self._find_site(named)
        if opts.write is not None:
            self.check_output(Path(opts.to))
            self._check_write(opts.write, owner)
        if opts.tls_pin is not None:
            site = replace(site, tls_pin=_check_pin(opts.tls_pin))
        surveyed = self._survey(site, owner, files)
        findings = surveyed.findings
        say_text(to_json(asdict(findings)) if opts.json else format_report(findings))
        if opts.write is not None:
            advice = self._write(opts.write, surveyed, Path(opts.to))
            if not opts.json:
                say(*wrap(*advice))
        return judge(findings)

    def _check_write(self, name: str, owner: str | None) -> None:
        from dvcrawler.probe.site_files.writing import check_name

        check_name(name, load_sites(self.settings))
        if owner is not None:
            raise UsageError(f"the site file {owner} owns this host; fix that one instead of writing {name}")

    def _write(self, name: str, surveyed: "Survey", fixtures: Path) -> list[str]:
        import dvcrawler.spiders
        from dvcrawler.probe.site_files.writing import advise, write_site

        written = write_site(name, surveyed, Path(dvcrawler.spiders.__path__[0]), fixtures)
        return [
            "",
            f"{written.site_file}: written, and {len(written.pages)} frozen pages in {fixtures / name}",
            f"Compare every value of their expected.json with the page by eye{advise(written.site_file)}",
        ]

    def _find_site(self, named: str) -> "tuple[Site, str | None]":
        """The site of the file that has this name or owns this host; otherwise one that no file owns."""
        from dvcrawler.families.files.known_sites import site_for_url

        sites = load_sites(self.settings)
        if named in sites and not hasattr(sites[named], "site"):
            raise UsageError(f"no file says which hosts {named} has; give the address of its front page")
        if named in sites and named != "portal":
            site = sites[named].site
            if all(host.endswith(".invalid") for host in site.hosts):
                raise UsageError(f"the host of {named} is not known; give the address of its front page")
            return site, named
        url = _read_home(named, sites)
        site = site_for_url(url)
        owner = site.name if site.name in sites and site.name != "portal" else None
        return replace(site, start=(url,)) if owner is None else site, owner

    def _survey(self, site: "Site", owner: str | None, files: list[str]) -> "Survey":
        from dvcrawler.discovery.archives.warc_pages import is_archive
        from dvcrawler.probe.offline import open_files
        from dvcrawler.probe.survey import survey
        from dvcrawler.setting_checks import check_settings

        if files:
            paths = [find_file(each) if is_archive(each) else find_page_file(each) for each in files]
            saved = {path: saved_at(path) for path in paths}
            return asyncio.run(survey(site, open_files(saved, site.start[0]), owner))
        check_settings(self.settings)
        from dvcrawler.probe.live import probe_live
        from dvcrawler.run.limits import check_threads

        check_threads()
        return probe_live(self.settings, site, owner, complain)


def _split_words(words: list[str], files: list[str]) -> tuple[str, list[str]]:
    """The address or site, and the files. `--file PAGE URL` is meant as `URL --file PAGE`."""
    if not words and len(files) > 1:
        words = _find_addresses(files)
        files = [file for file in files if file not in words]
    if len(words) != 1:
        raise UsageError("name one address or site: dvcrawler probe https://example.vn/")
    return words[0], files


def _find_addresses(files: list[str]) -> list[str]:
    """The addresses among them. One without a scheme is more likely the name of a missing file."""
    named = [word for word in files if not Path(word).exists() and looks_like_address(word)]
    return [word for word in named if "://" in word] or named


def _check_pin(typed: str) -> str:
    """The pins as a site file has them. Raises UsageError for one that cannot be read."""
    from dvcrawler.normalize.pins import read_pins

    try:
        return ",".join(sorted(pin.hex() for pin in read_pins(typed)))
    except ValueError as error:
        raise UsageError(f"--tls-pin={error}") from None


def _read_home(named: str, sites: "Iterable[str]") -> str:
    """The address to look at: as typed, or of the front page of `portal/<host>`."""
    is_host = check_typed_host(named)
    if not is_host and not looks_like_address(named):
        raise UsageError(f"unknown site {named[:200]!r}{suggest_or_list(named, sites)}")
    try:
        return read_typed_address(home_of(named) if is_host else named)
    except ValueError as error:
        raise UsageError(f"{named[:200]!r} is not an address to look at: {error}") from error
