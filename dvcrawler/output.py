"""Standard output and error: whatever stands behind them makes no command fail, nor hides its exit code."""

import io
import os
import sys
from pathlib import Path

from dvcrawler.exitcodes import ExitCode


def prepare() -> None:
    """A letter that a stream cannot show (LANG=C, or bytes in a path that are no text) stands as \\uXXXX.

    One that is closed (`>&-`) leads nowhere: else the next file to be opened would take its number.
    """
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
        _silence()
    except OSError as error:
        _silence()
        reason = error.strerror or error
        print(f"dvcrawler: the result cannot be printed: {reason}; mend what takes it", file=sys.stderr)
        return code or ExitCode.CONFIG
    return code


def settle() -> None:
    """What cannot be printed is given up: else the interpreter fails over it when it ends (120)."""
    try:
        sys.stdout.flush()
    except OSError:
        _silence()


def _silence() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
