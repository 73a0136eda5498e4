"""Text of a stranger's on the operator's terminal: seen as it is, and never obeyed."""

import json
import logging
from typing import Any

_SIGN = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """On one line: what a terminal could obey, and what it cannot show, is one replacement sign each."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else _SIGN for sign in text)


def escape_json(text: str) -> str:
    """The same JSON, with what a terminal cannot show or would obey as \\uXXXX."""
    lines = text.split("\n")
    return "\n".join(line if line.isprintable() else "".join(map(_escape, line)) for line in lines)


def _escape(sign: str) -> str:
    if sign.isprintable():
        return sign
    return "\\u007f" if sign == "\x7f" else json.dumps(sign)[1:-1]


class LogLines(logging.Formatter):
    """One line a record. The lines of a traceback are indented, so that none can pass for a record."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return printable(" ".join(super().formatMessage(record).splitlines()))

    def formatException(self, ei: Any) -> str:
        return _indent(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:
        return _indent(super().formatStack(stack_info))


def _indent(text: str) -> str:
    return "\n".join("  " + printable(line) for line in text.splitlines())
