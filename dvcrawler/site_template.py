"""Checks what `genspider` is to write: Scrapy takes any text for a name or a host, and a file that is not
Python stops every command that reads the site files.
"""

import argparse
from collections.abc import Collection

from scrapy.commands import genspider

from dvcrawler.console import complain
from dvcrawler.errors import DvcrawlerError, UsageError
from dvcrawler.extract import site_for_url
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
            sites = () if opts.force else list_sites(command.settings)
            check_name(words[0], sites)
            _check_host(words[1], words[0], sites)
    except DvcrawlerError as error:
        complain(str(error))
        command.exitcode = int(error.code)
    else:
        _write(command, words, opts)


def _check_host(typed: str, name: str, sites: Collection[str]) -> None:
    """Raises UsageError for what is not a host, with or without a scheme, and for a host of the sites."""
    try:
        url = canonical_url(typed if "://" in typed else f"https://{typed}")
    except ValueError as error:
        raise UsageError(f"{typed!r} is not a host; write it as in baovidu.vn ({error})") from error
    if url.removeprefix("https://").partition("/")[2]:
        raise UsageError(f"{typed!r} is not a host; write it as in baovidu.vn")
    owner = site_for_url(url).name
    if owner in sites:
        raise UsageError(f"the site file {owner} owns this host; fix that one instead of writing {name}")
