"""Runs Scrapy's own commands with this project's settings, and says in one line what they cannot do."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from dvcrawler.console import complain, settle
from dvcrawler.errors import ExitCode
from dvcrawler.messages.load_errors import explain_load, is_load_error
from dvcrawler.messages.suggestions import suggest_or_list

_TEMPLATE_OPTIONS = ("-t", "--template", "-l", "--list", "-d", "--dump", "-h", "--help")
#: What the commands take that need a word.
_WORDS = {
    "edit": "<spider>",
    "fetch": "<url>",
    "genspider": "<name> <domain>",
    "runspider": "<spider_file>",
    "view": "<url>",
}
_HELP_OPTIONS = ("-h", "--help")
_FEED_OPTIONS = ("-o", "-O", "--output", "--overwrite-output", "-h", "--help")


def run_scrapy(arguments: Sequence[str]) -> None:
    """Exits with the command's code."""
    sys.argv[1:] = arguments
    _check_words(arguments)
    if arguments[0] == "genspider":
        _prepare_genspider(arguments)
    if arguments[0] == "edit":
        _check_edited(arguments[1:])
    try:
        _execute()
    except SystemExit as ended:
        if not ended.code:
            _tell_unstored(arguments)
        raise
    except BrokenPipeError:
        settle()
    except OSError as error:
        settle()
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
        sys.exit(ExitCode.CONFIG)
    except Exception as error:  # a spider file is foreign code
        _exit_if_foreign(arguments, error)
        raise


def _tell_unstored(arguments: Sequence[str]) -> None:
    if arguments[0] == "runspider" and not _has_option(arguments, _FEED_OPTIONS):
        complain(
            "runspider stores nothing; dvcrawler crawl NAME -s SPIDER_MODULES=MODULE stores what "
            "a spider of your own yields"
        )


def _execute() -> None:
    """Runs the command in `sys.argv`; its help names the command as it was typed."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = "dvcrawler.settings"
    from scrapy import cmdline

    class Parser(cmdline.ScrapyArgumentParser):
        def format_help(self) -> str:
            return super().format_help().replace("\n  scrapy ", "\n  dvcrawler ", 1)

        def print_help(self, file: Any = None) -> None:
            """Scrapy also prints the whole help where the words of a command are wrong."""
            if _has_option(sys.argv, _HELP_OPTIONS):
                super().print_help(file)
            else:
                complain(f"write it as dvcrawler {(self.usage or '').removeprefix('scrapy ')}; see --help")

        def error(self, message: str) -> NoReturn:
            complain(f"{message.strip()}; see --help")
            sys.exit(ExitCode.USAGE)

    cmdline.ScrapyArgumentParser = Parser  # type: ignore[misc]  # the name in its usage is fixed
    cmdline.execute()


def _prepare_genspider(arguments: Sequence[str]) -> None:
    if not _has_option(arguments, _TEMPLATE_OPTIONS):
        sys.argv[2:2] = ["-t", "site"]  # the only template there is
    from dvcrawler.site_template import check_before_writing

    check_before_writing()


def _check_words(arguments: Sequence[str]) -> None:
    """Exits with 2 for a command without the words that it needs; Scrapy logs its versions before that."""
    name = arguments[0]
    if len(arguments) == 1 and name in _WORDS:
        complain(f"write it as dvcrawler {name} {_WORDS[name]}; see --help")
        sys.exit(ExitCode.USAGE)


def _check_edited(words: Sequence[str]) -> None:
    """Exits with 2 for an unknown site, where Scrapy ends as a defect does (1)."""
    from dvcrawler.families.files.site_names import site_names

    if len(words) == 1 and not words[0].startswith("-") and words[0] not in site_names():
        complain(f"unknown site {words[0]!r}{suggest_or_list(words[0], site_names())}")
        sys.exit(ExitCode.USAGE)


def _has_option(arguments: Sequence[str], names: tuple[str, ...]) -> bool:
    return any(each.startswith(names) for each in arguments)


def _exit_if_foreign(arguments: Sequence[str], error: Exception) -> None:
    """Exits with 2 for a mistake in a spider's file, and for a setting that is not of the wanted type."""
    files = [Path(word).resolve() for word in arguments if word.endswith((".py", ".pyw"))]
    if arguments[0] == "runspider" and any(is_load_error(error, file) for file in files):
        complain(f"the spider cannot be loaded: {explain_load(error)}")
    elif arguments[0] == "settings" and isinstance(error, ValueError | TypeError):
        complain(f"the setting has another type: {error}")
    else:
        return
    sys.exit(ExitCode.USAGE)
