"""Standard output and error. A closed or failing stream neither crashes a command nor hides its exit code.

Text from foreign sites cannot control the terminal: control characters, escape sequences and characters that
change the reading direction are replaced in everything that is printed here.
"""

import io
import json
import logging
import os
import shutil
import sys
import textwrap
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EBADF
from pathlib import Path
from types import TracebackType
from typing import TextIO

from dvcrawler.errors import ExitCode
from dvcrawler.messages.printable import LogLines, escape_json, hide_passwords, printable

#: The streams, by name, that were closed when the command began.
_closed = set[str]()
#: Columns by which a wrapped line is indented further than its start.
_INDENT = 4


def prepare() -> None:
    """Makes the streams safe to use; called once, before anything is printed.

    A character that a stream cannot encode (LANG=C, undecodable bytes in a path) is printed as \\uXXXX.
    Closed streams (`>&-`, `<&-`) are connected to the null device, or the next file that is opened would get
    their number. A closed `sys.stdin` stays None, so that `check_list` and `extract -` can report it.
    """
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDONLY)  # takes the lowest free number, 0
    elif isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            _closed.add(name)
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8", errors="replace"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.excepthook = _print_traceback
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(LogLines("dvcrawler: %(message)s"))


def show(text: str, code: ExitCode) -> ExitCode:
    """Prints the result of a command and returns the exit code to end with, usually `code`.

    A failed write turns OK into CONFIG; any other code is kept. A reader that has gone (`| head`) is not a
    failure.
    """
    try:
        say_text(text)
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        complain_unprintable(error)
        return code or ExitCode.CONFIG
    return code


class UnprintableError(OSError):
    """Standard output cannot be written, as on a full disk. If its reader has gone, it is BrokenPipeError."""


def check_open() -> None:
    """Raises UnprintableError if standard output is closed, for a command that notes what it has printed."""
    if "stdout" in _closed:
        raise UnprintableError(EBADF, "it is closed")


def say(*lines: str) -> None:
    """Prints each text as one line. Raises UnprintableError, BrokenPipeError."""
    with printing():
        print("\n".join(map(printable, lines)), flush=True)


@contextmanager
def printing() -> Iterator[None]:
    """Wraps a write to standard output. Raises UnprintableError, BrokenPipeError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnprintableError(error.errno, error.strerror) from error


def say_text(text: str) -> None:
    """Prints a text of several lines, as `say` does."""
    say(*text.split("\n"))


def wrap(*lines: str, indent: int = _INDENT) -> list[str]:
    """Wraps lines of prose at words to the width of the terminal; without one, returns them as they are.

    A line that begins at the margin continues after `indent` columns, an indented one a little further.
    """
    return _wrap(lines, find_width(), indent)


def _wrap(lines: Sequence[str], width: int | None, indent: int = _INDENT) -> list[str]:
    shown = list(map(printable, lines))
    return shown if width is None else [part for line in shown for part in _wrap_line(line, width, indent)]


def _wrap_line(line: str, width: int, columns: int) -> list[str]:
    if len(line) <= width:
        return [line]
    own = len(line) - len(line.lstrip())
    return textwrap.wrap(
        line.lstrip(),
        width,
        initial_indent=" " * own,
        subsequent_indent=" " * (own + _INDENT if own else columns),
        break_long_words=False,
        break_on_hyphens=False,
    )


def to_json(value: object) -> str:
    """Indented JSON, safe for a terminal. Values are unchanged: special characters are escaped."""
    return fit_json(json.dumps(value, ensure_ascii=False, indent=1))


def fit_json(text: str) -> str:
    """The same JSON, safe for a terminal; in ASCII where standard output is not UTF-8: for what it cannot
    encode a stream writes \\xfd, which JSON does not know.
    """
    is_unicode = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    return escape_json(text) if is_unicode else "".join(map(_escape_in_json, escape_json(text)))


def _escape_in_json(char: str) -> str:
    return char if char.isascii() else json.dumps(char)[1:-1]


def complain(text: str) -> None:
    """Prints one line on standard error, without passwords. A failed write changes no exit code.

    On a terminal the line wraps at words.
    """
    try:
        width = shutil.get_terminal_size().columns if sys.stderr.isatty() else None
        print("\n".join(_wrap([f"dvcrawler: {hide_passwords(text)}"], width)), file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)


def complain_unprintable(error: OSError) -> None:
    """Tells why standard output takes nothing more."""
    complain(f"the result cannot be printed: {error.strerror or error}; check where standard output goes")


def reopen_stderr() -> None:
    """Gives `sys.stderr` a new stream on the same file, for a signal handler that must print.

    The signal may have come while a line was written, and a stream refuses a second write within its first
    (RuntimeError). Log handlers that still have the old stream stay silent.
    """
    logging.raiseExceptions = False
    with suppress(OSError, ValueError):  # not a file, or closed
        sys.stderr = open(  # noqa: SIM115
            sys.stderr.fileno(), "w", encoding=sys.stderr.encoding, errors=sys.stderr.errors, closefd=False
        )


def settle() -> None:
    """Drops output that cannot be written; otherwise the interpreter would exit with 120."""
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


def find_width() -> int | None:
    """Columns of the terminal (COLUMNS, if set, says how many); None for a pipe or a file."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
