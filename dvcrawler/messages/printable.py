"""Untrusted text made safe for the operator's terminal: shown, never interpreted."""

import json
import logging
from typing import Any

from dvcrawler.normalize.emoji import PICTURE

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """Replaces each character that is not printable, line breaks included, by U+FFFD; pictures stay whole."""
    if text.isprintable():
        return text
    others_and_pictures = PICTURE.split(text)
    others_and_pictures[::2] = map(_replace, others_and_pictures[::2])
    return "".join(others_and_pictures)


def _replace(text: str) -> str:
    return "".join(char if char.isprintable() else _REPLACEMENT for char in text)


def quote(text: str, most: int = 80) -> str:
    """The text in quotes, cut after `most` characters, as error messages repeat what was typed."""
    return repr(text if len(text) <= most else text[:most] + "…")


def escape_json(text: str) -> str:
    """Escapes unprintable characters in JSON as \\uXXXX; the value stays the same."""
    lines = text.split("\n")
    return "\n".join(line if line.isprintable() else "".join(map(_escape, line)) for line in lines)


def _escape(char: str) -> str:
    if char.isprintable():
        return char
    return "\\u007f" if char == "\x7f" else json.dumps(char)[1:-1]


class LogLines(logging.Formatter):
    """Formats one line per record; indents tracebacks so that none of their lines looks like a record."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return printable(" ".join(super().formatMessage(record).splitlines()))

    def formatException(self, ei: Any) -> str:
        return _indent(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:
        return _indent(super().formatStack(stack_info))


def _indent(text: str) -> str:
    return "\n".join("  " + printable(line) for line in text.splitlines())
