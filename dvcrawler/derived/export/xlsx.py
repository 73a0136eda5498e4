"""XLSX for Excel and LibreOffice: one sheet, one row per article."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import rmtree
from typing import IO, Any

from dvcrawler.derived.export.columns import COLUMNS, as_row
from dvcrawler.derived.export.texts import format_cell
from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.items import Record

#: Limits of Excel: characters of a cell (an emoji is two), and rows of a sheet with the line of headings.
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
    get an apostrophe in front. Raises UsageError for more articles than a sheet has rows.
    """
    load_xlsxwriter()
    scratch = path.with_suffix(".tmp")  # next to the file: elsewhere the disk may be smaller
    scratch.mkdir()
    try:
        with path.open("wb") as file:
            return _write_book(records, file, scratch)
    finally:
        rmtree(scratch, ignore_errors=True)


def _write_book(records: Iterable[Record], file: IO[bytes], scratch: Path) -> int:
    """Raises OSError for a full disk, which XlsxWriter wraps in another exception."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "tmpdir": str(scratch),
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
    }
    output = _Output(file)
    book = Workbook(output, options)
    book.set_properties({"title": "dvcrawler export", "created": _CREATED.replace(tzinfo=None)})
    try:
        count = _fill(book, records)
    except BaseException:
        output.is_open = False
        # A full disk may have cut its files of rows within a character.
        with suppress(OSError, UnicodeError, FileCreateError):
            book.close()
        raise
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    finally:
        output.is_open = False
    return count


class _Output:
    """The file as zipfile needs it. Once closed it takes anything: zipfile ends what it has begun when it is
    collected, which on a full disk would fail a second time, outside of any handler.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.is_open = file, True

    def write(self, data: bytes) -> int:
        return self._file.write(data) if self.is_open else len(data)

    def flush(self) -> None:
        if self.is_open:
            self._file.flush()

    def tell(self) -> int:
        return self._file.tell() if self.is_open else 0

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence) if self.is_open else 0


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
            text = format_cell(value)
            if (fitting := _fit(text)) != text:
                cut.append(name)
            sheet.write_string(number, place, fitting)
    if cut:
        sheet.write_string(number, len(COLUMNS), ", ".join(cut))


def _fit(text: str) -> str:
    """The text, cut to what a cell holds."""
    if len(text) <= LONGEST_CELL // 2:
        return text
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - len(_CUT_MARK))].decode("utf-16-le", "ignore") + _CUT_MARK
