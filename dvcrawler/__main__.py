"""The entry point of `dvcrawler` and `python -m dvcrawler`."""

import os
import sys

from dvcrawler import __version__
from dvcrawler.console import complain, prepare, settle, show
from dvcrawler.exitcodes import ExitCode
from dvcrawler.normalize.suggestions import suggest

#: Short descriptions for `--help`, which must not load Scrapy; a test compares them with the commands'.
COMMANDS = {
    "browse": "Show the stored articles as web pages on this machine",
    "cite": "Print an article as a reference",
    "coverage": "What is held by month and section, and what is missing",
    "crawl": "Crawl one or more portals into the store",
    "doctor": "Check whether this machine can crawl",
    "export": "Write articles as JSONL, CSV, XLSX, SQLite, Parquet, WACZ or a Hugging Face folder",
    "extract": "Show what would be read from a saved page",
    "freeze": "Make a test case out of a page",
    "health": "Judge each site by its recent runs",
    "new": "Print what was stored since the last time",
    "open": "Print or open the address of an article's captured page",
    "reindex": "Rebuild the ledger from the store",
    "remove": "Remove articles and their captures for good",
    "reparse": "Read the archive again with today's layouts",
    "report": "Write one page with charts of what is stored",
    "runs": "List recent runs and the ones under way",
    "search": "Search the stored articles, with or without diacritics",
    "schema": "Print the schema of a record: JSON Schema, Arrow, DuckDB or TypeScript",
    "show": "Print a stored article, one of its revisions, or what changed",
    "similar": "The same text on several sites: whole, cut, extended or quoted",
    "sites": "List the portals and what is stored of them",
    "verify": "Check that store, ledger and run records agree",
}
#: Commands of Scrapy that work with this project's settings.
_SCRAPY_COMMANDS = frozenset(
    "bench check edit fetch genspider list parse runspider settings shell startproject version view".split()
)
_HELP = """Usage: dvcrawler COMMAND [options] [arguments]

Crawls Vietnam's provincial news portals into a durable JSONL store.

{commands}

Example: dvcrawler crawl baonamdinh -a since=2024-01-01
See `dvcrawler COMMAND --help`. Scrapy's own commands (shell, fetch, …) work too."""


def main() -> None:
    """Exits with the command's code; docs/exit-codes.md lists them."""
    prepare()
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        settle()


def _run(arguments: list[str]) -> None:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        listed = "\n".join(f"  {name:<9} {what}" for name, what in COMMANDS.items())
        sys.exit(show(_HELP.format(commands=listed), ExitCode.OK))
    if arguments[0] in ("-V", "--version"):
        sys.exit(show(f"dvcrawler {__version__}", ExitCode.OK))
    if arguments[0] not in COMMANDS and arguments[0] not in _SCRAPY_COMMANDS:
        meant = suggest(arguments[0], COMMANDS)
        complain(f"unknown command {arguments[0]!r}{meant}; see dvcrawler --help")
        sys.exit(2)
    os.environ["SCRAPY_SETTINGS_MODULE"] = "dvcrawler.settings"
    from scrapy.cmdline import execute

    execute()


if __name__ == "__main__":
    main()
