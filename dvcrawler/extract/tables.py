"""Data tables as lines: cells separated by " | ", each value below its heading."""

from collections.abc import Iterator, Sequence

from dvcrawler.extract.elements import Element, holds_any
from dvcrawler.normalize.text import clean_text

LONGEST_CELL = 600
#: Caps the columns or rows of a span; real tables have a few dozen.
_WIDEST_SPAN = 200
#: Columns behind which a span counts as one: a page of 100 kB can state spans for millions of cells.
_WIDEST_TABLE = 1000


def read_rows(table: Element, *, longest: int) -> list[str] | None:
    """The rows as lines; None for a layout table. `longest`: caps the characters of a cell.

    Empty cells keep their place. A cell that spans several columns or rows is printed once, in the
    first of them. Columns that are empty in every row are left out.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = [list_cells(row) for row in _list_rows(table)]
    if sum(len(row) > 1 for row in rows) < 2:
        return None
    texts = [list(map(own_text, row)) for row in rows]
    if not _is_data(texts, longest):
        return None
    held: dict[int, int] = {}
    return list(_format_lines([_place(row, held) for row in zip(rows, texts, strict=True)]))


def _list_rows(table: Element) -> list[Element]:
    """The rows in the order in which browsers show them: those of `<tfoot>` last, wherever it is."""
    rows = list(table.iter("tr"))
    foot = next(table.iterchildren("tfoot"), None)
    if foot is None:
        return rows
    last = list(foot.iter("tr"))
    return [*(row for row in rows if row not in last), *last]


def list_cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def own_text(cell: Element) -> str:
    """Text of a cell, without that of nested tables, whose cells are read separately."""
    if len(cell) == 0:
        return clean_text(cell.text or "")
    if holds_any(cell, "table"):
        return ""
    return clean_text(" ".join(str(text) for text in cell.itertext("*")))


def _is_data(texts: Sequence[Sequence[str]], longest: int) -> bool:
    counts = [sum(map(bool, row)) for row in texts]
    filled, wide = sum(count > 0 for count in counts), sum(count > 1 for count in counts)
    is_table = wide >= 2 and wide * 2 >= filled
    return is_table and all(len(text) <= longest for row in texts for text in row)


def _place(row: tuple[Sequence[Element], Sequence[str]], held: dict[int, int]) -> dict[int, str]:
    """The texts of one row by column. `held`: rows for which a cell above still covers a column; updated."""
    line: dict[int, str] = {}
    covered: dict[int, int] = {}
    column = 0
    for cell, text in zip(*row, strict=True):
        while column in held:
            column += 1
        line[column] = text
        width = _read_span(cell, "colspan") if column < _WIDEST_TABLE else 1
        height = _read_span(cell, "rowspan")
        covered.update(dict.fromkeys(range(column, column + width), height))
        column += width
    remaining = {at: rows - 1 for at, rows in (held | covered).items() if rows > 1}
    held.clear()
    held.update(remaining)
    return line


def _read_span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    if not (value.isascii() and value.isdigit()):
        return 1
    return max(1, min(int(value[:6]), _WIDEST_SPAN))


def _format_lines(rows: Sequence[dict[int, str]]) -> Iterator[str]:
    columns = sorted({column for row in rows for column, text in row.items() if text})
    for row in rows:
        if not any(row.values()):
            continue
        if len(row) == 1 and 0 in row:  # a caption or a note over the whole width
            yield row[0]
        else:
            yield " |".join(f" {row[at]}" if row.get(at) else "" for at in columns).strip()
