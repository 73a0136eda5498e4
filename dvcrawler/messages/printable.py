"""Untrusted text made safe for the operator's terminal or for a page of ours: shown, never interpreted.

Passwords are removed: those in addresses, and in `key=value` words as libpq accepts them.
"""

import json
import logging
import re
from html import escape
from typing import Any
from urllib.parse import unquote

from dvcrawler.normalize.emoji import PICTURE

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_HIDDEN = "***"
_SECRET = re.compile(r"pas{1,3}w|passphrase|pwd|secret|token|scram_|access_?key", re.IGNORECASE)
#: Extends to the last @: a password that should have been percent-encoded may contain any character.
_USER = r"([A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s:/?#@]{0,200}):"
_WHOLE = re.compile(rf"\A\s*{_USER}.*@", re.DOTALL)
_WITHIN = re.compile(rf"\b{_USER}\S{{0,2000}}@")
_PARAMETER = re.compile(r"([?&])([^=&\s?#]{1,200}+)=([^&\s#]*+)")
_NAME = re.compile(r"(?<![?&\w])(\w{1,60}+)\s{0,9}+=\s{0,9}+")
#: In single quotes, with backslashes before inner quotes, or up to a space.
_VALUE = re.compile(r"'(?:\\.|[^'\\])*+'?|(?:\\.|[^\s\\])++\\?", re.DOTALL)


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


def text(value: str) -> str:
    """The text as HTML, without control and direction characters: those would change how the page reads."""
    return escape(printable(value))


def hide_passwords(text: str) -> str:
    """A line that may quote addresses, each without its password."""
    return _hide(_WITHIN.sub(rf"\1:{_HIDDEN}@", text)) if "@" in text or "=" in text else text


def hide_in_value(text: str) -> str:
    """The same for a whole setting, in which a password with spaces is found too."""
    return hide_passwords(_WHOLE.sub(rf"\1:{_HIDDEN}@", text, count=1))


def _hide(text: str) -> str:
    return _hide_words(_PARAMETER.sub(_hide_parameter, text))


def _hide_parameter(found: re.Match[str]) -> str:
    """Names are decoded, as libpq does."""
    mark, name, _ = found.groups()
    return f"{mark}{name}={_HIDDEN}" if _SECRET.search(unquote(name)) else found[0]


def _hide_words(text: str) -> str:
    """Hides the values of secret words, also within the quoted value of another word such as `dbname`."""
    parts, last = list[str](), 0
    for found in _NAME.finditer(text):
        if found.start() < last or not _SECRET.search(found[1]):
            continue
        if value := _VALUE.match(text, found.end()):
            parts += text[last : found.end()], _HIDDEN
            last = value.end()
    return "".join([*parts, text[last:]])
