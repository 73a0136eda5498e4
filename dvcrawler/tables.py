"""Texts for a terminal: aligned columns, and nothing that a terminal would take for a command."""

from collections.abc import Mapping, Sequence
from typing import Any


def format_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """The rows as aligned columns under their names, "-" for what is None; numbers to the right."""
    lines = [[column.replace("_", " ") for column in columns]]
    lines += [["-" if row[name] is None else printable(str(row[name])) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    right = [any(isinstance(row[name], int) for row in rows) for name in columns]
    return "\n".join("  ".join(map(_pad, line, widths, right)).rstrip() for line in lines)


def printable(text: str) -> str:
    """On one line, without control characters: a site's words may hold any."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def _pad(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)
