"""Standard output and error: whatever stands behind them makes no command fail, nor hides its exit code.

Nothing that comes from outside reaches a terminal as a command: control characters, escape sequences and
signs that turn the reading direction are replaced here, whoever wrote the line.
"""

import io
import json
import logging
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from dvcrawler.exitcodes import ExitCode
from dvcrawler.normalize.printable import LogLines, escape_json, printable


def prepare() -> None:
    """A letter that a stream cannot show (LANG=C, or bytes in a path that are no text) stands as \\uXXXX.

    One that is closed (`>&-`, `<&-`) leads nowhere: else the next file to be opened would take its number.
    `sys.stdin` stays None then, for `check_list` and `extract -` to say so.
    """
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDONLY)  # the lowest number, which is standard input's
    elif isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8", errors="replace"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.excepthook = _print_traceback
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(LogLines())


def show(text: str, code: ExitCode) -> ExitCode:
    """Prints the result of a command that ends with `code`, and gives the code that it then ends with.

    What was done is worth more than that nobody reads of it: only an OK becomes CONFIG, and not even
    that where the reader has gone (`| head`).
    """
    try:
        say(*text.split("\n"))
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        complain(f"the result cannot be printed: {error.strerror or error}; mend what takes it")
        return code or ExitCode.CONFIG
    return code


def say(*lines: str) -> None:
    """Prints each text as one line. Raises OSError where standard output takes nothing."""
    print("\n".join(map(printable, lines)), flush=True)


def to_json(value: object) -> str:
    """Indented JSON that a terminal can show; no value changes, because signs are escaped, not replaced."""
    return escape_json(json.dumps(value, ensure_ascii=False, indent=1))


def complain(text: str) -> None:
    """One line on standard error, if anything takes it: a full disk there hides no exit code."""
    try:
        print(printable(f"dvcrawler: {text}"), file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)


def settle() -> None:
    """What cannot be printed is given up: else the interpreter fails over it when it ends (120)."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _silence(stream)


def _print_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    text = "".join(traceback.format_exception(kind, error, trace))
    print("\n".join(map(printable, text.splitlines())), file=sys.stderr)


def _silence(stream: TextIO) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def format_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """The rows as aligned columns under their names, "-" for what is None; numbers to the right."""
    lines = [[column.replace("_", " ") for column in columns]]
    lines += [["-" if row[name] is None else printable(str(row[name])) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    right = [any(isinstance(row[name], int) for row in rows) for name in columns]
    return "\n".join("  ".join(map(_pad, line, widths, right)).rstrip() for line in lines)


def _pad(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)
