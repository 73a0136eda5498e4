"""Handing a report to a command of the operator's: a mail program, a chat hook, anything."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from dvcrawler.errors import ConfigError, UsageError


def split_command(text: str) -> list[str]:
    """The words of a command line, quotes as in a shell; nothing else of a shell is known.

    Raises UsageError where there is no command in it.
    """
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise UsageError(f"--notify {text!r} cannot be read: {error}; close the quotes") from None
    if not words:
        raise UsageError("--notify names no command")
    return words


def notify(command: Sequence[str], report: str, seconds: float) -> None:
    """Runs the command with the report on standard input; what it prints goes to standard error.

    Raises ConfigError where it is missing, fails, or has not ended after so many seconds: then it is
    killed, with all that it started.
    """
    shown = shlex.join(command)
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=sys.stderr.fileno(), start_new_session=True
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"nobody was told: {shown} cannot be run: {reason}; mend --notify") from error
    try:
        process.communicate(report.encode("utf-8", "replace"), timeout=seconds)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise ConfigError(
            f"nobody may have been told: {shown} did not end in {seconds:g} s and was killed; mend --notify"
        ) from None
    if process.returncode:
        how = f"exit code {process.returncode}" if process.returncode > 0 else f"signal {-process.returncode}"
        raise ConfigError(f"nobody may have been told: {shown} failed ({how}); mend --notify")
