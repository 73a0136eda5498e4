"""A site file and its frozen pages, written into the project."""

import json
import keyword
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.errors import UsageError
from dvcrawler.extract.site import Site
from dvcrawler.families.files.known_sites import read_site
from dvcrawler.families.files.saved_pages import UnreadError, read_saved
from dvcrawler.frozen import freeze, slug_of
from dvcrawler.normalize.urls import AddressPattern, keep_apart
from dvcrawler.probe.rules.rule import used_patterns
from dvcrawler.probe.site_files.site_file import format_site_file, name_site
from dvcrawler.probe.survey import Survey
from dvcrawler.storage.disk import output_error, replace_file

_NAME = re.compile(r"[a-z][a-z0-9]{1,39}")

#: The package beside the site files, which is imported in place of a file of that name.
_BASE = "base"


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a new site."""

    site_file: Path
    pages: tuple[Path, ...]


def check_name(name: str, sites: Collection[str]) -> None:
    """Raises UsageError for a name that a new site cannot have."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name) or name == _BASE:
        raise UsageError(
            f"{name!r} cannot name a site: write 2 to 40 letters a to z and digits, as in baovidu"
        )
    if name in sites:
        raise UsageError(f"there is a site {name} already; choose another name")


def write_site(name: str, surveyed: Survey, spiders: Path, fixtures: Path) -> Written:
    """Writes the site file and a frozen page of each sample that gave a record.

    Raises UsageError if nothing was read, StorageError or ConfigError if a file cannot be written.
    """
    found = surveyed.findings
    patterns = _select_patterns(surveyed)
    if surveyed.front is None or not surveyed.pages or not (patterns or surveyed.cms):
        raise UsageError(f"{found.url}: no article was read, so there is nothing to write; see the report")
    source = format_site_file(name, name_site(surveyed.front, found.host), surveyed, patterns)
    site = read_site(source)
    assert site is not None
    pages = [page for url in surveyed.pages if (page := _freeze(site, url, surveyed, fixtures)) is not None]
    path = spiders / f"{name}.py"
    replace_file(path, source.encode(), output_error)  # half a file would keep every command from starting
    return Written(path, tuple(dict.fromkeys(pages)))


def advise(site_file: Path) -> str:
    """What comes after the comparison, as the end of a sentence."""
    if (site_file.parents[2] / "pyproject.toml").exists():
        return ", then run `make check`."
    return ". Keep a copy of the site file: it lies in the installed package, and an upgrade deletes it."


def _select_patterns(surveyed: Survey) -> tuple[AddressPattern, ...]:
    """The patterns that the links need; none if they are those of the system."""
    cms, hosts = surveyed.cms, surveyed.site.hosts
    if cms is not None and surveyed.site.addresses == keep_apart(cms.addresses, hosts):
        return ()
    used = used_patterns(surveyed.site.addresses, surveyed.links, hosts)
    plain = (AddressPattern(each.regex, each.kind, each.slash, ignored=each.ignored) for each in used)
    return keep_apart(plain, hosts) if cms is None else tuple(plain)


def _freeze(site: Site, url: str, surveyed: Survey, fixtures: Path) -> Path | None:
    """The folder of the frozen page; None if the finished site file does not read it."""
    answer = surveyed.pages[url]
    try:
        record = read_saved(answer.body, url, answer.at, {site.name: site}, None)
    except (UnreadError, UsageError):
        return None
    folder = fixtures / site.name / f"{record['layout']}--{slug_of(record['title'])}"
    freeze(folder, answer.body, url, answer.at, force=True)
    expected = {name: value for name, value in record.items() if name != "extractor"}
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    replace_file(folder / "expected.json", text.encode(), output_error)
    return folder
