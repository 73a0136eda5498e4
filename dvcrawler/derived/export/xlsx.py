"""XLSX for Excel and LibreOffice: one sheet, one row per article."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson

from dvcrawler.derived.export.columns import COLUMNS, as_row
from dvcrawler.derived.export.texts import guard_formula
from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.items import Record

#: Limits of Excel: characters of a cell, and rows of a sheet with the line of headings.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
#: Names the fields of the row that did not fit into their cells.
CUT = "cut"
_CUT_MARK = " […]"
_WIDTHS = {"title": 60, "summary": 40, "body": 80, "url": 40, "date": 11}
#: Replaces the time of writing, so that the same store gives the same bytes.
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)


def load_xlsxwriter() -> Any:
    """Raises ConfigError that says how to install it."""
    try:
        import xlsxwriter
        import xlsxwriter.exceptions
    except ImportError as error:
        raise ConfigError("XLSX needs XlsxWriter: pip install 'dvcrawler[export]'") from error
    return xlsxwriter


def write_xlsx(records: Iterable[Record], path: Path) -> int:
    """The number written. `date` is a date for Excel, lists are JSON text; cells that begin like a formula
    are led by an apostrophe. Raises UsageError for more articles than a sheet has rows.
    """
    xlsxwriter = load_xlsxwriter()
    options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_urls": False,
               "strings_to_formulas": False, "strings_to_numbers": False}  # fmt: skip
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": "dvcrawler export", "created": _CREATED.replace(tzinfo=None)})
    try:
        count = _fill(book, records)
    finally:
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.__cause__ or error from None
    return count


def _fill(book: Any, records: Iterable[Record]) -> int:
    sheet, bold, day = book.add_worksheet("articles"), book.add_format({"bold": True}), "yyyy-mm-dd"
    as_day = book.add_format({"num_format": day})
    for place, name in enumerate((*COLUMNS, CUT)):
        sheet.write_string(0, place, name, bold)
        sheet.set_column(place, place, _WIDTHS.get(name, 16))
    sheet.freeze_panes(1, 0)
    count = 0
    for record in records:
        count += 1
        if count >= MOST_ROWS:
            raise UsageError(f"a sheet holds {MOST_ROWS - 1:,} articles; choose fewer, or write .csv")
        _write_row(sheet, count, record, as_day)
    return count


def _write_row(sheet: Any, number: int, record: Record, as_day: Any) -> None:
    cut = []
    for place, (name, value) in enumerate(as_row(record).items()):
        if value is None:
            continue
        if name == "date":
            sheet.write_datetime(number, place, date.fromisoformat(str(value)), as_day)
        elif isinstance(value, int):
            sheet.write_number(number, place, value)
        else:
            text = _cell(value)
            if len(text) > LONGEST_CELL:
                text = text[: LONGEST_CELL - len(_CUT_MARK)] + _CUT_MARK
                cut.append(name)
            sheet.write_string(number, place, text)
    if cut:
        sheet.write_string(number, len(COLUMNS), ", ".join(cut))


def _cell(value: object) -> str:
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return guard_formula(text)
