"""Tables of text, aligned and cut to a width."""

from collections.abc import Mapping, Sequence
from typing import Any

from dvcrawler.messages.printable import printable

#: Characters of a title in a list; `show` prints it whole.
LONGEST_TITLE = 300
#: Characters that are left of a name.
_LEAST = 6


def fit_columns(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str], expendable: Sequence[str], width: int | None
) -> list[str]:
    """The columns of a table that fits the width: leaves out `expendable` ones, empty ones first, then in the
    given order. All columns if `width` is None.
    """
    kept = list(columns)
    empty = [name for name in expendable if not any(row[name] for row in rows)]
    for name in dict.fromkeys((*empty, *expendable)):
        if width is None or _measure_column(rows, kept) <= width:
            break
        kept.remove(name)
    return kept


def fit_table(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    expendable: Sequence[str],
    width: int | None,
    times: str | None = None,
) -> str:
    """A table of as many columns as fit the width; see `fit_columns`. Where there is a width, the times in
    the column `times` are as people read them, to the minute, with the mark of UTC. Where the last columns
    still do not fit, the first one is shortened: it holds names, the others what was asked for.
    """
    if times is not None and width is not None:
        rows = [{**row, times: row[times] and row[times][:16].replace("T", " ") + "Z"} for row in rows]
    kept = fit_columns(rows, columns, expendable, width)
    return format_table(_shorten_first(rows, kept, width), kept, width)


def _shorten_first(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str], width: int | None
) -> Sequence[Mapping[str, object]]:
    if width is None or (excess := _measure_column(rows, columns) - width) <= 0:
        return rows
    first = columns[0]
    names = [printable(str(row[first])) for row in rows]
    room = max(max(map(len, names)) - excess, _LEAST)
    return [{**row, first: cut(name, room)} for row, name in zip(rows, names, strict=True)]


def format_table(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str], width: int | None = None
) -> str:
    """Aligns the rows under the column names. None is shown as "-"; numbers are right-aligned.

    Lines are cut at `width`, None for no limit.
    """
    lines = _make_cells(rows, columns)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    right = [any(isinstance(row[name], int) for row in rows) for name in columns]
    return "\n".join(cut("  ".join(map(_pad, line, widths, right)).rstrip(), width) for line in lines)


def cut(text: str, width: int | None) -> str:
    """The text, cut with "…" at the width; None for no limit."""
    return text if width is None or len(text) <= width else text[: max(width - 1, 0)] + "…"


def _measure_column(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> int:
    widths = [max(map(len, column)) for column in zip(*_make_cells(rows, columns), strict=True)]
    return sum(widths) + 2 * (len(widths) - 1)


def _make_cells(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> list[list[str]]:
    lines = [[column.replace("_", " ") for column in columns]]
    return lines + [
        ["-" if row[name] is None else printable(str(row[name])) for name in columns] for row in rows
    ]


def _pad(text: str, width: int, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)
