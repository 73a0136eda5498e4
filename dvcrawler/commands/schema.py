"""`dvcrawler schema`: the contract of a stored line."""

import argparse
import sys

from dvcrawler.cli import DvcrawlerCommand
from dvcrawler.exitcodes import ExitCode


class Command(DvcrawlerCommand):
    """Prints the JSON Schema."""

    def short_desc(self) -> str:
        return "Print the JSON Schema of a record"

    def long_desc(self) -> str:
        return "Prints the JSON Schema of a stored line. Example: dvcrawler schema > article-2.json"

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        import orjson

        from dvcrawler.schema import load_schema

        text = orjson.dumps(load_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        sys.stdout.buffer.write(text)
        return ExitCode.OK
