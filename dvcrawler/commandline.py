"""Runs one of our commands as Scrapy's command line would, and loads Scrapy only where needed."""

import argparse
import gc
import os
import re
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.parser import CommandParser
from dvcrawler.plain_settings import PlainSettings

if TYPE_CHECKING:  # importing it loads all of Scrapy
    from scrapy.settings import Settings


class _HelpFormatter(argparse.HelpFormatter):
    """Headings with a line below them, as those of Scrapy's commands."""

    def format_help(self) -> str:
        text = re.sub(r"^usage: ", "Usage:\n  ", super().format_help())
        return re.sub(r"^([A-Za-z]+(?: [a-z]+)?):$", _underline_heading, text, flags=re.M)


def _underline_heading(heading: re.Match[str]) -> str:
    return f"{heading[1].title()}\n{'=' * len(heading[1])}"


def run_command(name: str, words: Sequence[str]) -> int:
    """Returns the command's exit code. Raises SystemExit after `--help` and for a bad option."""
    # What modules hold lives as long as the process. To search it for garbage while more of it is loaded took
    # a third of the start of a command that uses Scrapy, and a tenth of that of others.
    gc.disable()
    command: DvcrawlerCommand = import_module(f"dvcrawler.commands.{name}").Command()
    command.settings = _load_settings(uses_scrapy=command.uses_scrapy)
    gc.freeze()
    gc.enable()
    # A page holds a thousand elements while it is read. Collecting after every 700 new objects, Python's
    # default, took a twentieth of a crawl's processor time; this takes 3 % more memory in a long crawl.
    gc.set_threshold(10_000)
    parser = make_parser(command)
    opts, args = parser.parse_known_args(list(words))
    command.process_options(args, opts)
    if opts.profile:
        from cProfile import Profile

        profile = Profile()
        profile.runcall(command.run, args, opts)
        with command.telling_errors(opts):
            profile.dump_stats(opts.profile)
    else:
        command.run(args, opts)
    return command.exitcode


def make_parser(command: DvcrawlerCommand) -> CommandParser:
    """The command's parser, with its options."""
    parser = CommandParser(
        formatter_class=_HelpFormatter, conflict_handler="resolve", description=command.long_desc()
    )
    command.add_options(parser)
    return parser


def _load_settings(*, uses_scrapy: bool) -> "Settings":
    if not uses_scrapy:
        return cast("Settings", PlainSettings.of_project())
    from scrapy.settings import Settings
    from scrapy.utils.project import get_project_settings

    os.environ["SCRAPY_SETTINGS_MODULE"] = "dvcrawler.settings"
    try:
        return get_project_settings()
    except OSError:  # Scrapy looks for scrapy.cfg in the current folder, which is gone or may not be read
        settings = Settings()
        settings.setmodule("dvcrawler.settings", priority="project")
        return settings
