"""`dvcrawler sites [SITE…]`: lists every portal and what is stored of it, or shows some in full."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.console import (
    complain,
    cut,
    find_width,
    fit_columns,
    format_table,
    say,
    say_text,
    to_json,
    wrap,
)
from dvcrawler.errors import UsageError
from dvcrawler.exitcodes import ExitCode
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.suggestions import suggest_or_list
from dvcrawler.normalize.text import fold
from dvcrawler.site_lists import check_sites, describe_held_sites

if TYPE_CHECKING:  # imported when the command runs
    from dvcrawler.extract.site import Site

_COLUMNS = ("site", "family", "articles", "newest", "last_run", "result", "health", "layouts", "host")
#: Columns that a narrow terminal leaves out, in this order.
_EXPENDABLE = ("layouts", "host", "family", "newest", "result", "last_run")

#: Sites without a ledger that are told one by one.
_MOST_LINES = 3

#: A site as `--json` prints it.
_Row = dict[str, Any]


class Command(DvcrawlerCommand):
    """Prints a table, or JSON with `--json`."""

    usage = "[options] [SITE…]"
    summary = "List the portals and what is stored of them"
    description = (
        "Lists every portal: articles stored, newest day, last run, health by the newest runs. With the "
        "name of a site: all that is known of it, and its sections. "
        "Example: dvcrawler sites baonamdinh"
    )
    uses_scrapy = False

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON array")
        parser.add_argument("--wide", action="store_true", help="print all columns, however wide")
        parser.add_argument("--stored", action="store_true", help="only sites with stored articles")
        parser.add_argument("--family", metavar="NAME", help="only sites on this CMS: vnpt, party, …")
        parser.add_argument(
            "--health", metavar="STATE", help="only sites in this state of health: ok, quiet, …"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        self._check_store(opts)
        sites = _choose_sites(args, describe_held_sites(self.settings), opts)
        if self.data.exists():
            self.tell_stored_elsewhere()
        rows = [row for row in self._describe_all(sites, is_whole=bool(args)) if _is_chosen(row, opts)]
        if opts.json:
            say_text(to_json(rows))
        elif not rows:
            say(*wrap(f"no site in {self.data} matches {_describe_choice(opts)}"))
        elif args:
            say(*wrap(*"\n\n".join(map(_format_site, rows)).split("\n")))
        else:
            say_text(_tabulate(rows, None if opts.wide else find_width()))
        return ExitCode.OK

    def _describe_all(self, sites: "Iterable[Site]", *, is_whole: bool) -> list[_Row]:
        rows = [self._describe(site, is_whole=is_whole) for site in sites]
        _tell_uncounted([row["site"] for row in rows if self._is_uncounted(row)])
        return rows

    def _check_store(self, opts: argparse.Namespace) -> None:
        """Warns if there is no data folder; the portals are listed even before the first crawl."""
        if opts.stored or self.data.exists() or any(path.is_file() for path in self.data.parents):
            self.find_store()
        else:
            complain(f"there is no data folder {self.data} yet; all sites are listed as not stored")

    def _is_uncounted(self, row: _Row) -> bool:
        """Whether articles are stored and no ledger counts them, as after a restore."""
        from dvcrawler.storage.article_files import article_files
        from dvcrawler.storage.ledger import Ledger

        is_empty = not row["articles"] and Ledger.summary(self.data, row["site"]) is None
        return is_empty and bool(article_files(self.data, row["site"]))

    def _describe(self, site: "Site", *, is_whole: bool) -> _Row:
        row = _describe(self.data, site, is_whole=is_whole)
        retired = self.config.retired.get(site.name)
        if retired is None:
            return row
        why = {"retired": f"{retired.day}: {retired.reason}"} if is_whole else {}
        return row | {"health": "retired"} | why


def _tell_uncounted(names: list[str]) -> None:
    """A line for each site; one line where they are many, as after the restore of a whole store."""
    if len(names) > _MOST_LINES:
        complain(
            f"the stored articles of {counted(len(names), 'site')} are not counted; run dvcrawler reindex"
        )
        return
    for name in names:
        complain(f"{name}: its stored articles are not counted; run dvcrawler reindex {name}")


def _choose_sites(args: list[str], known: "Mapping[str, Site]", opts: argparse.Namespace) -> "list[Site]":
    """Raises UsageError for a name, family or state that is not known."""
    from dvcrawler.health.verdict import State

    sites = [known[name] for name in check_sites(args, known) or known]
    _check_choice("--family", opts.family, sorted({site.family for site in sites}))
    _check_choice("--health", opts.health, list(State))
    return sites


def _check_choice(option: str, value: str | None, known: Iterable[str]) -> None:
    if value is not None and value not in known:
        raise UsageError(f"{option} {value!r} is not known{suggest_or_list(value, known)}")


def _describe_choice(opts: argparse.Namespace) -> str:
    given = [f"--{name} {value}" for name in ("family", "health") if (value := getattr(opts, name))]
    return " ".join(["--stored", *given] if opts.stored else given)


def _is_chosen(row: _Row, opts: argparse.Namespace) -> bool:
    is_stored = not opts.stored or row["articles"] > 0
    return is_stored and opts.family in (None, row["family"]) and opts.health in (None, row["health"])


def _describe(data: Path, site: "Site", *, is_whole: bool) -> _Row:
    from dataclasses import asdict

    from dvcrawler.health.assess import describe_site

    overview = asdict(describe_site(data, site.name, datetime.now(UTC)))
    layouts = ", ".join(layout.name for layout in site.layouts)
    row = {
        "site": site.name,
        "family": site.family,
        **overview,
        "layouts": layouts,
        "host": next(iter(site.hosts), None),
    }
    if is_whole:
        row |= {"title": site.title, "hosts": list(site.hosts), "sections": _find_sections(data, site)}
    return row


def _find_sections(data: Path, site: "Site") -> list[_Row]:
    """The sections known from the site file, from links of the site, and from stored articles alone."""
    from dvcrawler.discovery.sections import known_sections
    from dvcrawler.reading import latest
    from dvcrawler.storage.article_files import article_files
    from dvcrawler.storage.ledger import read_section_links

    records = latest(data, site=site.name) if article_files(data, site.name) else ()
    stored = Counter(record["section"] for record in records if record["section"])
    folded: Counter[str] = Counter()
    for name, count in stored.items():
        folded[fold(name)] += count
    rows: list[_Row] = [
        {"name": link.name, "url": link.url, "articles": folded.pop(fold(link.name or ""), 0)}
        for link in known_sections(site, read_section_links(data, site.name))
    ]
    only_stored = [name for name in stored if fold(name) in folded]
    return rows + [{"name": name, "url": None, "articles": stored[name]} for name in only_stored]


def _tabulate(rows: list[_Row], width: int | None) -> str:
    if width is not None:
        rows = [
            row | {"last_run": row["last_run"] and row["last_run"][:16].replace("T", " ")} for row in rows
        ]
    return format_table(rows, fit_columns(rows, _COLUMNS, _EXPENDABLE, width), width)


def _format_site(row: _Row) -> str:
    newest = f", the newest of {row['newest']}" if row["newest"] else ""
    run = f"{row['last_run']}: {row['result']}" if row["last_run"] else "never"
    facts = {
        "family": row["family"],
        "hosts": ", ".join(row["hosts"]) or "-",
        "layouts": row["layouts"] or "-",
        "stored": counted(row["articles"], "article") + newest,
        "last run": run,
        "health": f"retired since {row['retired']}" if row.get("retired") else row["health"] or "-",
    }
    lines = [f"{row['site']}: {row['title']}", *(f"  {name:<10}{value}" for name, value in facts.items())]
    if not row["sections"]:
        return "\n".join([*lines, "  sections  none is known yet; a crawl finds them"])
    sections = _format_sections(row["sections"], row["host"])
    return "\n".join([*lines, "  sections", *(f"    {line}" for line in sections)])


def _format_sections(sections: list[_Row], host: str) -> list[str]:
    """A line for each listing; listings of the same name, as on an old and a new host, are one section."""
    width = find_width()
    room = width and (width - 4 - len("articles") - 4) // 2  # half of the width of two columns
    named: dict[str, list[_Row]] = defaultdict(list)
    for each in sections:
        named[fold(each["name"] or "") or each["url"]].append(each)
    rows = [row for listings in named.values() for row in _build_section_rows(listings, room, host)]
    return format_table(rows, ("articles", "section", "path"), width and width - 4).split("\n")


def _build_section_rows(listings: list[_Row], room: int | None, host: str) -> Iterator[_Row]:
    """A row for each listing; the first has the name and the articles of all."""
    name = listings[0]["name"]
    count = sum(each["articles"] for each in listings)
    for place, each in enumerate(listings):
        shown = ("", "") if place else (count, name and cut(name, room))
        yield dict(zip(("articles", "section"), shown, strict=True)) | {
            "path": _describe_path(each["url"] or "", host)
        }


def _describe_path(url: str, host: str) -> str | None:
    """The path of a section, with its host if that is not the site's first one."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    is_main = (parts.hostname or "").removeprefix("www.") in ("", host)
    return (parts.path if is_main else f"{parts.netloc}{parts.path}") or None
