"""Tables whose rows a widget asks for: DataTables, Kendo UI, Tabulator, jqGrid.

Each has its own names for the first row and the number of rows. What a widget posts is not asked for.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_values import inline_scripts
from dvcrawler.normalize.url_form import add_query
from dvcrawler.patterns import lazy_regex

_ADDRESS = r"['\"]([^'\"\s]{1,300})['\"]"
_LONGEST_OPTIONS = 3000
_POSTS = lazy_regex(r"(?<![\w$])(?:type|method|mtype|ajaxConfig)['\"]?\s{0,9}:\s{0,9}['\"]post['\"]", re.I)
_LENGTH = lazy_regex(
    r"(?<![\w$])(?:pageLength|iDisplayLength|pageSize|paginationSize|rowNum)\s{0,3}:\s{0,3}([0-9]{1,3})"
)
_DEFAULT_LENGTH = "10"


class _Widget(NamedTuple):
    """`call`: how a script makes the table; `address`: how its options name the address of the rows; `query`:
    what is asked for, by the number of rows; empty where all rows come at once.
    """

    call: re.Pattern[str]
    address: re.Pattern[str]
    query: str


_WIDGETS = (
    _Widget(
        lazy_regex(r"\.[dD]ataTable\(\s{0,9}\{"),
        lazy_regex(
            rf"(?<![\w$])(?:ajax|sAjaxSource)\s{{0,9}}:\s{{0,9}}(?:\{{[^{{}}]{{0,300}}?url\s{{0,9}}:\s{{0,9}})?{_ADDRESS}"
        ),
        "draw=1&start=0&length=%s",
    ),
    _Widget(
        lazy_regex(r"\.kendo(?:Grid|ListView|DataSource)\(\s{0,9}\{|kendo\.data\.DataSource\(\s{0,9}\{"),
        lazy_regex(
            rf"(?<![\w$])read\s{{0,9}}:\s{{0,9}}(?:\{{[^{{}}]{{0,300}}?url\s{{0,9}}:\s{{0,9}})?{_ADDRESS}"
        ),
        "page=1&pageSize=%s",
    ),
    _Widget(
        lazy_regex(r"(?<![\w$])Tabulator\(\s{0,9}['\"][^'\"]{1,80}['\"]\s{0,9},\s{0,9}\{"),
        lazy_regex(rf"(?<![\w$])ajaxURL\s{{0,9}}:\s{{0,9}}{_ADDRESS}"),
        "page=1&size=%s",
    ),
    _Widget(
        lazy_regex(r"\.jqGrid\(\s{0,9}\{"),
        lazy_regex(rf"(?<![\w$])url\s{{0,9}}:\s{{0,9}}{_ADDRESS}"),
        "page=1&rows=%s",
    ),
)
#: The rows come part by part.
_IN_PARTS = lazy_regex(
    r"(?:serverSide|bServerSide|serverPaging)\s{0,3}:\s{0,3}(?:true|!0)|sAjaxSource|pagination\w{0,6}\s{0,3}:\s{0,3}['\"]remote|jqGrid"
)
#: One of them is on any page with such a table.
WIDGET_MARKS = (b"ataTable(", b"kendo", b"Tabulator(", b"jqGrid(")


class TableRequest(NamedTuple):
    """The request for the first rows of a table."""

    address: str
    is_post: bool


def find_tables(page: Page) -> Iterator[TableRequest]:
    """The tables of the page that are filled on the way."""
    if not any(mark in page.data for mark in WIDGET_MARKS):
        return
    for text in inline_scripts(page):
        for widget in _WIDGETS:
            for found in widget.call.finditer(text):
                options = text[found.start() : found.end() + _LONGEST_OPTIONS]
                if (address := widget.address.search(options)) is not None:
                    yield _request(widget, address[1], options)


def _request(widget: _Widget, address: str, options: str) -> TableRequest:
    size = _LENGTH.search(options)
    query = widget.query % (size[1] if size else _DEFAULT_LENGTH) if _IN_PARTS.search(options) else ""
    return TableRequest(add_query(address, query), _POSTS.search(options) is not None)
