"""`dvcrawler config`: the settings in force, and where each comes from."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import Option
from dvcrawler.console import complain, show, to_json
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.messages.tables import format_table
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import load_sites

if TYPE_CHECKING:  # Scrapy loads every command module at start
    from dvcrawler.config.explain import Value


class Command(DvcrawlerCommand):
    """Reads only the settings file, and reports what is wrong with it."""

    usage = "[options]"
    description = (
        "Prints every setting with its value and its origin: default, a line of dvcrawler.toml, the "
        "environment or an argument. A file with faults is refused, each with its line (2); a value with "
        "which a crawl would not begin is named (3). "
        "Example: dvcrawler config --config /srv/news/dvcrawler.toml"
    )
    shared_use = SharedUse.NOTHING
    options = (Option("--json", "print one JSON array"),)

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.config.apply import check_arguments_of_sites, names_arguments
        from dvcrawler.config.explain import explain
        from dvcrawler.engine_settings import find_fault

        if args:
            raise UsageError(f"config takes no argument, such as {args[0]!r}; see --help")
        if names_arguments(self.config):
            check_arguments_of_sites(self.config, load_sites(self.settings))
        values = explain(self.config, self.settings)
        fault = find_fault(self.settings)
        if fault is not None:
            complain(str(fault))
        code = ExitCode.OK if fault is None else ExitCode.CONFIG
        if opts.json:
            return show(to_json([asdict(value) for value in values]), code)
        is_shared = "://" in str(self.settings["DVCRAWLER_DATA"])  # it holds no settings file
        place = "named with --config" if is_shared else self.data / "dvcrawler.toml"
        path = self.config.path or f"none; it would be {place}"
        return show(f"settings file: {path}\n{_format(values)}", code)


def _format(values: "list[Value]") -> str:
    """The values come last, because one may be longer than a line."""
    rows = [{"key": each.key, "from": each.origin, "value": _show(each.value)} for each in values]
    return format_table(rows, ("key", "from", "value"))


def _show(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()  # as TOML writes it
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    return str(value) if value not in ("", None) else "-"
