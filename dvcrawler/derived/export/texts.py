"""JSON Lines and CSV."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import orjson

from dvcrawler.derived.export.columns import COLUMNS, as_row
from dvcrawler.items import Record

#: A spreadsheet treats a cell that begins with one of these as a formula, which may start programs.
#: So do some with a letter of full width, as a Japanese keyboard types it, and with a line end before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_jsonl(records: Iterable[Record], path: Path) -> int:
    """Writes one record per line, schema 2. Returns their number."""
    count = 0
    with path.open("wb") as file:
        for record in records:
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
    return count


def write_csv(records: Iterable[Record], path: Path) -> int:
    """Writes UTF-8 with a byte order mark, without which spreadsheets garble Vietnamese; lists are JSON text.

    Cells that a spreadsheet would treat as a formula get an apostrophe in front.
    """
    count = 0
    with path.open("wb") as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for record in records:
            writer.writerow([format_cell(value) for value in as_row(record).values()])
            count += 1
    return count


def format_cell(value: object) -> str:
    """The value as one cell of a table, lists as JSON text."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return guard_formula(text.replace("\x00", ""))


def guard_formula(text: str) -> str:
    """The text in a form that a spreadsheet shows and does not execute."""
    return f"'{text}" if text.startswith(_FORMULA) else text
