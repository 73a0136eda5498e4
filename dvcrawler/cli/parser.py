"""The parser of a command's options: one line for a mistake, and in a search `-WORD` as a word to exclude."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from dvcrawler.cli.options import EXCLUSIONS
from dvcrawler.console import complain, show
from dvcrawler.errors import ExitCode

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class CommandParser(argparse.ArgumentParser):
    """The parser of one command, whose words are a search if it takes `EXCLUSIONS`."""

    def error(self, message: str) -> NoReturn:
        """Prints one line instead of argparse's three."""
        complain(f"{message}; see --help")
        sys.exit(int(ExitCode.USAGE))

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """Exits where it cannot be printed; argparse would not notice."""
        code = show(self.format_help().removesuffix("\n"), ExitCode.OK)
        if code:
            self.exit(int(code))

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Reads `-hội` as a word to exclude: argparse would read it as `-h`, as it reads `-stv` as `-s tv`.

        A whole search in quotes, `'-hội chợ'`, gets a space in front, so that it is not read as an option.
        """
        words = list(sys.argv[1:] if args is None else args)
        return super().parse_known_args(self._mark(words), namespace)

    def _mark(self, words: list[str]) -> list[str]:
        known = {name for action in self._actions for name in action.option_strings}
        if EXCLUSIONS.name not in known:
            return words
        takers = {name for action in self._actions for name in action.option_strings if action.nargs != 0}
        end = words.index("--") if "--" in words else len(words)
        marked = list(words)
        for place, (before, word) in enumerate(zip(["", *words], words[:end], strict=False)):
            if _is_exclusion(word, known) and not _is_number_of(before, word, takers):
                marked[place] = _exclude(word)
        return marked


def make_ours(parser: argparse.ArgumentParser) -> None:
    """Gives a parser the methods of `CommandParser`. The `scrapy` command makes its commands' parsers itself
    and takes no class for them; `scrapy search` is to read its words as `dvcrawler search` does.
    """
    if not isinstance(parser, CommandParser):
        parser.__class__ = CommandParser


def _exclude(word: str) -> str:
    return f" {word}" if " " in word else f"--not={word[1:]}"


def _is_exclusion(word: str, known: set[str]) -> bool:
    return len(word) > 1 and word[0] == "-" and word[1] != "-" and word not in known


def _is_number_of(before: str, word: str, takers: set[str]) -> bool:
    """Whether the word is an option's value, as in `--limit -1`."""
    return before in takers and word[1:].isdecimal()
