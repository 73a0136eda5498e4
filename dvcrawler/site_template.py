"""Checks what `genspider` is to write: Scrapy takes any text for a name or a host, and a file that is not
Python stops every command that reads the site files.
"""

import argparse

from scrapy.commands import genspider

from dvcrawler.console import complain
from dvcrawler.errors import DvcrawlerError, UsageError
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.probe.site_files.writing import check_name
from dvcrawler.site_lists import list_sites

_write = genspider.Command.run


def check_before_writing() -> None:
    """Scrapy finds its own commands by their module, so the method is replaced, not the class."""
    genspider.Command.run = _check_and_write  # type: ignore[method-assign, assignment]


def _check_and_write(command: genspider.Command, words: list[str], opts: argparse.Namespace) -> None:
    try:
        if len(words) == 2 and not (opts.list or opts.dump):
            assert command.settings is not None
            check_name(words[0], () if opts.force else list_sites(command.settings))
            _check_host(words[1])
    except DvcrawlerError as error:
        complain(str(error))
        command.exitcode = int(error.code)
    else:
        _write(command, words, opts)


def _check_host(typed: str) -> None:
    """Raises UsageError for what is not a host, with or without a scheme."""
    try:
        host = canonical_url(typed if "://" in typed else f"https://{typed}").removeprefix("https://")
    except ValueError as error:
        raise UsageError(f"{typed!r} is not a host; write it as in baovidu.vn ({error})") from error
    if host.partition("/")[2]:
        raise UsageError(f"{typed!r} is not a host; write it as in baovidu.vn")
