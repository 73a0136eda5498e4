"""Standard output and error: whatever stands behind them makes no command fail, nor hides its exit code."""

import io
import os
import sys
from pathlib import Path
from typing import TextIO

from dvcrawler.exitcodes import ExitCode


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


def show(text: str, code: ExitCode) -> ExitCode:
    """Prints the result of a command that ends with `code`, and gives the code that it then ends with.

    What was done is worth more than that nobody reads of it: only an OK becomes CONFIG, and not even
    that where the reader has gone (`| head`).
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        complain(f"the result cannot be printed: {error.strerror or error}; mend what takes it")
        return code or ExitCode.CONFIG
    return code


def complain(text: str) -> None:
    """One line on standard error, if anything takes it: a full disk there hides no exit code."""
    try:
        print(f"dvcrawler: {text}", file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)


def settle() -> None:
    """What cannot be printed is given up: else the interpreter fails over it when it ends (120)."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _silence(stream)


def _silence(stream: TextIO) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)
