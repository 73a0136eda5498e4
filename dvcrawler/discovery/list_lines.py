"""The addresses on the lines of a list, which may have come out of a table, a data file, a mail or notes."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import orjson

from dvcrawler.normalize.typed_addresses import looks_like_address
from dvcrawler.normalize.url_form import is_too_long
from dvcrawler.patterns import lazy_regex

#: Names of a column, or of a member, that holds the addresses.
_NAMES = "url urls link links loc href address permalink địa_chỉ đường_dẫn liên_kết dia_chi duong_dan".split()
_DELIMITERS = "\t;,"
_COMMENT = lazy_regex(r"#|//\s|//$")
#: Brackets on a line of their own, of a data file.
_BRACKETS = lazy_regex(r"[\[\]{},\s]+")
_BULLET = lazy_regex(r"^(?:[-*+•]|[0-9]{1,7}[.)])\s+")
#: An address begins a line, or is behind what parts it from other words: `[tin](https://…`, `7;https://…`.
_START = lazy_regex(r"(?:^|(?<=[\s,;|\"'(<>\[]))https?://", re.I)
#: What is behind an address and not part of it. A blank alone may be: editors name pages `bai viet.html`.
_END = lazy_regex(r"[\t\"<>]|[,;](?=\s)|\s[#|–—-]")
#: What closes an address that is behind such a sign; it may hold pairs of its own.
_ENCLOSED = {
    "(": lazy_regex(r"[^()]*(?:\([^()]*\)[^()]*)*"),
    "[": lazy_regex(r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*"),
    "'": lazy_regex(r"[^']*"),
}
_WRAPPERS = (("<", ">"), ('"', '"'), ("'", "'"))
_INVISIBLE = "\ufeff\u200b\u2060"
_AFTER = " ,;|"


def read_addresses(lines: Iterable[str]) -> Iterator[str]:
    """The addresses, each with a scheme if it can have one. A line without an address is given as it is, to
    be reported; blank lines, comments and the heading of a table are left out.
    """
    written = (line.strip(_INVISIBLE).strip() for line in lines)
    kept = (line for line in written if line and not _COMMENT.match(line))
    for line in _read_table(kept):
        yield from _find_addresses(line)


def _read_table(lines: Iterator[str]) -> Iterator[str]:
    """The values of the column with addresses; of what is not a table, the lines."""
    first = next(lines, None)
    if first is None:
        return
    delimiter, column = _find_column(first)
    if column is None:
        yield first
    yield from lines if column is None or not delimiter else _read_column(lines, delimiter, column)


def _find_column(line: str) -> tuple[str, int | None]:
    """The delimiter of a table, and which column has the addresses; None if this is not its heading."""
    if len(line) > 1000 or "://" in line:
        return "", None
    for delimiter in _DELIMITERS:
        names = [_fold_name(each) for each in line.split(delimiter)]
        column = next((number for number, name in enumerate(names) if name in _NAMES), None)
        if column is not None:
            return delimiter if len(names) > 1 else "", column
    return "", None


def _fold_name(name: str) -> str:
    return "_".join(name.strip(" \"'").lower().split())


def _read_column(lines: Iterator[str], delimiter: str, column: int) -> Iterator[str]:
    """The values of the column; a row without one is given as it is. Each line is read by itself: a quotation
    mark that is never closed would swallow those that follow.
    """
    for line in lines:
        try:
            row = next(csv.reader([line], delimiter=delimiter))
        except csv.Error:
            row = []
        yield (row[column].strip() if column < len(row) else "") or line


def _find_addresses(line: str) -> Iterator[str]:
    if found := [*_read_data(line)] if line[0] in "[{" else []:
        yield from found
        return
    if is_too_long(line):
        yield line
        return
    starts = [found.start() for found in _START.finditer(line)]
    for start, end in pairwise([*starts, len(line)]):
        yield _cut(line[start:end], line[start - 1 : start])
    if not starts and not _BRACKETS.fullmatch(line):
        yield _complete(_unwrap(line))


def _read_data(line: str) -> Iterator[str]:
    """The addresses in JSON: of each object the member that names one."""
    try:
        data = orjson.loads(line.rstrip(","))
    except orjson.JSONDecodeError:
        return
    for each in data if isinstance(data, list) else [data]:
        values = [each.get(name) for name in _NAMES] if isinstance(each, dict) else [each]
        address = next((value for value in values if isinstance(value, str) and value.strip()), None)
        if address is not None:
            yield _complete(address.strip())


def _cut(text: str, before: str) -> str:
    """The address at the beginning of the text, `before` which this character is."""
    enclosed = _ENCLOSED[before].match(text) if before in _ENCLOSED else None
    text = enclosed[0] if enclosed else text
    return _END.split(text, maxsplit=1)[0].rstrip(_AFTER)


def _unwrap(address: str) -> str:
    """The text without the brackets or quotation marks in which a mail or a table has it."""
    plain = _BULLET.sub("", address.rstrip(_AFTER), count=1)
    is_wrapped = len(plain) > 2 and (plain[0], plain[-1]) in _WRAPPERS
    plain = plain[1:-1].strip() if is_wrapped else plain
    return plain if is_wrapped or looks_like_address(plain) else address


def _complete(address: str) -> str:
    """The address, with a scheme if it has none. What is not an address is left as it is, to be reported."""
    if address.startswith("//"):
        return f"https:{address}"
    is_complete = "://" in address or is_too_long(address)
    return address if is_complete or not looks_like_address(address) else f"https://{address}"
