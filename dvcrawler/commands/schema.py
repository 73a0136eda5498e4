"""`dvcrawler schema`: prints the schema of a stored line, for programs that declare their types."""

import argparse
import sys

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import Option
from dvcrawler.console import printing
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.shared.opening import SharedUse

FORMATS = ("json", "arrow", "duckdb", "typescript")


class Command(DvcrawlerCommand):
    """Writes to standard output."""

    description = (
        "Prints the JSON Schema of a stored line, the Arrow schema of an export, views for DuckDB, or "
        "interfaces for TypeScript. Example: dvcrawler schema --format typescript > article.ts"
    )
    uses_scrapy = False
    shared_use = SharedUse.NOTHING
    options = (Option("--format", "default: json", choices=FORMATS, default="json"),)

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        if args:
            raise UsageError(f"schema takes no argument {args[0]!r}; choose one with --format")
        with printing():
            sys.stdout.buffer.write(self._write_schema(opts.format).encode())
        return ExitCode.OK

    def _write_schema(self, form: str) -> str:
        import orjson

        from dvcrawler.schema import load_schema
        from dvcrawler.schema.declarations import write_duckdb, write_typescript

        if form == "arrow":
            from dvcrawler.derived.export.arrow import arrow_schema

            return f"{arrow_schema().to_string(show_schema_metadata=False)}\n"
        if form == "duckdb":
            self.open_shared(SharedUse.RECORDS)
            return write_duckdb(load_schema(), str(self.data / "articles"))
        if form == "typescript":
            return write_typescript(load_schema())
        return orjson.dumps(load_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
