"""`dvcrawler completion bash|zsh|fish`: prints a script for completion in a shell."""

import argparse

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.completion import SHELLS, read_script
from dvcrawler.console import say_text
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.messages.suggestions import suggest
from dvcrawler.shared.opening import SharedUse


class Command(DvcrawlerCommand):
    """The script gets its choices from `dvcrawler completion --words` or `--line`: see `__main__`."""

    usage = "bash | zsh | fish"
    description = (
        "Prints a script that completes commands, options, sites, -a arguments and sections in a shell. "
        "Example: dvcrawler completion bash > ~/.local/share/bash-completion/completions/dvcrawler"
    )
    uses_scrapy = False
    shared_use = SharedUse.NOTHING

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        if len(args) != 1 or args[0] not in SHELLS:
            meant = suggest(args[0], SHELLS) if args else ""
            raise UsageError(f"name one shell: {', '.join(SHELLS)}{meant}")
        say_text(read_script(args[0]))
        return ExitCode.OK
