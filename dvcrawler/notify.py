"""Passes a report to a command of the operator's, such as a mail program."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from dvcrawler.errors import ConfigError, UsageError


def split_command(text: str) -> list[str]:
    """Splits a command line with the quoting rules of a shell; other shell syntax is not supported.

    Raises UsageError for unbalanced quotes or an empty command.
    """
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise UsageError(f"--notify {text!r} cannot be read: {error}; close the quotes") from None
    if not words:
        raise UsageError("--notify names no command")
    return words


def check_command(command: Sequence[str]) -> None:
    """Raises ConfigError for a command that does not exist, rather than failing at the first report."""
    if shutil.which(command[0]) is None:
        raise ConfigError(f"no report could be sent: there is no command {command[0]}; check --notify")


def notify(command: Sequence[str], report: str, seconds: float) -> None:
    """Runs the command with the report on standard input. Its output goes to standard error.

    Raises ConfigError if it cannot be started, fails, or runs longer than `seconds`; it is then killed with
    all its child processes.
    """
    shown = shlex.join(command)
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=sys.stderr.fileno(), start_new_session=True
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(
            f"the report was not sent: {shown} cannot be run: {reason}; check --notify"
        ) from error
    try:
        process.communicate(report.encode("utf-8", "replace"), timeout=seconds)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise ConfigError(
            f"the report may not have been sent: {shown} took more than {seconds:g} s and was killed; "
            "check --notify"
        ) from None
    if process.returncode:
        how = f"exit code {process.returncode}" if process.returncode > 0 else f"signal {-process.returncode}"
        raise ConfigError(f"the report may not have been sent: {shown} failed ({how}); check --notify")
