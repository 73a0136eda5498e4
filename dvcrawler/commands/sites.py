"""`dvcrawler sites [SITE…]`: lists every portal and what is stored of it, or shows some in full."""

import argparse
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import Option
from dvcrawler.cli.typed_text import Once
from dvcrawler.console import complain, find_width, say, say_text, to_json, wrap
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.suggestions import suggest_or_list
from dvcrawler.messages.tables import fit_table
from dvcrawler.site_lists import check_sites, describe_stored_sites
from dvcrawler.site_rows import Row, format_site, make_site_row

if TYPE_CHECKING:  # imported when the command runs
    from dvcrawler.extract.site import Site

_COLUMNS = ("site", "family", "articles", "newest", "last_run", "result", "health", "layouts", "host")
#: Columns that a narrow terminal leaves out, in this order.
_EXPENDABLE = ("layouts", "host", "family", "newest", "result", "last_run")

#: Sites without a ledger that are listed one by one.
_MOST_LINES = 3


class Command(DvcrawlerCommand):
    """Prints a table, or JSON with `--json`."""

    usage = "[options] [SITE…]"
    description = (
        "Lists every portal: articles stored, newest day, last run, health by the newest runs. With the "
        "name of a site: all that is known of it, and its sections. "
        "Example: dvcrawler sites baonamdinh"
    )
    uses_scrapy = False
    options = (
        Option("--json", "print one JSON array"),
        Option("--wide", "print all columns, however wide"),
        Option("--stored", "only sites with stored articles"),
        Option("--family", "only sites on this CMS: vnpt, party, …", action=Once, metavar="NAME"),
        Option("--health", "only sites in this state of health: ok, quiet, …", action=Once, metavar="STATE"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        self._check_store(opts)
        sites = _choose_sites(args, describe_stored_sites(self.settings), opts)
        if self.data.exists():
            self.tell_stored_elsewhere()
        described = self._describe_all(sites, is_whole=bool(args))
        rows = [row for row in described if _is_chosen(row, opts)]
        if opts.json:
            say_text(to_json(rows))
        elif not rows:
            whose = f"of {', '.join(args)}" if args else f"in {self.data}"
            say(*wrap(f"no site {whose} matches {_describe_choice(opts)}"))
        elif args:
            say(*wrap(*"\n\n".join(map(format_site, rows)).split("\n")))
        else:
            say_text(fit_table(rows, _COLUMNS, _EXPENDABLE, None if opts.wide else find_width(), "last_run"))
        return ExitCode.OK

    def _describe_all(self, sites: "Iterable[Site]", *, is_whole: bool) -> list[Row]:
        rows = [self._describe(site, is_whole=is_whole) for site in sites]
        uncounted = [row for row in rows if self._is_uncounted(row)]
        for row in uncounted:
            row["articles"] = None
        _tell_uncounted([row["site"] for row in uncounted])
        return rows

    def _check_store(self, opts: argparse.Namespace) -> None:
        """Warns if there is no data folder; the portals are listed even before the first crawl."""
        if opts.stored or self.data.exists() or any(path.is_file() for path in self.data.parents):
            self.find_store()
        else:
            complain(f"there is no data folder {self.data} yet; all sites are listed as not stored")

    def _is_uncounted(self, row: Row) -> bool:
        """Whether articles are stored and no ledger counts all of them, as after a restore or a kill."""
        from dvcrawler.storage.article_files import article_files
        from dvcrawler.storage.ledgers.ledger import Ledger

        is_empty = not row["articles"] and Ledger.summary(self.data, row["site"]) is None
        return is_empty and bool(article_files(self.data, row["site"]))

    def _describe(self, site: "Site", *, is_whole: bool) -> Row:
        row = make_site_row(self.data, site, is_whole=is_whole)
        retired = self.config.retired.get(site.name)
        if retired is None:
            return row
        why = {"retired": f"{retired.day}: {retired.reason}"} if is_whole else {}
        return row | {"health": "retired"} | why


def _tell_uncounted(names: list[str]) -> None:
    """A line for each site; one line where they are many, as after the restore of a whole store."""
    if len(names) > _MOST_LINES:
        complain(
            f"the stored articles of {counted(len(names), 'site')} are not counted; "
            "the next crawl counts them, or dvcrawler reindex"
        )
        return
    for name in names:
        complain(
            f"{name}: its stored articles are not counted; the next crawl counts them, or "
            f"dvcrawler reindex {name}"
        )


def _choose_sites(args: list[str], known: "Mapping[str, Site]", opts: argparse.Namespace) -> "list[Site]":
    """Raises UsageError for a name, family or state that is not known."""
    from dvcrawler.health.verdict import State

    sites = [known[name] for name in check_sites(args, known) or known]
    _check_choice("--family", opts.family, sorted({site.family for site in known.values()}))
    _check_choice("--health", opts.health, list(State))
    return sites


def _check_choice(option: str, value: str | None, known: Iterable[str]) -> None:
    if value is not None and value not in known:
        raise UsageError(f"{option} {value!r} is not known{suggest_or_list(value, known)}")


def _describe_choice(opts: argparse.Namespace) -> str:
    given = [f"--{name} {value}" for name in ("family", "health") if (value := getattr(opts, name))]
    return " ".join(["--stored", *given] if opts.stored else given)


def _is_chosen(row: Row, opts: argparse.Namespace) -> bool:
    is_stored = not opts.stored or row["articles"] != 0
    return is_stored and opts.family in (None, row["family"]) and opts.health in (None, row["health"])
